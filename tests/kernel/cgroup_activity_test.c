/* cgroup_activity_test.c - what groups do, as files of both versions say it, and as the kernel counts it. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/exact.h"
#include "cgroup_activity.h"
#include "groups.h"
#include "suite.h"

static void io(const char *text, uint64_t want_read, uint64_t want_written)
{
	char *copy = exact_copy(text, strlen(text));
	uint64_t read, written;

	ck_assert(cgroup_io_parse(copy, strlen(text), &read, &written));
	exact_free(copy);
	ck_assert_uint_eq(read, want_read);
	ck_assert_uint_eq(written, want_written);
}

START_TEST(io_of_all_devices_is_added_up)
{
	io("8:0 rbytes=100 wbytes=20 rios=3 wios=4 dbytes=5 dios=6\n254:16 rbytes=1 wbytes=2 rios=0 wios=0 dbytes=0 dios=0\n", 101, 22);
	io("8:0 Read 100\n8:0 Write 20\n8:0 Sync 120\n8:0 Total 120\n9:1 Read 1\nTotal 121\n", 101, 20);
	io("Total 0\n", 0, 0);
	io("", 0, 0);
	io("8:0 rbytes=x wbytes=7\n8:16 rbytes=5", 0, 7);
	io("8:0\n8:1 Read\n8:2 Readx 5\n", 0, 0);
}
END_TEST

START_TEST(quotas_are_nanoseconds)
{
	uint64_t quota, period;

	ck_assert(cgroup_quota_parse("50000 100000\n", 13, &quota, &period));
	ck_assert_uint_eq(quota, 50000000);
	ck_assert_uint_eq(period, 100000000);
	ck_assert(cgroup_quota_parse("max 100000\n", 11, &quota, &period));
	ck_assert_uint_eq(quota, CGROUP_NO_LIMIT);
	ck_assert(!cgroup_quota_parse("max", 3, &quota, &period));
	ck_assert(!cgroup_quota_parse("x 1", 3, &quota, &period));
	ck_assert(!cgroup_quota_parse("99999999999999999999 1", 22, &quota, &period));
}
END_TEST

/* ---- directories made of files ------------------------------------------------------------------------------------------------- */

struct made { const char *path, *text; };

static const char *made(char dir[64], const struct made *files)
{
	char path[256];

	strcpy(dir, "build/check/activity-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	for (; files->path; files++) {
		snprintf(path, sizeof(path), "%s/%s", dir, files->path);
		for (char *at = strchr(path + strlen(dir) + 1, '/'); at; at = strchr(at + 1, '/')) {
			*at = '\0';
			mkdir(path, 0755);
			*at = '/';
		}
		FILE *out = fopen(path, "w");
		ck_assert_msg(out && fputs(files->text, out) >= 0, "%s", path);
		fclose(out);
	}
	return dir;
}

static struct cgroup_activity read_of(const char *dir, unsigned want)
{
	struct cgroup_activity a;
	struct cgroup_places places;
	char command[128];

	cgroup_places_open(&places, dir);
	cgroup_activity_read(&places, (struct cgroup_span){ "/web", 4 }, want, &a);
	cgroup_places_close(&places);
	snprintf(command, sizeof(command), "rm -r %s", dir);
	ck_assert_int_eq(system(command), 0);
	return a;
}

START_TEST(version_2_has_all_in_one_directory)
{
	static const struct made files[] = {
		{ "cgroup.procs", "" },
		{ "web/cpu.stat", "usage_usec 1500\nuser_usec 1000\n" }, { "web/cpu.max", "50000 100000\n" }, { "web/pids.current", "7\n" },
		{ "web/cpuset.cpus.effective", "0-1,4\n" },
		{ "web/io.stat", "8:0 rbytes=4096 wbytes=0\n" }, { "web/memory.events", "low 0\nhigh 0\nmax 9\noom 1\noom_kill 1\n" },
		{ "web/cgroup.events", "populated 1\nfrozen 1\n" },
		{ "web/memory.pressure", "some avg10=1.50 avg60=0.00 avg300=0.00 total=5\nfull avg10=0.50 avg60=0.00 avg300=0.00 total=1\n" },
		{ NULL, NULL },
	};
	char dir[64];
	struct cgroup_activity a = read_of(made(dir, files), ACTIVITY_ALL);

	ck_assert_uint_eq(a.have, ACTIVITY_ALL);
	ck_assert_uint_eq(a.cpu_ns, 1500000);
	ck_assert_uint_eq(a.quota_ns, 50000000);
	ck_assert_uint_eq(a.pids, 7);
	ck_assert_uint_eq(a.cpus, 3);
	ck_assert_uint_eq(a.read, 4096);
	ck_assert_uint_eq(a.hits, 9);
	ck_assert(a.is_frozen);
	ck_assert_double_eq(a.pressure.some, 1.5);
}
END_TEST

/* Pressure is known where version 2 is mounted beside version 1, too. */
START_TEST(version_1_has_a_directory_for_each)
{
	static const struct made files[] = {
		{ "memory/tasks", "" }, { "memory/cgroup.procs", "" }, { "memory/web/memory.failcnt", "106\n" },
		{ "cpuacct/tasks", "" }, { "cpuacct/cgroup.procs", "" }, { "cpuacct/web/cpuacct.usage", "1234567\n" },
		{ "cpu/tasks", "" }, { "cpu/cgroup.procs", "" }, { "cpu/web/cpu.cfs_quota_us", "-1\n" }, { "cpu/web/cpu.cfs_period_us", "100000\n" },
		{ "cpuset/tasks", "" }, { "cpuset/cgroup.procs", "" }, { "cpuset/web/cpuset.effective_cpus", "2\n" },
		{ "pids/tasks", "" }, { "pids/cgroup.procs", "" }, { "pids/web/pids.current", "3\n" },
		{ "freezer/tasks", "" }, { "freezer/cgroup.procs", "" }, { "freezer/web/freezer.state", "THAWED\n" },
		{ "unified/cgroup.procs", "" }, { "unified/web/memory.pressure", "some avg10=2.00 total=1\nfull avg10=0.00 total=0\n" },
		{ NULL, NULL },
	};
	char dir[64];
	struct cgroup_activity a = read_of(made(dir, files), ACTIVITY_ALL);

	ck_assert_uint_eq(a.have, ACTIVITY_ALL & ~ACTIVITY_IO);
	ck_assert_uint_eq(a.cpu_ns, 1234567);
	ck_assert_uint_eq(a.quota_ns, CGROUP_NO_LIMIT);
	ck_assert_uint_eq(a.pids, 3);
	ck_assert_uint_eq(a.cpus, 1);
	ck_assert_uint_eq(a.hits, 106);
	ck_assert(!a.is_frozen);
	ck_assert_double_eq(a.pressure.some, 2);
}
END_TEST

/* Version 2 writes no line as long as there was no I/O. */
START_TEST(without_a_line_there_was_no_io)
{
	static const struct made files[] = { { "cgroup.procs", "" }, { "web/io.stat", "" }, { "web/pids.current", "" }, { NULL, NULL } };
	char dir[64];
	struct cgroup_activity a = read_of(made(dir, files), ACTIVITY_IO | ACTIVITY_PIDS);

	ck_assert_uint_eq(a.have, ACTIVITY_IO);
	ck_assert_uint_eq(a.read, 0);
	ck_assert_uint_eq(a.written, 0);
}
END_TEST

START_TEST(only_what_is_wanted_is_read_and_half_a_quota_is_none)
{
	static const struct made files[] = {
		{ "cpu/tasks", "" }, { "cpu/cgroup.procs", "" }, { "cpu/web/cpu.cfs_quota_us", "50000\n" },
		{ "pids/tasks", "" }, { "pids/cgroup.procs", "" }, { "pids/web/pids.current", "3\n" },
		{ NULL, NULL },
	};
	char dir[64];

	ck_assert_uint_eq(read_of(made(dir, files), ACTIVITY_QUOTA).have, 0);
	ck_assert_uint_eq(read_of(made(dir, files), ACTIVITY_PIDS).have, ACTIVITY_PIDS);
	ck_assert_uint_eq(read_of(made(dir, files), 0).have, 0);
}
END_TEST

/* The kernel's own count, of a group in which a process burns time. */
START_TEST(a_real_group_tells_its_cpu_time)
{
	struct cgroup_places places;
	struct cgroup_activity before, after;
	struct made_group ours;
	struct cgroup_span path;
	struct procfs proc;
	struct err e;

	if (!group_ours(&ours))
		return;
	ck_assert(procfs_open(&proc, "/proc", &e));
	cgroup_places_find(&places, &proc);
	path = (struct cgroup_span){ ours.path, strlen(ours.path) };
	cgroup_activity_read(&places, path, ACTIVITY_ALL, &before);
	if (before.have & ACTIVITY_CPU)
		until((cgroup_activity_read(&places, path, ACTIVITY_CPU, &after), after.cpu_ns > before.cpu_ns));
	else
		fprintf(stderr, "SKIPPED the CPU time of a group: its path differs in that hierarchy\n");
	cgroup_places_close(&places);
	procfs_close(&proc);
}
END_TEST

SUITE(cgroup_activity, io_of_all_devices_is_added_up, quotas_are_nanoseconds, version_2_has_all_in_one_directory,
      version_1_has_a_directory_for_each, without_a_line_there_was_no_io, only_what_is_wanted_is_read_and_half_a_quota_is_none, a_real_group_tells_its_cpu_time)

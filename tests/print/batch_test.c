/* batch_test.c - samples on stdout, from a source of our own and from a copy of /proc. */
#define _GNU_SOURCE
#include "suite.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../table/made.h"
#include "batch.h"

/* A source of made samples. What is refined shows in the PSS. */
static struct made_source {
	struct source source;
	int samples, refined;
	struct demand demand;
	size_t shown;              /* processes in the last refine */
} made_source;

static void next(struct source *s, const struct demand *d, const struct sample *before, struct sample *out)
{
	struct sample fresh;

	(void)s;
	ck_assert(before != out);
	ck_assert_uint_eq(out->tasks.count, 0);
	made_source.samples++;
	made_source.demand = *d;
	made_desktop(&fresh);
	sample_copy(out, &fresh);
	sample_free(&fresh);
}

static void refine(struct source *s, const struct demand *d, struct sample *out)
{
	struct task *t = out->tasks.data;
	struct rollup *r = arena_take(&out->arena, sizeof(*r));

	(void)s;
	made_source.refined++;
	made_source.shown = d->shown_pids.count;
	r->pss = 7 * MB;
	for (size_t i = 0; i < out->tasks.count; i++)
		if (t[i].pid == ((const pid_t *)d->shown_pids.data)[0]) {
			t[i].rollup = r;
			t[i].have |= NEED_ROLLUP;
		}
}

static struct settings settings;
static struct err error;

static void start(const char *columns)
{
	made_source = (struct made_source){ .source = { .next = next, .refine = refine } };
	settings_init(&settings, task_schema());
	settings.iterations = 1;
	settings.delay_ns = 1;
	ck_assert(schema_choose(task_schema(), columns, &settings.chosen, &error));
	settings.is_chosen = true;
}

enum ending { FINE, FAILS };

/* Runs with stdout in a file, and gives back what was written. */
static const char *run(struct source *source, const char *sink, const char *path, enum ending ending)
{
	static char text[16384];
	int saved = dup(STDOUT_FILENO), fd = path ? open(path, O_WRONLY) : open("/tmp", O_TMPFILE | O_RDWR, 0600);
	bool ok;
	ssize_t n;

	ck_assert_int_ge(fd, 0);
	fflush(stdout);
	dup2(fd, STDOUT_FILENO);
	ok = batch_run(source, &settings, sink_find(sink), &error);
	fflush(stdout);
	dup2(saved, STDOUT_FILENO);
	close(saved);
	n = path ? 0 : pread(fd, text, sizeof(text) - 1, 0);
	close(fd);
	settings_free(&settings);
	ck_assert_msg(ok == (ending == FINE), "%s", ok ? "it went well" : error.text);
	ck_assert_int_ge(n, 0);
	text[n] = '\0';
	return text;
}

static size_t lines(const char *text)
{
	size_t n = 0;

	for (; *text; text++)
		n += *text == '\n';
	return n;
}

START_TEST(each_iteration_is_a_sample)
{
	start("pid,rss");
	settings.iterations = 3;
	ck_assert_uint_eq(lines(run(&made_source.source, "json", NULL, FINE)), 3);
	ck_assert_int_eq(made_source.samples, 3);
	ck_assert_int_eq(made_source.refined, 0);
}
END_TEST

START_TEST(shares_of_time_take_one_more_look)
{
	start("pid,cpu");
	ck_assert_uint_eq(lines(run(&made_source.source, "json", NULL, FINE)), 1);
	ck_assert_int_eq(made_source.samples, 2);
	ck_assert(made_source.demand.shown & NEED_CPU);
}
END_TEST

START_TEST(the_limit_cuts_rows_not_processes)
{
	start("pid,tree_rss");
	settings.limit = 2;
	settings.view.tree = true;
	ck_assert_ptr_nonnull(strstr(run(&made_source.source, "json", NULL, FINE),
	                             "\"tasks\":[{\"pid\":1,\"tree_rss\":3954180096,\"depth\":0},{\"pid\":100,"));
}
END_TEST

START_TEST(only_what_is_printed_is_refined)
{
	start("pid,pss");
	settings.limit = 1;
	settings.view.sort = schema_find(task_schema(), "pid");
	settings.view.descending = false;
	ck_assert_ptr_nonnull(strstr(run(&made_source.source, "json", NULL, FINE), "\"tasks\":[{\"pid\":1,\"pss\":7340032}]}"));
	ck_assert_int_eq(made_source.refined, 1);
	ck_assert_uint_eq(made_source.shown, 1);
}
END_TEST

/* Of the first look it is not yet known whose rows will be printed. */
START_TEST(what_takes_two_looks_is_wanted_of_all)
{
	start("pid,write_s");
	run(&made_source.source, "json", NULL, FINE);
	ck_assert_int_eq(made_source.samples, 2);
	ck_assert_uint_eq(made_source.demand.all & NEED_IO, NEED_IO);
}
END_TEST

START_TEST(a_pid_that_is_not_there_is_told)
{
	start("pid");
	ck_assert(filter_set_pids(&settings.view.filter, "100,4711", &error));
	ck_assert_ptr_nonnull(strstr(run(&made_source.source, "json", NULL, FAILS), "\"tasks\":[{\"pid\":100}]}"));
	ck_assert_str_eq(error.text, "there is no process 4711");
}
END_TEST

START_TEST(a_full_disk_ends_it)
{
	start("pid");
	settings.iterations = 1000;
	run(&made_source.source, "text", "/dev/full", FAILS);
	ck_assert_str_eq(error.text, "cannot write to stdout: No space left on device");
	ck_assert_int_eq(made_source.samples, 1);
}
END_TEST

static void put_file(int dir, const char *path, const char *text)
{
	int fd = openat(dir, path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
}

static void put_process(int dir, int pid, int ppid, const char *comm, unsigned pages)
{
	char path[64], stat[512];

	snprintf(path, sizeof(path), "%d", pid);
	ck_assert_int_eq(mkdirat(dir, path, 0755), 0);
	snprintf(path, sizeof(path), "%d/stat", pid);
	snprintf(stat, sizeof(stat), "%d (%s) S %d 1 1 0 -1 4194304 0 0 0 0 12 5 0 0 20 0 1 0 %d 10485760 %u 18446744073709551615 "
	         "1 1 0 0 0 0 0 0 0 0 0 0 17 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n", pid, comm, ppid, 100 + pid, pages);
	put_file(dir, path, stat);
}

START_TEST(a_copy_of_proc_is_printed)
{
	char name[] = "/tmp/ramtop-proc-XXXXXX", remove[64], want[256];
	long page = sysconf(_SC_PAGESIZE);
	struct procfs proc;
	struct source *source;
	const char *text;
	int dir;

	ck_assert_ptr_nonnull(mkdtemp(name));
	dir = open(name, O_RDONLY | O_DIRECTORY);
	put_process(dir, 1, 0, "init", 100);
	put_process(dir, 42, 1, "a) b (c", 300);
	put_file(dir, "42/cmdline", "/bin/a b");
	put_file(dir, "meminfo", "MemTotal:  1024 kB\nMemFree:  512 kB\nMemAvailable:  768 kB\n");
	start("pid,ppid,comm,rss,time,command");
	ck_assert(procfs_open(&proc, name, &error));
	source = scan_open(&proc);
	text = run(source, "json", NULL, FINE);
	source->close(source);
	procfs_close(&proc);
	close(dir);
	snprintf(remove, sizeof(remove), "rm -r %s", name);
	ck_assert_int_eq(system(remove), 0);
	ck_assert_ptr_nonnull(strstr(text, "\"mem_total\":1048576,\"mem_available\":786432,"));
	snprintf(want, sizeof(want), "\"tasks\":["
	         "{\"pid\":42,\"ppid\":1,\"comm\":\"a) b (c\",\"rss\":%ld,\"time\":0.17,\"command\":\"/bin/a b\"},"
	         "{\"pid\":1,\"ppid\":0,\"comm\":\"init\",\"rss\":%ld,\"time\":0.17,\"command\":\"[init]\"}]}", 300 * page, 100 * page);
	ck_assert_ptr_nonnull(strstr(text, want));
}
END_TEST

SUITE(batch, what_takes_two_looks_is_wanted_of_all, each_iteration_is_a_sample, shares_of_time_take_one_more_look, the_limit_cuts_rows_not_processes,
      only_what_is_printed_is_refined, a_pid_that_is_not_there_is_told, a_full_disk_ends_it, a_copy_of_proc_is_printed)

/* system_inside_test.c - seen from within a container: a limited control group and a pid namespace, made by hand. */
#define _GNU_SOURCE
#include <check.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine.h"
#include "kernel/groups.h"
#include "suite.h"
#include "workload.h"
#include "workload_program.h"

#define LIMIT (256 * MEBIBYTE)
#define HELD (40 * MEBIBYTE)
#define SLACK (100 * MEBIBYTE)         /* the program with its sanitizers counts too, and so does what the test has forked */

static struct made_group ours, box;

/* In the box from now on, with all that comes. By a 0, since our number is another's out there. */
static void enter(void)
{
	ck_assert(group_write(&box, "cgroup.procs", "0"));
}

/* What engines do for a namespace of control groups: what is mounted shows its root and what is below. */
static void enter_own_groups(void)
{
	static const char *const names[] = { [CGROUP_V1] = "cgroup", [CGROUP_V2] = "cgroup2" };

	enter();
	ck_assert_int_eq(unshare(CLONE_NEWCGROUP), 0);
	ck_assert_int_eq(mount("none", "/sys/fs/cgroup", "tmpfs", 0, NULL), 0);
	ck_assert_msg(mount(names[box.version], "/sys/fs/cgroup", names[box.version], 0, box.version == CGROUP_V1 ? "memory" : NULL) == 0,
	              "%s", strerror(errno));
}

static bool make_box(uint64_t limit)
{
	if (!group_ours(&ours))
		return false;
	group_make(&box, &ours, group_name(&ours), limit);
	return true;
}

static void is_confined(const char *json)
{
	uint64_t used, total;

	expect_jq(json, ".machine.effective_limit", text_of("%llu", (unsigned long long)LIMIT));
	expect_jq(json, ".machine.container.limit_by", box.version == CGROUP_V1 ? "memory.limit_in_bytes" : "memory.max");
	total = jq_number(json, ".machine.container | .used + .shared + .kernel + .cache + .free");
	ck_assert_uint_eq(total, LIMIT);
	used = jq_number(json, ".machine.container.used");
	ck_assert_msg(used >= HELD && used <= HELD + SLACK, "%llu are used", (unsigned long long)used);
	ck_assert_uint_ge(jq_number(json, ".machine.mem_total"), LIMIT);
	ck_assert_uint_le(jq_number(json, ".machine.container.available"), LIMIT - HELD);
}

static void look_around(void)
{
	struct printed p;
	const char *limit = text_of("%llu", (unsigned long long)LIMIT);

	is_confined(json_of("-o", "pid,mem"));
	p = ramtop("-b", "-n1", "-L", "1");
	ck_assert_msg(strstr(p.out, " of 256M: used ") != NULL, "%s", p.out);
	ck_assert_msg(strstr(p.out, "; host ") != NULL, "%s", p.out);
	p = ramtop("oom", "--json");
	ck_assert_int_eq(p.status, 0);
	ck_assert_uint_ge(jq_number(p.out, ".total"), LIMIT);
	ck_assert_uint_lt(jq_number(p.out, ".total"), LIMIT + GROUP_MIB * 1024 * 1024);
	expect_jq(p.out, ".cgroup != null", "true");
	expect_jq(p.out, ".kills_since_boot", "0");
	p = ramtop("ledger", "--json");
	ck_assert_int_eq(p.status, 0);
	expect_jq(p.out, ".of_container", "true");
	expect_jq(p.out, ".lines[] | select(.line == \"total\") | .bytes", limit);
	ck_assert_uint_ge(jq_number(p.out, ".lines[] | select(.line == \"anon\") | .bytes"), HELD);
}

static void with_the_groups_of_the_host(void)
{
	enter();
	workload_anonymous(HELD);
	look_around();
	expect_jq(json_of("-o", "pid"), ".machine.container.limit_of", box.path);
}

static void with_groups_of_its_own(void)
{
	enter_own_groups();
	workload_anonymous(HELD);
	look_around();
	expect_jq(json_of("-o", "pid"), ".machine.container.limit_of", "/");
}

static void as_nobody(void)
{
	enter();
	workload_anonymous(HELD);
	workload_be_nobody();
	is_confined(json_of("-o", "pid"));
}

static void without_a_limit(void)
{
	const char *json;

	enter();
	json = json_of("-o", "pid");
	expect_jq(json, ".machine.effective_limit", "null");
	expect_jq(ramtop("ledger", "--json").out, ".of_container", "false");
}

/* Has all of a container but its processes: the machine's are what it sees. */
static void with_the_processes_of_the_host(void)
{
	enter_own_groups();
	expect_jq(json_of("-o", "pid"), "[.machine.effective_limit, .machine.container] == [null, null]", "true");
}

static int host_proc, host_groups;

/* As a monitor in a container does that has both mounted: "-v /proc:/host/proc -v /sys/fs/cgroup:/host/cgroup". */
static void look_at_the_host(void)
{
	const char *proc = text_of("/proc/self/fd/%d", host_proc), *groups = text_of("/proc/self/fd/%d", host_groups), *json, *of;

	workload_anonymous(HELD);
	json = json_of("--proc", proc, "--cgroup", groups, "-g", "cgroup");
	expect_jq(json, ".machine.effective_limit", "null");
	of = text_of(".groups[] | select(.group == \"%s\")", box.path);
	expect_jq(json, text_of("%s | .limit", of), text_of("%llu", (unsigned long long)LIMIT));
	ck_assert_uint_ge(jq_number(json, text_of("%s | .charge", of)), HELD);
	/* Who waits for us out there is in the group that the box is in. */
	expect_jq(json, text_of("[.groups[] | select(.group == \"%s\" and .members > 0)] | length", ours.path[0] ? ours.path : "/"), "1");
	json = json_of("--proc", proc, "-g", "cgroup");
	expect_jq(json, "[.groups[] | .limit] | all(. == null)", "true");
}

static void with_the_hosts_proc_and_its_groups(void)
{
	enter();
	look_at_the_host();
}

static void with_the_hosts_proc_and_groups_of_its_own(void)
{
	enter_own_groups();
	look_at_the_host();
}

static void in_a_box(enum workload_pids pids, uint64_t limit, void (*work)(void))
{
	if (!make_box(limit))
		return;
	workload_inside(pids, NULL, work);
	group_remove(&box);
}

START_TEST(a_limit_is_the_containers_where_groups_are_the_hosts)
{
	in_a_box(OWN_PIDS, LIMIT, with_the_groups_of_the_host);
}
END_TEST

START_TEST(a_limit_is_the_containers_where_groups_are_its_own)
{
	in_a_box(OWN_PIDS, LIMIT, with_groups_of_its_own);
}
END_TEST

START_TEST(a_user_inside_sees_it_too)
{
	in_a_box(OWN_PIDS, LIMIT, as_nobody);
}
END_TEST

START_TEST(without_a_limit_the_memory_is_the_machines)
{
	in_a_box(OWN_PIDS, 0, without_a_limit);
}
END_TEST

START_TEST(who_sees_the_machines_processes_is_shown_the_machine)
{
	in_a_box(SAME_PIDS, LIMIT, with_the_processes_of_the_host);
}
END_TEST

static void with_the_host(void (*work)(void))
{
	host_proc = open("/proc", O_RDONLY | O_DIRECTORY);
	host_groups = open("/sys/fs/cgroup", O_RDONLY | O_DIRECTORY);
	in_a_box(OWN_PIDS, LIMIT, work);
}

START_TEST(the_hosts_proc_and_groups_show_the_host)
{
	with_the_host(with_the_hosts_proc_and_its_groups);
}
END_TEST

START_TEST(the_hosts_proc_and_groups_show_the_host_where_our_groups_are_our_own)
{
	with_the_host(with_the_hosts_proc_and_groups_of_its_own);
}
END_TEST

/* ---- a real engine ----------------------------------------------------------------------------------------------------------------- */


/* Runs the program, or what else, in a container that has it and its libraries: the JSON that it prints. */
static const char *in_a_container(const char *options, const char *words)
{
	const char *script = text_of("docker -H unix://%s/socket run --rm -m 256m --cpus 0.5 %s -v /usr:/usr:ro -v /lib:/lib:ro -v /lib64:/lib64:ro "
	                             "-v \"$PWD/" PROGRAM ":/ramtop:ro\" box sh -c '%s'", engine_dir, options, words);
	struct printed p = program_run((const char *const[]){ "sh", "-c", script, NULL }, NULL);

	ck_assert_msg(p.status == 0, "%s: %s", options, p.err);
	return p.out;
}

static void look_into_containers(void)
{
	static const char *const namespaces[] = { "--cgroupns=host", "--cgroupns=private", "--cgroupns=private --user 1000" };
	const char *json, *all = "/ramtop --json -n1 -g container --proc /host/proc --cgroup /host/cgroup";

	for (size_t i = 0; i < sizeof(namespaces) / sizeof(namespaces[0]); i++) {
		json = in_a_container(namespaces[i], "dd if=/dev/zero of=/dev/shm/f bs=1M count=40 2>/dev/null; /ramtop --json -n1 -o pid");
		expect_jq(json, ".machine.effective_limit", "268435456");
		ck_assert_uint_ge(jq_number(json, ".machine.container.shared"), 40 * MEBIBYTE);
		ck_assert_uint_lt(jq_number(json, ".machine.container.available"), 216 * MEBIBYTE);
		expect_jq(json, ".machine.container.cpus", "0.5");
		json = in_a_container(text_of("%s -v /proc:/host/proc:ro -v /sys/fs/cgroup:/host/cgroup:ro", namespaces[i]), all);
		ck_assert_uint_ge(jq_number(json, "[.groups[] | select(.limit == 268435456 and .members > 0 and .charge > 0)] | length"), 1);
		expect_jq(json, ".machine.effective_limit", "null");
	}
	/* Our own group is found among the host's. */
	json = in_a_container("--cgroupns=private -v /sys/fs/cgroup:/host/cgroup:ro", "/ramtop --json -n1 -o pid --cgroup /host/cgroup");
	expect_jq(json, ".machine.effective_limit", "268435456");
	expect_jq(json, ".machine.container.limit_of | startswith(\"/docker/\")", "true");
	expect_jq(json, ".machine.container.cpus", "0.5");
	json = in_a_container("--pid=host", "/ramtop --json -n1 -o pid");
	expect_jq(json, ".machine.effective_limit", "null");
}

START_TEST(a_container_of_a_real_engine_sees_its_own_limit_and_its_host_where_that_is_mounted)
{
	engine_try(look_into_containers);
}
END_TEST

SUITE(system_inside, a_container_of_a_real_engine_sees_its_own_limit_and_its_host_where_that_is_mounted,
      the_hosts_proc_and_groups_show_the_host, the_hosts_proc_and_groups_show_the_host_where_our_groups_are_our_own,
      a_limit_is_the_containers_where_groups_are_the_hosts, a_limit_is_the_containers_where_groups_are_its_own,
      a_user_inside_sees_it_too, without_a_limit_the_memory_is_the_machines, who_sees_the_machines_processes_is_shown_the_machine)

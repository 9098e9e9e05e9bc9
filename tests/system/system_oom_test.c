/* system_oom_test.c - "ramtop oom", the columns beside it, and control groups from a directory. */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kernel/fake_proc.h"
#include "kernel/groups.h"
#include "suite.h"
#include "workload.h"
#include "workload_program.h"

static const struct made_group *to_enter;

static void hold(void *mebibytes)
{
	if (to_enter)
		group_enter(to_enter, getpid());
	workload_anonymous((size_t)(uintptr_t)mebibytes * MEBIBYTE);
}

static void hold_and_go_first(void *mebibytes)
{
	FILE *out = fopen("/proc/self/oom_score_adj", "w");

	hold(mebibytes);
	ck_assert_ptr_nonnull(out);
	fputs("1000", out);
	fclose(out);
}

START_TEST(who_asked_for_it_goes_first_on_the_machine)
{
	pid_t pid = workload_start(hold_and_go_first, (void *)(uintptr_t)64);
	struct printed text = ramtop("oom");
	const char *json = ramtop("oom", "--json").out;

	ck_assert_int_eq(text.status, 0);
	ck_assert_str_eq(text.err, "");
	ck_assert_ptr_nonnull(strstr(text.out, text_of("%d run goes first", (int)pid)));
	expect_jq(json, ".candidates[0].pid", pid_text(pid));
	expect_jq(json, ".candidates[0] | [.rank, .oomadj, .held >= 67108864, .points == .held + .added] | tostring", "[1,1000,true,true]");
	expect_jq(json, "[.candidates[].pid] | index(1) | tostring", "null");
	expect_jq(json, "[.candidates[].points] == ([.candidates[].points] | sort | reverse)", "true");
	expect_jq(json, ".kills_since_boot | type", "number");
	expect_jq(ramtop("oom", "--json", "-L", "2").out, ".candidates | length", "2");
	workload_end_all();
}
END_TEST

START_TEST(in_a_group_its_own_are_ranked)
{
	struct made_group ours, g;
	const char *json;
	pid_t small, large;

	if (!group_ours(&ours))
		return;
	group_make(&g, &ours, group_name(&ours), 200 * GROUP_MIB);
	to_enter = &g;
	small = workload_start(hold, (void *)(uintptr_t)8);
	large = workload_start(hold, (void *)(uintptr_t)40);
	json = ramtop("oom", "--json", "-p", pid_text(small)).out;
	expect_jq(json, ".cgroup", g.path);
	expect_jq(json, ".total", "209715200");
	expect_jq(json, "[.candidates[].pid] | tostring", text_of("[%d,%d]", (int)large, (int)small));
	json = json_of("-p", pid_text(large), "-o", "pid,cgroup,cglimit,oom,oomadj,rss");
	expect_jq(json, ".tasks[0].cgroup", g.path);
	expect_jq(json, ".tasks[0] | (.cglimit - 100 * .rss / 209715200) | . < 0.02 and . > -0.02", "true");
	workload_end_all();
	group_remove(&g);
}
END_TEST

START_TEST(groups_can_be_read_from_a_directory)
{
	struct fake_proc proc, groups;
	const char *json;

	fake_new(&proc);
	fake_new(&groups);
	fake_put_stat(&proc, 10, (struct fake_stat){ .rss_pages = 4096 });
	fake_put(&proc, "10/cgroup", "0::/web\n");
	fake_put(&groups, "cgroup.procs", "");
	fake_put(&groups, "web/memory.max", "33554432\n");
	json = json_of("--proc", proc.dir, "--cgroup", groups.dir, "-o", "pid,cgroup,cglimit");
	expect_jq(json, ".tasks[0] | [.cgroup, .cglimit] | tostring", "[\"/web\",50]");
	/* Of a copy alone the path is known, and nothing else. */
	json = json_of("--proc", proc.dir, "-o", "pid,cgroup,cglimit");
	expect_jq(json, ".tasks[0] | [.cgroup, .cglimit] | tostring", "[\"/web\",null]");
	ck_assert_int_eq(ramtop("--json", "-n1", "--cgroup", proc.dir).status, 2);
	fake_free(&proc);
	fake_free(&groups);
}
END_TEST

START_TEST(of_a_process_that_is_not_there_no_group_is_ranked)
{
	struct printed text = ramtop("oom", "-p", "2147483647");

	ck_assert_int_eq(text.status, 1);
	ck_assert_str_eq(text.err, "ramtop: there is no process 2147483647\n");
	ck_assert_str_eq(text.out, "");
}
END_TEST

static void fail_to_see(void)
{
	workload_be_nobody();
	struct printed text = ramtop("oom");

	ck_assert_int_eq(text.status, 0);
	ck_assert_str_eq(text.err, "");
	ck_assert_ptr_nonnull(strstr(text.out, "OOM killer of this machine"));
}

START_TEST(with_hidepid_one_ranks_what_one_sees)
{
	workload_inside(SAME_PIDS, "hidepid=2", fail_to_see);
}
END_TEST

static void be_init(void)
{
	expect_jq(ramtop("oom", "--json").out, "[.candidates[].pid] | index(1) | type", "number");
}

START_TEST(the_first_process_of_a_container_can_be_taken)
{
	workload_inside(OWN_PIDS, "", be_init);
}
END_TEST

SUITE(system_oom, who_asked_for_it_goes_first_on_the_machine, in_a_group_its_own_are_ranked, groups_can_be_read_from_a_directory,
      of_a_process_that_is_not_there_no_group_is_ranked, with_hidepid_one_ranks_what_one_sees, the_first_process_of_a_container_can_be_taken)

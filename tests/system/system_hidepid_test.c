/* system_hidepid_test.c - a /proc that hides: nobody sees his own processes, and hears that there are others. See proc(5). */
#define _GNU_SOURCE
#include <string.h>
#include <unistd.h>

#include "pty.h"
#include "suite.h"
#include "workload.h"
#include "workload_program.h"

static void nothing(void *arg)
{
	(void)arg;
}

static void be_nobody(void *arg)
{
	(void)arg;
	workload_be_nobody();
}

/* One process of root's and one of nobody's below us, who are nobody from then on. */
struct cast {
	pid_t of_root, of_nobody;
};

static struct cast raise_curtain(void)
{
	struct cast c = { .of_root = workload_start(nothing, NULL) };

	workload_be_nobody();
	c.of_nobody = workload_start(be_nobody, NULL);
	return c;
}

static const char *row(const char *json, pid_t pid, const char *fields)
{
	return jq(json, text_of(".tasks[] | select(.pid == %d) | %s | tostring", (int)pid, fields));
}

static void look_at_absent(void)
{
	struct cast c = raise_curtain();
	struct printed text = ramtop("-b", "-n1");
	const char *json = json_of("-o", "pid,user,state,rss,pss");

	ck_assert_str_eq(text.err, "");
	ck_assert_int_eq(text.status, 0);
	ck_assert_ptr_nonnull(strstr(text.out, "others hidden"));
	ck_assert_str_eq(row(json, c.of_nobody, "[.user, .state, .rss > 0, .pss > 0]"), "[\"nobody\",\"S\",true,true]");
	ck_assert_str_eq(row(json, c.of_root, "."), "");
	expect_jq(json, "[.tasks[] | select(.user != \"nobody\")] | length", "0");
	expect_jq(json, ".machine.unreadable", "0");
}

START_TEST(with_hidepid_2_one_sees_ones_own_processes_and_that_others_are_hidden)
{
	workload_inside(SAME_PIDS, "hidepid=2", look_at_absent);
}
END_TEST

static void watch_absent(void)
{
	struct cast c = raise_curtain();
	struct pty *p = pty_open(PTY_LIST(PROGRAM), 24, 100, NULL);

	expect_text(p, "others hidden (hidepid)");
	expect_text(p, pid_text(c.of_nobody));
	pty_type(p, "q");
	expect_exit(p, 0);
	pty_close(p);
}

START_TEST(with_hidepid_2_the_header_says_that_others_are_hidden)
{
	workload_inside(SAME_PIDS, "hidepid=2", watch_absent);
}
END_TEST

static void look_at_locked(void)
{
	struct cast c = raise_curtain();
	struct printed text = ramtop("-b", "-n1", "-o", "pid,user,state,rss,command", "-p", pid_text(c.of_root));
	const char *json = json_of("-o", "pid,user,state,rss,pss,threads,command,tree_rss");

	ck_assert_str_eq(text.err, "");
	ck_assert_int_eq(text.status, 0);
	ck_assert_ptr_nonnull(strstr(text.out, " unreadable"));
	ck_assert_ptr_null(strstr(text.out, "others hidden"));
	ck_assert_str_eq(row(json, c.of_nobody, "[.user, .state, .rss > 0]"), "[\"nobody\",\"S\",true]");
	ck_assert_str_eq(row(json, c.of_root, "[.user, .rss, .pss, .threads, .tree_rss]"), "[\"root\",null,null,null,null]");
	ck_assert_ptr_nonnull(strstr(text.out, "?"));
	expect_jq(json, ".machine.unreadable > 0", "true");
	expect_jq(json, ".machine.unreadable == ([.tasks[] | select(.state == null or .state == \"?\")] | length)", "true");
}

START_TEST(with_hidepid_1_others_are_listed_as_unreadable)
{
	workload_inside(SAME_PIDS, "hidepid=1", look_at_locked);
}
END_TEST

static void look_as_nobody(void)
{
	struct cast c = raise_curtain();
	const char *json = json_of("-o", "pid,user,rss,shr,vsz,pss,uss,swap,tree_pss,io_read_bytes,exe", "-p",
	                           text_of("%d,%d", (int)c.of_root, (int)c.of_nobody));

	ck_assert_str_eq(row(json, c.of_root, "[.user, .rss > 0, .shr > 0, .pss, .uss, .swap]"), "[\"root\",true,true,null,null,0]");
	ck_assert_str_eq(row(json, c.of_nobody, "[.user, .rss > 0, .pss > 0, .uss > 0, .swap]"), "[\"nobody\",true,true,true,0]");
}

START_TEST(what_may_not_be_read_of_others_is_unknown_and_not_zero)
{
	workload_inside(SAME_PIDS, "", look_as_nobody);
}
END_TEST

static void sum_as_nobody(void)
{
	struct cast c = raise_curtain();
	const char *json = json_of("-o", "pid,ppid,pss,tree_pss");
	const char *us = row(json, getpid(), "[.pss > 0, .tree_pss > .pss, .tree_pss_at_least]");

	ck_assert_int_gt(c.of_root, 0);
	ck_assert_str_eq(us, "[true,true,true]");
	ck_assert_str_eq(row(json, c.of_nobody, "[.tree_pss > 0, .tree_pss_at_least]"), "[true,null]");
}

START_TEST(a_sum_with_unreadable_members_says_that_it_is_at_least_that)
{
	workload_inside(SAME_PIDS, "", sum_as_nobody);
}
END_TEST

SUITE(system_hidepid, with_hidepid_2_one_sees_ones_own_processes_and_that_others_are_hidden,
      with_hidepid_2_the_header_says_that_others_are_hidden, with_hidepid_1_others_are_listed_as_unreadable,
      what_may_not_be_read_of_others_is_unknown_and_not_zero, a_sum_with_unreadable_members_says_that_it_is_at_least_that)

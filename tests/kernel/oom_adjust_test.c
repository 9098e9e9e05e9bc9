/* oom_adjust_test.c - oom_score_adj is changed of the process that was meant, or of none. */
#define _GNU_SOURCE
#include "oom_adjust.h"

#include <stdlib.h>
#include <string.h>

#include "base/exact.h"
#include "kernel/child.h"
#include "kernel/fake_proc.h"

static int adj_of(pid_t pid)
{
	char path[64], text[16];
	FILE *in;
	size_t n;
	int adj = 7777;

	snprintf(path, sizeof(path), "/proc/%d/oom_score_adj", pid);
	in = fopen(path, "r");
	ck_assert_ptr_nonnull(in);
	n = fread(text, 1, sizeof(text), in);
	fclose(in);
	ck_assert(oom_adj_parse(text, n, &adj));
	return adj;
}

START_TEST(a_value_is_a_number_from_minus_1000_to_1000)
{
	static const struct { const char *text; bool ok; int value; } cases[] = {
		{ "0\n", true, 0 }, { "-1000\n", true, -1000 }, { "1000", true, 1000 }, { "-5", true, -5 }, { "1001", false, 0 },
		{ "-1001", false, 0 }, { "", false, 0 }, { "-", false, 0 }, { "x", false, 0 }, { "99999999999999999999", false, 0 },
	};
	int value;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char *copy = exact_copy(cases[i].text, strlen(cases[i].text));
		ck_assert_msg(oom_adj_parse(copy, strlen(cases[i].text), &value) == cases[i].ok, "%s", cases[i].text);
		if (cases[i].ok)
			ck_assert_int_eq(value, cases[i].value);
		exact_free(copy);
	}
}
END_TEST

START_TEST(a_child_gets_the_value)
{
	struct procfs p;
	struct err e;
	pid_t pid = child_start(NULL);

	ck_assert(procfs_open(&p, "/proc", &e));
	ck_assert_int_eq(oom_adjust(&p, pid, child_start_ns(pid), 321), OOM_ADJUSTED);
	ck_assert_int_eq(adj_of(pid), 321);
	child_end(pid);
	procfs_close(&p);
}
END_TEST

START_TEST(another_process_with_the_pid_keeps_its_value)
{
	struct procfs p;
	struct err e;
	pid_t pid = child_start(NULL);

	ck_assert(procfs_open(&p, "/proc", &e));
	ck_assert_int_eq(oom_adjust(&p, pid, child_start_ns(pid) + 10000000, 321), OOM_ADJUST_REUSED);
	ck_assert_int_eq(adj_of(pid), 0);
	child_end(pid);
	procfs_close(&p);
}
END_TEST

START_TEST(who_has_ended_is_told)
{
	struct procfs p;
	struct err e;
	pid_t pid = child_start(NULL);
	uint64_t start_ns = child_start_ns(pid);

	ck_assert(procfs_open(&p, "/proc", &e));
	child_end(pid);
	ck_assert_int_eq(oom_adjust(&p, pid, start_ns, 321), OOM_ADJUST_GONE);
	procfs_close(&p);
}
END_TEST

START_TEST(of_a_copy_of_proc_nothing_is_changed)
{
	struct fake_proc f;
	struct procfs p;
	struct err e;

	fake_new(&f);
	fake_put_stat(&f, 10, (struct fake_stat){ 0 });
	fake_put(&f, "10/oom_score_adj", "0\n");
	ck_assert(procfs_open(&p, f.dir, &e));
	ck_assert_int_eq(oom_adjust(&p, 10, 0, 321), OOM_ADJUST_ELSEWHERE);
	procfs_close(&p);
	fake_free(&f);
}
END_TEST

struct victim {
	struct procfs p;
	pid_t pid;
	uint64_t start_ns;
};

static void change_roots(void *with)
{
	struct victim *v = with;

	ck_assert_int_eq(oom_adjust(&v->p, v->pid, v->start_ns, 321), OOM_ADJUST_NOT_YOURS);
}

static void change_ours(void *with)
{
	struct victim *v = with;
	pid_t pid;

	/* Its files are root's as long as it may not be debugged. */
	prctl(PR_SET_DUMPABLE, 1);
	pid = child_start(NULL);
	ck_assert_int_eq(oom_adjust(&v->p, pid, child_start_ns(pid), 400), OOM_ADJUSTED);
	ck_assert_int_eq(adj_of(pid), 400);
	ck_assert_int_eq(oom_adjust(&v->p, pid, child_start_ns(pid), -1), OOM_ADJUST_LOWER);
	ck_assert_int_eq(adj_of(pid), 400);
	child_end(pid);
}

START_TEST(a_plain_user_may_raise_his_own_and_not_lower_them)
{
	struct victim v = { .pid = child_start(NULL) };
	struct err e;

	v.start_ns = child_start_ns(v.pid);
	ck_assert(procfs_open(&v.p, "/proc", &e));
	if (geteuid() == 0)
		child_as_nobody(change_roots, &v);
	child_as_nobody(change_ours, &v);
	ck_assert_int_eq(adj_of(v.pid), 0);
	child_end(v.pid);
	procfs_close(&v.p);
}
END_TEST

SUITE(oom_adjust, a_value_is_a_number_from_minus_1000_to_1000, a_child_gets_the_value, another_process_with_the_pid_keeps_its_value,
      who_has_ended_is_told, of_a_copy_of_proc_nothing_is_changed, a_plain_user_may_raise_his_own_and_not_lower_them)

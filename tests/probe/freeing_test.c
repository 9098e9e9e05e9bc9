/* freeing_test.c - what ending real processes of known size should free. */
#define _GNU_SOURCE
#include "freeing.h"

#include <string.h>
#include <unistd.h>

#include "kernel/child.h"
#include "suite.h"
#include "workload.h"

#define SIZE (32 * MEBIBYTE)

static struct procfs proc;

static struct subject subject_of(pid_t pid)
{
	struct subject s;
	struct err e;

	if (!proc.root)
		ck_assert_msg(procfs_open(&proc, "/proc", &e), "%s", e.text);
	ck_assert(subject_find(&s, &proc, pid));
	return s;
}

/* Others who share come and go meanwhile. */
static bool is_near(uint64_t a, uint64_t b)
{
	return a > b ? a - b < MEBIBYTE : b - a < MEBIBYTE;
}

static void hold_alone(void *arg)
{
	(void)arg;
	workload_anonymous(SIZE);
}

/* What is there before the child is, it shares with us. */
static void hold_shared(void *memory)
{
	workload_touch(memory, SIZE);
}

START_TEST(what_a_process_holds_alone_is_freed)
{
	pid_t pid = workload_start(hold_alone, NULL);
	struct freeing f = { .asked = 1 };
	struct subject s = subject_of(pid);
	struct rollup r;

	workload_stop(pid);
	freeing_add(&f, freeing_read(&s, &r), &r);
	ck_assert(freeing_is_whole(&f));
	ck_assert_uint_ge(f.uss, SIZE);
	ck_assert(is_near(f.uss, workload_figure(pid, "smaps_rollup", "Private_")));
	ck_assert(is_near(f.pss, workload_figure(pid, "smaps_rollup", "Pss:")));
	ck_assert_uint_eq(f.swap, workload_figure(pid, "smaps_rollup", "SwapPss:"));
	workload_end_all();
}
END_TEST

START_TEST(what_two_share_is_no_part_of_the_least_and_once_a_part_of_the_most)
{
	char *memory = workload_shared(SIZE);
	pid_t pid[] = { workload_start(hold_shared, memory), workload_start(hold_shared, memory) };
	struct freeing f = { .asked = 2 };
	uint64_t shares = 0;

	for (int i = 0; i < 2; i++)
		workload_stop(pid[i]);
	for (int i = 0; i < 2; i++) {
		struct subject s = subject_of(pid[i]);
		struct rollup r;
		freeing_add(&f, freeing_read(&s, &r), &r);
		shares += workload_figure(pid[i], "smaps_rollup", "Pss:");
	}
	ck_assert(freeing_is_whole(&f));
	ck_assert_uint_lt(f.uss, SIZE);
	ck_assert_uint_ge(f.pss - f.uss, SIZE / 2);
	ck_assert(is_near(f.pss, shares));
	workload_end_all();
}
END_TEST

START_TEST(one_who_has_ended_frees_nothing_and_lacks_nothing)
{
	pid_t pid = workload_start(hold_alone, NULL);
	struct freeing f = { .asked = 2 };
	struct subject s = subject_of(pid), other = s;
	struct rollup r;

	/* The pid is another's now. */
	other.start_ns++;
	ck_assert_int_eq(freeing_read(&other, &r), PROBE_GONE);
	freeing_add(&f, PROBE_GONE, &r);
	workload_kill(pid);
	/* It waits for us, without memory. */
	ck_assert_int_eq(freeing_read(&s, &r), PROBE_NONE);
	freeing_add(&f, PROBE_NONE, &r);
	ck_assert(freeing_is_whole(&f));
	ck_assert_uint_eq(f.uss + f.pss + f.swap, 0);
	workload_end(pid);
	ck_assert_int_eq(freeing_read(&s, &r), PROBE_GONE);
	workload_end_all();
}
END_TEST

START_TEST(when_the_time_is_over_nothing_more_is_read_and_that_is_said)
{
	pid_t pid = workload_start(hold_alone, NULL);
	struct freeing f = { .asked = 1 };
	struct subject s = subject_of(pid);
	struct rollup r;

	s.until_ns = 1;
	freeing_add(&f, freeing_read(&s, &r), &r);
	ck_assert(!freeing_is_whole(&f));
	ck_assert_uint_eq(f.late, 1);
	ck_assert_uint_eq(f.uss, 0);
	workload_end_all();
}
END_TEST

static void may_not_look(void *with)
{
	struct freeing f = { .asked = 1 };
	struct subject s = subject_of(*(pid_t *)with);
	struct rollup r;

	freeing_add(&f, freeing_read(&s, &r), &r);
	ck_assert(!freeing_is_whole(&f));
	ck_assert_uint_eq(f.forbidden, 1);
}

START_TEST(what_may_not_be_read_is_missing)
{
	pid_t pid = geteuid() == 0 ? workload_start(hold_alone, NULL) : 1;

	child_as_nobody(may_not_look, &pid);
	workload_end_all();
}
END_TEST

SUITE(freeing, what_a_process_holds_alone_is_freed, what_two_share_is_no_part_of_the_least_and_once_a_part_of_the_most,
      one_who_has_ended_frees_nothing_and_lacks_nothing, when_the_time_is_over_nothing_more_is_read_and_that_is_said,
      what_may_not_be_read_is_missing)

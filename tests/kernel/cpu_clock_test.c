/* cpu_clock_test.c - clocks of other processes: they go when the process runs, and only then. */
#include "cpu_clock.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>

#include "kernel/child.h"
#include "procfs.h"
#include "scan_text.h"
#include "suite.h"

#define WORK_NS UINT64_C(50000000)

static uint64_t clock_of(pid_t pid)
{
	uint64_t ns = 0;

	ck_assert(cpu_clock_read(pid, &ns));
	return ns;
}

static void *work(void *unused)
{
	uint64_t end = clock_of(getpid()) + WORK_NS;

	while (clock_of(getpid()) < end)
		;
	return unused;
}

static void work_a_while(void)
{
	work(NULL);
}

static void work_in_a_thread(void)
{
	pthread_t thread;

	if (pthread_create(&thread, NULL, work, NULL) != 0)
		_exit(1);
	pthread_join(thread, NULL);
}

START_TEST(the_clock_of_one_who_stands_still_stands_still)
{
	pid_t child = child_start(NULL);
	uint64_t before;

	child_stop(child);
	before = clock_of(child);
	for (int i = 0; i < 1000; i++)
		sched_yield();
	ck_assert_uint_gt(before, 0);
	ck_assert_uint_eq(clock_of(child), before);
	child_end(child);
}
END_TEST

/* It may have been stopped and gone on again a hundred times in between: any run moves it. */
START_TEST(every_run_moves_the_clock)
{
	pid_t child = child_start(NULL);

	child_stop(child);
	for (int i = 0; i < 100; i++) {
		uint64_t before = clock_of(child);
		ck_assert_int_eq(kill(child, SIGCONT), 0);
		child_stop(child);
		ck_assert_uint_gt(clock_of(child), before);
	}
	child_end(child);
}
END_TEST

START_TEST(all_threads_count_those_that_have_ended_too)
{
	pid_t child = child_start(work_in_a_thread);

	ck_assert_uint_ge(clock_of(child), WORK_NS);
	child_end(child);
}
END_TEST

START_TEST(it_says_what_stat_says)
{
	struct procfs proc;
	struct stat_line line;
	char text[STAT_ROOM];
	struct err e;
	pid_t child = child_start(work_a_while);
	uint64_t clock, stat;
	ssize_t n;

	ck_assert(procfs_open(&proc, "/proc", &e));
	child_stop(child);
	n = procfs_read(&proc, child, 0, "stat", text, sizeof(text));
	ck_assert(n > 0 && stat_parse(text, (size_t)n, &line));
	clock = clock_of(child);
	stat = line.user_ns + line.system_ns;
	ck_assert_uint_le(clock, stat + 2 * kernel_tick_ns());
	ck_assert_uint_le(stat, clock + 2 * kernel_tick_ns());
	procfs_close(&proc);
	child_end(child);
}
END_TEST

START_TEST(a_zombie_still_has_one_and_who_was_waited_for_has_none)
{
	pid_t child = child_start(NULL);
	siginfo_t dead;
	uint64_t ns;

	ck_assert_int_eq(kill(child, SIGKILL), 0);
	ck_assert_int_eq(waitid(P_PID, (id_t)child, &dead, WEXITED | WNOWAIT), 0);
	ck_assert_uint_gt(clock_of(child), 0);
	ck_assert_int_eq(waitpid(child, NULL, 0), child);
	ck_assert(!cpu_clock_read(child, &ns));
}
END_TEST

static void reads_init(void *unused)
{
	(void)unused;
	ck_assert_uint_gt(clock_of(1), 0);
}

START_TEST(a_plain_user_may_ask_for_roots)
{
	child_as_nobody(reads_init, NULL);
}
END_TEST

SUITE(cpu_clock, the_clock_of_one_who_stands_still_stands_still, every_run_moves_the_clock,
      all_threads_count_those_that_have_ended_too, it_says_what_stat_says,
      a_zombie_still_has_one_and_who_was_waited_for_has_none, a_plain_user_may_ask_for_roots)

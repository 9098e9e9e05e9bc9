/* listing_test.c - nobody is missed who is born, and nobody is kept who has ended, though /proc is seldom listed. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kernel/child.h"
#include "sample/watched.h"
#include "suite.h"
#include "workload.h"

#define TURNS 16     /* passes in which /proc is listed once, as promised */
#define PASSES (2 * TURNS + 1)

static struct watched w;

static void begin(void)
{
	watched_open(&w, "/proc", NEED_STAT);
	watched_next(&w);
}

static void is_ascending(const struct sample *s)
{
	const struct task *t = sample_tasks(s);

	for (size_t i = 1; i < s->tasks.count; i++)
		ck_assert_int_lt(t[i - 1].pid, t[i].pid);
}

START_TEST(who_is_born_is_seen_at_once_and_who_has_ended_is_gone_at_once)
{
	pid_t pid, last = 0;

	begin();
	for (int i = 0; i < PASSES; i++) {
		pid = child_start(NULL);
		watched_task(watched_next(&w), pid);
		ck_assert(!last || !sample_find(w.last, last));
		is_ascending(w.last);
		child_end(pid);
		last = pid;
	}
	watched_close(&w);
}
END_TEST

START_TEST(many_at_once_are_all_seen)
{
	enum { MANY = 1200 };
	static pid_t pids[MANY];

	begin();
	for (int i = 0; i < MANY; i++)
		pids[i] = child_start(NULL);
	watched_next(&w);
	for (int i = 0; i < MANY; i++) {
		watched_task(w.last, pids[i]);
		child_end(pids[i]);
	}
	is_ascending(w.last);
	watched_next(&w);
	for (int i = 0; i < MANY; i++)
		ck_assert_ptr_null(sample_find(w.last, pids[i]));
	watched_close(&w);
}
END_TEST

/* The next number that is given is the one behind this. */
static void go_to(int number)
{
	int fd = open("/proc/sys/kernel/ns_last_pid", O_WRONLY | O_CLOEXEC);

	if (fd < 0)
		return;
	ck_assert_int_gt(dprintf(fd, "%d", number), 0);
	close(fd);
}

static void watch_numbers_that_go_round(void)
{
	static const int numbers[] = { 1000, 1100, 1090, 20000, 20999, 100, 90, 32000, 50 };

	begin();
	for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
		pid_t pid;
		go_to(numbers[i]);
		pid = child_start(NULL);
		watched_task(watched_next(&w), pid);
		is_ascending(w.last);
	}
	watched_close(&w);
}

START_TEST(numbers_may_go_round)
{
	workload_inside(OWN_PIDS, "", watch_numbers_that_go_round);
}
END_TEST

/* Starts a child that has a number out of turn. 0 when we may not. */
static pid_t start_out_of_turn(pid_t pid)
{
	struct clone_args args = { .exit_signal = SIGCHLD, .set_tid = (uintptr_t)&pid, .set_tid_size = 1 };
	long child = syscall(SYS_clone3, &args, sizeof(args));

	if (child == 0)
		for (;;)
			pause();
	return child == pid ? pid : 0;
}

static void watch_one_out_of_turn(void)
{
	pid_t pid;
	int passes = 0;

	go_to(5000);
	begin();
	pid = start_out_of_turn(3000);
	while (pid && !sample_find(watched_next(&w), pid))
		ck_assert_int_lt(++passes, TURNS);
	watched_close(&w);
}

START_TEST(who_has_a_number_out_of_turn_is_seen_soon)
{
	workload_inside(OWN_PIDS, "", watch_one_out_of_turn);
}
END_TEST

START_TEST(a_copy_is_listed_each_time)
{
	watched_fixture(&w, "proc-hostile", NEED_STAT);
	ck_assert_uint_eq(watched_next(&w)->tasks.count, watched_next(&w)->tasks.count);
	watched_close(&w);
}
END_TEST

SUITE(listing, who_is_born_is_seen_at_once_and_who_has_ended_is_gone_at_once, many_at_once_are_all_seen, numbers_may_go_round,
      who_has_a_number_out_of_turn_is_seen_soon, a_copy_is_listed_each_time)

/* deliver_test.c - a signal reaches the process that was meant, or nobody. */
#define _GNU_SOURCE
#include "deliver.h"

#include <errno.h>
#include <poll.h>

#include "kernel/child.h"
#include "kernel/fake_proc.h"
#include "scan_text.h"
#include "suite.h"

#define DEADLINE_MS (SUITE_PATIENCE * 1000 / 2)

static struct procfs living(void)
{
	struct procfs p;
	struct err e;

	ck_assert_msg(procfs_open(&p, "/proc", &e), "%s", e.text);
	ck_assert(p.is_living);
	return p;
}

START_TEST(the_process_that_is_meant_gets_the_signal)
{
	struct procfs p = living();
	pid_t pid = child_start(NULL);
	int status;

	ck_assert_int_eq(deliver(&p, pid, child_start_ns(pid), SIGUSR1, NULL), DELIVERED);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGUSR1);
	procfs_close(&p);
}
END_TEST

START_TEST(another_process_with_the_same_pid_gets_nothing)
{
	struct procfs p = living();
	pid_t pid = child_start(NULL);
	uint64_t start = child_start_ns(pid);
	int watch = -1, status;

	ck_assert_int_eq(deliver(&p, pid, start - kernel_tick_ns(), SIGKILL, &watch), DELIVERY_REUSED);
	ck_assert_int_eq(deliver(&p, pid, start + 1, SIGKILL, &watch), DELIVERY_REUSED);
	ck_assert_int_eq(watch, -1);
	/* Had it been killed, it would die of that and not of this. */
	ck_assert_int_eq(kill(pid, SIGUSR2), 0);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGUSR2);
	procfs_close(&p);
}
END_TEST

START_TEST(a_process_that_has_ended_is_gone)
{
	struct procfs p = living();
	pid_t pid = child_start(NULL);
	uint64_t start = child_start_ns(pid);
	int watch = -1;

	child_end(pid);
	ck_assert_int_eq(deliver(&p, pid, start, SIGKILL, &watch), DELIVERY_GONE);
	ck_assert_int_eq(watch, -1);
	procfs_close(&p);
}
END_TEST

static void may_not_kill(void *with)
{
	struct procfs p = living();
	pid_t pid = *(pid_t *)with;
	int watch = -1;

	ck_assert_int_eq(deliver(&p, pid, child_start_ns(pid), SIGKILL, &watch), DELIVERY_FORBIDDEN);
	ck_assert_int_eq(watch, -1);
	procfs_close(&p);
}

START_TEST(a_plain_user_may_not_kill_a_process_of_root)
{
	pid_t root = geteuid() == 0 ? child_start(NULL) : 1;

	child_as_nobody(may_not_kill, &root);
	if (root == 1)
		return;
	ck_assert_int_eq(kill(root, 0), 0);
	child_end(root);
}
END_TEST

START_TEST(nothing_is_sent_by_way_of_a_copy_of_proc)
{
	struct fake_proc f;
	struct procfs p;
	struct err e;
	pid_t pid = child_start(NULL);

	fake_new(&f);
	fake_put_stat(&f, pid, (struct fake_stat){ .start_ticks = child_start_ns(pid) / kernel_tick_ns() });
	ck_assert(procfs_open(&p, f.dir, &e));
	ck_assert_int_eq(deliver(&p, pid, child_start_ns(pid), SIGKILL, NULL), DELIVERY_ELSEWHERE);
	procfs_close(&p);
	fake_free(&f);
	ck_assert_int_eq(waitpid(pid, NULL, WNOHANG), 0);
	child_end(pid);
}
END_TEST

START_TEST(no_pid_stands_for_a_group_or_for_all)
{
	static const pid_t wild[] = { 0, -1, -2 };
	struct procfs p = living();

	for (size_t i = 0; i < ARRAY_LEN(wild); i++)
		ck_assert_int_eq(deliver(&p, wild[i], 0, 0, NULL), DELIVERY_FAILED);
	procfs_close(&p);
}
END_TEST

START_TEST(a_signal_that_is_none_fails_with_its_cause)
{
	struct procfs p = living();
	pid_t pid = child_start(NULL);

	errno = 0;
	ck_assert_int_eq(deliver(&p, pid, child_start_ns(pid), 1000, NULL), DELIVERY_FAILED);
	ck_assert_int_eq(errno, EINVAL);
	child_end(pid);
	procfs_close(&p);
}
END_TEST

START_TEST(the_watch_turns_readable_when_the_process_ends)
{
	struct procfs p = living();
	pid_t pid = child_start(NULL);
	struct pollfd watch = { .fd = -1, .events = POLLIN };

	ck_assert_int_eq(deliver(&p, pid, child_start_ns(pid), SIGCONT, &watch.fd), DELIVERED);
	ck_assert_int_eq(poll(&watch, 1, 0), 0);
	ck_assert_int_eq(kill(pid, SIGKILL), 0);
	ck_assert_int_eq(poll(&watch, 1, DEADLINE_MS), 1);
	ck_assert(watch.revents & POLLIN);
	close(watch.fd);
	ck_assert_int_eq(waitpid(pid, NULL, 0), pid);
	procfs_close(&p);
}
END_TEST

START_TEST(a_second_signal_goes_by_the_watch_of_the_first)
{
	struct procfs p = living();
	pid_t pid = child_start(NULL);
	int watch = -1, status;

	ck_assert_int_eq(deliver(&p, pid, child_start_ns(pid), SIGCONT, &watch), DELIVERED);
	ck_assert_int_eq(deliver_watched(watch, SIGUSR2), DELIVERED);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGUSR2);
	/* Whoever gets its pid now is not the one. */
	ck_assert_int_eq(deliver_watched(watch, SIGKILL), DELIVERY_GONE);
	close(watch);
	procfs_close(&p);
}
END_TEST

START_TEST(no_descriptor_is_left_behind)
{
	struct procfs p = living();
	pid_t pid = child_start(NULL);
	int before = dup(0), after;

	ck_assert_int_eq(deliver(&p, pid, 1, SIGKILL, NULL), DELIVERY_REUSED);
	ck_assert_int_eq(deliver(&p, pid, child_start_ns(pid), SIGCONT, NULL), DELIVERED);
	after = dup(0);
	ck_assert_int_eq(after, before + 1);
	close(before);
	close(after);
	child_end(pid);
	procfs_close(&p);
}
END_TEST

SUITE(deliver, the_process_that_is_meant_gets_the_signal, another_process_with_the_same_pid_gets_nothing,
      a_process_that_has_ended_is_gone, a_plain_user_may_not_kill_a_process_of_root, nothing_is_sent_by_way_of_a_copy_of_proc,
      no_pid_stands_for_a_group_or_for_all, a_signal_that_is_none_fails_with_its_cause,
      the_watch_turns_readable_when_the_process_ends, a_second_signal_goes_by_the_watch_of_the_first, no_descriptor_is_left_behind)

/* system_kill_test.c - signals in a pid namespace, where a pid can be made to come round again: they reach the process that
 * was meant, or nobody. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "deliver.h"
#include "pty.h"
#include "stat.h"
#include "suite.h"
#include "workload.h"
#include "workload_program.h"

enum { TURNS = 2000 };

/* What arrives stays pending, and can be seen. */
static void hold_signals(void *arg)
{
	sigset_t all;

	(void)arg;
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, NULL);
}

static bool has_signal(pid_t pid, int signal)
{
	char path[64], line[256];
	unsigned long long set = 0;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
	f = fopen(path, "re");
	ck_assert_ptr_nonnull(f);
	while (fgets(line, sizeof(line), f) && sscanf(line, "ShdPnd: %llx", &set) != 1)
		;
	fclose(f);
	return set >> (signal - 1) & 1;
}

static bool lives(pid_t pid)
{
	siginfo_t dead = { 0 };

	return waitid(P_PID, (id_t)pid, &dead, WEXITED | WNOHANG | WNOWAIT) == 0 && dead.si_pid == 0;
}

static uint64_t start_of(const struct procfs *proc, pid_t pid)
{
	char text[STAT_ROOM];
	struct stat_line line;
	ssize_t n = procfs_read(proc, pid, 0, "stat", text, sizeof(text));

	ck_assert_int_gt(n, 0);
	ck_assert(stat_parse(text, (size_t)n, &line));
	return line.start_ns;
}

static void open_proc(struct procfs *proc)
{
	struct err e;

	ck_assert_msg(procfs_open(proc, "/proc", &e), "%s", e.text);
	ck_assert(proc->is_living);
}

/* Ends the victim, and gives its pid to a process that was started in a later tick of the clock. */
static void recycle(const struct procfs *proc, pid_t victim)
{
	uint64_t start_ns = start_of(proc, victim);

	workload_end(victim);
	for (int i = 0; i < TURNS; i++) {
		int fd = open("/proc/sys/kernel/ns_last_pid", O_WRONLY | O_CLOEXEC);
		ck_assert_int_ge(fd, 0);
		ck_assert_int_gt(dprintf(fd, "%d", (int)victim - 1), 0);
		close(fd);
		pid_t pid = workload_start(hold_signals, NULL);
		if (pid == victim && start_of(proc, pid) != start_ns)
			return;
		workload_end(pid);
	}
	ck_abort_msg("pid %d does not come round", (int)victim);
}

static void deliver_to_recycled(void)
{
	struct procfs proc;
	uint64_t meant;
	pid_t pid;

	ck_assert_int_eq(getpid(), 1);
	open_proc(&proc);
	pid = workload_start(hold_signals, NULL);
	meant = start_of(&proc, pid);
	recycle(&proc, pid);
	ck_assert_int_eq(deliver(&proc, pid, meant, SIGTERM, NULL), DELIVERY_REUSED);
	ck_assert_int_eq(deliver(&proc, pid, meant, SIGKILL, NULL), DELIVERY_REUSED);
	ck_assert(!has_signal(pid, SIGTERM) && lives(pid));
	ck_assert_int_eq(deliver(&proc, pid, start_of(&proc, pid), SIGTERM, NULL), DELIVERED);
	ck_assert(has_signal(pid, SIGTERM));
	workload_end(pid);
	ck_assert_int_eq(deliver(&proc, pid, meant, SIGTERM, NULL), DELIVERY_GONE);
	procfs_close(&proc);
	workload_end_all();
}

START_TEST(a_signal_for_a_pid_that_was_reused_is_refused)
{
	workload_inside(OWN_PIDS, "", deliver_to_recycled);
}
END_TEST

/* The program, paused, with the only row selected. */
static struct pty *watch_paused(pid_t pid, const char *name)
{
	struct pty *p = pty_open(PTY_LIST(PROGRAM, "-p", pid_text(pid)), 24, 80, NULL);

	expect_text(p, name);
	pty_type(p, "Z");
	expect_text(p, "PAUSED");
	return p;
}

static void send_term(struct pty *p)
{
	pty_type(p, KEY_F9);
	expect_text(p, "Send a signal to 1 process");
	pty_type(p, KEY_ENTER);
}

static void quit(struct pty *p)
{
	pty_type(p, "q");
	expect_gone(p, "receipt");
	pty_type(p, "q");
	expect_exit(p, 0);
	pty_close(p);
}

static void kill_recycled_on_screen(void)
{
	struct procfs proc;
	pid_t pid = workload_exec((const char *const[]){ "the-victim", NULL });
	struct pty *p = watch_paused(pid, "the-victim");

	open_proc(&proc);
	recycle(&proc, pid);
	procfs_close(&proc);
	send_term(p);
	expect_text(p, "refused: the pid was reused");
	expect_text(p, pid_text(pid));
	ck_assert(!has_signal(pid, SIGTERM) && lives(pid));
	quit(p);
	ck_assert(lives(pid));
	workload_end_all();
}

START_TEST(f9_on_a_row_whose_pid_was_reused_refuses_and_the_innocent_lives)
{
	workload_inside(OWN_PIDS, "", kill_recycled_on_screen);
}
END_TEST

START_TEST(f9_on_a_row_whose_process_has_ended_says_so)
{
	pid_t pid = workload_exec((const char *const[]){ "the-victim", NULL });
	struct pty *p = watch_paused(pid, "the-victim");

	workload_end(pid);
	send_term(p);
	expect_text(p, "has ended already (ESRCH)");
	quit(p);
	workload_end_all();
}
END_TEST

START_TEST(f9_ends_the_process_that_was_on_the_screen_and_no_other)
{
	pid_t pid = workload_exec((const char *const[]){ "the-victim", NULL });
	pid_t other = workload_start(hold_signals, NULL);
	struct pty *p = watch_paused(pid, "the-victim");
	siginfo_t dead = { 0 };

	send_term(p);
	expect_text(p, text_of("%d the-victim ended", (int)pid));
	ck_assert_int_eq(waitid(P_PID, (id_t)pid, &dead, WEXITED | WNOWAIT), 0);
	ck_assert(dead.si_code == CLD_KILLED && dead.si_status == SIGTERM);
	ck_assert(!has_signal(other, SIGTERM) && lives(other));
	pty_type(p, "q");
	expect_exit(p, 0);
	pty_close(p);
	workload_end_all();
}
END_TEST

START_TEST(with_readonly_f9_sends_nothing)
{
	pid_t pid = workload_start(hold_signals, NULL);
	struct pty *p = pty_open(PTY_LIST(PROGRAM, "--readonly", "-p", pid_text(pid)), 24, 80, NULL);

	expect_text(p, pid_text(pid));
	pty_type(p, KEY_F9);
	expect_text(p, "--readonly: nothing is changed");
	pty_type(p, "q");
	expect_exit(p, 0);
	ck_assert(!has_signal(pid, SIGTERM) && lives(pid));
	pty_close(p);
	workload_end_all();
}
END_TEST

static void kill_as_nobody(void)
{
	pid_t pid = workload_start(hold_signals, NULL);
	struct pty *p;

	workload_be_nobody();
	p = watch_paused(pid, pid_text(pid));
	send_term(p);
	expect_text(p, "not permitted (EPERM)");
	ck_assert(!has_signal(pid, SIGTERM) && lives(pid));
	quit(p);
	/* It is root's: it dies with us. */
}

START_TEST(f9_on_a_process_of_somebody_else_says_that_it_is_not_permitted)
{
	workload_inside(OWN_PIDS, "", kill_as_nobody);
}
END_TEST

SUITE(system_kill, a_signal_for_a_pid_that_was_reused_is_refused, f9_on_a_row_whose_pid_was_reused_refuses_and_the_innocent_lives,
      f9_on_a_row_whose_process_has_ended_says_so, f9_ends_the_process_that_was_on_the_screen_and_no_other,
      with_readonly_f9_sends_nothing, f9_on_a_process_of_somebody_else_says_that_it_is_not_permitted)

/* screen_busy_test.c - keys are answered at once, whatever the reading of /proc is doing. */
#define _GNU_SOURCE
#include "screens.h"

#include <dirent.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>

static const struct made pair[] = {
	{ .pid = 1, .comm = "slow", .mb = 40 },
	{ .pid = 2, .comm = "slower", .mb = 30 },
};

/* Ramtop has two threads: the one whose id is not the process's reads /proc. */
static pid_t reader_of(pid_t pid)
{
	char path[64];
	const struct dirent *d;
	pid_t found = 0;
	DIR *dir;

	snprintf(path, sizeof(path), "/proc/%d/task", (int)pid);
	dir = opendir(path);
	ck_assert_ptr_nonnull(dir);
	while ((d = readdir(dir)))
		if (atoi(d->d_name) > 0 && atoi(d->d_name) != pid)
			found = atoi(d->d_name);
	closedir(dir);
	return found;
}

/* Holds the thread where it is about to open a file: in the middle of a scan, as on a disk that does not answer. False where
 * one may not trace. */
static bool hold_in_a_scan(pid_t tid)
{
	struct __ptrace_syscall_info info;
	int status;

	if (ptrace(PTRACE_SEIZE, tid, 0, PTRACE_O_TRACESYSGOOD) != 0)
		return false;
	ck_assert_int_eq(ptrace(PTRACE_INTERRUPT, tid, 0, 0), 0);
	for (;;) {
		ck_assert_int_eq(waitpid(tid, &status, __WALL), tid);
		ck_assert(WIFSTOPPED(status));
		memset(&info, 0, sizeof(info));
		ptrace(PTRACE_GET_SYSCALL_INFO, tid, sizeof(info), &info);
		if (info.op == PTRACE_SYSCALL_INFO_ENTRY && info.entry.nr == SYS_openat)
			return true;
		ck_assert_int_eq(ptrace(PTRACE_SYSCALL, tid, 0, 0), 0);
	}
}

START_TEST(keys_are_answered_while_a_scan_is_stuck)
{
	struct world w;
	struct pty *p;
	pid_t reader;

	WORLD(&w, pair);
	p = ramtop_in(24, 100, PTY_LIST("ASAN_OPTIONS=detect_leaks=0"), "--proc", w.dir);
	expect_selected(p, "slow ");
	reader = reader_of(pty_pid(p));
	if (hold_in_a_scan(reader)) {
		pty_type(p, KEY_DOWN);
		expect_selected(p, "slower");
		pty_type(p, "N");
		expect_row(p, 4, "PID▲");
		pty_type(p, "t");
		expect_row(p, 4, "TREE RSS");
		pty_type(p, "/slo");
		expect_text(p, "Search:");
		pty_type(p, KEY_ENTER "h");
		expect_row(p, 0, "where did my memory go");
		pty_type(p, "q");
		expect_row(p, 4, "PID▲");
		pty_resize(p, 30, 110);
		expect_row(p, 29, "F1Help");
		/* Nor does quitting wait for it for long. */
		pty_type(p, "q");
		waitpid(reader, NULL, __WALL);
		expect_exit(p, 0);
	}
	pty_close(p);
	world_close(&w);
}
END_TEST

START_TEST(a_paused_screen_still_answers_and_quits)
{
	struct world w;
	struct pty *p;

	WORLD(&w, pair);
	p = ramtop_in(24, 100, PTY_LIST("ASAN_OPTIONS=detect_leaks=0"), "--proc", w.dir);
	expect_selected(p, "slow ");
	pty_type(p, "Z");
	expect_row(p, -2, "PAUSED");
	pty_type(p, KEY_DOWN "H");
	expect_selected(p, "slower");
	pty_type(p, "q");
	expect_exit(p, 0);
	pty_close(p);
	world_close(&w);
}
END_TEST

SUITE(screen_busy, keys_are_answered_while_a_scan_is_stuck, a_paused_screen_still_answers_and_quits)

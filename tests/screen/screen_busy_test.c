/* screen_busy_test.c - keys are answered at once, whatever the reading of /proc is doing. */
#define _GNU_SOURCE
#include "screens.h"

#include <dirent.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>

static const struct made pair[] = {
	{ .pid = 1, .comm = "slow", .mb = 40 },
	{ .pid = 2, .comm = "slower", .mb = 30 },
};

/* The thread of ramtop that is called so. */
static pid_t thread_of(pid_t pid, const char *name)
{
	char path[300], comm[32];
	const struct dirent *d;
	pid_t found = 0;
	DIR *dir;

	snprintf(path, sizeof(path), "/proc/%d/task", (int)pid);
	dir = opendir(path);
	ck_assert_ptr_nonnull(dir);
	while ((d = readdir(dir)) && !found) {
		snprintf(path, sizeof(path), "/proc/%d/task/%s/comm", (int)pid, d->d_name);
		FILE *f = fopen(path, "r");
		if (f && fscanf(f, "%31s", comm) == 1 && strcmp(comm, name) == 0)
			found = atoi(d->d_name);
		if (f)
			fclose(f);
	}
	closedir(dir);
	return found;
}

/* False where one may not trace. */
static bool seize(pid_t tid)
{
	return ptrace(PTRACE_SEIZE, tid, 0, PTRACE_O_TRACESYSGOOD) == 0;
}

/* The path that a thread is about to open. */
static bool opens(pid_t tid, uint64_t address, const char *path)
{
	char text[64] = "";
	struct iovec here = { text, sizeof(text) - 1 }, there = { (void *)(uintptr_t)address, sizeof(text) - 1 };

	return process_vm_readv(tid, &here, 1, &there, 1, 0) > 0 && strcmp(text, path) == 0;
}

/* Holds the thread where it is about to open this file, as if that did not answer; with NULL, any file. */
static void hold_at_file(pid_t tid, const char *path)
{
	struct __ptrace_syscall_info info;
	int status;

	ck_assert_int_eq(ptrace(PTRACE_INTERRUPT, tid, 0, 0), 0);
	for (;;) {
		ck_assert_int_eq(waitpid(tid, &status, __WALL), tid);
		ck_assert(WIFSTOPPED(status));
		memset(&info, 0, sizeof(info));
		ptrace(PTRACE_GET_SYSCALL_INFO, tid, sizeof(info), &info);
		if (info.op == PTRACE_SYSCALL_INFO_ENTRY && info.entry.nr == SYS_openat &&
		    (!path || opens(tid, info.entry.args[1], path)))
			return;
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
	reader = thread_of(pty_pid(p), "ramtop-samples");
	if (seize(reader)) {
		hold_at_file(reader, NULL);
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

/* Whoever types while so many are read for the first time has no key lost. */
START_TEST(keys_that_are_there_before_the_first_sample_wait_for_it)
{
	struct world w;
	struct pty *p;

	WORLD(&w, pair);
	for (int pid = 10; pid < 3000; pid++)
		world_put(&w, &(struct made){ .pid = pid, .comm = "one-of-many", .mb = 1 });
	p = ramtop("--proc", w.dir);
	pty_type(p, "N/slower");
	pty_patience(p, 20000);
	expect_selected(p, "slower");
	expect_text(p, "Search: slower");
	expect_row(p, 4, "PID▲");
	pty_close(p);
	world_close(&w);
}
END_TEST

/* A process may hold the lock that its command line is read with. */
START_TEST(a_command_line_that_hangs_holds_up_no_other)
{
	struct world w;
	struct pty *p;
	pid_t reader;

	WORLD(&w, pair);
	p = ramtop_in(24, 100, PTY_LIST("ASAN_OPTIONS=detect_leaks=0"), "--proc", w.dir);
	expect_selected(p, "slow ");
	reader = thread_of(pty_pid(p), "ramtop-commands");
	if (seize(reader)) {
		world_put(&w, &(struct made){ .pid = 3, .comm = "stuck", .command = "where --is it", .mb = 20 });
		hold_at_file(reader, "3/cmdline");
		/* It is shown all the same, and so is who comes later. */
		expect_text(p, "[stuck]");
		world_put(&w, &(struct made){ .pid = 4, .comm = "later", .command = "later --on", .mb = 10 });
		expect_text(p, "later --on");
		world_put(&w, &(struct made){ .pid = 2, .comm = "slower", .mb = 31 });
		expect_cell(p, "slower", "RSS", "31M");
		ck_assert_int_eq(ptrace(PTRACE_DETACH, reader, 0, 0), 0);
		expect_text(p, "where --is it");
	}
	pty_type(p, "q");
	expect_exit(p, 0);
	pty_close(p);
	world_close(&w);
}
END_TEST

/* The one that hangs is left, another is opened: what hangs is not said of it. */
START_TEST(one_process_that_hangs_does_not_keep_another_from_being_read)
{
	static const char smaps[] = "1000-9000 rw-p 00000000 00:00 0 [heap]\nRss: 32 kB\nPss: 32 kB\n";
	struct world w;
	struct pty *p;
	pid_t reader;

	WORLD(&w, pair);
	world_write(&w, "1/smaps", smaps, strlen(smaps));
	world_write(&w, "2/smaps", smaps, strlen(smaps));
	p = ramtop_in(24, 100, PTY_LIST("ASAN_OPTIONS=detect_leaks=0"), "--proc", w.dir);
	expect_selected(p, "slow ");
	pty_type(p, KEY_ENTER);
	expect_text(p, "heap");
	reader = thread_of(pty_pid(p), "ramtop-inspect");
	if (seize(reader)) {
		hold_at_file(reader, "1/smaps");
		pty_type(p, KEY_ESC);
		expect_gone(p, "[Regions]");
		pty_type(p, KEY_DOWN);
		expect_selected(p, "slower");
		pty_type(p, KEY_ENTER);
		expect_row(p, 0, "slower");
		pty_patience(p, 20000);
		expect_text(p, "heap");
		ck_assert_int_eq(ptrace(PTRACE_DETACH, reader, 0, 0), 0);
	}
	pty_type(p, "qq");
	expect_exit(p, 0);
	pty_close(p);
	world_close(&w);
}
END_TEST

static void put_with_pss(const struct world *w, const struct made *m)
{
	static const char rollup[] = "400000-7ffd0000 ---p 00000000 00:00 0  [rollup]\nRss: 8192 kB\nPss: 7168 kB\n";
	char file[64];

	snprintf(file, sizeof(file), "%d", m->pid);
	world_make(w, file);
	snprintf(file, sizeof(file), "%d/smaps_rollup", m->pid);
	world_write(w, file, rollup, strlen(rollup));
	world_put(w, m);
}

START_TEST(a_process_whose_pss_hangs_holds_up_no_other)
{
	struct world w;
	struct pty *p;
	pid_t reader;

	WORLD(&w, pair);
	p = ramtop_in(24, 100, PTY_LIST("ASAN_OPTIONS=detect_leaks=0"), "--proc", w.dir, "-o", "pid,rss,pss,command");
	expect_cell(p, "slower", "PSS", "?");
	reader = thread_of(pty_pid(p), "ramtop-pss");
	if (seize(reader)) {
		put_with_pss(&w, &(struct made){ .pid = 3, .comm = "stuck", .mb = 20 });
		hold_at_file(reader, "3/smaps_rollup");
		put_with_pss(&w, &(struct made){ .pid = 4, .comm = "later", .mb = 10 });
		expect_cell(p, "later", "PSS", "7.0M");
		expect_cell(p, "stuck", "PSS", "?");
		ck_assert_int_eq(ptrace(PTRACE_DETACH, reader, 0, 0), 0);
		expect_cell(p, "stuck", "PSS", "7.0M");
	}
	pty_type(p, "q");
	expect_exit(p, 0);
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

SUITE(screen_busy, keys_are_answered_while_a_scan_is_stuck, keys_that_are_there_before_the_first_sample_wait_for_it,
      a_command_line_that_hangs_holds_up_no_other,
      a_process_whose_pss_hangs_holds_up_no_other, a_paused_screen_still_answers_and_quits,
      one_process_that_hangs_does_not_keep_another_from_being_read)

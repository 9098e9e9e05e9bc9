/* screen_end_test.c - however ramtop ends, or stops, it leaves the terminal as it was. */
#define _GNU_SOURCE
#include "screens.h"

#include <signal.h>
#include <sys/wait.h>

/* Signals are the program's own to handle; that leaks are reported is for the test that asks. */
#define QUIET "ASAN_OPTIONS=handle_segv=0:handle_abort=0:handle_sigbus=0:handle_sigfpe=0:handle_sigill=0:detect_leaks=0"

/* The shell waits, so that the terminal can be looked at before ramtop, which takes the shell's place. */
static struct pty *start(struct termios *before, const char *env)
{
	struct pty *p = pty_open(PTY_LIST("sh", "-c", "echo the-shell; read x; exec " RAMTOP " -d 0.1"), 24, 80, PTY_LIST(env));
	struct termios during;

	expect_text(p, "the-shell");
	ck_assert(pty_termios(p, before));
	ck_assert(pty_cursor(p).visible);
	pty_type(p, "\n");
	expect_row(p, -1, "F10Quit");
	expect_row(p, 0, "avail");
	ck_assert(pty_altscreen(p));
	ck_assert(!pty_cursor(p).visible);
	ck_assert(pty_termios(p, &during));
	ck_assert(!(during.c_lflag & (ICANON | ECHO)));
	return p;
}

static void check_restored(struct pty *p, const struct termios *before)
{
	struct termios after;

	ck_assert_msg(!pty_altscreen(p), "still in the alternate screen\n%s", pty_exhibit(p));
	ck_assert_msg(pty_cursor(p).visible, "the cursor is hidden\n%s", pty_exhibit(p));
	ck_assert_msg(pty_find(p, "the-shell", NULL, NULL), "what the shell had written is gone\n%s", pty_exhibit(p));
	ck_assert(pty_termios(p, &after));
	ck_assert_uint_eq(after.c_iflag, before->c_iflag);
	ck_assert_uint_eq(after.c_oflag, before->c_oflag);
	ck_assert_uint_eq(after.c_cflag, before->c_cflag);
	ck_assert_uint_eq(after.c_lflag, before->c_lflag);
	ck_assert_mem_eq(after.c_cc, before->c_cc, sizeof(after.c_cc));
}

START_TEST(quitting_leaves_the_terminal_as_it_was)
{
	static const char *const keys[] = { "q", KEY_F10, KEY_CTRL_C };
	struct termios before;

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		struct pty *p = start(&before, QUIET);
		pty_type(p, keys[i]);
		expect_exit(p, 0);
		check_restored(p, &before);
		pty_close(p);
	}
}
END_TEST

START_TEST(quitting_leaks_nothing)
{
	struct termios before;
	struct pty *p = start(&before, "ASAN_OPTIONS=detect_leaks=1");

	pty_type(p, "tHK\\r" KEY_ENTER "kq");
	pty_type(p, KEY_ESC);
	expect_gone(p, "Send a signal");
	pty_type(p, "q");
	expect_exit(p, 0);
	check_restored(p, &before);
	pty_close(p);
}
END_TEST

START_TEST(a_signal_ends_it_with_the_terminal_as_it_was)
{
	static const int signals[] = { SIGTERM, SIGHUP, SIGQUIT, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL };
	struct termios before;
	int status;

	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
		struct pty *p = start(&before, QUIET);
		pty_signal(p, signals[i]);
		ck_assert_msg(pty_wait_exit(p, &status), "outlives %s", strsignal(signals[i]));
		ck_assert_msg(WIFSIGNALED(status) && WTERMSIG(status) == signals[i], "%s: status %x", strsignal(signals[i]),
		              (unsigned)status);
		check_restored(p, &before);
		pty_close(p);
	}
}
END_TEST

START_TEST(it_ends_with_its_terminal)
{
	struct termios before;
	struct pty *p = start(&before, QUIET);
	int status;

	pty_hangup(p);
	ck_assert(pty_wait_exit(p, &status));
	ck_assert_msg(WIFSIGNALED(status) && WTERMSIG(status) == SIGHUP, "status %x", (unsigned)status);
	pty_close(p);
}
END_TEST

START_TEST(ctrl_z_gives_the_terminal_back_until_it_goes_on)
{
	struct termios before;
	struct pty *p = start(&before, QUIET);

	for (int i = 0; i < 2; i++) {
		pty_type(p, KEY_CTRL_Z);
		expect_stopped(p);
		check_restored(p, &before);
		pty_signal(p, SIGCONT);
		expect_row(p, -1, "F10Quit");
		expect_row(p, 0, "avail");
		ck_assert(pty_altscreen(p));
		ck_assert(!pty_cursor(p).visible);
	}
	pty_type(p, "h");
	expect_row(p, 0, "where did my memory go");
	pty_type(p, "qq");
	expect_exit(p, 0);
	check_restored(p, &before);
	pty_close(p);
}
END_TEST

START_TEST(a_window_that_changed_while_it_was_stopped_is_filled)
{
	struct termios before;
	struct pty *p = start(&before, QUIET);

	pty_type(p, KEY_CTRL_Z);
	expect_stopped(p);
	pty_resize(p, 30, 110);
	pty_signal(p, SIGCONT);
	expect_row(p, 29, "F10Quit");
	expect_row(p, 0, "avail");
	pty_type(p, "q");
	expect_exit(p, 0);
	pty_close(p);
}
END_TEST

START_TEST(without_a_terminal_it_says_so)
{
	struct pty *p = pty_open(PTY_LIST("sh", "-c", RAMTOP " </dev/null; echo status $?; " RAMTOP " | cat"), 10, 80,
	                         PTY_LIST(QUIET));

	expect_text(p, "stdin is not a terminal");
	expect_text(p, "status 2");
	expect_text(p, "stdout is not a terminal");
	pty_close(p);
	p = pty_open(PTY_LIST(RAMTOP), 10, 80, PTY_LIST(QUIET, "TERM=no-such-terminal"));
	expect_text(p, "no-such-terminal");
	expect_exit(p, 2);
	pty_close(p);
	p = pty_open(PTY_LIST(RAMTOP), 10, 80, PTY_LIST(QUIET, "TERM=dumb"));
	expect_text(p, "'dumb'");
	expect_exit(p, 2);
	pty_close(p);
}
END_TEST

SUITE(screen_end, quitting_leaves_the_terminal_as_it_was, quitting_leaks_nothing, a_signal_ends_it_with_the_terminal_as_it_was,
      it_ends_with_its_terminal, ctrl_z_gives_the_terminal_back_until_it_goes_on,
      a_window_that_changed_while_it_was_stopped_is_filled, without_a_terminal_it_says_so)

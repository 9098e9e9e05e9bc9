/* pty_test.c - the terminal that the screen tests stand on keeps its own promises. Knows nothing of ramtop: sh serves. */
#define _GNU_SOURCE
#include "pty.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

Suite *pty_suite(void);

static struct pty *sh(const char *script)
{
	return pty_open(PTY_LIST("sh", "-c", script), 10, 40, NULL);
}

START_TEST(keys_reach_the_program)
{
	struct pty *p = sh("printf ready; read x; printf 'got <%s>' \"$x\"; read y");

	expect_text(p, "ready");
	pty_type(p, "two words\n");
	expect_text(p, "got <two words>");
	expect_row(p, 1, "got <two words>");
	expect_row(p, -1, "");
	pty_close(p);
}
END_TEST

START_TEST(wide_and_combining_characters_sit_in_their_cells)
{
	struct pty *p = sh("printf 'a\\344\\270\\255\\346\\226\\207b e\\314\\201x   \\n'");
	char buf[64];
	int row, col;

	expect_exit(p, 0);
	ck_assert_str_eq(pty_row(p, 0, buf, sizeof buf), "a中文b e\314\201x");
	ck_assert(pty_find(p, "b", &row, &col));
	ck_assert_int_eq(row, 0);
	ck_assert_int_eq(col, 5);
	ck_assert(pty_find(p, "文", NULL, &col));
	ck_assert_int_eq(col, 3);
	ck_assert(pty_find(p, "x", NULL, &col));
	ck_assert_int_eq(col, 8);
	ck_assert_str_eq(pty_row(p, 0, buf, 3), "a\344");
	pty_close(p);
}
END_TEST

START_TEST(the_exit_status_comes_with_all_output)
{
	struct pty *p = sh("i=0; while [ $i -lt 3000 ]; do echo line $i; i=$((i+1)); done; printf last; exit 7");
	int status;

	ck_assert(pty_wait_exit(p, &status));
	ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 7);
	ck_assert(pty_find(p, "last", NULL, NULL));
	pty_signal(p, SIGKILL); /* to nobody */
	expect_exit(p, 7);
	pty_close(p);
}
END_TEST

START_TEST(a_signal_ends_the_program)
{
	struct pty *p = sh("echo up; read x");
	int status;

	expect_text(p, "up");
	pty_signal(p, SIGTERM);
	ck_assert(pty_wait_exit(p, &status));
	ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
	pty_close(p);
}
END_TEST

START_TEST(a_missing_program_says_so)
{
	struct pty *p = pty_open(PTY_LIST("/nonexistent/ramtop"), 10, 60, NULL);

	expect_exit(p, 127);
	expect_row(p, 0, "cannot run /nonexistent/ramtop: No such file");
	pty_close(p);
}
END_TEST

START_TEST(the_environment_is_clean)
{
	struct pty *p;

	setenv("NO_COLOR", "1", 1);
	p = pty_open(PTY_LIST("sh", "-c", "echo $TERM,$HOME,$LC_ALL,$NO_COLOR,$X"), 10, 60, PTY_LIST("X=y", "LC_ALL"));
	expect_row(p, 0, "xterm-256color,/nonexistent,,,y");
	pty_close(p);
}
END_TEST

START_TEST(a_resize_arrives)
{
	struct pty *p = sh("trap 'stty size' WINCH; stty size; while :; do read x; done");

	expect_row(p, 0, "10 40");
	pty_resize(p, 33, 120);
	expect_row(p, 1, "33 120");
	pty_resize(p, 4, 20);
	expect_text(p, "4 20");
	pty_close(p);
}
END_TEST

START_TEST(raw_bytes_are_kept)
{
	struct pty *p = sh("printf 'x\\001\\033]0;evil\\007y\\n'");
	const char *raw;
	size_t len;

	expect_raw(p, "\033]0;evil\a");
	expect_exit(p, 0);
	raw = pty_raw(p, &len);
	ck_assert_uint_eq(len, 14);
	ck_assert_mem_eq(raw, "x\001\033]0;evil\ay\r\n", len);
	expect_row(p, 0, "xy");
	pty_close(p);
}
END_TEST

START_TEST(styles_are_read_from_cells)
{
	struct pty *p = sh("printf '\\033[1;7;31;44mA\\033[0mB\\033[4;38;5;200;48;2;1;2;3mC\\033[m'");
	struct pty_style a, b, c;

	expect_exit(p, 0);
	a = pty_style(p, 0, 0);
	b = pty_style(p, 0, 1);
	c = pty_style(p, 0, 2);
	ck_assert(a.bold && a.reverse && !a.underline && a.fg == 1 && a.bg == 4);
	ck_assert(!b.bold && !b.reverse && b.fg == PTY_DEFAULT && b.bg == PTY_DEFAULT);
	ck_assert(c.underline && c.fg == 200 && c.bg == PTY_RGB + 0x010203);
	ck_assert_int_eq(pty_style(p, 99, 99).fg, PTY_DEFAULT);
	pty_close(p);
}
END_TEST

START_TEST(the_alternate_screen_gives_the_main_one_back)
{
	struct pty *p = sh("printf main; read x; tput smcup civis; printf other; read x; tput rmcup cnorm; read x");

	expect_text(p, "main");
	ck_assert(!pty_altscreen(p) && pty_cursor(p).visible);
	pty_type(p, "\n");
	expect_text(p, "other");
	ck_assert(pty_altscreen(p) && !pty_cursor(p).visible);
	ck_assert(!pty_find(p, "main", NULL, NULL));
	pty_type(p, "\n");
	expect_gone(p, "other");
	expect_text(p, "main");
	expect_raw(p, "\033[?25h");
	ck_assert(!pty_altscreen(p) && pty_cursor(p).visible);
	pty_close(p);
}
END_TEST

START_TEST(the_terminal_answers_questions)
{
	struct pty *p = sh("stty -icanon -echo; printf '\\033[3;5H\\033[6n'; head -c 6 | od -An -c; stty sane");

	expect_text(p, "033   [   3   ;   5   R");
	pty_close(p);
}
END_TEST

START_TEST(tty_settings_can_be_compared)
{
	struct pty *p = sh("stty raw -echo; printf raw; head -c 1; stty cooked echo; printf sane");
	struct termios during, after;

	expect_text(p, "raw");
	ck_assert(pty_termios(p, &during));
	ck_assert(!(during.c_lflag & (ICANON | ECHO)));
	pty_type(p, "\003"); /* a byte, not a signal */
	expect_exit(p, 0);
	ck_assert(pty_termios(p, &after));
	ck_assert_uint_eq(after.c_lflag & (ICANON | ECHO), ICANON | ECHO);
	pty_close(p);
}
END_TEST

START_TEST(ctrl_z_stops_and_fg_continues)
{
	struct pty *p = sh("trap 'echo back' CONT; echo up; while :; do read x && echo got $x; done");

	expect_text(p, "up");
	for (int i = 0; i < 3; i++) {
		char got[16];

		pty_type(p, KEY_CTRL_Z);
		expect_stopped(p);
		pty_signal(p, SIGCONT);
		snprintf(got, sizeof got, "%d\n", i);
		pty_type(p, got);
		snprintf(got, sizeof got, "got %d", i);
		expect_text(p, got);
	}
	expect_text(p, "back");
	pty_type(p, KEY_CTRL_C);
	ck_assert(pty_wait_exit(p, NULL));
	pty_close(p);
}
END_TEST

START_TEST(a_hangup_ends_the_program)
{
	struct pty *p = sh("echo up; exec sleep 1000");
	struct termios t;
	int status;

	expect_text(p, "up");
	pty_hangup(p);
	ck_assert(pty_wait_exit(p, &status));
	ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGHUP);
	ck_assert(pty_find(p, "up", NULL, NULL));
	ck_assert(!pty_termios(p, &t));
	pty_close(p);
}
END_TEST

START_TEST(closing_leaves_no_process)
{
	struct pty *other = sh("read x");
	struct pty *p = sh("trap '' HUP TERM; setsid sh -c 'echo pid $$.; sleep 1000; :' & wait");
	int row, col;
	char buf[64];
	pid_t daemon, program = pty_pid(p);

	expect_text(p, ".");
	ck_assert(pty_find(p, "pid ", &row, &col));
	daemon = (pid_t)atoi(pty_row(p, row, buf, sizeof buf) + 4);
	ck_assert_int_eq(kill(daemon, 0), 0);
	pty_close(p);
	ck_assert(kill(daemon, 0) < 0 && errno == ESRCH);
	ck_assert(kill(program, 0) < 0 && errno == ESRCH);
	ck_assert_int_eq(kill(pty_pid(other), 0), 0);
	pty_close(other);
	pty_close(NULL);
}
END_TEST

START_TEST(waits_give_up)
{
	struct pty *p = sh("printf here; read x");

	expect_text(p, "here");
	pty_patience(p, 20);
	ck_assert(!pty_wait_text(p, "never"));
	ck_assert(!pty_wait_gone(p, "here"));
	ck_assert(!pty_wait_exit(p, NULL));
	ck_assert(!pty_wait_stopped(p));
	pty_patience(p, 3600 * 1000); /* once nobody is left they give up at once */
	pty_type(p, "\n");
	ck_assert(!pty_wait_text(p, "never"));
	pty_close(p);
}
END_TEST

START_TEST(a_program_that_never_stops_writing_starves_nobody)
{
	struct pty *p = pty_open(PTY_LIST("yes"), 10, 40, NULL);

	pty_patience(p, 50);
	ck_assert(!pty_wait_text(p, "no"));
	pty_patience(p, PTY_PATIENCE_MS);
	pty_type(p, KEY_CTRL_C);
	ck_assert(pty_wait_exit(p, NULL));
	pty_close(p);
}
END_TEST

START_TEST(keys_are_those_of_terminfo)
{
	static const char keys[] = KEY_BACKTAB KEY_INSERT KEY_DELETE KEY_UP KEY_DOWN KEY_RIGHT KEY_LEFT KEY_HOME KEY_END
		KEY_PGUP KEY_PGDN KEY_F1 KEY_F2 KEY_F3 KEY_F4 KEY_F5 KEY_F6 KEY_F7 KEY_F8 KEY_F9 KEY_F10 KEY_F11 KEY_F12;
	struct pty *p = sh("for k in kcbt kich1 kdch1 kcuu1 kcud1 kcuf1 kcub1 khome kend kpp knp"
	                   " kf1 kf2 kf3 kf4 kf5 kf6 kf7 kf8 kf9 kf10 kf11 kf12; do tput $k; done");

	expect_exit(p, 0);
	expect_raw(p, keys);
	pty_close(p);
}
END_TEST

START_TEST(the_picture_shows_screen_and_state)
{
	struct pty *p = pty_open(PTY_LIST("sh", "-c", "printf 中; exit 3"), 2, 5, NULL);
	char want[256];

	expect_exit(p, 3);
	snprintf(want, sizeof want, "5x2, main screen, cursor shown at row 0, column 2, pid %d exited with 3\n%s", (int)pty_pid(p),
	         "+-----+\n|中   |\n|     |\n+-----+\n");
	ck_assert_str_eq(pty_picture(p), want);
	pty_close(p);
}
END_TEST

Suite *pty_suite(void)
{
	const TTest *const tests[] = {
		keys_reach_the_program,
		wide_and_combining_characters_sit_in_their_cells,
		the_exit_status_comes_with_all_output,
		a_signal_ends_the_program,
		a_missing_program_says_so,
		the_environment_is_clean,
		a_resize_arrives,
		raw_bytes_are_kept,
		styles_are_read_from_cells,
		the_alternate_screen_gives_the_main_one_back,
		the_terminal_answers_questions,
		tty_settings_can_be_compared,
		ctrl_z_stops_and_fg_continues,
		a_hangup_ends_the_program,
		closing_leaves_no_process,
		waits_give_up,
		a_program_that_never_stops_writing_starves_nobody,
		keys_are_those_of_terminfo,
		the_picture_shows_screen_and_state,
	};
	Suite *s = suite_create("pty");
	TCase *tc = tcase_create("pty");

	tcase_set_timeout(tc, 60);
	for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(s, tc);
	return s;
}

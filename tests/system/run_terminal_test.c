/* run_terminal_test.c - "ramtop run" in a terminal: keys that end, a terminal that closes, who reads and who draws. */
#define _GNU_SOURCE
#include "run_shell.h"

/* ---- keys and signals that end ------------------------------------------------------------------------------------------------- */

START_TEST(ctrl_c_ends_the_command_and_the_report_is_printed)
{
	static const struct { const char *key, *says; int status; } cases[] = {
		{ KEY_CTRL_C, "was ended by signal 2 (Interrupt)", 130 },
		{ "\034", "was ended by signal 3 (Quit)", 131 },
	};

	for (size_t i = 0; i < 2; i++) {
		/* Not bash: that is deaf to the second. */
		struct pty *p = start("ulimit -c 0; echo begun; exec sleep 1000", "$RUN sh -c \"$DO\"\r");
		pty_type(p, cases[i].key);
		expect_text(p, cases[i].says);
		expect_shell(p, "echo status $?.\r", text_of("status %d.", cases[i].status));
		pty_close(p);
	}
}
END_TEST

START_TEST(a_command_that_catches_ctrl_c_goes_on_and_gets_it_once)
{
	struct pty *p = start_run("n=0; trap 'n=$((n+1)); echo caught $n' INT QUIT; echo begun; until [ \"$x\" = word ]; do read x; done; echo got $x, $n");

	/* Enter: what comes just before it waits for input bash sees after it. */
	pty_type(p, KEY_CTRL_C "\n");
	expect_text(p, "caught 1");
	pty_type(p, "\034\n");
	expect_text(p, "caught 2");
	pty_type(p, "word\r");
	expect_text(p, "got word, 2");
	expect_text(p, "ended with 0");
	pty_close(p);
}
END_TEST

START_TEST(two_that_come_at_the_end_do_not_cost_the_report)
{
	struct pty *p = start_run("trap 'kill -TERM $PPID; exit 4' INT; echo begun; read x");

	pty_type(p, KEY_CTRL_C KEY_CTRL_C "\n");
	expect_text(p, "ended with 4");
	expect_shell(p, "echo status $?.\r", "status 4.");
	pty_close(p);
}
END_TEST

START_TEST(ctrl_c_ends_the_waiting_for_those_that_are_left)
{
	struct pty *p = start("setsid sleep 1000 <>/dev/null >&0 2>&0 & echo command $$; echo begun", "$RUN --wait-all bash -c \"$DO\"\r");
	pid_t command = number_behind(p, "command ");

	ck_assert(until(state_of(command) == '-'));
	pty_type(p, KEY_CTRL_C);
	expect_text(p, "ended with 0");
	expect_text(p, "still running  1");
	expect_shell(p, "echo status $?.\r", "status 0.");
	pty_close(p);
}
END_TEST

START_TEST(a_terminal_that_closes_ends_it_and_the_report_is_in_its_file)
{
	struct pty *p;

	fifo_in_scratch();
	p = start("echo begun; exec sleep 1000", text_of("$RUN -o %s/report bash -c \"$DO\"\r", scratch));
	pty_hangup(p);
	ck_assert(until(report_has("signal 1 (Hangup)")));
	pty_close(p);
	leave_scratch();
}
END_TEST

START_TEST(nohup_lets_it_outlive_the_terminal)
{
	const char *fifo = fifo_in_scratch();
	struct pty *p = start(text_of("echo begun; read x <%s; exit 5", fifo), text_of("nohup $RUN -o %s/report bash -c \"$DO\" | cat\r", scratch));

	pty_hangup(p);
	ck_assert(pty_wait_exit(p, NULL));
	write_to(fifo, "word\n");
	ck_assert(until(report_has("ended with 5")));
	pty_close(p);
	leave_scratch();
}
END_TEST

/* ---- what is read and drawn ---------------------------------------------------------------------------------------------------- */

START_TEST(what_is_typed_is_for_the_command)
{
	struct pty *p = start_run("echo begun; exec sed -u 's/word/WORD/'");

	pty_type(p, "a word\r");
	expect_text(p, "a WORD");
	pty_type(p, "\004");
	expect_text(p, "ended with 0");
	pty_close(p);
}
END_TEST

START_TEST(a_full_screen_program_has_the_terminal_and_the_report_comes_after_it)
{
	struct pty *p = open_shell("");

	pty_type(p, "$RUN " PROGRAM "\r");
	expect_row(p, 29, "F10Quit");
	pty_resize(p, 40, 120);
	expect_row(p, 39, "F10Quit");
	pty_type(p, KEY_CTRL_Z);
	expect_text(p, "Stopped");
	ck_assert(!pty_altscreen(p));
	expect_shell(p, "echo $((1200+3))\r", "1203");
	pty_resize(p, 24, 100);
	pty_type(p, "fg\r");
	expect_row(p, 23, "F10Quit");
	pty_type(p, "q");
	expect_text(p, "ended with 0");
	expect_text(p, "tree peak");
	ck_assert(!pty_altscreen(p));
	ck_assert(pty_cursor(p).visible);
	pty_close(p);
}
END_TEST

START_TEST(the_terminal_is_left_as_the_command_left_it)
{
	struct pty *p = pty_open(PTY_LIST(PROGRAM, "run", "stty", "raw", "-echo"), 24, 80, NULL);
	struct termios t;

	pty_patience(p, PATIENCE_MS);
	expect_exit(p, 0);
	ck_assert(pty_termios(p, &t));
	ck_assert(!(t.c_lflag & (ICANON | ECHO | ISIG)));
	pty_close(p);
}
END_TEST

SUITE(run_terminal, ctrl_c_ends_the_command_and_the_report_is_printed, a_command_that_catches_ctrl_c_goes_on_and_gets_it_once,
      two_that_come_at_the_end_do_not_cost_the_report, ctrl_c_ends_the_waiting_for_those_that_are_left,
      a_terminal_that_closes_ends_it_and_the_report_is_in_its_file, nohup_lets_it_outlive_the_terminal, what_is_typed_is_for_the_command,
      a_full_screen_program_has_the_terminal_and_the_report_comes_after_it, the_terminal_is_left_as_the_command_left_it)

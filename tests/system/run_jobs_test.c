/* run_jobs_test.c - "ramtop run" as a job of a shell: stopped, put into the background, brought back. */
#define _GNU_SOURCE
#include "run_shell.h"

START_TEST(ctrl_z_stops_both_and_fg_goes_on)
{
	struct pty *p = start_run("echo begun; echo command $$, ramtop $PPID; read x; echo got $x");
	pid_t command = number_behind(p, "command "), us = number_behind(p, "ramtop ");

	for (int i = 0; i < 3; i++) {
		pty_type(p, KEY_CTRL_Z);
		expect_state(p, 'T', command, us);
		expect_shell(p, text_of("jobs; echo $((1200+%d))\r", i), text_of("%d", 1200 + i));
		expect_text(p, "Stopped");
		pty_type(p, "fg\r");
		expect_state(p, 'S', command, us);
	}
	pty_type(p, "what was typed\n");
	expect_text(p, "got what was typed");
	expect_text(p, "ended with 0");
	expect_shell(p, "echo status $?.\r", "status 0.");
	pty_close(p);
}
END_TEST

/* As time(1) does. */
START_TEST(the_time_it_was_stopped_is_in_the_wall_time)
{
	const char *fifo = fifo_in_scratch();
	struct pty *p = start(text_of("echo begun; read x <%s", fifo), text_of("$RUN -f 'took %%e' -o %s/report bash -c \"$DO\"\r", scratch));
	double wall = 0;
	FILE *f;

	pty_type(p, KEY_CTRL_Z);
	expect_text(p, "Stopped");
	expect_shell(p, "sleep 0.5; echo $((1200+3)); fg\r", "1203");
	write_to(fifo, "word\n");
	ck_assert(until(report_has("took")));
	f = fopen(text_of("%s/report", scratch), "re");
	ck_assert_int_eq(fscanf(f, "took %lf", &wall), 1);
	ck_assert_msg(wall >= 0.5, "%f", wall);
	fclose(f);
	pty_close(p);
	leave_scratch();
}
END_TEST

START_TEST(bg_lets_both_go_on)
{
	const char *fifo = fifo_in_scratch();
	struct pty *p = start_run(text_of("echo begun; read x <%s; echo got $x", fifo));

	pty_type(p, KEY_CTRL_Z);
	expect_text(p, "Stopped");
	expect_shell(p, "bg; echo $((1200+3))\r", "1203");
	write_to(fifo, "word\n");
	expect_text(p, "got word");
	expect_text(p, "ended with 0");
	pty_close(p);
	leave_scratch();
}
END_TEST

/* Until its screen is put away the terminal is its. */
START_TEST(who_takes_a_while_to_stop_is_waited_for)
{
	struct pty *p = start_run("leave() { for i in {1..20000}; do :; done; echo I am le\"\"aving; trap - TSTP; kill -TSTP $$; trap leave TSTP; echo "
	                          "back; }; trap leave TSTP; echo begun; until [ \"$x\" = word ]; do read x; done; echo got $x");
	char row[512];
	int left, stopped;

	/* Enter: what comes just before it waits for input bash sees after it. */
	pty_type(p, KEY_CTRL_Z "\n");
	expect_text(p, "Stopped");
	ck_assert(pty_find(p, "Stopped", &stopped, NULL));
	ck_assert_msg(pty_find(p, "I am leaving", &left, NULL) && left < stopped, "%s", pty_row(p, stopped, row, sizeof(row)));
	pty_type(p, "fg\r");
	expect_text(p, "back");
	pty_type(p, "word\r");
	expect_text(p, "ended with 0");
	pty_close(p);
}
END_TEST

/* The signal belongs to the command. */
START_TEST(a_command_that_does_not_stop_goes_on_and_so_do_we)
{
	struct pty *p = start_run("trap '' TSTP; echo begun; echo ramtop $PPID; until read x; do :; done; echo got $x");
	pid_t us = number_behind(p, "ramtop ");

	pty_type(p, KEY_CTRL_Z "word\r");
	expect_text(p, "got word");
	expect_text(p, "ended with 0");
	expect_shell(p, "jobs; echo $((1200+3))\r", "1203");
	ck_assert_int_eq(state_of(us), '-');
	pty_close(p);
}
END_TEST

/* time(1) would go on alone, or stop alone, and the command too. */
START_TEST(to_stop_either_stops_both)
{
	const char *fifo = fifo_in_scratch();
	struct pty *p = start_run(text_of("echo begun; echo command $$, ramtop $PPID; read x <%s; echo got $x", fifo));
	pid_t command = number_behind(p, "command "), us = number_behind(p, "ramtop ");

	kill(us, SIGTSTP);
	expect_state(p, 'T', command, us);
	expect_text(p, "Stopped");
	kill(us, SIGCONT);
	expect_state(p, 'S', command, us);
	kill(command, SIGTSTP);
	expect_state(p, 'T', command, us);
	expect_shell(p, "fg; echo $((1200+3))\r", "$RUN bash");
	expect_state(p, 'S', command, us);
	write_to(fifo, "word\n");
	expect_text(p, "got word");
	expect_text(p, "ended with 0");
	expect_text(p, "1203");
	pty_close(p);
	leave_scratch();
}
END_TEST

/* By someone who will let it go on: that one does not know of us. */
START_TEST(a_command_that_is_held_by_another_is_waited_for)
{
	struct pty *p = start_run("echo begun; echo command $$, ramtop $PPID; kill -STOP $$; echo goes on");
	pid_t command = number_behind(p, "command "), us = number_behind(p, "ramtop ");

	ck_assert(until(state_of(command) == 'T'));
	ck_assert_int_ne(state_of(us), 'T');
	kill(command, SIGCONT);
	expect_text(p, "goes on");
	expect_text(p, "ended with 0");
	pty_close(p);
}
END_TEST

START_TEST(a_reader_in_the_background_stops_until_fg)
{
	struct pty *p = start("echo begun; echo ramtop $PPID; exec cat", "$RUN bash -c \"$DO\" &\r");
	pid_t us = number_behind(p, "ramtop ");

	ck_assert(until(state_of(us) == 'T'));
	expect_shell(p, "jobs -l; echo $((1200+3))\r", "1203");
	expect_text(p, "Stopped (tty input)");
	pty_type(p, "fg\r");
	ck_assert(until(state_of(us) != 'T'));
	pty_type(p, "a word\n\004");
	expect_text(p, "ended with 0");
	expect_shell(p, "echo status $?.\r", "status 0.");
	pty_close(p);
}
END_TEST

START_TEST(who_changes_the_terminal_in_the_background_stops_until_fg)
{
	struct pty *p = start("echo begun; echo ramtop $PPID; exec stty -ixon", "$RUN bash -c \"$DO\" &\r");
	pid_t us = number_behind(p, "ramtop ");

	ck_assert(until(state_of(us) == 'T'));
	expect_shell(p, "jobs -l; echo $((1200+3))\r", "1203");
	expect_text(p, "Stopped (tty output)");
	pty_type(p, "fg\r");
	expect_text(p, "ended with 0");
	expect_shell(p, "echo status $?.\r", "status 0.");
	pty_close(p);
}
END_TEST

SUITE(run_jobs, ctrl_z_stops_both_and_fg_goes_on, the_time_it_was_stopped_is_in_the_wall_time, bg_lets_both_go_on,
      who_takes_a_while_to_stop_is_waited_for, a_command_that_does_not_stop_goes_on_and_so_do_we, to_stop_either_stops_both,
      a_command_that_is_held_by_another_is_waited_for, a_reader_in_the_background_stops_until_fg,
      who_changes_the_terminal_in_the_background_stops_until_fg)

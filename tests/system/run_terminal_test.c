/* run_terminal_test.c - "ramtop run" as a job of a shell in a terminal: keys, job control, who reads and who draws. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pty.h"
#include "suite.h"
#include "workload_program.h"

#define PATIENCE_MS 20000
#define RUN "RUN=" PROGRAM " run"

/* A shell with job control. What the command is to do is in $DO, so that the line that is typed does not look like its answers. */
static struct pty *open_shell(const char *script)
{
	struct pty *p = pty_open(PTY_LIST("bash", "--norc", "--noprofile", "-i"), 30, 100, PTY_LIST(RUN, "PS1=ready> ", text_of("DO=%s", script)));

	pty_patience(p, PATIENCE_MS);
	expect_text(p, "ready>");
	return p;
}

static struct pty *start(const char *script, const char *line)
{
	struct pty *p = open_shell(script);

	pty_type(p, line);
	expect_text(p, "begun");
	return p;
}
#define start_run(script) start(script, "$RUN bash -c \"$DO\"\r")

/* The shell has the terminal, and does that. */
static void expect_shell(struct pty *p, const char *line, const char *answer)
{
	pty_type(p, line);
	expect_text(p, answer);
}

static pid_t number_behind(struct pty *p, const char *word)
{
	char row[512];
	int at;

	expect_text(p, word);
	ck_assert(pty_find(p, word, &at, NULL));
	return (pid_t)atoi(strstr(pty_row(p, at, row, sizeof(row)), word) + strlen(word));
}

static char state_of(pid_t pid)
{
	char text[512] = "", file[32];
	const char *end;
	FILE *f;

	snprintf(file, sizeof(file), "/proc/%d/stat", (int)pid);
	f = fopen(file, "re");
	if (!f)
		return '-';
	if (!fgets(text, sizeof(text), f))
		text[0] = '\0';
	fclose(f);
	end = strrchr(text, ')');
	return end ? end[2] : '-';
}

static void write_to(const char *file, const char *text)
{
	FILE *f = fopen(file, "we");

	ck_assert_ptr_nonnull(f);
	fputs(text, f);
	fclose(f);
}

/* A fifo to wait at, and a file for the report, in a directory of their own. */
static char scratch[32];

static const char *fifo_in_scratch(void)
{
	snprintf(scratch, sizeof(scratch), "build/check/run-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(scratch));
	ck_assert_int_eq(mkfifo(text_of("%s/fifo", scratch), 0600), 0);
	return text_of("%s/fifo", scratch);
}

static bool report_has(const char *text)
{
	char all[4096];
	FILE *f = fopen(text_of("%s/report", scratch), "re");

	if (!f)
		return false;
	all[fread(all, 1, sizeof(all) - 1, f)] = '\0';
	fclose(f);
	return strstr(all, text);
}

static void leave_scratch(void)
{
	unlink(text_of("%s/fifo", scratch));
	unlink(text_of("%s/report", scratch));
	ck_assert_int_eq(rmdir(scratch), 0);
}

/* "T": both are stopped; "S": neither is. */
static void expect_state(struct pty *p, char state, pid_t command, pid_t us)
{
	bool is_so = until((state_of(command) == 'T') == (state == 'T') && (state_of(us) == 'T') == (state == 'T'));

	ck_assert_msg(is_so, "command %c, ramtop %c\n%s", state_of(command), state_of(us), pty_exhibit(p));
}

/* ---- job control --------------------------------------------------------------------------------------------------------------- */

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
	                          "back; }; trap leave TSTP; echo begun; until read x; do :; done; echo got $x");
	char row[512];
	int left, stopped;

	pty_type(p, KEY_CTRL_Z);
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
	struct pty *p = start_run("n=0; trap 'n=$((n+1)); echo caught $n' INT QUIT; echo begun; until read x; do :; done; echo got $x, $n");

	pty_type(p, KEY_CTRL_C);
	expect_text(p, "caught 1");
	pty_type(p, "\034");
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

	pty_type(p, KEY_CTRL_C KEY_CTRL_C);
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

SUITE(run_terminal, ctrl_z_stops_both_and_fg_goes_on, the_time_it_was_stopped_is_in_the_wall_time, bg_lets_both_go_on,
      who_takes_a_while_to_stop_is_waited_for, a_command_that_does_not_stop_goes_on_and_so_do_we, to_stop_either_stops_both,
      a_command_that_is_held_by_another_is_waited_for, a_reader_in_the_background_stops_until_fg,
      who_changes_the_terminal_in_the_background_stops_until_fg,
      ctrl_c_ends_the_command_and_the_report_is_printed, a_command_that_catches_ctrl_c_goes_on_and_gets_it_once,
      two_that_come_at_the_end_do_not_cost_the_report, ctrl_c_ends_the_waiting_for_those_that_are_left,
      a_terminal_that_closes_ends_it_and_the_report_is_in_its_file, nohup_lets_it_outlive_the_terminal, what_is_typed_is_for_the_command,
      a_full_screen_program_has_the_terminal_and_the_report_comes_after_it, the_terminal_is_left_as_the_command_left_it)

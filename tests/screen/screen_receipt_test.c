/* screen_receipt_test.c - what came of a signal: the receipt, the countdown to SIGKILL, the second question. */
#define _GNU_SOURCE
#include "screens.h"

#include "stat.h"

/* ramtop with all three of them tagged and the second item chosen: SIGTERM, then SIGKILL. The first two are deaf. */
static struct pty *enter_deaf(struct stage *s, const char *grace)
{
	struct pty *p = stage_enter(s, PTY_LIST(RAMTOP, "--grace", grace));

	for (int i = 0; i < 2; i++)
		shell_do(s->pid[i], s->say[i], "trap '' TERM");
	pty_type(p, "N" KEY_HOME "   k");
	expect_text(p, "to 3 processes");
	pty_type(p, "term+" KEY_ENTER);
	expect_text(p, "receipt");
	return p;
}

START_TEST(those_who_do_not_hear_sigterm_are_killed_when_the_grace_is_over)
{
	struct stage s;
	struct pty *p = enter_deaf(&s, "0.3");

	expect_text(p, "all 3 have ended");
	ck_assert_int_eq(victim_end(&s.pid[0]), SIGKILL);
	ck_assert_int_eq(victim_end(&s.pid[1]), SIGKILL);
	ck_assert_int_eq(victim_end(&s.pid[2]), SIGTERM);
	expect_text(p, "s after SIGKILL");
	expect_text(p, "ended after ");
	expect_text(p, "SIGKILL was sent to 2");
	expect_row(p, -2, "all 3 have ended, the last ");
	stage_leave(&s, p);
}
END_TEST

START_TEST(enter_kills_at_once_those_that_are_still_here)
{
	struct stage s;
	struct pty *p = enter_deaf(&s, "60");

	expect_text(p, "s for 2 still here");
	expect_text(p, "1 of 3 have ended");
	/* Nothing else is done meanwhile. */
	pty_type(p, "xt ");
	expect_row(p, -1, "EnterKill now");
	ck_assert(victim_lives(s.pid[0]));
	pty_type(p, KEY_ENTER);
	expect_text(p, "all 3 have ended");
	ck_assert_int_eq(victim_end(&s.pid[0]), SIGKILL);
	expect_row(p, -1, "any key");
	pty_type(p, "x");
	expect_gone(p, "receipt");
	stage_leave(&s, p);
}
END_TEST

START_TEST(esc_calls_the_sigkill_off_and_says_so)
{
	struct stage s;
	struct pty *p = enter_deaf(&s, "60");

	expect_text(p, "1 of 3 have ended");
	pty_type(p, KEY_ESC);
	expect_gone(p, "receipt");
	expect_row(p, -2, "SIGKILL called off: 2 are still here");
	ck_assert(victim_lives(s.pid[0]));
	ck_assert(victim_lives(s.pid[1]));
	/* They are watched on. */
	kill(s.pid[0], SIGKILL);
	expect_row(p, -2, "2 of 3 have ended");
	stage_leave(&s, p);
}
END_TEST

START_TEST(when_all_hear_sigterm_nothing_is_killed)
{
	struct stage s;
	struct pty *p = stage_enter(&s, PTY_LIST(RAMTOP, "--grace", "60"));

	pty_type(p, "N" KEY_HOME "k");
	expect_text(p, "to 1 process");
	pty_type(p, KEY_DOWN KEY_ENTER);
	expect_text(p, "no SIGKILL was needed");
	expect_text(p, "it has ended, available memory ");
	ck_assert_int_eq(victim_end(&s.pid[0]), SIGTERM);
	expect_row(p, -1, "any key");
	stage_leave(&s, p);
}
END_TEST

START_TEST(refusals_come_first_and_the_others_are_told_live)
{
	struct stage s;
	struct pty *p = stage_enter(&s, PTY_LIST(RAMTOP));
	char first[64], other[64];
	pid_t gone = s.pid[2];

	shell_do(s.pid[0], s.say[0], "trap '' TERM");
	pty_type(p, "N" KEY_HOME "   k");
	expect_text(p, "to 3 processes");
	kill(s.pid[2], SIGKILL);
	victim_end(&s.pid[2]);
	pty_type(p, KEY_ENTER);
	expect_text(p, "receipt");
	expect_text(p, "has ended already (ESRCH)");
	expect_text(p, "still here");
	expect_text(p, "ended after ");
	expect_text(p, "1 of 3 have ended");
	snprintf(first, sizeof(first), "%d victim-gamma", (int)gone);
	snprintf(other, sizeof(other), "%d victim-alpha", (int)s.pid[0]);
	expect_order(p, "receipt", first, other);
	/* It is told when it ends at last, however that comes. */
	kill(s.pid[0], SIGKILL);
	expect_text(p, "2 of 3 have ended");
	expect_gone(p, "still here");
	stage_leave(&s, p);
}
END_TEST

START_TEST(a_zombie_is_not_said_to_have_ended_by_the_signal)
{
	struct stage s;
	struct pty *p = stage_enter(&s, PTY_LIST(RAMTOP));

	kill(s.pid[0], SIGKILL);
	expect_text(p, " Z  ");
	row_choose(p, "victim-alpha");
	pty_type(p, "k");
	expect_text(p, "to 1 process");
	pty_type(p, KEY_ENTER);
	expect_text(p, "has ended already: a zombie");
	ck_assert(!pty_find(p, "ended after", NULL, NULL));
	stage_leave(&s, p);
}
END_TEST

START_TEST(one_that_ends_when_the_receipt_is_closed_is_told_in_the_status_line)
{
	struct stage s;
	struct pty *p = stage_enter(&s, PTY_LIST(RAMTOP));

	for (int i = 0; i < VICTIMS; i++)
		shell_do(s.pid[i], s.say[i], "trap '' TERM");
	pty_type(p, "N" KEY_HOME "   k");
	expect_text(p, "to 3 processes");
	pty_type(p, KEY_ENTER);
	expect_text(p, "none of 3 has ended");
	pty_type(p, "x");
	expect_gone(p, "receipt");
	kill(s.pid[1], SIGKILL);
	expect_row(p, -2, "1 of 3 have ended");
	stage_leave(&s, p);
}
END_TEST

/* ---- many ---------------------------------------------------------------------------------------------------------------- */

/* A shell and its 40 children get SIGKILL from ramtop, which is started by a shell that limits its descriptors. */
static void kill_crowd(const char *limit)
{
	char commands[96], list[16];
	struct pty *p;
	pid_t pid;
	int say;

	pid = victim_start("victim-crowd", &say);
	shell_do(pid, say, "exec 3<&0; i=0; while [ $i -lt 40 ]; do sh -c 'read x <&3' & i=$((i+1)); done");
	snprintf(commands, sizeof(commands), "ulimit -n %s; exec \"$@\"", limit);
	snprintf(list, sizeof(list), "%d", (int)pid);
	p = pty_open(PTY_LIST("sh", "-c", commands, "sh", RAMTOP, "-d0.1", "-p", list), 20, 80, NULL);
	expect_selected(p, "victim-crowd");
	pty_type(p, "k" KEY_TAB);
	expect_text(p, "to 41 processes (whole subtree)");
	expect_text(p, "and 36 more");
	pty_type(p, "9" KEY_ENTER);
	expect_text(p, "all 41 have ended");
	expect_text(p, "1-10 of 41");
	pty_type(p, KEY_END);
	expect_text(p, "32-41 of 41");
	ck_assert_int_eq(victim_end(&pid), SIGKILL);
	pty_close(p);
	close(say);
}

START_TEST(of_many_all_are_watched_and_the_receipt_scrolls)
{
	kill_crowd("1024");
}
END_TEST

START_TEST(those_that_no_descriptor_is_left_for_are_told_by_samples)
{
	kill_crowd("64");
}
END_TEST

/* ---- those whose end would take ramtop, or all, with it ---------------------------------------------------------------------- */

static pid_t parent_of(pid_t pid)
{
	char path[32], text[STAT_ROOM];
	struct stat_line line;
	FILE *in;
	size_t n;

	snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
	in = fopen(path, "re");
	ck_assert_ptr_nonnull(in);
	n = fread(text, 1, sizeof(text), in);
	fclose(in);
	ck_assert(stat_parse(text, n, &line));
	return line.ppid;
}

/* ramtop, asked to send this signal to that process: what it is about stands in the box that asks once more. */
static void ask_for(struct pty *p, pid_t pid, const char *signal, const char *about)
{
	char text[96];

	/* The line of keys is there before the first sample is, and until then no key counts: the titles come with it. */
	expect_text(p, "COMMAND");
	snprintf(text, sizeof(text), "%d", (int)pid);
	pty_type(p, text);
	snprintf(text, sizeof(text), "%7d ", (int)pid);
	expect_selected(p, text);
	pty_type(p, "k");
	expect_text(p, "to 1 process");
	pty_type(p, signal);
	pty_type(p, KEY_ENTER);
	expect_text(p, "all the same?");
	expect_text(p, about);
	snprintf(text, sizeof(text), "%d ", (int)pid);
	expect_text(p, text);
}

START_TEST(for_the_one_who_started_ramtop_it_is_asked_once_more_and_no_is_the_first_answer)
{
	struct pty *p = pty_open(PTY_LIST("sh", "-c", RAMTOP " -d0.1; exit 7"), 24, 100, NULL);

	/* The shell waits for it. */
	ask_for(p, pty_pid(p), "9", "ramtop was started by it");
	pty_type(p, KEY_ENTER);
	expect_row(p, -2, "nothing was sent");
	pty_type(p, "q");
	expect_exit(p, 7);
	pty_close(p);
}
END_TEST

START_TEST(for_all_above_it_too_and_esc_is_no)
{
	struct pty *p = ramtop("-K");
	pid_t above = parent_of(parent_of(pty_pid(p)));

	ask_for(p, above, "cont", "ramtop was started by it");
	pty_type(p, KEY_ESC);
	expect_row(p, -2, "nothing was sent");
	pty_close(p);
}
END_TEST

START_TEST(for_ramtop_itself_yes_ends_it_as_that_signal_does)
{
	struct pty *p = ramtop("-K");
	int status;

	ask_for(p, pty_pid(p), "15", "it is this ramtop");
	pty_type(p, "y");
	ck_assert(pty_wait_exit(p, &status));
	ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
	pty_close(p);
}
END_TEST

/* A signal that would do nothing, should this test be wrong. */
START_TEST(for_the_first_process_too)
{
	struct pty *p = ramtop("-K");

	ask_for(p, 1, "winch", "init");
	pty_type(p, KEY_DOWN "n");
	expect_row(p, -2, "nothing was sent");
	pty_close(p);
}
END_TEST

SUITE(screen_receipt, those_who_do_not_hear_sigterm_are_killed_when_the_grace_is_over, enter_kills_at_once_those_that_are_still_here,
      esc_calls_the_sigkill_off_and_says_so, when_all_hear_sigterm_nothing_is_killed, refusals_come_first_and_the_others_are_told_live,
      a_zombie_is_not_said_to_have_ended_by_the_signal, one_that_ends_when_the_receipt_is_closed_is_told_in_the_status_line, of_many_all_are_watched_and_the_receipt_scrolls,
      those_that_no_descriptor_is_left_for_are_told_by_samples,
      for_the_one_who_started_ramtop_it_is_asked_once_more_and_no_is_the_first_answer, for_all_above_it_too_and_esc_is_no,
      for_ramtop_itself_yes_ends_it_as_that_signal_does, for_the_first_process_too)

/* screen_kill_test.c - ending processes: exactly those that were meant. */
#define _GNU_SOURCE
#include "screens.h"

#include <sched.h>

START_TEST(k_and_enter_end_the_selected_process_and_no_other)
{
	struct stage s;
	struct pty *p = stage_enter(&s, PTY_LIST(RAMTOP));

	row_choose(p, "victim-beta");
	pty_type(p, "k");
	expect_text(p, "to 1 process");
	expect_text(p, "SIGTERM");
	pty_type(p, KEY_ENTER);
	ck_assert_int_eq(victim_end(&s.pid[1]), SIGTERM);
	expect_row(p, -2, "victim-beta");
	expect_row(p, -2, "ended");
	expect_row(p, -2, "after SIGTERM");
	ck_assert(victim_lives(s.pid[0]));
	ck_assert(victim_lives(s.pid[2]));
	stage_leave(&s, p);
}
END_TEST

START_TEST(k_names_all_that_are_tagged_and_ends_them)
{
	struct stage s;
	struct pty *p = stage_enter(&s, PTY_LIST(RAMTOP));
	char line[32];

	row_choose(p, "victim-alpha");
	pty_type(p, " ");
	row_choose(p, "victim-gamma");
	expect_tagged(p, "victim-alpha");
	pty_type(p, " ");
	row_choose(p, "victim-beta");
	expect_tagged(p, "victim-gamma");
	pty_type(p, KEY_F9);
	expect_text(p, "to 2 processes");
	snprintf(line, sizeof(line), "%d victim-alpha", (int)s.pid[0]);
	expect_text(p, line);
	snprintf(line, sizeof(line), "%d victim-gamma", (int)s.pid[2]);
	expect_text(p, line);
	snprintf(line, sizeof(line), "%d victim-beta", (int)s.pid[1]);
	ck_assert(!pty_find(p, line, NULL, NULL));
	pty_type(p, KEY_ENTER);
	ck_assert_int_eq(victim_end(&s.pid[0]), SIGTERM);
	ck_assert_int_eq(victim_end(&s.pid[2]), SIGTERM);
	expect_row(p, -2, "after SIGTERM");
	ck_assert(victim_lives(s.pid[1]));
	stage_leave(&s, p);
}
END_TEST

START_TEST(digits_and_names_choose_the_signal)
{
	struct stage s;
	struct pty *p = stage_enter(&s, PTY_LIST(RAMTOP));

	row_choose(p, "victim-alpha");
	pty_type(p, "k");
	expect_text(p, "Send a signal");
	pty_type(p, "9" KEY_ENTER);
	ck_assert_int_eq(victim_end(&s.pid[0]), SIGKILL);
	expect_row(p, -2, "after SIGKILL");
	row_choose(p, "victim-beta");
	pty_type(p, "k");
	expect_text(p, "Send a signal");
	pty_type(p, "kill" KEY_ENTER);
	ck_assert_int_eq(victim_end(&s.pid[1]), SIGKILL);
	row_choose(p, "victim-gamma");
	pty_type(p, "k");
	expect_text(p, "Send a signal");
	pty_type(p, "sigusr1" KEY_ENTER);
	ck_assert_int_eq(victim_end(&s.pid[2]), SIGUSR1);
	stage_leave(&s, p);
}
END_TEST

START_TEST(one_who_survives_is_not_said_to_have_ended)
{
	static const char deaf[] = "trap '' TERM; cd /\n";
	struct stage s;
	struct pty *p = stage_enter(&s, PTY_LIST(RAMTOP));
	char path[64], cwd[16];

	ck_assert_int_eq(write(s.say[0], deaf, strlen(deaf)), (ssize_t)strlen(deaf));
	snprintf(path, sizeof(path), "/proc/%d/cwd", (int)s.pid[0]);
	while (readlink(path, cwd, sizeof(cwd)) != 1)
		sched_yield();
	row_choose(p, "victim-alpha");
	pty_type(p, "k");
	expect_text(p, "Send a signal");
	pty_type(p, KEY_ENTER);
	expect_row(p, -2, "SIGTERM sent to");
	ck_assert(victim_lives(s.pid[0]));
	ck_assert(!pty_find(p, "after SIGTERM", NULL, NULL));
	row_choose(p, "victim-alpha");
	pty_type(p, "k");
	expect_text(p, "Send a signal");
	pty_type(p, "9" KEY_ENTER);
	expect_row(p, -2, "after SIGKILL");
	stage_leave(&s, p);
}
END_TEST

SUITE(screen_kill, k_and_enter_end_the_selected_process_and_no_other, k_names_all_that_are_tagged_and_ends_them,
      digits_and_names_choose_the_signal, one_who_survives_is_not_said_to_have_ended)

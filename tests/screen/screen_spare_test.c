/* screen_spare_test.c - whom the kill menu spares: who was not meant, who has gone, who belongs to others. */
#define _GNU_SOURCE
#include "screens.h"

START_TEST(esc_in_the_menu_ends_nobody)
{
	struct stage s;
	struct pty *p = stage_enter(&s, PTY_LIST(RAMTOP));

	row_choose(p, "victim-alpha");
	pty_type(p, "k");
	expect_text(p, "Send a signal");
	pty_type(p, "9" KEY_ESC);
	expect_gone(p, "Send a signal");
	expect_row(p, -1, "F1Help");
	/* The menu has forgotten the 9, and who was meant. */
	row_choose(p, "victim-beta");
	pty_type(p, "k");
	expect_text(p, "Send a signal");
	pty_type(p, KEY_ENTER);
	ck_assert_int_eq(victim_end(&s.pid[1]), SIGTERM);
	ck_assert(victim_lives(s.pid[0]));
	ck_assert(victim_lives(s.pid[2]));
	stage_leave(&s, p);
}
END_TEST

START_TEST(one_who_ended_meanwhile_is_reported)
{
	struct stage s;
	struct pty *p = stage_enter(&s, PTY_LIST(RAMTOP));

	row_choose(p, "victim-alpha");
	pty_type(p, "k");
	expect_text(p, "Send a signal");
	kill(s.pid[0], SIGKILL);
	victim_end(&s.pid[0]);
	pty_type(p, KEY_ENTER);
	expect_text(p, "ESRCH");
	expect_text(p, "victim-alpha");
	pty_type(p, KEY_ESC);
	expect_gone(p, "ESRCH");
	ck_assert(victim_lives(s.pid[1]));
	ck_assert(victim_lives(s.pid[2]));
	stage_leave(&s, p);
}
END_TEST

START_TEST(what_is_not_permitted_is_said_of_each)
{
	struct stage s;
	struct pty *p;

	if (geteuid() != 0)
		return;
	p = stage_enter(&s, PTY_LIST("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", RAMTOP));
	row_choose(p, "victim-alpha");
	pty_type(p, " ");
	row_choose(p, "victim-beta");
	pty_type(p, " k");
	expect_text(p, "to 2 processes");
	pty_type(p, KEY_ENTER);
	expect_text(p, "receipt");
	for (int i = 0; i < 2; i++) {
		char line[2048], pid[16];
		int row;
		snprintf(pid, sizeof(pid), "%d %s", (int)s.pid[i], victim_name(i));
		expect_text(p, pid);
		ck_assert(pty_find(p, pid, &row, NULL));
		ck_assert_ptr_nonnull(strstr(pty_row(p, row, line, sizeof(line)), "EPERM"));
	}
	for (int i = 0; i < VICTIMS; i++)
		ck_assert(victim_lives(s.pid[i]));
	stage_leave(&s, p);
}
END_TEST

START_TEST(readonly_sends_nothing)
{
	struct stage s;
	struct pty *p = stage_enter(&s, PTY_LIST(RAMTOP, "--readonly"));

	row_choose(p, "victim-alpha");
	pty_type(p, "k");
	expect_row(p, -2, "readonly");
	ck_assert(!pty_find(p, "Send a signal", NULL, NULL));
	ck_assert(!pty_find(p, "F9Kill", NULL, NULL));
	pty_type(p, KEY_F9 "/victim-beta");
	expect_selected(p, "victim-beta");
	for (int i = 0; i < VICTIMS; i++)
		ck_assert(victim_lives(s.pid[i]));
	stage_leave(&s, p);
}
END_TEST

START_TEST(another_machines_proc_gets_no_signals)
{
	struct stage s;
	struct world w;
	struct pty *p;

	/* The pid in the picture of a machine is, on this one, somebody else's. */
	s.pid[0] = victim_start(victim_name(0), &s.say[0]);
	world_open(&w, &(struct made){ .pid = s.pid[0], .comm = "stranger", .mb = 5 }, 1);
	p = ramtop("--proc", w.dir);
	expect_selected(p, "stranger");
	pty_type(p, "k");
	expect_text(p, "Send a signal");
	pty_type(p, "9" KEY_ENTER);
	expect_text(p, "refused");
	ck_assert(victim_lives(s.pid[0]));
	pty_close(p);
	close(s.say[0]);
	kill(s.pid[0], SIGKILL);
	waitpid(s.pid[0], NULL, 0);
	world_close(&w);
}
END_TEST

SUITE(screen_spare, esc_in_the_menu_ends_nobody, one_who_ended_meanwhile_is_reported, what_is_not_permitted_is_said_of_each,
      readonly_sends_nothing, another_machines_proc_gets_no_signals)

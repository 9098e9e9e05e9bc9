/* screen_kill_test.c - ending processes: exactly those that were meant. */
#define _GNU_SOURCE
#include "screens.h"

#include <sched.h>

#include "workload.h"

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

static void hold_64_mb(void *arg)
{
	(void)arg;
	workload_anonymous(64 * MEBIBYTE);
}

/* "frees 64.3M to 65.1M": the least of it, in MB, is between these. */
struct figure {
	double least, most;
};

static bool frees(const struct pty *p, void *arg)
{
	const struct figure *f = arg;
	char line[2048];
	double mb;
	int row, col;

	if (!pty_find(p, "frees ", &row, &col))
		return false;
	return sscanf(strstr(pty_row(p, row, line, sizeof(line)), "frees "), "frees %lfM to ", &mb) == 1 && mb >= f->least && mb <= f->most;
}

START_TEST(the_menu_says_what_ending_the_process_should_free)
{
	pid_t pid = workload_start(hold_64_mb, NULL);
	char text[16];
	struct pty *p;

	snprintf(text, sizeof(text), "%d", (int)pid);
	p = pty_open(PTY_LIST(RAMTOP, "-d0.1", "-p", text), 24, 80, NULL);
	expect_selected(p, text);
	pty_type(p, "k");
	/* Beside the 64 MB there is what the sanitizer wants for itself. */
	PTY_EXPECT(p, pty_wait(p, frees, &(struct figure){ 64, 70 }), "not between 64M and 70M", "frees");
	expect_text(p, "(USS to PSS)");
	pty_type(p, "9" KEY_ENTER);
	expect_row(p, -2, "after SIGKILL, available ");
	pty_close(p);
	workload_end_all();
}
END_TEST

START_TEST(what_may_not_be_read_is_unknown_in_the_menu)
{
	struct stage s;
	struct pty *p;

	if (geteuid() != 0)
		return;
	p = stage_enter(&s, PTY_LIST("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", RAMTOP));
	pty_type(p, " k");
	expect_text(p, "frees ?: it may not be read");
	stage_leave(&s, p);
}
END_TEST

START_TEST(tab_means_the_whole_subtree_and_tab_again_only_the_chosen)
{
	static const char child[] = "exec 3<&0; sh -c 'read x <&3' the-child &\n cd /\n";
	struct stage s;
	struct pty *p = stage_enter(&s, PTY_LIST(RAMTOP));
	char path[64], cwd[16];

	ck_assert_int_eq(write(s.say[0], child, strlen(child)), (ssize_t)strlen(child));
	snprintf(path, sizeof(path), "/proc/%d/cwd", (int)s.pid[0]);
	ck_assert(until(readlink(path, cwd, sizeof(cwd)) == 1));
	row_choose(p, "victim-alpha");
	/* Until a sample has it. */
	do {
		pty_type(p, "k");
		expect_text(p, "to 1 process");
		pty_type(p, KEY_TAB);
		expect_text(p, "(whole subtree)");
		if (pty_find(p, "to 2 processes (whole subtree)", NULL, NULL))
			break;
		pty_type(p, "q");
		expect_gone(p, "Send a signal");
	} while (true);
	expect_text(p, "the-child");
	expect_row(p, -1, "Only chosen");
	pty_type(p, KEY_TAB);
	expect_text(p, "to 1 process ");
	expect_gone(p, "the-child");
	expect_row(p, -1, "Whole subtree");
	pty_type(p, KEY_TAB KEY_ENTER);
	expect_text(p, "receipt");
	expect_text(p, "all 2 have ended");
	ck_assert_int_eq(victim_end(&s.pid[0]), SIGTERM);
	ck_assert(victim_lives(s.pid[1]));
	ck_assert(victim_lives(s.pid[2]));
	stage_leave(&s, p);
}
END_TEST

START_TEST(in_a_small_terminal_it_is_still_said_who_gets_it)
{
	struct stage s;
	struct pty *p = stage_enter(&s, PTY_LIST(RAMTOP));
	char line[64];

	pty_resize(p, 12, 40);
	expect_row(p, -1, "F1Help");
	pty_type(p, "N" KEY_HOME "   k");
	snprintf(line, sizeof(line), "%d victim-alpha, and 2 more", (int)s.pid[0]);
	expect_text(p, line);
	expect_text(p, "15 SIGTERM");
	expect_text(p, "frees ");
	stage_leave(&s, p);
}
END_TEST

SUITE(screen_kill, k_and_enter_end_the_selected_process_and_no_other, k_names_all_that_are_tagged_and_ends_them,
      digits_and_names_choose_the_signal, one_who_survives_is_not_said_to_have_ended,
      the_menu_says_what_ending_the_process_should_free, what_may_not_be_read_is_unknown_in_the_menu,
      tab_means_the_whole_subtree_and_tab_again_only_the_chosen, in_a_small_terminal_it_is_still_said_who_gets_it)

/* screen_inspect_test.c - one process in depth: Enter, its pages, marks, and back. */
#define _GNU_SOURCE
#include "screens.h"

#include "probe/hoarder.h"

static struct pty *open_hoarder(struct hoarder *h, int rows, int cols, const char *const *env)
{
	char pid[16];
	struct pty *p;

	hoarder_start(h);
	snprintf(pid, sizeof(pid), "%d", (int)h->pid);
	p = ramtop_in(rows, cols, env, "-p", pid);
	expect_text(p, "hoard");
	pty_type(p, KEY_ENTER);
	expect_text(p, "malloc arenas");
	return p;
}

static void close_hoarder(struct hoarder *h, struct pty *p)
{
	pty_close(p);
	hoarder_end(h);
}

START_TEST(enter_opens_the_regions_and_escape_goes_back)
{
	struct hoarder h;
	struct pty *p = open_hoarder(&h, 24, 80, NULL);

	expect_row(p, 0, "hoard");
	expect_row(p, 1, "RSS");
	expect_row(p, 1, "PSS");
	expect_text(p, "[Regions]");
	expect_text(p, "thread stacks");
	expect_text(p, "shared anonymous");
	expect_text(p, "memfd:hoard");
	expect_row(p, -2, "mappings in");
	pty_type(p, KEY_ESC);
	expect_gone(p, "[Regions]");
	expect_text(p, "COMMAND");
	pty_type(p, KEY_ENTER);
	expect_text(p, "malloc arenas");
	pty_type(p, "q");
	expect_text(p, "COMMAND");
	pty_type(p, "q");
	expect_exit(p, 0);
	close_hoarder(&h, p);
}
END_TEST

START_TEST(tab_and_digits_go_from_page_to_page)
{
	struct hoarder h;
	struct pty *p = open_hoarder(&h, 30, 110, NULL);

	pty_type(p, KEY_TAB);
	expect_text(p, "[Threads]");
	expect_text(p, "hoarder-3");
	pty_type(p, KEY_RIGHT);
	expect_text(p, "[Files]");
	expect_text(p, "gone (deleted)");
	pty_type(p, KEY_TAB);
	expect_text(p, "[Environment]");
	expect_text(p, "HOARD ");
	pty_type(p, KEY_TAB);
	expect_text(p, "[Summary]");
	expect_text(p, "page tables");
	expect_text(p, "OOM score");
	pty_type(p, KEY_BACKTAB);
	expect_text(p, "[Environment]");
	pty_type(p, KEY_LEFT);
	expect_text(p, "[Files]");
	pty_type(p, "1");
	expect_text(p, "[Summary]");
	pty_type(p, KEY_END);
	expect_text(p, "nonvoluntary_ctxt_switches");
	close_hoarder(&h, p);
}
END_TEST

START_TEST(u_shows_single_mappings)
{
	struct hoarder h;
	struct pty *p = open_hoarder(&h, 40, 120, NULL);

	pty_type(p, "u");
	expect_text(p, "PERM");
	expect_text(p, "rw-p");
	expect_text(p, "[heap]");
	pty_type(p, "u");
	expect_gone(p, "PERM");
	expect_text(p, "malloc arenas");
	close_hoarder(&h, p);
}
END_TEST

START_TEST(growth_is_shown_from_the_mark_on)
{
	struct hoarder h;
	struct pty *p = open_hoarder(&h, 24, 100, NULL);

	expect_text(p, "since the mark");
	hoarder_grow(&h);
	expect_text(p, "+8.0M");
	pty_type(p, "g");
	expect_gone(p, "+8.0M");
	close_hoarder(&h, p);
}
END_TEST

START_TEST(one_who_ends_stays_as_he_was_seen_last)
{
	struct hoarder h;
	struct pty *p = open_hoarder(&h, 24, 100, NULL);

	hoarder_kill(&h);
	expect_text(p, "HAS ENDED");
	expect_text(p, "malloc arenas");
	pty_type(p, "4");
	expect_text(p, "before this was read");
	pty_type(p, KEY_ESC);
	expect_gone(p, "[Files]");
	close_hoarder(&h, p);
}
END_TEST

START_TEST(another_program_of_the_same_process_is_named)
{
	char pid[16], text[] = "\n";
	struct pty *p;
	int told[2];
	pid_t child;

	ck_assert_int_eq(pipe2(told, O_CLOEXEC), 0);
	child = fork();
	if (child == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		dup2(told[0], STDIN_FILENO);
		execl("/bin/sh", "first_program", "-c", "read x; AFTERWARDS=yes exec sleep 1234", (char *)NULL);
		_exit(127);
	}
	snprintf(pid, sizeof(pid), "%d", (int)child);
	p = ramtop("-p", pid);
	expect_text(p, "first_program");
	pty_type(p, KEY_ENTER "5");
	expect_text(p, "[Environment]");
	expect_text(p, "variables");
	ck_assert_int_eq(write(told[1], text, 1), 1);
	expect_row(p, 0, "sleep 1234");
	expect_text(p, "AFTERWARDS");
	pty_close(p);
	close(told[0]);
	close(told[1]);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
}
END_TEST

START_TEST(hostile_names_are_shown_and_not_obeyed)
{
	struct hoarder h;
	struct pty *p = open_hoarder(&h, 30, 100, NULL);

	expect_text(p, "memfd:hoard \xef\xbf\xbd[31m");
	expect_text(p, "real\\012name");
	pty_type(p, "5");
	expect_text(p, "a\xef\xbf\xbd[31mb\xef\xbf\xbd" "c");
	close_hoarder(&h, p);
}
END_TEST

/* Whatever the thread beside is at just then. */
START_TEST(one_may_quit_while_it_is_being_read)
{
	static const char *const keys[] = { KEY_ENTER "qq", KEY_ENTER KEY_CTRL_C, KEY_ENTER "1r345qq", KEY_ENTER "q" KEY_ENTER "q" KEY_ENTER KEY_CTRL_C };
	struct hoarder h;
	char pid[16];

	hoarder_start(&h);
	snprintf(pid, sizeof(pid), "%d", (int)h.pid);
	for (size_t i = 0; i < 3 * sizeof(keys) / sizeof(keys[0]); i++) {
		struct pty *p = ramtop("-p", pid);
		expect_text(p, "hoard");
		pty_type(p, keys[i % (sizeof(keys) / sizeof(keys[0]))]);
		expect_exit(p, 0);
		pty_close(p);
	}
	hoarder_end(&h);
}
END_TEST

START_TEST(ascii_and_small_screens_have_it_too)
{
	static const struct { int rows, cols; } sizes[] = { { 8, 40 }, { 4, 20 }, { 2, 10 }, { 1, 1 }, { 60, 200 }, { 24, 80 } };
	struct hoarder h;
	struct pty *p = open_hoarder(&h, 24, 80, PTY_LIST("LC_ALL=C"));

	expect_text(p, "[Regions]");
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		pty_resize(p, sizes[i].rows, sizes[i].cols);
		pty_type(p, "1u25");
	}
	pty_type(p, "2");
	expect_text(p, "[Regions]");
	pty_type(p, KEY_ESC);
	expect_text(p, "COMMAND");
	pty_type(p, "q");
	expect_exit(p, 0);
	close_hoarder(&h, p);
}
END_TEST

SUITE(screen_inspect, enter_opens_the_regions_and_escape_goes_back, tab_and_digits_go_from_page_to_page, u_shows_single_mappings,
      one_may_quit_while_it_is_being_read, growth_is_shown_from_the_mark_on, one_who_ends_stays_as_he_was_seen_last,
      another_program_of_the_same_process_is_named, hostile_names_are_shown_and_not_obeyed,
      ascii_and_small_screens_have_it_too)

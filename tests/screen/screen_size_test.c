/* screen_size_test.c - windows of every size, and changes between them. */
#define _GNU_SOURCE
#include "screens.h"

static const struct made row[] = {
	{ .pid = 1, .comm = "first",  .mb = 60, .threads = 2 },
	{ .pid = 2, .comm = "second", .mb = 50, .ppid = 1 },
	{ .pid = 3, .comm = "third",  .mb = 40, .command = "third --with a=long --list of=arguments --that goes=on --and on" },
};

static struct pty *visit(struct world *w, int rows, int cols)
{
	WORLD(w, row);
	return ramtop_in(rows, cols, NULL, "--proc", w->dir);
}

/* Every row holds what it must, and where nothing must stand, nothing does. */
static void expect_whole_screen(struct pty *p)
{
	expect_row(p, 0, "avail 4.00G");
	expect_row(p, 1, "cache 1.50G");
	expect_row(p, 4, "COMMAND");
	expect_order(p, "first", "second", "third");
	for (int at = 8; at < 22; at++)
		expect_row(p, at, "");
	expect_row(p, 22, "3 shown, RSS 150M");
	expect_row(p, 23, "F10Quit");
}

START_TEST(all_sizes_are_survived_and_the_screen_is_right_again)
{
	static const int sizes[][2] = {
		{ 1, 1 }, { 3, 2 }, { 24, 80 }, { 5, 20 }, { 1, 200 }, { 200, 1 }, { 2, 100 }, { 7, 7 }, { 500, 200 }, { 3, 40 },
		{ 100, 500 }, { 4, 80 }, { 24, 10 }, { 12, 39 }, { 8, 60 },
	};
	struct world w;
	struct pty *p = visit(&w, 24, 80);

	expect_whole_screen(p);
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		pty_resize(p, sizes[i][0], sizes[i][1]);
		/* Keys must do no harm at any size; they undo each other. */
		pty_type(p, "HHttKKhhkxxk" KEY_F10 "ZZ##ppII" KEY_END KEY_HOME);
		if (sizes[i][0] >= 3 && sizes[i][1] >= 60) {
			expect_text(p, "PID");
			expect_order(p, "first");
		}
		pty_resize(p, 24, 80);
		expect_whole_screen(p);
	}
	pty_close(p);
	world_close(&w);
}
END_TEST

START_TEST(changes_in_quick_succession_end_in_the_last_size)
{
	struct world w;
	struct pty *p = visit(&w, 24, 80);

	expect_whole_screen(p);
	for (int i = 1; i < 60; i++)
		pty_resize(p, i, 2 * i + 20);
	pty_resize(p, 24, 80);
	expect_whole_screen(p);
	pty_close(p);
	world_close(&w);
}
END_TEST

START_TEST(a_menu_survives_a_change_of_size)
{
	struct world w;
	struct pty *p = visit(&w, 24, 80);

	expect_order(p, "first", "second", "third");
	pty_type(p, "k");
	expect_text(p, "SIGTERM");
	pty_resize(p, 1, 1);
	pty_resize(p, 6, 20);
	expect_text(p, "SIGTERM");
	pty_resize(p, 2, 2);
	pty_resize(p, 60, 120);
	expect_text(p, "SIGTERM");
	expect_text(p, "SIGXFSZ");
	pty_type(p, KEY_ESC);
	expect_gone(p, "SIGTERM");
	pty_close(p);
	world_close(&w);
}
END_TEST

START_TEST(the_help_stays_open_when_the_size_changes)
{
	struct world w;
	struct pty *p = visit(&w, 24, 80);

	expect_order(p, "first", "second", "third");
	pty_type(p, "h");
	expect_row(p, 0, "where did my memory go");
	pty_resize(p, 30, 90);
	expect_row(p, 29, "Scroll");
	expect_row(p, 0, "where did my memory go");
	pty_close(p);
	world_close(&w);
}
END_TEST

START_TEST(it_starts_in_any_size)
{
	static const int sizes[][2] = { { 1, 1 }, { 2, 3 }, { 5, 20 }, { 3, 500 }, { 300, 4 } };

	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct world w;
		struct pty *p = visit(&w, sizes[i][0], sizes[i][1]);
		pty_type(p, "t");
		pty_resize(p, 24, 80);
		expect_order(p, "first", "second", "third");
		expect_row(p, -1, "F10Quit");
		pty_close(p);
		world_close(&w);
	}
}
END_TEST

START_TEST(what_matters_most_is_left_in_a_narrow_window)
{
	struct world w;
	struct pty *p = visit(&w, 12, 40);

	expect_row(p, 0, "avail 4.00G");
	expect_cell(p, "first", "PID", "1");
	expect_cell(p, "first", "RSS", "60M");
	expect_cell(p, "third", "RSS", "40M");
	expect_row(p, -2, "3 shown");
	pty_close(p);
	world_close(&w);
}
END_TEST

START_TEST(the_command_scrolls_sideways)
{
	struct world w;
	struct pty *p = visit(&w, 24, 80);

	expect_text(p, "third --with");
	ck_assert(!pty_find(p, "--and", NULL, NULL));
	pty_type(p, KEY_RIGHT KEY_RIGHT KEY_RIGHT KEY_RIGHT KEY_RIGHT KEY_RIGHT);
	expect_text(p, "--and");
	expect_gone(p, "third");
	pty_type(p, KEY_LEFT);
	expect_gone(p, "--and");
	pty_type(p, "^");
	expect_text(p, "third --with");
	pty_close(p);
	world_close(&w);
}
END_TEST

SUITE(screen_size, all_sizes_are_survived_and_the_screen_is_right_again, changes_in_quick_succession_end_in_the_last_size,
      a_menu_survives_a_change_of_size, the_help_stays_open_when_the_size_changes, it_starts_in_any_size,
      what_matters_most_is_left_in_a_narrow_window, the_command_scrolls_sideways)

/* setup_mouse_test.c - what a click and the wheel do in the setup, and where. What a line is for, screen_setup_test.c has. */
#define _GNU_SOURCE
#include "mouse.h"
#include "screens.h"

static const struct made town[] = {
	{ .pid = 10, .comm = "baker", .mb = 30 },
	{ .pid = 20, .comm = "smith", .mb = 90 },
};

enum { FIRST_LINE = 5 };     /* of the page: above it are the names of the pages, and the header */

static struct pty *visit(struct world *w, int cols)
{
	struct pty *p;

	WORLD(w, town);
	p = ramtop_in(24, cols, NULL, "--proc", w->dir);
	expect_selected(p, "smith");
	pty_type(p, KEY_F2);
	expect_text(p, "[Columns]");
	expect_selected(p, "[x] PID");
	return p;
}

static void leave(struct world *w, struct pty *p)
{
	pty_close(p);
	world_close(w);
}

START_TEST(a_click_on_the_name_of_a_page_shows_it)
{
	static const char *const pages[][2] = {
		{ " Options ", "[Options]" }, { " Header ", "[Header]" }, { " Colours ", "[Colours]" }, { " Screens ", "[Screens]" },
		{ " Columns ", "[Columns]" },
	};
	struct world w;
	struct pty *p = visit(&w, 100);

	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		click(p, pages[i][0]);
		expect_text(p, pages[i][1]);
	}
	/* The one that is shown stays, and its line with it. */
	pty_type(p, KEY_DOWN);
	expect_selected(p, "[x] USER");
	click(p, "[Columns]");
	pty_type(p, KEY_DOWN);
	expect_selected(p, "[x] S ");
	expect_text(p, "[Columns]");
	leave(&w, p);
}
END_TEST

START_TEST(where_there_is_no_room_for_all_names_a_click_is_still_on_the_one_that_is_seen)
{
	struct world w;
	struct pty *p = visit(&w, 40);

	click(p, " Opti");
	expect_text(p, "[Options]");
	expect_gone(p, "Columns");
	click(p, " Screens ");
	expect_text(p, "[Screens]");
	leave(&w, p);
}
END_TEST

START_TEST(a_click_on_a_line_chooses_it_and_a_second_one_does_what_space_does)
{
	struct world w;
	struct pty *p = visit(&w, 100);

	click(p, "[x] THR");
	expect_selected(p, "[x] THR");
	click(p, "[x] THR");
	expect_gone(p, "[x] THR");
	expect_text(p, "[x] USER");
	click(p, " Screens ");
	click(p, "( ) Memory");
	expect_selected(p, "( ) Memory");
	expect_text(p, "(x) Main");
	click(p, "( ) Memory");
	expect_selected(p, "(x) Memory");
	expect_text(p, "( ) Main");
	leave(&w, p);
}
END_TEST

START_TEST(a_click_on_a_theme_shows_it_and_a_second_one_takes_it)
{
	struct world w;
	struct pty *p = visit(&w, 100);

	click(p, " Colours ");
	click(p, "( ) contrast");
	expect_selected(p, "( ) contrast");
	expect_text(p, "(x) default");
	click(p, "( ) contrast");
	expect_selected(p, "(x) contrast");
	expect_text(p, "( ) default");
	leave(&w, p);
}
END_TEST

START_TEST(a_click_where_no_line_is_does_nothing_nor_does_another_button)
{
	static const struct { int button, row, col; } presses[] = {
		{ MOUSE_LEFT, FIRST_LINE + 4, 10 }, { MOUSE_LEFT, 22, 10 }, { MOUSE_LEFT, 0, 10 }, { MOUSE_LEFT, FIRST_LINE - 1, 90 },
		{ MOUSE_RIGHT, FIRST_LINE + 1, 10 }, { MOUSE_MIDDLE, FIRST_LINE + 2, 10 },
	};
	struct world w;
	struct pty *p = visit(&w, 100);

	click(p, " Screens ");
	expect_selected(p, "(x) Main           list");
	for (size_t i = 0; i < sizeof(presses) / sizeof(presses[0]); i++) {
		press(p, presses[i].button, presses[i].row, presses[i].col);
		/* A key that is seen to be done: by then the press has been taken. */
		pty_type(p, "t");
		expect_selected(p, i % 2 ? "(x) Main           list" : "(x) Main           tree");
	}
	leave(&w, p);
}
END_TEST

START_TEST(a_click_on_a_key_at_the_bottom_is_that_key)
{
	struct world w;
	struct pty *p = visit(&w, 100);

	click_key(p, "]Right");
	expect_order(p, "[x] USER", "[x] PID", "[x] S ");
	expect_selected(p, "[x] PID");
	click_key(p, "[Left");
	expect_order(p, "[x] PID", "[x] USER", "[x] S ");
	click_key(p, "SpaceShow");
	expect_gone(p, "[x] PID");
	click_key(p, "TabNext");
	expect_text(p, "[Screens]");
	click_key(p, "tTree");
	expect_text(p, "(x) Main           tree");
	click_key(p, "nNew");
	expect_row(p, -1, "Name of the new screen:");
	pty_type(p, "Mine");
	expect_row(p, -1, "Mine");
	click_key(p, "EnterKeep");
	expect_text(p, "(x) Mine");
	click_key(p, "xRemove");
	expect_gone(p, "Mine");
	click_key(p, "EscDone");
	expect_row(p, -1, "F2Setup");
	expect_gone(p, "[Screens]");
	click_key(p, "F2Setup");
	expect_text(p, "[Screens]");
	leave(&w, p);
}
END_TEST

START_TEST(the_keys_of_a_page_are_its_own)
{
	struct world w;
	struct pty *p = visit(&w, 100);

	click(p, " Options ");
	pty_type(p, KEY_DOWN);
	expect_selected(p, "Grace            5 ");
	click_key(p, "SpaceChange");
	expect_text(p, "Grace            6 ");
	click_key(p, "-Less");
	expect_text(p, "Grace            5 ");
	click(p, " Header ");
	expect_selected(p, "line 1  Memory    bar");
	click_key(p, "SpaceLook");
	expect_gone(p, "line 1  Memory    bar");
	click_key(p, "xRemove");
	expect_text(p, "-       Memory");
	leave(&w, p);
}
END_TEST

START_TEST(the_wheel_goes_three_lines_and_stops_at_the_ends)
{
	struct world w;
	struct pty *p = visit(&w, 100);

	wheel(p, MOUSE_WHEEL_DOWN, 10, 10);
	expect_selected(p, "[x] THR");
	wheel(p, MOUSE_WHEEL_DOWN, 10, 10);
	expect_selected(p, "[x] SHR");
	wheel(p, MOUSE_WHEEL_UP, 10, 10);
	expect_selected(p, "[x] THR");
	wheel(p, MOUSE_WHEEL_UP, 10, 10);
	wheel(p, MOUSE_WHEEL_UP, 10, 10);
	expect_selected(p, "[x] PID");
	click(p, " Screens ");
	wheel(p, MOUSE_WHEEL_DOWN, 10, 10);
	wheel(p, MOUSE_WHEEL_DOWN, 10, 10);
	expect_selected(p, "( ) I/O");
	leave(&w, p);
}
END_TEST

START_TEST(when_the_wheel_has_scrolled_a_click_is_on_the_line_that_is_seen)
{
	static const char *const lines[] = { "[x] THR", "[x] SHR", "[x] CPU%", "[ ] TGID", "[ ] SID", "[ ] TREE RSS", "[ ] USS" };
	struct world w;
	struct pty *p = visit(&w, 100);

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		wheel(p, MOUSE_WHEEL_DOWN, 10, 10);
		expect_selected(p, lines[i]);
	}
	expect_gone(p, "[x] PID");
	click(p, "[ ] TGID");
	expect_selected(p, "[ ] TGID");
	click(p, "[ ] TGID");
	expect_text(p, "[x] TGID");
	expect_gone(p, "[ ] TGID");
	leave(&w, p);
}
END_TEST

START_TEST(a_click_may_turn_the_mouse_off_and_a_key_brings_it_back)
{
	struct world w;
	struct pty *p = visit(&w, 100);

	click(p, " Options ");
	click(p, "Mouse            yes");
	expect_selected(p, "Mouse            yes");
	click(p, "Mouse            yes");
	expect_text(p, "Mouse            no");
	expect_raw(p, "1000l");
	pty_type(p, " ");
	expect_text(p, "Mouse            yes");
	click(p, " Header ");
	expect_text(p, "[Header]");
	leave(&w, p);
}
END_TEST

SUITE(setup_mouse, a_click_on_the_name_of_a_page_shows_it, where_there_is_no_room_for_all_names_a_click_is_still_on_the_one_that_is_seen,
      a_click_on_a_line_chooses_it_and_a_second_one_does_what_space_does, a_click_on_a_theme_shows_it_and_a_second_one_takes_it,
      a_click_where_no_line_is_does_nothing_nor_does_another_button, a_click_on_a_key_at_the_bottom_is_that_key,
      the_keys_of_a_page_are_its_own, the_wheel_goes_three_lines_and_stops_at_the_ends,
      when_the_wheel_has_scrolled_a_click_is_on_the_line_that_is_seen, a_click_may_turn_the_mouse_off_and_a_key_brings_it_back)

/* menu_test.c - choosing from a list. */
#include "suite.h"

#include <stdio.h>
#include <string.h>

#include "menu.h"
#include "terminal.h"

static struct menu menu;

static void start(void)
{
	static const struct { int value; const char *name; } signals[] = {
		{ 1, "SIGHUP" }, { 2, "SIGINT" }, { 3, "SIGQUIT" }, { 9, "SIGKILL" }, { 15, "SIGTERM" }, { 18, "SIGCONT" }, { 19, "SIGSTOP" },
		{ 20, "SIGTSTP" },
	};

	menu_init(&menu);
	menu_start(&menu, "Send a signal", "Send");
	menu_note(&menu, "120 python3 train.py");
	for (size_t i = 0; i < ARRAY_LEN(signals); i++)
		menu_add(&menu, signals[i].value, signals[i].name, "%2d %s", signals[i].value, signals[i].name)->prefix = 3;
	menu_select(&menu, 15);
}

static int selected(void)
{
	return ((const struct menu_item *)menu.items.data)[menu.selected].value;
}

static void type(const char *keys)
{
	for (; *keys; keys++)
		ck_assert_int_eq(menu_key(&menu, (uint32_t)*keys), MENU_STAYS);
}

START_TEST(digits_select_by_value)
{
	start();
	type("9");
	ck_assert_int_eq(selected(), 9);
	type("2");                       /* 92 is none: begins anew */
	ck_assert_int_eq(selected(), 2);
	type("0");
	ck_assert_int_eq(selected(), 20);
	menu_key(&menu, K_HOME);
	type("1");
	ck_assert_int_eq(selected(), 1);
	type("9");
	ck_assert_int_eq(selected(), 19);
	menu_free(&menu);
}
END_TEST

START_TEST(names_select_with_or_without_their_prefix)
{
	static const struct { const char *keys; int value; } cases[] = {
		{ "k", 9 }, { "KILL", 9 }, { "sigkill", 9 }, { "SIGK", 9 }, { "st", 19 }, { "t", 15 }, { "ts", 20 },
		{ "sigts", 20 }, { "sig", 1 },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		start();
		type(cases[i].keys);
		ck_assert_msg(selected() == cases[i].value, "'%s' selects %d", cases[i].keys, selected());
		menu_free(&menu);
	}
}
END_TEST

START_TEST(what_fits_nothing_changes_nothing)
{
	start();
	type("xyz~");
	ck_assert_int_eq(selected(), 15);
	ck_assert_int_eq(menu_key(&menu, 0x4e2d), MENU_STAYS);
	ck_assert_int_eq(menu_key(&menu, ' '), MENU_STAYS);
	ck_assert_int_eq(selected(), 15);
	type("sigqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq");
	ck_assert_int_eq(selected(), 3);
	menu_free(&menu);
}
END_TEST

START_TEST(q_cancels_unless_it_goes_on_with_a_name)
{
	start();
	type("sigq");
	ck_assert_int_eq(selected(), 3);
	menu_free(&menu);
	start();
	ck_assert_int_eq(menu_key(&menu, 'q'), MENU_CANCELLED);
	menu_free(&menu);
}
END_TEST

START_TEST(arrows_move_and_stop_at_the_ends)
{
	start();
	menu_key(&menu, K_UP);
	ck_assert_int_eq(selected(), 9);
	menu_key(&menu, K_DOWN);
	menu_key(&menu, K_DOWN);
	ck_assert_int_eq(selected(), 18);
	menu_key(&menu, K_END);
	ck_assert_int_eq(selected(), 20);
	menu_key(&menu, K_DOWN);
	ck_assert_int_eq(selected(), 20);
	menu_key(&menu, K_HOME);
	ck_assert_int_eq(selected(), 1);
	menu_key(&menu, K_UP);
	ck_assert_int_eq(selected(), 1);
	menu_key(&menu, K_PAGE_DOWN);
	ck_assert_int_eq(selected(), 20);
	menu_key(&menu, K_PAGE_UP);
	ck_assert_int_eq(selected(), 1);
	menu_free(&menu);
}
END_TEST

START_TEST(enter_chooses_and_escape_cancels)
{
	start();
	ck_assert_int_eq(menu_key(&menu, K_ENTER), MENU_CHOSEN);
	ck_assert_int_eq(menu_key(&menu, K_ESCAPE), MENU_CANCELLED);
	ck_assert_int_eq(menu_key(&menu, K_F(10)), MENU_CANCELLED);
	menu_start(&menu, "nothing", "Do");
	ck_assert_int_eq(menu_key(&menu, K_END), MENU_STAYS);
	ck_assert_int_eq(menu_key(&menu, K_UP), MENU_STAYS);
	ck_assert_uint_eq(menu.selected, 0);
	ck_assert_int_eq(menu_key(&menu, K_ENTER), MENU_CANCELLED);
	menu_free(&menu);
}
END_TEST

START_TEST(a_box_holds_notes_and_list)
{
	static const char *const want[] = {
		"",
		"    ┌ Send a signal ───────┐",
		"    │ 120 python3 train.py │",
		"    │                      │",
		"    │  1 SIGHUP            │",
		"    │  2 SIGINT            │",
	};
	struct canvas c = { 0 };
	char row[256];

	start();
	canvas_start(&c, 14, 32);
	menu_draw(&menu, &c, 0, 14, TEXT_UNICODE);
	for (int i = 0; i < (int)ARRAY_LEN(want); i++) {
		canvas_row(&c, i, row, sizeof(row));
		ck_assert_str_eq(row, want[i]);
	}
	ck_assert_uint_eq(canvas_at(&c, 8, 6)->style, STYLE_SELECTED);
	ck_assert_uint_eq(canvas_at(&c, 9, 6)->style, STYLE_TEXT);
	canvas_start(&c, 14, 32);
	menu_draw(&menu, &c, 0, 14, TEXT_ASCII);
	canvas_row(&c, 1, row, sizeof(row));
	ck_assert_str_eq(row, "    + Send a signal -------+");
	canvas_free(&c);
	menu_free(&menu);
}
END_TEST

static bool is_in(const struct canvas *c, const char *text)
{
	char row[1024];

	for (int i = 0; i < c->rows; i++) {
		canvas_row(c, i, row, sizeof(row));
		if (strstr(row, text))
			return true;
	}
	return false;
}

START_TEST(the_selected_item_is_in_sight)
{
	struct canvas c = { 0 };
	char text[16];

	for (int rows = 3; rows < 14; rows++) {
		start();
		for (int step = 0; step < 20; step++) {
			menu_key(&menu, step < 10 ? K_DOWN : K_UP);
			canvas_start(&c, rows, 40);
			menu_draw(&menu, &c, 0, rows, TEXT_UNICODE);
			snprintf(text, sizeof(text), "%2d SIG", selected());
			ck_assert_msg(is_in(&c, text), "%s in %d rows", text, rows);
		}
		menu_free(&menu);
	}
	canvas_free(&c);
}
END_TEST

START_TEST(a_line_below_the_list_stays_and_a_given_width_holds)
{
	static const char *const want[] = {
		" + Send a signal -----------+",
		" | 120 python3 train.py     |",
		" |  3 SIGQUIT               |",
	};
	struct canvas c = { 0 };
	char row[256];

	start();
	snprintf(menu.foot, sizeof(menu.foot), "frees 64M");
	menu.cols = 28;
	canvas_start(&c, 7, 30);
	menu_draw(&menu, &c, 0, 7, TEXT_ASCII);
	for (int i = 0; i < (int)ARRAY_LEN(want); i++) {
		canvas_row(&c, i, row, sizeof(row));
		ck_assert_str_eq(row, want[i]);
	}
	canvas_row(&c, 5, row, sizeof(row));
	ck_assert_str_eq(row, " | frees 64M                |");
	canvas_free(&c);
	menu_free(&menu);
}
END_TEST

START_TEST(every_size_is_drawn_inside_its_rows)
{
	struct canvas c = { 0 };
	char row[1024];

	start();
	for (int rows = 1; rows <= 60; rows++)
		for (int cols = 1; cols <= 100; cols++) {
			canvas_start(&c, rows + 2, cols);
			menu_draw(&menu, &c, 1, rows, (enum text_set)(cols % 2));
			canvas_row(&c, 0, row, sizeof(row));
			ck_assert_str_eq(row, "");
			canvas_row(&c, rows + 1, row, sizeof(row));
			ck_assert_msg(row[0] == '\0', "%d rows, %d columns: '%s' below", rows, cols, row);
		}
	canvas_free(&c);
	menu_free(&menu);
}
END_TEST

SUITE(menu, digits_select_by_value, names_select_with_or_without_their_prefix, what_fits_nothing_changes_nothing,
      q_cancels_unless_it_goes_on_with_a_name,
      arrows_move_and_stop_at_the_ends, enter_chooses_and_escape_cancels, a_box_holds_notes_and_list,
      the_selected_item_is_in_sight, a_line_below_the_list_stays_and_a_given_width_holds, every_size_is_drawn_inside_its_rows)

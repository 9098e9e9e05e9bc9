/* strip_test.c - names side by side: the current one is always in sight, and a click finds what stands there. */
#include "suite.h"

#include <string.h>

#include "strip.h"

static const char *const names[] = { "Main", "Memory", "Tree", "I/O" };

static void drawn(int cols, size_t current, const char *want)
{
	struct canvas c = { 0 };
	char row[256];

	canvas_start(&c, 1, cols);
	strip_draw(&c, 0, 0, names, 4, current);
	canvas_row(&c, 0, row, sizeof(row));
	ck_assert_str_eq(row, want);
	canvas_free(&c);
}

START_TEST(the_current_one_is_in_brackets_and_in_sight)
{
	drawn(40, 0, "[Main] Memory  Tree  I/O");
	drawn(40, 3, " Main  Memory  Tree [I/O]");
	drawn(14, 0, "[Main] Memory");
	drawn(14, 3, " Tree [I/O]");
	drawn(5, 1, "[Memo");
}
END_TEST

START_TEST(a_click_finds_what_stands_there)
{
	ck_assert_uint_eq(strip_at(40, 0, names, 4, 0, 0), 0);
	ck_assert_uint_eq(strip_at(40, 0, names, 4, 0, 6), 1);
	ck_assert_uint_eq(strip_at(40, 0, names, 4, 0, 13), 1);
	ck_assert_uint_eq(strip_at(40, 0, names, 4, 0, 14), 2);
	ck_assert_uint_eq(strip_at(40, 0, names, 4, 0, 39), 4);
	ck_assert_uint_eq(strip_at(14, 0, names, 4, 3, 1), 2);
}
END_TEST

SUITE(strip, the_current_one_is_in_brackets_and_in_sight, a_click_finds_what_stands_there)

/* cell_test.c - values as the text of their cells. */
#include "suite.h"

#include <string.h>

#include "cell.h"

static void formats(enum unit unit, struct value v, enum text_set set, const char *text)
{
	struct column c = { .unit = unit };
	char out[64];

	ck_assert_uint_eq(cell_format(out, sizeof(out), &c, v, set), strlen(text));
	ck_assert_str_eq(out, text);
}

START_TEST(numbers_go_by_the_unit_of_the_column)
{
	formats(UNIT_BYTES, value_number(3 << 20), TEXT_UNICODE, "3.0M");
	formats(UNIT_COUNT, value_number(3 << 20), TEXT_UNICODE, "3145728");
	formats(UNIT_SIGNED, value_number((uint64_t)-5), TEXT_UNICODE, "-5");
	formats(UNIT_PERCENT, value_real(12.34), TEXT_UNICODE, "12.3");
}
END_TEST

START_TEST(unknown_and_blank_are_told_apart)
{
	for (enum unit unit = UNIT_ID; unit <= UNIT_TEXT; unit++) {
		formats(unit, value_unknown(), TEXT_UNICODE, "?");
		formats(unit, value_blank(), TEXT_UNICODE, "");
	}
}
END_TEST

START_TEST(a_sum_says_that_it_is_at_least_that)
{
	struct value v = value_number(3 << 20);

	v.at_least = true;
	formats(UNIT_BYTES, v, TEXT_UNICODE, ">=3.0M");
}
END_TEST

START_TEST(foreign_text_is_made_fit_to_be_shown)
{
	const char hostile[] = "a\033[2Jb\xffé中";

	formats(UNIT_TEXT, value_text(hostile, sizeof(hostile) - 1), TEXT_UNICODE, "a�[2Jb�é中");
	formats(UNIT_TEXT, value_text(hostile, sizeof(hostile) - 1), TEXT_ASCII, "a?[2Jb???");
	formats(UNIT_TEXT, value_text("", 0), TEXT_UNICODE, "");
}
END_TEST

START_TEST(text_stops_where_the_room_ends)
{
	struct column c = { .unit = UNIT_TEXT };
	char out[5];

	ck_assert_uint_eq(cell_format(out, sizeof(out), &c, value_text("abc中", 6), TEXT_UNICODE), 3);
	ck_assert_str_eq(out, "abc");
	ck_assert_uint_eq(cell_format(out, sizeof(out), &c, value_text("abcdefg", 7), TEXT_UNICODE), 4);
	ck_assert_str_eq(out, "abcd");
}
END_TEST

START_TEST(the_width_is_that_of_the_cells)
{
	ck_assert_int_eq(cell_width("", 0), 0);
	ck_assert_int_eq(cell_width("abc", 3), 3);
	ck_assert_int_eq(cell_width("中文", strlen("中文")), 4);
	ck_assert_int_eq(cell_width("e\xcc\x81", 3), 1);
	ck_assert_int_eq(cell_width("├─▸ ", strlen("├─▸ ")), 4);
}
END_TEST

SUITE(cell, numbers_go_by_the_unit_of_the_column, unknown_and_blank_are_told_apart, a_sum_says_that_it_is_at_least_that,
      foreign_text_is_made_fit_to_be_shown, text_stops_where_the_room_ends, the_width_is_that_of_the_cells)

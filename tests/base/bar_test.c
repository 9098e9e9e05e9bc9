/* bar_test.c - shares as bars. */
#include "bar.h"

#include <string.h>

#include "suite.h"

static void is(double share, const char *blocks, const char *plain)
{
	char text[64];

	ck_assert_uint_eq(bar_format(text, sizeof(text), share, 4, TEXT_UNICODE), strlen(blocks));
	ck_assert_str_eq(text, blocks);
	bar_format(text, sizeof(text), share, 4, TEXT_ASCII);
	ck_assert_str_eq(text, plain);
}

START_TEST(a_bar_goes_by_eighths_of_a_cell)
{
	is(0, "", "");
	is(50, "██", "##");
	is(100, "████", "####");
	is(62.5, "██▌", "###");
	is(53.2, "██▏", "##.");
}
END_TEST

START_TEST(what_is_more_than_nothing_is_seen_and_no_bar_is_longer_than_its_place)
{
	is(0.001, "▏", ".");
	is(140, "████", "####");
	is(-3, "", "");
}
END_TEST

START_TEST(a_bar_without_room_is_cut_between_its_glyphs)
{
	char text[8];

	ck_assert_uint_eq(bar_format(text, 8, 100, 4, TEXT_UNICODE), 6);
	ck_assert_str_eq(text, "██");
	ck_assert_uint_eq(bar_format(text, 1, 100, 4, TEXT_UNICODE), 0);
	ck_assert_uint_eq(bar_format(text, 0, 100, 4, TEXT_UNICODE), 0);
}
END_TEST

SUITE(bar, a_bar_goes_by_eighths_of_a_cell, what_is_more_than_nothing_is_seen_and_no_bar_is_longer_than_its_place,
      a_bar_without_room_is_cut_between_its_glyphs)

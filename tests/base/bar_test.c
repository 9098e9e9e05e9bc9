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

static void parts_are(uint64_t needed, uint64_t cache, uint64_t left, uint64_t others, const char *blocks, const char *plain)
{
	const uint64_t parts[] = { needed, cache, left, others };
	char text[64];

	bar_parts_format(text, sizeof(text), parts, 4, 8, TEXT_UNICODE);
	ck_assert_str_eq(text, blocks);
	bar_parts_format(text, sizeof(text), parts, 4, 8, TEXT_ASCII);
	ck_assert_str_eq(text, plain);
}

START_TEST(the_parts_of_a_whole_fill_a_bar)
{
	parts_are(2, 2, 2, 2, "██░░··  ", "##::..  ");
	parts_are(1, 0, 7, 0, "█·······", "#.......");
	parts_are(0, 0, 0, 0, "", "");
	/* However little it is, it is seen. */
	parts_are(1, 0, 1000000, 0, "█·······", "#.......");
}
END_TEST

SUITE(bar, a_bar_goes_by_eighths_of_a_cell, what_is_more_than_nothing_is_seen_and_no_bar_is_longer_than_its_place,
      a_bar_without_room_is_cut_between_its_glyphs, the_parts_of_a_whole_fill_a_bar)

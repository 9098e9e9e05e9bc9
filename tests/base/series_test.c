/* series_test.c - numbers in a row, as little bars. */
#include "series.h"

#include <string.h>

#include "suite.h"
#include "vec.h"

#define SERIES(...) series_of((const uint64_t[]){ __VA_ARGS__ }, sizeof((const uint64_t[]){ __VA_ARGS__ }) / sizeof(uint64_t))

static struct value series_of(const uint64_t *points, size_t count)
{
	static uint64_t kept[4][16];
	static size_t next;
	uint64_t *own = kept[next++ % 4];

	memcpy(own, points, count * sizeof(*points));
	return (struct value){ .kind = VALUE_SERIES, .series = { own, count } };
}

static void is(struct value v, const char *blocks, const char *plain)
{
	char text[64];

	ck_assert_uint_eq(series_format(text, sizeof(text), v, TEXT_UNICODE), strlen(blocks));
	ck_assert_str_eq(text, blocks);
	series_format(text, sizeof(text), v, TEXT_ASCII);
	ck_assert_str_eq(text, plain);
}

START_TEST(a_line_goes_from_its_least_to_its_largest)
{
	is(SERIES(0, 1000, 2000, 3000, 4000, 5000, 6000, 7000), "▁▂▃▄▅▆▇█", "..--==##");
	is(SERIES(700, 0), "█▁", "#.");
	is(SERIES(100, 200, 100), "▁█▁", ".#.");
	is(SERIES(0, UINT64_MAX), "▁█", ".#");
}
END_TEST

START_TEST(what_does_not_change_is_flat_and_so_is_noise)
{
	is(SERIES(5, 5, 5), "▁▁▁", "...");
	is(SERIES(0, 0), "▁▁", "..");
	is(SERIES(100000, 101000, 100500), "▁▁▁", "...");
	ck_assert(!series_moves(SERIES(100000, 101000)));
	ck_assert(series_moves(SERIES(100000, 102000)));
	ck_assert(!series_moves(value_unknown()));
}
END_TEST

START_TEST(a_little_change_does_not_fill_the_height)
{
	is(SERIES(95000, 100000), "▁▅", ".=");
	is(SERIES(90000, 100000), "▁█", ".#");
}
END_TEST

START_TEST(no_points_are_nothing_and_what_does_not_fit_is_left_out)
{
	char text[8];

	is(SERIES(7), "▁", ".");
	is((struct value){ .kind = VALUE_SERIES }, "", "");
	ck_assert_uint_eq(series_format(text, sizeof(text), SERIES(1, 2, 3), TEXT_UNICODE), 6);
	ck_assert_uint_eq(series_format(text, 0, SERIES(1, 2, 3), TEXT_UNICODE), 0);
}
END_TEST

START_TEST(series_compare_by_how_much_they_rose)
{
	ck_assert_int_gt(unit_compare(UNIT_SERIES, SERIES(1, 9), SERIES(5, 9)), 0);
	ck_assert_int_lt(unit_compare(UNIT_SERIES, SERIES(9, 1), SERIES(5, 5)), 0);
	ck_assert_int_eq(unit_compare(UNIT_SERIES, SERIES(9, 1, 9), SERIES(5)), 0);
	ck_assert_int_gt(unit_compare(UNIT_SERIES, value_unknown(), SERIES(5)), 0);
}
END_TEST

SUITE(series, a_line_goes_from_its_least_to_its_largest, what_does_not_change_is_flat_and_so_is_noise,
      a_little_change_does_not_fill_the_height, no_points_are_nothing_and_what_does_not_fit_is_left_out,
      series_compare_by_how_much_they_rose)

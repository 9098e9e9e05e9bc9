/* resample_test.c - uneven points, in even steps. */
#include "resample.h"

#include "suite.h"
#include "vec.h"

#define S UINT64_C(1000000000)

static uint64_t out[SERIES_CELLS];

START_TEST(each_part_has_the_largest_that_was_in_it)
{
	static const struct point points[] = { { 100 * S, 5 }, { 103 * S, 50 }, { 109 * S, 7 }, { 150 * S, 9 }, { 200 * S, 3 } };

	/* Parts of ten seconds. */
	ck_assert_uint_eq(resample(points, ARRAY_LEN(points), 100 * S, 200 * S, out), SERIES_CELLS);
	ck_assert_uint_eq(out[0], 50);
	ck_assert_uint_eq(out[1], 7);
	ck_assert_uint_eq(out[3], 7);
	ck_assert_uint_eq(out[4], 9);
	ck_assert_uint_eq(out[8], 9);
	ck_assert_uint_eq(out[9], 3);
}
END_TEST

START_TEST(before_the_first_point_nothing_is_known)
{
	static const struct point points[] = { { 175 * S, 4 }, { 200 * S, 8 } };

	ck_assert_uint_eq(resample(points, ARRAY_LEN(points), 100 * S, 200 * S, out), 3);
	ck_assert_uint_eq(out[0], 4);
	ck_assert_uint_eq(out[1], 4);
	ck_assert_uint_eq(out[2], 8);
	ck_assert_uint_eq(resample(points + 1, 1, 100 * S, 200 * S, out), 1);
	ck_assert_uint_eq(resample(points, 0, 100 * S, 200 * S, out), 0);
}
END_TEST

START_TEST(what_was_before_goes_on_until_it_changes)
{
	static const struct point points[] = { { 20 * S, 1 }, { 60 * S, 6 }, { 203 * S, 8 } };

	/* The last part holds what is left by a division that does not come out even. */
	ck_assert_uint_eq(resample(points, ARRAY_LEN(points), 100 * S, 203 * S + 7, out), SERIES_CELLS);
	for (size_t i = 0; i + 1 < SERIES_CELLS; i++)
		ck_assert_uint_eq(out[i], 6);
	ck_assert_uint_eq(out[SERIES_CELLS - 1], 8);
}
END_TEST

SUITE(resample, each_part_has_the_largest_that_was_in_it, before_the_first_point_nothing_is_known, what_was_before_goes_on_until_it_changes)

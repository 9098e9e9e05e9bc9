/* spread_test.c - medians, and how far numbers are from them. */
#include "suite.h"

#include <string.h>

#include "spread.h"
#include "vec.h"

START_TEST(the_median_is_in_the_middle_and_half_of_all_are_near_it)
{
	static const struct { uint64_t numbers[8]; size_t count; struct spread is; } cases[] = {
		{ { 7 }, 1, { 7, 7, 7, 0 } },
		{ { 9, 4 }, 2, { 6, 4, 9, 2 } },
		{ { 5, 1, 3 }, 3, { 3, 1, 5, 2 } },
		{ { 4, 1, 3, 2 }, 4, { 2, 1, 4, 1 } },
		{ { 100, 101, 99, 5000, 100 }, 5, { 100, 99, 5000, 1 } },
		{ { 0, 0, 0 }, 3, { 0, 0, 0, 0 } },
		{ { UINT64_MAX, UINT64_MAX - 1, 0 }, 3, { UINT64_MAX - 1, 0, UINT64_MAX, 1 } },
		{ { UINT64_MAX, UINT64_MAX - 2 }, 2, { UINT64_MAX - 1, UINT64_MAX - 2, UINT64_MAX, 1 } },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		uint64_t numbers[8];
		struct spread s;
		memcpy(numbers, cases[i].numbers, sizeof(numbers));
		s = spread_of(numbers, cases[i].count);
		ck_assert_uint_eq(s.median, cases[i].is.median);
		ck_assert_uint_eq(s.lowest, cases[i].is.lowest);
		ck_assert_uint_eq(s.highest, cases[i].is.highest);
		ck_assert_msg(s.within == cases[i].is.within, "case %zu: within %lu", i, (unsigned long)s.within);
	}
}
END_TEST

SUITE(spread, the_median_is_in_the_middle_and_half_of_all_are_near_it)

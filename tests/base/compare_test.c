/* compare_test.c - values in order: by their unit's sense, and what is unknown after all. */
#include <string.h>

#include "suite.h"
#include "unit.h"

static struct value text(const char *t)
{
	return value_text(t, strlen(t));
}

/* Whether a comes before b, and b after a. */
static void comes_before(enum unit u, struct value a, struct value b)
{
	ck_assert_int_lt(unit_compare(u, a, b), 0);
	ck_assert_int_gt(unit_compare(u, b, a), 0);
	ck_assert_int_eq(unit_compare(u, a, a), 0);
	ck_assert_int_eq(unit_compare(u, b, b), 0);
}

START_TEST(numbers_are_compared_in_all_their_bits)
{
	static const enum unit numbers[] = { UNIT_ID, UNIT_COUNT, UNIT_BYTES, UNIT_SPAN, UNIT_INSTANT };

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		comes_before(numbers[i], value_number(0), value_number(1));
		comes_before(numbers[i], value_number(1), value_number(UINT64_MAX));
		comes_before(numbers[i], value_number(INT64_MAX), value_number((uint64_t)INT64_MAX + 1));
		comes_before(numbers[i], value_number(UINT64_C(1) << 32), value_number((UINT64_C(1) << 32) + 1));
	}
}
END_TEST

START_TEST(below_zero_comes_before_zero)
{
	comes_before(UNIT_SIGNED, value_number((uint64_t)-1), value_number(0));
	comes_before(UNIT_SIGNED, value_number((uint64_t)-20), value_number((uint64_t)-19));
	comes_before(UNIT_SIGNED, value_number((uint64_t)INT64_MIN), value_number(INT64_MAX));
}
END_TEST

START_TEST(fractions_count)
{
	comes_before(UNIT_PERCENT, value_real(0.1), value_real(0.2));
	comes_before(UNIT_PERCENT, value_real(99.9), value_real(100));
}
END_TEST

START_TEST(texts_are_compared_byte_by_byte_and_the_shorter_comes_first)
{
	comes_before(UNIT_TEXT, text("a"), text("b"));
	comes_before(UNIT_TEXT, text("a"), text("ab"));
	comes_before(UNIT_TEXT, text(""), text("a"));
	comes_before(UNIT_TEXT, text("Z"), text("a"));
	comes_before(UNIT_TEXT, text("z"), text("\xc3\xa9"));
	comes_before(UNIT_TEXT, value_text("a\0a", 3), value_text("a\0b", 3));
}
END_TEST

START_TEST(unknown_and_blank_come_after_all)
{
	for (enum unit u = UNIT_ID; u <= UNIT_TEXT; u++) {
		struct value most = u == UNIT_TEXT ? text("\xff\xff") : u == UNIT_PERCENT ? value_real(1e300) : value_number(UINT64_MAX);
		comes_before(u, most, value_unknown());
		comes_before(u, most, value_blank());
		ck_assert_int_eq(unit_compare(u, value_unknown(), value_blank()), 0);
	}
}
END_TEST

START_TEST(a_number_stays_what_it_is_where_a_member_is_unknown)
{
	struct value sum = value_number(5);

	sum.at_least = true;
	comes_before(UNIT_BYTES, value_number(4), sum);
	comes_before(UNIT_BYTES, sum, value_number(6));
}
END_TEST

SUITE(compare, numbers_are_compared_in_all_their_bits, below_zero_comes_before_zero, fractions_count,
      texts_are_compared_byte_by_byte_and_the_shorter_comes_first, unknown_and_blank_come_after_all,
      a_number_stays_what_it_is_where_a_member_is_unknown)

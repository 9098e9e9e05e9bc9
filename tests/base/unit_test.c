/* unit_test.c - every unit as people read it: few digits, no false zero, never more than fits. */
#define _GNU_SOURCE
#include "unit.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/exact.h"
#include "suite.h"
#include "vec.h"

#define K UINT64_C(1024)
#define M (K * K)
#define G (K * M)
#define T (K * G)
#define SECOND UINT64_C(1000000000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/* Lives until the next call. */
static const char *formatted(enum unit u, struct value v)
{
	static char kept[64];
	char *out = exact_copy(kept, sizeof(kept));
	size_t n = unit_format(out, sizeof(kept), u, v);

	ck_assert_uint_eq(strlen(out), n);
	memcpy(kept, out, sizeof(kept));
	exact_free(out);
	return kept;
}

static const char *number(enum unit u, uint64_t n)
{
	return formatted(u, value_number(n));
}

START_TEST(ids_and_counts_are_written_out)
{
	ck_assert_str_eq(number(UNIT_ID, 4194304), "4194304");
	ck_assert_str_eq(number(UNIT_COUNT, 0), "0");
	ck_assert_str_eq(number(UNIT_COUNT, UINT64_MAX), "18446744073709551615");
}
END_TEST

START_TEST(signed_numbers_keep_their_sign)
{
	ck_assert_str_eq(number(UNIT_SIGNED, (uint64_t)-20), "-20");
	ck_assert_str_eq(number(UNIT_SIGNED, 19), "19");
	ck_assert_str_eq(number(UNIT_SIGNED, (uint64_t)INT64_MIN), "-9223372036854775808");
}
END_TEST

START_TEST(bytes_have_three_digits_and_a_letter)
{
	static const struct { uint64_t bytes; const char *text; } sizes[] = {
		{ 0, "0" },
		{ 1, "1B" },
		{ 999, "999B" },
		{ 1023, "1023B" },
		{ K, "1K" },
		{ K + 511, "1K" },
		{ 999 * K, "999K" },
		{ 999 * K + 511, "999K" },
		{ 999 * K + 512, "1.0M" },
		{ 1023 * K, "1.0M" },
		{ M, "1.0M" },
		{ M * 52 / 10, "5.2M" },
		{ M * 994 / 100, "9.9M" },
		{ M * 995 / 100 + 1, "10M" },
		{ M * 842, "842M" },
		{ M * 9995 / 10 - 1, "999M" },
		{ M * 9995 / 10, "0.98G" },
		{ M * 1023, "1.00G" },
		{ M * 10239 / 10, "1.00G" },
		{ G, "1.00G" },
		{ G * 191 / 100, "1.91G" },
		{ G * 9994 / 1000, "9.99G" },
		{ G * 9995 / 1000 + 1, "10.0G" },
		{ G * 112 / 10, "11.2G" },
		{ G * 9995 / 100 + 1, "100G" },
		{ G * 842, "842G" },
		{ T * 15 / 10, "1.50T" },
		{ K * T, "1.00P" },
		{ M * T, "1.00E" },
		{ UINT64_MAX, "16.0E" },
	};

	for (size_t i = 0; i < ARRAY_LEN(sizes); i++)
		ck_assert_str_eq(number(UNIT_BYTES, sizes[i].bytes), sizes[i].text);
}
END_TEST

START_TEST(bytes_never_take_more_than_five_cells)
{
	for (uint64_t n = 1; n < UINT64_MAX / 17 * 16; n += n / 16 + 1)
		ck_assert_msg(strlen(number(UNIT_BYTES, n)) <= 5, "%s", number(UNIT_BYTES, n));
}
END_TEST

START_TEST(percentages_have_a_tenth)
{
	ck_assert_str_eq(formatted(UNIT_PERCENT, value_real(0)), "0.0");
	ck_assert_str_eq(formatted(UNIT_PERCENT, value_real(0.04)), "0.0");
	ck_assert_str_eq(formatted(UNIT_PERCENT, value_real(99.96)), "100.0");
	ck_assert_str_eq(formatted(UNIT_PERCENT, value_real(1599.9)), "1600");
	ck_assert_str_eq(formatted(UNIT_PERCENT, value_real(9999.5)), "10000");
}
END_TEST

START_TEST(spans_grow_from_minutes_to_days)
{
	ck_assert_str_eq(number(UNIT_SPAN, 0), "0:00.00");
	ck_assert_str_eq(number(UNIT_SPAN, SECOND - 1), "0:00.99");
	ck_assert_str_eq(number(UNIT_SPAN, 12 * MINUTE + 9 * SECOND + SECOND / 50), "12:09.02");
	ck_assert_str_eq(number(UNIT_SPAN, HOUR - 1), "59:59.99");
	ck_assert_str_eq(number(UNIT_SPAN, HOUR), "1h00:00");
	ck_assert_str_eq(number(UNIT_SPAN, DAY - 1), "23h59:59");
	ck_assert_str_eq(number(UNIT_SPAN, DAY), "1d00h00");
	ck_assert_str_eq(number(UNIT_SPAN, 400 * DAY + 2 * HOUR + 3 * MINUTE), "400d02h");
	ck_assert_str_eq(number(UNIT_SPAN, UINT64_MAX), "213503d23h");
}
END_TEST

START_TEST(instants_are_local_time)
{
	setenv("TZ", "UTC-2", 1);
	tzset();
	ck_assert_str_eq(number(UNIT_INSTANT, 0), "1970-01-01 02:00:00");
	ck_assert_str_eq(number(UNIT_INSTANT, UINT64_C(1700000000) * SECOND + 1), "2023-11-15 00:13:20");
	ck_assert_str_eq(number(UNIT_INSTANT, UINT64_MAX), "2554-07-22 01:34:33");
}
END_TEST

START_TEST(unknown_is_a_question_mark_and_blank_is_nothing)
{
	for (enum unit u = UNIT_ID; u <= UNIT_TEXT; u++) {
		ck_assert_str_eq(formatted(u, value_unknown()), "?");
		ck_assert_str_eq(formatted(u, value_blank()), "");
	}
}
END_TEST

START_TEST(a_sum_with_unknown_members_is_at_least)
{
	struct value v = value_number(5 * G);

	v.at_least = true;
	ck_assert_str_eq(formatted(UNIT_BYTES, v), ">=5.00G");
	v = value_real(12.5);
	v.at_least = true;
	ck_assert_str_eq(formatted(UNIT_PERCENT, v), ">=12.5");
}
END_TEST

START_TEST(a_sum_with_members_read_earlier_is_about_that)
{
	struct value v = value_number(5 * G);

	v.is_about = true;
	ck_assert_str_eq(formatted(UNIT_BYTES, v), "~5.00G");
	v.at_least = true;
	ck_assert_str_eq(formatted(UNIT_BYTES, v), ">=5.00G");
}
END_TEST

START_TEST(an_age_is_short_and_what_is_fresh_has_none)
{
	static const struct { unsigned seconds; const char *text; } ages[] = {
		{ 0, "" }, { 2, "" }, { 3, "3s" }, { 59, "59s" }, { 60, "1m" }, { 3599, "59m" }, { 3600, "1h" }, { 86399, "23h" },
		{ 86400, "1d" }, { 65535, "18h" }, { UINT32_MAX, "49710d" },
	};
	char text[8];

	for (size_t i = 0; i < sizeof(ages) / sizeof(ages[0]); i++) {
		ck_assert_uint_eq(unit_format_age(text, sizeof(text), ages[i].seconds), strlen(ages[i].text));
		ck_assert_str_eq(text, ages[i].text);
	}
}
END_TEST

START_TEST(a_rate_has_its_sign_and_zero_has_none)
{
	ck_assert_str_eq(number(UNIT_RATE, 0), "0");
	ck_assert_str_eq(number(UNIT_RATE, 3 * M + M / 10), "+3.1M/s");
	ck_assert_str_eq(number(UNIT_RATE, 0 - 12 * K), "-12K/s");
	ck_assert_str_eq(number(UNIT_RATE, (uint64_t)INT64_MIN), "-8.00E/s");
	ck_assert_int_gt(unit_compare(UNIT_RATE, value_number(1), value_number((uint64_t)-1)), 0);
}
END_TEST

START_TEST(what_flows_one_way_has_no_sign)
{
	ck_assert_str_eq(number(UNIT_FLOW, 0), "0");
	ck_assert_str_eq(number(UNIT_FLOW, 900), "900B/s");
	ck_assert_str_eq(number(UNIT_FLOW, 3 * M + M / 10), "3.1M/s");
	/* A filter may ask for more than less than nothing. */
	ck_assert_int_gt(unit_compare(UNIT_FLOW, value_number(1), value_number((uint64_t)-1)), 0);
}
END_TEST

START_TEST(a_change_has_its_sign_in_every_unit)
{
	struct value v = value_number(0 - 6 * G);

	v.is_change = true;
	ck_assert_str_eq(formatted(UNIT_BYTES, v), "-6.00G");
	v.number = 6 * G;
	ck_assert_str_eq(formatted(UNIT_BYTES, v), "+6.00G");
	v.number = 0;
	ck_assert_str_eq(formatted(UNIT_BYTES, v), "0");
	v.number = (uint64_t)-3;
	ck_assert_str_eq(formatted(UNIT_COUNT, v), "-3");
	ck_assert_int_lt(unit_compare(UNIT_COUNT, v, value_number(0)), 0);
	v.at_least = true;
	ck_assert_str_eq(formatted(UNIT_COUNT, v), ">=-3");
}
END_TEST

START_TEST(text_of_others_is_not_written_here)
{
	ck_assert_str_eq(formatted(UNIT_TEXT, value_text("\33[2J", 4)), "");
}
END_TEST

/* Writes the value with as little room as there can be, and as much as it wants: always a beginning of it and a zero. */
static void try_rooms(enum unit u, struct value v)
{
	char whole[64];
	size_t length;

	strcpy(whole, formatted(u, v));
	length = strlen(whole);
	for (size_t room = 1; room <= length + 1; room++) {
		char *out = exact_copy(memset((char[64]){ 0 }, 'x', 64), room);
		size_t n = unit_format(out, room, u, v);
		ck_assert_msg(n < room && out[n] == '\0', "%s in %zu bytes has no end", whole, room);
		ck_assert_msg(memcmp(out, whole, n) == 0, "%s in %zu bytes: %s", whole, room, out);
		ck_assert_uint_eq(strlen(out), n);
		exact_free(out);
	}
}

START_TEST(too_little_room_gives_the_beginning_and_a_zero)
{
	for (enum unit u = UNIT_ID; u <= UNIT_INSTANT; u++) {
		struct value v = u == UNIT_PERCENT ? value_real(12345.6) : value_number(UINT64_MAX);
		try_rooms(u, v);
		v.at_least = true;
		try_rooms(u, v);
		try_rooms(u, value_unknown());
		try_rooms(u, value_blank());
	}
}
END_TEST

START_TEST(no_room_at_all_is_left_as_it_was)
{
	struct value sum = value_number(5);
	char out = 'x';

	sum.at_least = true;
	for (enum unit u = UNIT_ID; u <= UNIT_TEXT; u++) {
		ck_assert_uint_eq(unit_format(&out, 0, u, sum), 0);
		ck_assert_uint_eq(unit_format(&out, 0, u, value_unknown()), 0);
		ck_assert_int_eq(out, 'x');
	}
}
END_TEST

START_TEST(numbers_stand_right_and_begin_with_the_largest)
{
	ck_assert(unit_is_right(UNIT_BYTES) && unit_is_right(UNIT_ID) && unit_is_right(UNIT_SPAN));
	ck_assert(!unit_is_right(UNIT_TEXT));
	ck_assert(unit_is_descending(UNIT_BYTES) && unit_is_descending(UNIT_PERCENT));
	ck_assert(!unit_is_descending(UNIT_ID) && !unit_is_descending(UNIT_TEXT) && !unit_is_descending(UNIT_SIGNED));
}
END_TEST

START_TEST(parts_compare_by_the_share_of_the_first)
{
	const uint64_t half[] = { 50, 50 }, third[] = { 100, 200 }, nothing[] = { 0, 0 };
	struct value a = { .kind = VALUE_SERIES, .series = { half, 2 } }, b = { .kind = VALUE_SERIES, .series = { third, 2 } };
	struct value c = { .kind = VALUE_SERIES, .series = { nothing, 2 } };

	ck_assert_int_gt(unit_compare(UNIT_PARTS, a, b), 0);
	ck_assert_int_lt(unit_compare(UNIT_PARTS, c, b), 0);
	ck_assert_int_lt(unit_compare(UNIT_PARTS, c, value_unknown()), 0);
}
END_TEST

SUITE(unit, ids_and_counts_are_written_out, signed_numbers_keep_their_sign, bytes_have_three_digits_and_a_letter,
      bytes_never_take_more_than_five_cells, percentages_have_a_tenth, spans_grow_from_minutes_to_days, instants_are_local_time,
      unknown_is_a_question_mark_and_blank_is_nothing, a_sum_with_unknown_members_is_at_least,
      a_sum_with_members_read_earlier_is_about_that, a_rate_has_its_sign_and_zero_has_none, what_flows_one_way_has_no_sign, a_change_has_its_sign_in_every_unit,
      an_age_is_short_and_what_is_fresh_has_none,
      text_of_others_is_not_written_here, too_little_room_gives_the_beginning_and_a_zero, no_room_at_all_is_left_as_it_was,
      numbers_stand_right_and_begin_with_the_largest, parts_compare_by_the_share_of_the_first)

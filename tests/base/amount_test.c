/* amount_test.c - values as people type them. */
#include "suite.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "amount.h"
#include "vec.h"

#define SECOND UINT64_C(1000000000)

static bool read_text(enum unit u, const char *text, struct value *out)
{
	return amount_read(u, text, strlen(text), out);
}

static void number_is(enum unit u, const char *text, uint64_t n)
{
	struct value v;

	ck_assert_msg(read_text(u, text, &v), "'%s'", text);
	ck_assert_int_eq(v.kind, VALUE_NUMBER);
	ck_assert_msg(v.number == n, "'%s' is %" PRIu64, text, v.number);
}

static void none_is(enum unit u, const char *const *texts, size_t count)
{
	struct value v;

	for (size_t i = 0; i < count; i++)
		ck_assert_msg(!read_text(u, texts[i], &v), "'%s'", texts[i]);
}

#define NONE(u, ...) none_is(u, (const char *const[]){ __VA_ARGS__ }, sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *))

START_TEST(bytes_go_by_1024)
{
	number_is(UNIT_BYTES, "0", 0);
	number_is(UNIT_BYTES, "4096", 4096);
	number_is(UNIT_BYTES, "1b", 1);
	number_is(UNIT_BYTES, "1k", 1024);
	number_is(UNIT_BYTES, "512M", UINT64_C(512) << 20);
	number_is(UNIT_BYTES, "1.5g", UINT64_C(3) << 29);
	number_is(UNIT_BYTES, "2GB", UINT64_C(2) << 30);
	number_is(UNIT_BYTES, "2GiB", UINT64_C(2) << 30);
	number_is(UNIT_BYTES, "3t", UINT64_C(3) << 40);
	number_is(UNIT_BYTES, "15e", UINT64_C(15) << 60);
	number_is(UNIT_BYTES, "9007199254740993", UINT64_C(9007199254740993));
	NONE(UNIT_BYTES, "", "g", "1x", "1gg", "-1", "+1", " 1", "1 ", "1 g", "1.g", ".5g", "1e3", "0x10", "inf", "nan", "1,5g", "16e",
	     "99999999999999999999", "1g\n");
}
END_TEST

START_TEST(counts_go_by_1000_and_ids_have_no_unit)
{
	number_is(UNIT_COUNT, "20k", 20000);
	number_is(UNIT_COUNT, "1.5m", 1500000);
	number_is(UNIT_ID, "4711", 4711);
	NONE(UNIT_COUNT, "1s", "1%", "k");
	NONE(UNIT_ID, "1k", "1.5", "-1", "99999999999999999999");
}
END_TEST

START_TEST(what_may_be_below_zero_has_a_sign)
{
	number_is(UNIT_SIGNED, "-5", (uint64_t)-5);
	number_is(UNIT_SIGNED, "19", 19);
	NONE(UNIT_SIGNED, "-", "--5", "+5", "1.5", "9223372036854775808");
}
END_TEST

START_TEST(spans_are_seconds_unless_they_say_other)
{
	number_is(UNIT_SPAN, "90", 90 * SECOND);
	number_is(UNIT_SPAN, "0.5", SECOND / 2);
	number_is(UNIT_SPAN, "90s", 90 * SECOND);
	number_is(UNIT_SPAN, "250ms", SECOND / 4);
	number_is(UNIT_SPAN, "10us", 10000);
	number_is(UNIT_SPAN, "5m", 300 * SECOND);
	number_is(UNIT_SPAN, "5min", 300 * SECOND);
	number_is(UNIT_SPAN, "1h30m", 5400 * SECOND);
	number_is(UNIT_SPAN, "2d", 2 * 86400 * SECOND);
	number_is(UNIT_SPAN, "1W", 7 * 86400 * SECOND);
	NONE(UNIT_SPAN, "", "s", "1h30", "1y", "-1s", "1:30", "99999999w", "1s ");
}
END_TEST

START_TEST(percents_may_say_so)
{
	struct value v;

	ck_assert(read_text(UNIT_PERCENT, "12.5%", &v));
	ck_assert_int_eq(v.kind, VALUE_REAL);
	ck_assert_double_eq(v.real, 12.5);
	ck_assert(read_text(UNIT_PERCENT, "200", &v));
	ck_assert_double_eq(v.real, 200);
	NONE(UNIT_PERCENT, "%", "5%%", "-1", "5k");
}
END_TEST

START_TEST(rates_are_of_a_second_unless_they_say_other)
{
	struct value v;

	number_is(UNIT_RATE, "1m", 1 << 20);
	number_is(UNIT_RATE, "1.5m/s", 3 << 19);
	number_is(UNIT_FLOW, "1.5m/s", 3 << 19);
	number_is(UNIT_RATE, "+60k/min", 1024);
	number_is(UNIT_RATE, "-3600k/h", (uint64_t)-1024);
	NONE(UNIT_RATE, "/s", "1m/", "1m/x", "--1", "-", "1/s/s", "1m/ s");
	ck_assert(read_text(UNIT_REAL, "-2.5", &v));
	ck_assert_double_eq(v.real, -2.5);
	NONE(UNIT_REAL, "-", "2.5k", "nan");
}
END_TEST

START_TEST(instants_are_local_unless_they_say_other)
{
	setenv("TZ", "XYZ-2", 1);
	tzset();
	number_is(UNIT_INSTANT, "2023-11-14T22:13:20Z", 1700000000 * SECOND);
	number_is(UNIT_INSTANT, "2023-11-15T00:13:20", 1700000000 * SECOND);
	number_is(UNIT_INSTANT, "2023-11-15 00:13", 1699999980 * SECOND);
	number_is(UNIT_INSTANT, "2023-11-15", 1699999200 * SECOND);
	NONE(UNIT_INSTANT, "", "2023", "2023-13-01", "yesterday", "1960-01-01", "2023-11-15T", "9999-12-31");
	unsetenv("TZ");
	tzset();
}
END_TEST

START_TEST(no_text_is_an_amount_and_none_needs_a_zero_at_its_end)
{
	struct value v;

	ck_assert(!read_text(UNIT_TEXT, "1", &v));
	ck_assert(!amount_read(UNIT_BYTES, "1\0g", 3, &v));
	ck_assert(!read_text(UNIT_BYTES, "000000000000000000000000000000001", &v));
	ck_assert(amount_read(UNIT_BYTES, "12345", 2, &v));
	ck_assert_uint_eq(v.number, 12);
	for (enum unit u = 0; u <= UNIT_TEXT; u++)
		ck_assert_ptr_nonnull(amount_name(u));
}
END_TEST

SUITE(amount, bytes_go_by_1024, counts_go_by_1000_and_ids_have_no_unit, what_may_be_below_zero_has_a_sign,
      spans_are_seconds_unless_they_say_other, percents_may_say_so, rates_are_of_a_second_unless_they_say_other, instants_are_local_unless_they_say_other,
      no_text_is_an_amount_and_none_needs_a_zero_at_its_end)

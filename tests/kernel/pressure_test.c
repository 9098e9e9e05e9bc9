/* pressure_test.c - pressure stall information as percentages. */
#include <string.h>

#include "base/exact.h"
#include "meminfo.h"
#include "suite.h"

static const char whole[] = "some avg10=1.25 avg60=2.50 avg300=0.10 total=123456\n"
                            "full avg10=100.00 avg60=1.00 avg300=0.00 total=4567\n";

static bool parse(const char *text, size_t length, struct pressure *out)
{
	char *copy = exact_copy(text, length);
	bool ok = pressure_parse(copy, length, out);

	exact_free(copy);
	return ok;
}

START_TEST(the_last_ten_seconds_are_read)
{
	struct pressure p;

	ck_assert(parse(whole, sizeof(whole) - 1, &p));
	ck_assert_double_eq(p.some, 1.25);
	ck_assert_double_eq(p.full, 100);
	ck_assert_uint_eq(p.some_ns, 123456000);
	ck_assert_uint_eq(p.full_ns, 4567000);
}
END_TEST

START_TEST(digits_behind_the_point_count_by_their_place)
{
	static const char text[] = "some avg10=0.05 x\nfull avg10=7.5\n";
	struct pressure p;

	ck_assert(parse(text, sizeof(text) - 1, &p));
	ck_assert_double_eq(p.some, 0.05);
	ck_assert_double_eq(p.full, 7.5);
	ck_assert_uint_eq(p.some_ns, 0);
}
END_TEST

START_TEST(a_cut_text_is_refused_until_both_are_there)
{
	size_t point = (size_t)(strstr(whole, "100.") + 4 - whole);
	struct pressure p;

	for (size_t n = 0; n < sizeof(whole); n++)
		ck_assert_msg(parse(whole, n, &p) == (n > point), "after %zu bytes", n);
}
END_TEST

START_TEST(what_is_no_such_text_is_refused)
{
	static const char *const others[] = {
		"", "\n\n", "some avg10=1.00\n", "full avg10=1.00\n", "some avg10=1\nfull avg10=1\n", "some avg10=\nfull avg10=\n",
		"some avg10=x.00\nfull avg10=0.00\n", "some avg10=-1.00\nfull avg10=0.00\n", "some avg60=1.00\nfull avg60=1.00\n",
		"some avg10=1.0000000000\nfull avg10=0.00\n", "some avg10=99999999999999999999.00\nfull avg10=0.00\n",
	};
	struct pressure p;

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		ck_assert_msg(!parse(others[i], strlen(others[i]), &p), "taken for pressure: %s", others[i]);
}
END_TEST

SUITE(pressure, the_last_ten_seconds_are_read, digits_behind_the_point_count_by_their_place,
      a_cut_text_is_refused_until_both_are_there, what_is_no_such_text_is_refused)

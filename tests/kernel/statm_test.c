/* statm_test.c - the three sizes of /proc/PID/statm that we read, from pages to bytes. */
#include <string.h>

#include "base/exact.h"
#include "scan_text.h"
#include "stat.h"
#include "suite.h"

static bool parse(const char *text, size_t length, struct statm_line *out)
{
	char *copy = exact_copy(text, length);
	bool ok = statm_parse(copy, length, out);

	exact_free(copy);
	return ok;
}

START_TEST(pages_become_bytes)
{
	static const char line[] = "765 408 381 5 0 123 0\n";
	struct statm_line s;

	ck_assert(parse(line, sizeof(line) - 1, &s));
	ck_assert_uint_eq(s.vsz, 765 * kernel_page());
	ck_assert_uint_eq(s.rss, 408 * kernel_page());
	ck_assert_uint_eq(s.shr, 381 * kernel_page());
}
END_TEST

START_TEST(what_has_no_memory_has_zeroes)
{
	static const char line[] = "0 0 0 0 0 0 0\n";
	struct statm_line s;

	ck_assert(parse(line, sizeof(line) - 1, &s));
	ck_assert_uint_eq(s.vsz + s.rss + s.shr, 0);
}
END_TEST

START_TEST(huge_sizes_end_at_64_bits)
{
	static const char line[] = "18446744073709551615 9223372036854775807 5000000000 0 0 0 0\n";
	struct statm_line s;

	ck_assert(parse(line, sizeof(line) - 1, &s));
	ck_assert_uint_eq(s.vsz, UINT64_MAX);
	ck_assert_uint_eq(s.rss, UINT64_MAX);
	ck_assert_uint_eq(s.shr, UINT64_C(5000000000) * kernel_page());
}
END_TEST

START_TEST(a_cut_line_is_refused_before_its_third_number)
{
	static const char line[] = "765 408 381 5 0 123 0\n";
	struct statm_line s;

	for (size_t n = 0; n < sizeof(line); n++)
		ck_assert_msg(parse(line, n, &s) == (n > 8), "after %zu bytes", n);
}
END_TEST

START_TEST(what_is_no_such_line_is_refused)
{
	static const char *const others[] = { "", "\n", "x", "1 2", "1 2 x", "-1 2 3", "1 -2 3", "1,2,3", "1 2 18446744073709551616" };
	struct statm_line s;

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		ck_assert_msg(!parse(others[i], strlen(others[i]), &s), "taken for a line of statm: %s", others[i]);
}
END_TEST

SUITE(statm, pages_become_bytes, what_has_no_memory_has_zeroes, huge_sizes_end_at_64_bits,
      a_cut_line_is_refused_before_its_third_number, what_is_no_such_line_is_refused)

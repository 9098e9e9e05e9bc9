/* scan_text_test.c - the little steps of all parsers: numbers, kilobytes, lines and words. */
#include "scan_text.h"

#include <string.h>

#include "base/exact.h"
#include "suite.h"

/* The text in a block of its own. The last one is freed. */
static struct text_at at(const char *text)
{
	static char *kept;
	size_t length = strlen(text);

	if (kept)
		exact_free(kept);
	kept = exact_copy(text, length);
	return (struct text_at){ kept, kept + length };
}

START_TEST(numbers_are_read_up_to_64_bits)
{
	static const struct { const char *text; uint64_t n; } numbers[] = {
		{ "0", 0 }, { "  7", 7 }, { "\t42x", 42 }, { "9999999999999999999", UINT64_C(9999999999999999999) },
		{ "18446744073709551615", UINT64_MAX }, { "00000000000000000000000012", 12 },
	};
	uint64_t n;

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		struct text_at t = at(numbers[i].text);
		ck_assert(text_number(&t, &n));
		ck_assert_uint_eq(n, numbers[i].n);
	}
}
END_TEST

START_TEST(what_is_no_number_or_too_large_is_refused)
{
	static const char *const others[] = { "", " ", "x", "-1", "+1", "18446744073709551616", "99999999999999999999", "\n1",
	                                      "100000000000000000000000" };
	uint64_t n;

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		struct text_at t = at(others[i]);
		ck_assert_msg(!text_number(&t, &n), "taken for a number: %s", others[i]);
	}
}
END_TEST

START_TEST(reading_stops_behind_the_number)
{
	struct text_at t = at("12 34kB");
	uint64_t n;

	ck_assert(text_number(&t, &n) && n == 12);
	ck_assert(text_number(&t, &n) && n == 34);
	ck_assert(!text_number(&t, &n));
	ck_assert(text_skip(&t, "kB"));
	ck_assert_ptr_eq(t.at, t.end);
}
END_TEST

START_TEST(kilobytes_are_bytes_as_long_as_they_fit)
{
	struct text_at t = at("     12 kB");
	uint64_t n;

	ck_assert(text_kilobytes(&t, &n));
	ck_assert_uint_eq(n, 12 * 1024);
	t = at("18014398509481983 kB");
	ck_assert(text_kilobytes(&t, &n));
	ck_assert_uint_eq(n, UINT64_MAX - 1023);
	t = at("18014398509481984 kB");
	ck_assert(!text_kilobytes(&t, &n));
}
END_TEST

START_TEST(lines_come_one_by_one_with_or_without_a_last_newline)
{
	struct text_at t = at("a\n\nlast"), line;

	ck_assert(text_line(&t, &line) && line.end - line.at == 1);
	ck_assert(text_line(&t, &line) && line.end == line.at);
	ck_assert(text_line(&t, &line) && line.end - line.at == 4);
	ck_assert(!text_line(&t, &line));
	t = at("a\n");
	ck_assert(text_line(&t, &line));
	ck_assert(!text_line(&t, &line));
}
END_TEST

START_TEST(a_word_is_skipped_only_if_it_is_there_whole)
{
	struct text_at t = at("Mem");

	ck_assert(!text_skip(&t, "MemTotal:"));
	ck_assert(!text_skip(&t, "em"));
	ck_assert(text_skip(&t, ""));
	ck_assert(text_skip(&t, "Me"));
	ck_assert_int_eq(*t.at, 'm');
}
END_TEST

START_TEST(pages_and_ticks_are_those_of_the_machine)
{
	ck_assert_uint_ge(kernel_page(), 4096);
	ck_assert_uint_eq(kernel_page() & (kernel_page() - 1), 0);
	ck_assert_uint_eq(UINT64_C(1000000000) % kernel_tick_ns(), 0);
}
END_TEST

SUITE(scan_text, numbers_are_read_up_to_64_bits, what_is_no_number_or_too_large_is_refused,
      reading_stops_behind_the_number, kilobytes_are_bytes_as_long_as_they_fit,
      lines_come_one_by_one_with_or_without_a_last_newline, a_word_is_skipped_only_if_it_is_there_whole,
      pages_and_ticks_are_those_of_the_machine)

/* pattern_test.c - regular expressions on foreign bytes. */
#include "suite.h"

#include <string.h>

#include "pattern.h"
#include "vec.h"

static bool fits(const char *pattern, const char *bytes, size_t length)
{
	struct err e;
	struct pattern *p = pattern_new(pattern, &e);
	bool yes;

	ck_assert_msg(p != NULL, "%s: %s", pattern, e.text);
	yes = pattern_fits(p, bytes, length);
	pattern_free(p);
	return yes;
}

START_TEST(patterns_are_extended_and_of_any_case)
{
	ck_assert(fits("^/usr/(bin|sbin)/[a-z]+$", "/USR/sbin/init", 14));
	ck_assert(!fits("^/usr", "/opt/usr", 8));
	ck_assert(fits("PYTHON3?", "my python", 9));
	ck_assert(fits("a{3}", "xaaa", 4));
}
END_TEST

START_TEST(bytes_end_where_their_length_says)
{
	ck_assert(!fits("bc", "abc", 2));
	ck_assert(fits("b$", "abc", 2));
	ck_assert(fits("x*", "", 0));
	ck_assert(fits("b", "a\xff\xfe b", 5));
	ck_assert(!fits("c", "a\0b", 3));
}
END_TEST

START_TEST(what_is_no_pattern_is_refused_and_what_takes_for_ever)
{
	static const struct { const char *pattern, *why; } cases[] = {
		{ "(", "Unmatched ( or \\(" }, { "[a", "Unmatched [, [^, [:, [., or [=" }, { "a\\", "Trailing backslash" },
		{ "(a)\\1", "references back are not understood" },
		{ "((a{100}){100}){100}", "too many repetitions" }, { "a{1,9999}", "too many repetitions" },
		{ "a{99999999999999999999}", "too many repetitions" }, { "a++++++++++++++++++++", "too many repetitions" },
		{ "(((((((((((((((((a+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+", "too many repetitions" },
		{ "[]+*](((a{50}){50}){50})", "too many repetitions" },
		{ "(((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((a", "too many parentheses" },
	};
	struct err e;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		ck_assert_msg(!pattern_new(cases[i].pattern, &e), "%s", cases[i].pattern);
		ck_assert_str_eq(e.text, cases[i].why);
	}
	ck_assert(fits("\\{9999\\}", "{9999}", 6));
	ck_assert(fits("[{]9999[]}]", "{9999}", 6));
	ck_assert(fits("^[^]{]*a+b+c+d+e+f+g+h+i+j+k+l+m+$", "xabcdefghijklm", 14));
}
END_TEST

SUITE(pattern, patterns_are_extended_and_of_any_case, bytes_end_where_their_length_says,
      what_is_no_pattern_is_refused_and_what_takes_for_ever)

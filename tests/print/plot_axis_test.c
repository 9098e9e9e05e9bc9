/* plot_axis_test.c - axes from a microsecond to years, from a byte to all that a number holds. */
#include <stdint.h>

#include "plot_axis.h"
#include "suite.h"
#include "vec.h"

#define S UINT64_C(1000000000)
#define MIB UINT64_C(1048576)

START_TEST(lines_of_bytes_are_powers_of_2)
{
	static const struct { uint64_t most, step; } cases[] = {
		{ 0, 1 }, { 1, 1 }, { 5, 1 }, { 6, 2 }, { 500 * MIB, 128 * MIB }, { 1280 * MIB, 256 * MIB }, { 1281 * MIB, 512 * MIB },
		{ UINT64_MAX, UINT64_C(1) << 62 },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		ck_assert_uint_eq(plot_axis_bytes(cases[i].most, 5), cases[i].step);
}
END_TEST

START_TEST(lines_of_time_are_where_clocks_have_theirs)
{
	static const struct { uint64_t span; const char *first; } cases[] = {
		{ 1, "0.01 ms" }, { 800000, "0.1 ms" }, { 12 * S / 1000, "2 ms" }, { S, "0.2 s" }, { 7 * S, "1 s" }, { 41 * S, "10 s" },
		{ 90 * S, "15 s" }, { 600 * S, "2 min" }, { 3600 * S, "10 min" }, { 2 * 3600 * S, "20 min" }, { 5 * 3600 * S, "1 h" },
		{ 30 * 3600 * S, "6 h" }, { 7 * 86400 * S, "1 d" }, { 60 * 86400 * S, "10 d" }, { 400 * 86400 * S, "80 d" },
	};
	char label[32];

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		uint64_t step = plot_axis_time(cases[i].span, 8);
		plot_axis_label(label, sizeof(label), step, step);
		ck_assert_str_eq(label, cases[i].first);
		ck_assert_uint_le(cases[i].span / step, 8);
	}
	ck_assert_uint_gt(plot_axis_time(UINT64_MAX, 8), 86400 * S);
}
END_TEST

START_TEST(all_lines_of_an_axis_have_one_unit)
{
	static const struct { uint64_t at, step; const char *label; } cases[] = {
		{ 0, S, "0" }, { 90 * S, 10 * S, "90 s" }, { 150 * S, 30 * S, "2.5 min" }, { 3 * S / 2, S / 2, "1.5 s" }, { 36 * 3600 * S, 43200 * S, "1.5 d" },
	};
	char label[32];

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		plot_axis_label(label, sizeof(label), cases[i].at, cases[i].step);
		ck_assert_str_eq(label, cases[i].label);
	}
}
END_TEST

START_TEST(a_moment_has_the_digits_that_matter)
{
	static const struct { uint64_t ns; const char *text; } cases[] = {
		{ 0, "0.00 ms" }, { 820000, "0.82 ms" }, { 812 * S / 1000, "812 ms" }, { 412 * S / 100, "4.12 s" }, { 412 * S / 10, "41.2 s" },
		{ 750 * S, "12.5 min" }, { 11222 * S, "3h07:02" },
	};
	char text[32];

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		plot_axis_moment(text, sizeof(text), cases[i].ns);
		ck_assert_str_eq(text, cases[i].text);
	}
}
END_TEST

SUITE(plot_axis, lines_of_bytes_are_powers_of_2, lines_of_time_are_where_clocks_have_theirs, all_lines_of_an_axis_have_one_unit,
      a_moment_has_the_digits_that_matter)

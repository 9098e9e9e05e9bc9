/* themes_test.c - the looks of styles: that each theme has them all, and that they can be read. */
#include "suite.h"

#include <string.h>

#include "themes.h"
#include "vec.h"

START_TEST(a_theme_is_found_by_its_id)
{
	size_t n;
	const struct theme *all = themes_all(&n);

	ck_assert_uint_ge(n, 4);
	ck_assert_str_eq(all[0].id, "default");
	for (size_t i = 0; i < n; i++)
		ck_assert_ptr_eq(themes_find(all[i].id), &all[i]);
	ck_assert_ptr_null(themes_find("Default"));
	ck_assert_ptr_null(themes_find(""));
}
END_TEST

START_TEST(the_nearest_color_of_the_palette_is_taken)
{
	static const struct { int32_t rgb; int color; } cases[] = {
		{ 0x808080, 244 }, { 0xffaf5f, 215 }, { 0x87d787, 114 }, { 0xff5f5f, 203 }, { 0x5fafaf, 73 }, { 0xd0d0d0, 252 },
		{ 0x444444, 238 }, { 0x262626, 235 }, { 0xeeeeee, 255 }, { 0x005f87, 24 }, { 0xffffff, 231 }, { 0x870000, 88 },
		{ 0x000000, 16 }, { 0x010101, 16 }, { 0x090909, 232 }, { 0xfe5f60, 203 }, { 0x0000ff, 21 }, { OWN_COLOR, OWN_COLOR },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		ck_assert_int_eq(themes_nearest(cases[i].rgb), cases[i].color);
}
END_TEST

START_TEST(a_terminal_gets_the_colors_that_it_has)
{
	static const struct { int32_t rgb; enum basic few; int colors, want; } cases[] = {
		{ 0xff5f5f, BASIC_RED, 8, 1 }, { 0xff5f5f, BASIC_RED, 16, 1 }, { 0xff5f5f, BASIC_RED, 88, 1 }, { 0xff5f5f, BASIC_RED, 256, 203 },
		{ 0xff5f5f, BASIC_RED, 1 << 24, 0xff5f5f }, { OWN_COLOR, BASIC_OWN, 8, -1 }, { OWN_COLOR, BASIC_OWN, 256, -1 },
		{ OWN_COLOR, BASIC_OWN, 1 << 24, -1 }, { 0x000000, BASIC_BLACK, 1 << 24, 0x010100 },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		ck_assert_int_eq(themes_color(cases[i].rgb, cases[i].few, cases[i].colors), cases[i].want);
}
END_TEST

/* What no line of a table is about would be black on black. */
START_TEST(no_style_of_a_theme_is_written_in_the_color_of_its_background)
{
	size_t n;
	const struct theme *all = themes_all(&n);

	for (size_t i = 0; i < n; i++)
		for (int s = 0; s < STYLES && all[i].looks; s++) {
			const struct paint *l = &all[i].looks[s];
			ck_assert_msg((l->fg == OWN_COLOR && l->bg == OWN_COLOR) || themes_nearest(l->fg) != themes_nearest(l->bg), "%s, style %d", all[i].id, s);
			ck_assert_msg((l->fg8 == BASIC_OWN && l->bg8 == BASIC_OWN) || l->fg8 != l->bg8, "%s, style %d", all[i].id, s);
		}
}
END_TEST

/* A color without the other says nothing of how they stand against each other, unless the background is left alone. */
START_TEST(a_background_never_comes_without_a_foreground)
{
	size_t n;
	const struct theme *all = themes_all(&n);

	for (size_t i = 0; i < n; i++)
		for (int s = 0; s < STYLES && all[i].looks; s++) {
			ck_assert(all[i].looks[s].bg == OWN_COLOR || all[i].looks[s].fg != OWN_COLOR);
			ck_assert(all[i].looks[s].bg8 == BASIC_OWN || all[i].looks[s].fg8 != BASIC_OWN);
		}
}
END_TEST

START_TEST(without_colors_what_matters_stands_out_all_the_same)
{
	static const enum style out[] = { STYLE_STRONG, STYLE_LARGE, STYLE_BUSY, STYLE_WRONG, STYLE_TITLE, STYLE_TITLE_SORT, STYLE_SELECTED,
	                                  STYLE_TAGGED, STYLE_ALERT, STYLE_KEY, STYLE_KEY_LABEL };
	static const enum style pairs[][2] = {
		{ STYLE_TITLE, STYLE_TITLE_SORT }, { STYLE_SELECTED, STYLE_TAGGED }, { STYLE_SELECTED, STYLE_ALERT }, { STYLE_WRONG, STYLE_STRONG },
		{ STYLE_ALERT, STYLE_STRONG }, { STYLE_KEY, STYLE_KEY_LABEL },
	};

	for (size_t i = 0; i < ARRAY_LEN(out); i++)
		ck_assert_uint_ne(themes_plain[out[i]], themes_plain[STYLE_TEXT]);
	for (size_t i = 0; i < ARRAY_LEN(pairs); i++)
		ck_assert_uint_ne(themes_plain[pairs[i][0]], themes_plain[pairs[i][1]]);
}
END_TEST

SUITE(themes, a_theme_is_found_by_its_id, the_nearest_color_of_the_palette_is_taken, a_terminal_gets_the_colors_that_it_has,
      no_style_of_a_theme_is_written_in_the_color_of_its_background, a_background_never_comes_without_a_foreground,
      without_colors_what_matters_stands_out_all_the_same)

/* text_test.c - UTF-8 is read strictly, and of foreign bytes only what has a shape is shown. */
#include "text.h"

#include <locale.h>
#include <string.h>

#include "base/exact.h"
#include "suite.h"
#include "vec.h"

START_TEST(every_code_point_comes_back_from_its_utf_8)
{
	char *block[5], bytes[4];

	for (size_t n = 1; n <= 4; n++)
		block[n] = exact_copy("1234", n);
	for (uint32_t point = 0; point <= 0x10ffff; point += point == 0xd7ff ? 0x801 : 1) {
		size_t n = text_encode(bytes, point);
		const char *at = memcpy(block[n], bytes, n);
		if (text_decode(&at, block[n] + n) != point || at != block[n] + n)
			ck_abort_msg("U+%04X does not come back", point);
	}
	for (size_t n = 1; n <= 4; n++)
		exact_free(block[n]);
}
END_TEST

START_TEST(the_shortest_form_is_written)
{
	const struct { uint32_t point; const char *bytes; } borders[] = {
		{ 0x7f, "\x7f" },           { 0x80, "\xc2\x80" },            { 0x7ff, "\xdf\xbf" },
		{ 0x800, "\xe0\xa0\x80" },  { 0xd7ff, "\xed\x9f\xbf" },      { 0xe000, "\xee\x80\x80" },
		{ 0xffff, "\xef\xbf\xbf" }, { 0x10000, "\xf0\x90\x80\x80" }, { 0x10ffff, "\xf4\x8f\xbf\xbf" },
	};
	char bytes[4];

	for (size_t i = 0; i < ARRAY_LEN(borders); i++) {
		size_t n = text_encode(bytes, borders[i].point);
		ck_assert_uint_eq(n, strlen(borders[i].bytes));
		ck_assert_mem_eq(bytes, borders[i].bytes, n);
	}
}
END_TEST

START_TEST(what_is_not_utf_8_is_replaced_byte_by_byte)
{
	static const char *const malformed[] = {
		"\x80", "\xbf",                                 /* a continuation that continues nothing */
		"\xc0\x80", "\xc1\xbf",                         /* longer than need be: 2 bytes */
		"\xe0\x80\x80", "\xe0\x9f\xbf",                 /* 3 bytes */
		"\xf0\x80\x80\x80", "\xf0\x8f\xbf\xbf",         /* 4 bytes */
		"\xed\xa0\x80", "\xed\xbf\xbf",                 /* halves of surrogate pairs */
		"\xf4\x90\x80\x80",                             /* beyond U+10FFFF */
		"\xf5\x80\x80\x80", "\xf8\x88\x80\x80\x80", "\xfe", "\xff",
		"\xc3", "\xe2\x82", "\xf0\x9f\x98",             /* cut off */
	};

	for (size_t i = 0; i < ARRAY_LEN(malformed); i++) {
		size_t length = strlen(malformed[i]);
		char *copy = exact_copy(malformed[i], length);
		const char *at = copy;
		for (size_t k = 1; k <= length; k++) {
			ck_assert_uint_eq(text_decode(&at, copy + length), TEXT_REPLACEMENT);
			ck_assert_ptr_eq(at, copy + k);
		}
		exact_free(copy);
	}
}
END_TEST

START_TEST(a_broken_sequence_does_not_swallow_what_follows)
{
	static const char *const broken[] = { "\xc3", "\xe2\x82", "\xf0\x9f\x98", "\xe2", "\xf0", "\xff" };

	for (size_t i = 0; i < ARRAY_LEN(broken); i++) {
		char text[16], *copy;
		size_t length = strlen(broken[i]);
		const char *at;
		memcpy(text, broken[i], length);
		memcpy(text + length, "A\xc3\xa9", 3);
		at = copy = exact_copy(text, length + 3);
		for (size_t k = 0; k < length; k++)
			ck_assert_uint_eq(text_decode(&at, copy + length + 3), TEXT_REPLACEMENT);
		ck_assert_uint_eq(text_decode(&at, copy + length + 3), 'A');
		ck_assert_uint_eq(text_decode(&at, copy + length + 3), 0xe9);
		exact_free(copy);
	}
}
END_TEST

START_TEST(any_three_bytes_are_read_to_their_end_and_no_further)
{
	char *copy = exact_copy("123", 3), again[4];

	for (unsigned i = 0; i < 1u << 24; i += i % 97 + 1) {
		const char *at = copy;
		copy[0] = (char)(i >> 16);
		copy[1] = (char)(i >> 8);
		copy[2] = (char)i;
		while (at < copy + 3) {
			const char *from = at;
			uint32_t point = text_decode(&at, copy + 3);
			if (point != TEXT_REPLACEMENT && (text_encode(again, point) != (size_t)(at - from) ||
			                                  memcmp(again, from, (size_t)(at - from)) != 0))
				ck_abort_msg("%06x is read as U+%04X", i, point);
		}
		if (at != copy + 3)
			ck_abort_msg("%06x is read too far", i);
	}
	exact_free(copy);
}
END_TEST

/* All that Unicode calls "default ignorable", and the separators and annotations that terminals obey. */
static const struct { uint32_t first, last; } no_shape[] = {
	{ 0x00, 0x1f },       { 0x7f, 0x9f },       { 0xad, 0xad },       { 0x34f, 0x34f },     { 0x61c, 0x61c },
	{ 0x115f, 0x1160 },   { 0x17b4, 0x17b5 },   { 0x180b, 0x180f },   { 0x200b, 0x200f },   { 0x2028, 0x202e },
	{ 0x2060, 0x206f },   { 0x3164, 0x3164 },   { 0xfe00, 0xfe0f },   { 0xfeff, 0xfeff },   { 0xffa0, 0xffa0 },
	{ 0xfff0, 0xfffb },   { 0x1bca0, 0x1bca3 }, { 0x1d173, 0x1d17a }, { 0xe0000, 0xe0fff },
};

START_TEST(what_has_no_shape_is_never_shown)
{
	for (size_t i = 0; i < ARRAY_LEN(no_shape); i++)
		for (uint32_t point = no_shape[i].first; point <= no_shape[i].last; point++) {
			ck_assert_msg(!text_is_shown(point), "U+%04X is shown", point);
			ck_assert_uint_eq(text_visible(point, TEXT_UNICODE), TEXT_REPLACEMENT);
			ck_assert_uint_eq(text_visible(point, TEXT_ASCII), '?');
		}
}
END_TEST

START_TEST(letters_of_any_script_are_shown)
{
	static const uint32_t shown[] = { ' ', 'a', '~', 0xa0, 0xe9, 0x301, 0x416, 0x5d0, 0x4e2d, 0xfffd, 0x1f600 };

	for (size_t i = 0; i < ARRAY_LEN(shown); i++) {
		ck_assert_uint_eq(text_visible(shown[i], TEXT_UNICODE), shown[i]);
		ck_assert_uint_eq(text_visible(shown[i], TEXT_ASCII), shown[i] < 0x7f ? shown[i] : '?');
	}
}
END_TEST

START_TEST(what_the_locale_does_not_know_is_replaced)
{
	ck_assert(text_is_shown(0x378));
	ck_assert_uint_eq(text_visible(0x378, TEXT_UNICODE), TEXT_REPLACEMENT);
	ck_assert_int_eq(text_cells(0x378), 1);
}
END_TEST

START_TEST(characters_take_none_one_or_two_cells)
{
	ck_assert_int_eq(text_cells('a'), 1);
	ck_assert_int_eq(text_cells(0xe9), 1);
	ck_assert_int_eq(text_cells(0x301), 0);
	ck_assert_int_eq(text_cells(0x4e2d), 2);
	ck_assert_int_eq(text_cells(TEXT_REPLACEMENT), 1);
}
END_TEST

START_TEST(the_locale_decides_what_can_be_shown)
{
	ck_assert_int_eq(text_locale(), TEXT_UNICODE);
	ck_assert_ptr_nonnull(setlocale(LC_CTYPE, "C"));
	ck_assert_int_eq(text_locale(), TEXT_ASCII);
	ck_assert_ptr_nonnull(setlocale(LC_CTYPE, "C.UTF-8"));
}
END_TEST

START_TEST(a_long_sentence_is_broken_between_its_words)
{
	static const struct { const char *text; size_t room, length, next; } cases[] = {
		{ "one two three", 20, 13, 13 }, { "one two three", 13, 13, 13 }, { "one two three", 12, 7, 8 }, { "one two three", 7, 7, 8 },
		{ "one two three", 6, 3, 4 },    { "threethree", 4, 4, 4 },       { "", 5, 0, 0 },               { "one  two", 5, 4, 5 },
		{ "one two ", 7, 7, 8 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		size_t next;
		ck_assert_uint_eq(text_wrap(cases[i].text, cases[i].room, &next), cases[i].length);
		ck_assert_uint_eq(next, cases[i].next);
	}
}
END_TEST

SUITE(text, a_long_sentence_is_broken_between_its_words,
      every_code_point_comes_back_from_its_utf_8, the_shortest_form_is_written,
      what_is_not_utf_8_is_replaced_byte_by_byte, a_broken_sequence_does_not_swallow_what_follows,
      any_three_bytes_are_read_to_their_end_and_no_further, what_has_no_shape_is_never_shown, letters_of_any_script_are_shown,
      what_the_locale_does_not_know_is_replaced, characters_take_none_one_or_two_cells, the_locale_decides_what_can_be_shown)

/* printable_test.c - hostile bytes become harmless text, cut between characters; words are found in any case. */
#include <string.h>

#include "base/exact.h"
#include "suite.h"
#include "text.h"

/* What is shown of the bytes. Lives until the next call. */
static const char *shown(const char *bytes, size_t length, size_t room, enum text_set set)
{
	static char kept[256];
	char *copy = exact_copy(bytes, length), *out = exact_copy(kept, room);
	size_t n = text_printable(out, room, copy, length, set);

	ck_assert_uint_lt(n, room);
	ck_assert_uint_eq(strlen(out), n);
	memcpy(kept, out, n + 1);
	exact_free(copy);
	exact_free(out);
	return kept;
}

#define SHOWN(text, room, set) shown(text, sizeof(text) - 1, room, set)

START_TEST(plain_text_is_shown_as_it_is)
{
	ck_assert_str_eq(SHOWN("python3 -m http", 64, TEXT_UNICODE), "python3 -m http");
	ck_assert_str_eq(SHOWN("caf\xc3\xa9 \xe4\xb8\xad", 64, TEXT_UNICODE), "caf\xc3\xa9 \xe4\xb8\xad");
	ck_assert_str_eq(SHOWN("", 64, TEXT_UNICODE), "");
}
END_TEST

START_TEST(escape_sequences_are_taken_apart)
{
	ck_assert_str_eq(SHOWN("\33[2Jx\33]0;title\a", 64, TEXT_ASCII), "?[2Jx?]0;title?");
	ck_assert_str_eq(SHOWN("\33[31m", 64, TEXT_UNICODE), "\xef\xbf\xbd[31m");
	ck_assert_str_eq(SHOWN("\xc2\x9b" "31m", 64, TEXT_UNICODE), "\xef\xbf\xbd" "31m");
	ck_assert_str_eq(SHOWN("a\nb\rc\td", 64, TEXT_ASCII), "a?b?c?d");
}
END_TEST

START_TEST(a_zero_byte_does_not_end_the_text)
{
	ck_assert_str_eq(SHOWN("a\0b", 64, TEXT_ASCII), "a?b");
}
END_TEST

START_TEST(text_that_turns_its_direction_stays_where_it_is)
{
	ck_assert_str_eq(SHOWN("a\xe2\x80\xae" "cod.exe", 64, TEXT_UNICODE), "a\xef\xbf\xbd" "cod.exe");
	ck_assert_str_eq(SHOWN("a\xe2\x80\xae" "cod.exe", 64, TEXT_ASCII), "a?cod.exe");
}
END_TEST

START_TEST(every_byte_that_is_not_utf_8_has_a_mark)
{
	ck_assert_str_eq(SHOWN("\xff\xfe!", 64, TEXT_UNICODE), "\xef\xbf\xbd\xef\xbf\xbd!");
	ck_assert_str_eq(SHOWN("\xe4\xb8", 64, TEXT_ASCII), "??");
}
END_TEST

START_TEST(text_is_cut_between_characters)
{
	ck_assert_str_eq(SHOWN("abc", 3, TEXT_UNICODE), "ab");
	ck_assert_str_eq(SHOWN("a\xc3\xa9", 4, TEXT_UNICODE), "a\xc3\xa9");
	ck_assert_str_eq(SHOWN("a\xc3\xa9", 3, TEXT_UNICODE), "a");
	ck_assert_str_eq(SHOWN("\xe4\xb8\xad" "b", 3, TEXT_UNICODE), "");
	ck_assert_str_eq(SHOWN("abc", 1, TEXT_UNICODE), "");
}
END_TEST

START_TEST(no_room_at_all_is_left_alone)
{
	char out = 'x';

	ck_assert_uint_eq(text_printable(&out, 0, "abc", 3, TEXT_UNICODE), 0);
	ck_assert_int_eq(out, 'x');
}
END_TEST

static bool holds(const char *text, size_t length, const char *word)
{
	char *copy = exact_copy(text, length);
	bool yes = text_holds(copy, length, word);

	exact_free(copy);
	return yes;
}

START_TEST(a_word_is_found_in_any_case_and_at_any_place)
{
	ck_assert(holds("/usr/bin/Python3", 16, "python"));
	ck_assert(holds("/usr/bin/python3", 16, "PYTHON3"));
	ck_assert(holds("python", 6, "python"));
	ck_assert(holds("a python", 8, "python"));
	ck_assert(holds("pypython", 8, "python"));
	ck_assert(!holds("pytho", 5, "python"));
	ck_assert(!holds("perl", 4, "python"));
	ck_assert(!holds("a pytho", 7, "python"));
}
END_TEST

START_TEST(a_word_is_found_behind_a_zero_byte_but_not_across_it)
{
	ck_assert(holds("a\0python", 8, "python"));
	ck_assert(!holds("pyt\0hon", 7, "python"));
	ck_assert(!holds("pyt\0", 4, "python"));
}
END_TEST

START_TEST(an_empty_word_is_held_by_all)
{
	ck_assert(holds("", 0, ""));
	ck_assert(holds("abc", 3, ""));
	ck_assert(!holds("", 0, "a"));
}
END_TEST

SUITE(printable, plain_text_is_shown_as_it_is, escape_sequences_are_taken_apart, a_zero_byte_does_not_end_the_text,
      text_that_turns_its_direction_stays_where_it_is, every_byte_that_is_not_utf_8_has_a_mark, text_is_cut_between_characters,
      no_room_at_all_is_left_alone, a_word_is_found_in_any_case_and_at_any_place,
      a_word_is_found_behind_a_zero_byte_but_not_across_it, an_empty_word_is_held_by_all)

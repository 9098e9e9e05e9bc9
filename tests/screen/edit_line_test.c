/* edit_line_test.c - what keys do to one line of text. The cursor is written as '|'. */
#include <stdio.h>
#include <string.h>

#include "edit_line.h"
#include "suite.h"
#include "terminal.h"

static struct edit_line line;

/* The text with its cursor. */
static const char *shown(void)
{
	static char text[EDIT_TEXT + 1];

	snprintf(text, sizeof(text), "%.*s|%s", (int)line.at, line.text, line.text + line.at);
	return text;
}

/* Begins with "ab|c". */
static void start(const char *text)
{
	char whole[EDIT_TEXT];
	const char *cursor = strchr(text, '|');

	snprintf(whole, sizeof(whole), "%.*s%s", (int)(cursor - text), text, cursor + 1);
	edit_line_set(&line, whole);
	line.at = (size_t)(cursor - text);
}

#define EXPECT(key, before, after, what)                                                       \
	do {                                                                                   \
		start(before);                                                                 \
		enum edited e_ = edit_line_key(&line, key);                                    \
		ck_assert_str_eq(shown(), after);                                              \
		ck_assert_int_eq(e_, what);                                                    \
	} while (0)

START_TEST(a_new_text_has_its_cursor_at_the_end)
{
	edit_line_set(&line, "rss>1g");
	ck_assert_str_eq(shown(), "rss>1g|");
	edit_line_set(&line, "");
	ck_assert_str_eq(shown(), "|");
}
END_TEST

START_TEST(what_is_typed_stands_where_the_cursor_is)
{
	EXPECT('x', "|", "x|", EDIT_CHANGED);
	EXPECT('x', "ab|c", "abx|c", EDIT_CHANGED);
	EXPECT(' ', "|ab", " |ab", EDIT_CHANGED);
	EXPECT(0xfc, "a|b", "aü|b", EDIT_CHANGED);
	EXPECT(0x4e2d, "|b", "中|b", EDIT_CHANGED);
	EXPECT(0x1f600, "a|", "a😀|", EDIT_CHANGED);
}
END_TEST

START_TEST(arrows_move_by_one_character_and_stop_at_the_ends)
{
	EXPECT(K_LEFT, "ab|c", "a|bc", EDIT_MOVED);
	EXPECT(K_RIGHT, "ab|c", "abc|", EDIT_MOVED);
	EXPECT(K_LEFT, "|abc", "|abc", EDIT_MOVED);
	EXPECT(K_RIGHT, "abc|", "abc|", EDIT_MOVED);
	EXPECT(K_LEFT, "aü|b", "a|üb", EDIT_MOVED);
	EXPECT(K_RIGHT, "|中b", "中|b", EDIT_MOVED);
	EXPECT(K_CTRL('B'), "ab|c", "a|bc", EDIT_MOVED);
	EXPECT(K_CTRL('F'), "ab|c", "abc|", EDIT_MOVED);
	EXPECT(K_LEFT, "|", "|", EDIT_MOVED);
}
END_TEST

START_TEST(a_mark_goes_with_the_character_it_stands_on)
{
	EXPECT(K_LEFT, "ae\u0301|b", "a|e\u0301b", EDIT_MOVED);
	EXPECT(K_RIGHT, "a|e\u0301b", "ae\u0301|b", EDIT_MOVED);
	EXPECT(K_BACKSPACE, "ae\u0301|b", "a|b", EDIT_CHANGED);
	EXPECT(K_DELETE, "a|e\u0301b", "a|b", EDIT_CHANGED);
}
END_TEST

START_TEST(home_and_end_go_to_the_ends)
{
	EXPECT(K_HOME, "ab|c", "|abc", EDIT_MOVED);
	EXPECT(K_CTRL('A'), "ab|c", "|abc", EDIT_MOVED);
	EXPECT(K_END, "a|bc", "abc|", EDIT_MOVED);
	EXPECT(K_CTRL('E'), "a|bc", "abc|", EDIT_MOVED);
}
END_TEST

START_TEST(backspace_and_delete_take_whole_characters)
{
	EXPECT(K_BACKSPACE, "ab|c", "a|c", EDIT_CHANGED);
	EXPECT(K_BACKSPACE, "ü|c", "|c", EDIT_CHANGED);
	EXPECT(K_BACKSPACE, "|c", "|c", EDIT_MOVED);
	EXPECT(K_DELETE, "a|bc", "a|c", EDIT_CHANGED);
	EXPECT(K_DELETE, "a|中", "a|", EDIT_CHANGED);
	EXPECT(K_CTRL('D'), "a|bc", "a|c", EDIT_CHANGED);
	EXPECT(K_DELETE, "abc|", "abc|", EDIT_MOVED);
}
END_TEST

START_TEST(words_are_passed_and_taken_whole)
{
	EXPECT(K_CONTROL(K_LEFT), "rss>1g and us|er", "rss>1g and |user", EDIT_MOVED);
	EXPECT(K_SHIFT(K_LEFT), "rss>1g and |user", "rss>1g |and user", EDIT_MOVED);
	EXPECT(K_CONTROL(K_RIGHT), "rss>1g| and user", "rss>1g and| user", EDIT_MOVED);
	EXPECT(K_SHIFT(K_RIGHT), "a|  ", "a  |", EDIT_MOVED);
	EXPECT(K_CTRL('W'), "rss>1g and|", "rss>1g |", EDIT_CHANGED);
	EXPECT(K_CTRL('W'), "rss>1g  |and", "|and", EDIT_CHANGED);
	EXPECT(K_CTRL('W'), "|and", "|and", EDIT_MOVED);
}
END_TEST

START_TEST(the_rest_and_what_is_before_can_be_cut)
{
	EXPECT(K_CTRL('K'), "ab|cd", "ab|", EDIT_CHANGED);
	EXPECT(K_CTRL('U'), "ab|cd", "|cd", EDIT_CHANGED);
	EXPECT(K_CTRL('U'), "|", "|", EDIT_MOVED);
}
END_TEST

START_TEST(keys_that_edit_nothing_are_left_to_others)
{
	EXPECT(K_F(3), "ab|", "ab|", EDIT_NOTHING);
	EXPECT(K_UP, "ab|", "ab|", EDIT_NOTHING);
	EXPECT(K_TAB, "ab|", "ab|", EDIT_NOTHING);
	EXPECT(K_ESCAPE, "ab|", "ab|", EDIT_NOTHING);
	EXPECT(0x202e, "ab|", "ab|", EDIT_NOTHING);   /* turns the direction of all that follows */
	EXPECT(0xd800, "ab|", "ab|", EDIT_NOTHING);
	EXPECT(0x9b, "ab|", "ab|", EDIT_NOTHING);
}
END_TEST

START_TEST(a_full_line_takes_no_more_and_no_half_character)
{
	edit_line_set(&line, "");
	for (size_t i = 0; i < EDIT_TEXT + 10; i++)
		edit_line_key(&line, i == EDIT_TEXT - 2 ? 0x4e2d : 'a');
	ck_assert_uint_eq(strlen(line.text), EDIT_TEXT - 1);
	ck_assert_uint_eq(line.at, EDIT_TEXT - 1);
	ck_assert_ptr_null(strchr(line.text, '\xe4'));
	ck_assert_int_eq(edit_line_key(&line, 'b'), EDIT_MOVED);
}
END_TEST

START_TEST(what_is_no_utf8_is_passed_byte_by_byte)
{
	EXPECT(K_LEFT, "a\xff\xfe|", "a\xff|\xfe", EDIT_MOVED);
	EXPECT(K_BACKSPACE, "a\xe4\xb8|", "a\xe4|", EDIT_CHANGED);
}
END_TEST

static int cursor_cell(int *width)
{
	return edit_line_cursor(&line, width);
}

START_TEST(the_cursor_covers_the_whole_of_a_wide_character)
{
	int width;

	start("a|中b");
	ck_assert_int_eq(cursor_cell(&width), 1);
	ck_assert_int_eq(width, 2);
	start("a中|b");
	ck_assert_int_eq(cursor_cell(&width), 3);
	ck_assert_int_eq(width, 1);
	start("a中b|");
	ck_assert_int_eq(cursor_cell(&width), 4);
	ck_assert_int_eq(width, 1);
}
END_TEST

START_TEST(it_scrolls_only_to_keep_the_cursor_in_sight)
{
	start("0123456789|");
	edit_line_scroll(&line, 5);
	ck_assert_int_eq(line.left, 6);
	for (int i = 0; i < 4; i++)
		edit_line_key(&line, K_LEFT);
	edit_line_scroll(&line, 5);
	ck_assert_int_eq(line.left, 6);
	edit_line_key(&line, K_LEFT);
	edit_line_scroll(&line, 5);
	ck_assert_int_eq(line.left, 5);
	edit_line_key(&line, K_HOME);
	edit_line_scroll(&line, 5);
	ck_assert_int_eq(line.left, 0);
	edit_line_key(&line, K_END);
	edit_line_scroll(&line, 5);
	edit_line_scroll(&line, 20);
	ck_assert_int_eq(line.left, 0);
}
END_TEST

START_TEST(a_click_puts_the_cursor_on_the_character_there)
{
	start("a中b|");
	edit_line_place(&line, 0);
	ck_assert_str_eq(shown(), "|a中b");
	edit_line_place(&line, 2);
	ck_assert_str_eq(shown(), "a|中b");
	edit_line_place(&line, 3);
	ck_assert_str_eq(shown(), "a中|b");
	edit_line_place(&line, 30);
	ck_assert_str_eq(shown(), "a中b|");
	start("0123456789|");
	edit_line_scroll(&line, 5);
	edit_line_place(&line, 1);
	ck_assert_str_eq(shown(), "0123456|789");
}
END_TEST

/* Numbers that look random and are the same in each run. */
static uint32_t next_number(void)
{
	static uint32_t state = 1;

	state = state * 1664525 + 1013904223;
	return state >> 8;
}

START_TEST(any_keys_leave_a_whole_text_with_the_cursor_in_it)
{
	static const uint32_t keys[] = {
		K_LEFT, K_RIGHT, K_HOME, K_END, K_BACKSPACE, K_DELETE, K_CTRL('W'), K_SHIFT(K_LEFT), K_CONTROL(K_RIGHT), 'a', ' ', 0xfc, 0x301,
		0x4e2d, 0x1f600, 'x', 0x4e2d, 0xfc, 0x1f600, ' ', 'b', 0x301, K_CTRL('K'), K_CTRL('U'),
	};
	int width;

	edit_line_set(&line, "");
	for (int i = 0; i < 20000; i++) {
		/* The last two would keep it short. */
		edit_line_key(&line, keys[next_number() % (ARRAY_LEN(keys) - (i % 500 ? 2 : 0))]);
		edit_line_scroll(&line, (int)(next_number() % 30) + 1);
		if (i % 7 == 0)
			edit_line_place(&line, (int)(next_number() % 40));
		ck_assert_uint_le(line.at, strlen(line.text));
		ck_assert_uint_lt(strlen(line.text), EDIT_TEXT);
		ck_assert((line.text[line.at] & 0xc0) != 0x80);
		ck_assert_int_ge(edit_line_cursor(&line, &width), 0);
		ck_assert_int_ge(line.left, 0);
	}
}
END_TEST

SUITE(edit_line, any_keys_leave_a_whole_text_with_the_cursor_in_it, a_new_text_has_its_cursor_at_the_end, what_is_typed_stands_where_the_cursor_is,
      arrows_move_by_one_character_and_stop_at_the_ends, a_mark_goes_with_the_character_it_stands_on, home_and_end_go_to_the_ends,
      backspace_and_delete_take_whole_characters, words_are_passed_and_taken_whole, the_rest_and_what_is_before_can_be_cut,
      keys_that_edit_nothing_are_left_to_others, a_full_line_takes_no_more_and_no_half_character,
      what_is_no_utf8_is_passed_byte_by_byte, the_cursor_covers_the_whole_of_a_wide_character,
      it_scrolls_only_to_keep_the_cursor_in_sight, a_click_puts_the_cursor_on_the_character_there)

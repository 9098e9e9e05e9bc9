/* past_test.c - going back to texts that were typed before. */
#include <stdio.h>

#include "past.h"
#include "suite.h"

static struct past past;

static void keep(const char *const *texts, size_t n)
{
	past = (struct past){ 0 };
	for (size_t i = 0; i < n; i++)
		past_keep(&past, texts[i]);
	past_start(&past);
}

#define KEEP(...) keep((const char *const[]){ __VA_ARGS__ }, sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(const char *))

START_TEST(older_ones_come_one_after_the_other_and_then_what_was_typed)
{
	KEEP("one", "two", "three");
	ck_assert_str_eq(past_look(&past, "ty", OLDER), "three");
	ck_assert_str_eq(past_look(&past, "three", OLDER), "two");
	ck_assert_str_eq(past_look(&past, "two", OLDER), "one");
	ck_assert_ptr_null(past_look(&past, "one", OLDER));
	ck_assert_str_eq(past_look(&past, "one", NEWER), "two");
	ck_assert_str_eq(past_look(&past, "two", NEWER), "three");
	ck_assert_str_eq(past_look(&past, "three", NEWER), "ty");
	ck_assert_ptr_null(past_look(&past, "ty", NEWER));
	ck_assert_str_eq(past_look(&past, "typed", OLDER), "three");
	ck_assert_str_eq(past_look(&past, "three", NEWER), "typed");
}
END_TEST

START_TEST(an_empty_text_and_the_same_in_a_row_are_not_kept)
{
	KEEP("one", "", "one", "two", "one");
	ck_assert_uint_eq(past.count, 3);
}
END_TEST

START_TEST(what_stands_there_already_is_passed_over)
{
	KEEP("one", "two");
	ck_assert_str_eq(past_look(&past, "two", OLDER), "one");
	ck_assert_str_eq(past_look(&past, "one", NEWER), "two");
	KEEP("one");
	ck_assert_ptr_null(past_look(&past, "one", OLDER));
}
END_TEST

START_TEST(where_nothing_was_typed_there_is_nothing_to_go_back_to)
{
	past = (struct past){ 0 };
	past_start(&past);
	ck_assert_ptr_null(past_look(&past, "x", OLDER));
	ck_assert_ptr_null(past_look(&past, "x", NEWER));
}
END_TEST

START_TEST(of_too_many_the_oldest_goes)
{
	char text[16];

	past = (struct past){ 0 };
	for (int i = 0; i < PAST_MOST + 3; i++) {
		snprintf(text, sizeof(text), "%d", i);
		past_keep(&past, text);
	}
	ck_assert_uint_eq(past.count, PAST_MOST);
	ck_assert_str_eq(past.text[0], "3");
	ck_assert_str_eq(past.text[PAST_MOST - 1], text);
}
END_TEST

SUITE(past, older_ones_come_one_after_the_other_and_then_what_was_typed, an_empty_text_and_the_same_in_a_row_are_not_kept,
      what_stands_there_already_is_passed_over, where_nothing_was_typed_there_is_nothing_to_go_back_to, of_too_many_the_oldest_goes)

/* json_tree_test.c - JSON of others: what is taken from it, and what it is refused for. */
#include "suite.h"

#include <stdio.h>
#include <string.h>

#include "exact.h"
#include "json_tree.h"

/* In a block of its size. */
static struct json_node *read_text(const char *text, struct err *why)
{
	char *copy = exact_copy(text, strlen(text));
	struct json_node *whole = json_tree_read(copy, strlen(text), why);

	exact_free(copy);
	return whole;
}

static bool is_number(const char *text, uint64_t *out)
{
	char array[64];
	struct err why;
	struct json_node *whole;
	bool is;

	snprintf(array, sizeof(array), "[%s]", text);
	whole = read_text(array, &why);
	ck_assert_msg(whole, "%s: %s", text, why.text);
	is = json_tree_number(json_tree_element(whole, 0), out);
	json_tree_free(whole);
	return is;
}

START_TEST(values_are_found_by_key_and_place)
{
	struct err why;
	struct json_node *whole = read_text("{\"a\": {\"b\": [1, \"t\\u00e9xt\", null, {}]}}", &why);
	const struct json_node *b = json_tree_at(json_tree_at(whole, "a"), "b");

	ck_assert_uint_eq(json_tree_count(b), 4);
	ck_assert_str_eq(json_tree_text(json_tree_element(b, 1)), "t\303\251xt");
	ck_assert(json_tree_is_null(json_tree_element(b, 2)));
	ck_assert(!json_tree_is_null(json_tree_element(b, 1)));
	json_tree_free(whole);
}
END_TEST

START_TEST(what_is_not_there_has_nothing)
{
	struct err why;
	struct json_node *whole = read_text("{\"a\": 1}", &why);
	const struct json_node *none = json_tree_at(whole, "b"), *number = json_tree_at(whole, "a");
	uint64_t n;

	ck_assert_ptr_null(none);
	ck_assert_ptr_null(json_tree_at(none, "c"));
	ck_assert_ptr_null(json_tree_at(number, "c"));
	ck_assert_ptr_null(json_tree_element(none, 0));
	ck_assert_ptr_null(json_tree_element(whole, 0));
	ck_assert_ptr_null(json_tree_text(number));
	ck_assert_ptr_null(json_tree_text(none));
	ck_assert_uint_eq(json_tree_count(none) + json_tree_count(number), 0);
	ck_assert(!json_tree_is_null(none));
	ck_assert(!json_tree_number(none, &n) && !json_tree_number(whole, &n));
	json_tree_free(whole);
	json_tree_free(NULL);
}
END_TEST

START_TEST(numbers_are_whole_and_not_below_zero)
{
	static const char *const none[] = { "-1", "0.5", "-0.5", "1e19", "9223372036854775808.0", "-1e300", "1e308", "\"7\"", "true", "[]" };
	static const struct { const char *text; uint64_t is; } some[] = {
		{ "0", 0 }, { "7", 7 }, { "-0", 0 }, { "1e3", 1000 }, { "12.0", 12 }, { "9223372036854775807", INT64_MAX }, { "1.5e1", 15 },
	};
	uint64_t n;

	for (size_t i = 0; i < ARRAY_LEN(none); i++)
		ck_assert_msg(!is_number(none[i], &n), "%s", none[i]);
	for (size_t i = 0; i < ARRAY_LEN(some); i++)
		ck_assert_msg(is_number(some[i].text, &n) && n == some[i].is, "%s", some[i].text);
}
END_TEST

START_TEST(what_is_no_json_is_told_with_its_line)
{
	static const struct { const char *text, *says; } cases[] = {
		{ "", "line 1: " }, { "\n\n{\"a\" 1}", "line 3: " }, { "{\"a\": 1", "line 1: " }, { "[1] 2", "line 1: " }, { "7", "line 1: " },
		{ "{\"a\": 1, \"a\": 2}", "duplicate" }, { "[9223372036854775808]", "too big" }, { "[1e999]", "overflow" },
		{ "[\"\\u0000\"]", "line 1: " }, { "[\"\xff\"]", "decode" }, { "[NaN]", "line 1: " },
	};
	struct err why;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		ck_assert_ptr_null(read_text(cases[i].text, &why));
		ck_assert_msg(strncmp(why.text, "line ", 5) == 0 && strstr(why.text, cases[i].says), "%s: %s", cases[i].text, why.text);
	}
}
END_TEST

/* It quotes what it does not understand. */
START_TEST(the_reason_holds_nothing_that_a_terminal_obeys)
{
	struct err why;

	ck_assert_ptr_null(read_text("[1, \033[2J\a]", &why));
	for (const char *at = why.text; *at; at++)
		ck_assert_msg((unsigned char)*at >= 0x20, "%s", why.text);
}
END_TEST

START_TEST(what_goes_too_deep_is_refused)
{
	enum { DEEP = 10000 };
	static char text[2 * DEEP + 1];
	struct err why;

	memset(text, '[', DEEP);
	memset(text + DEEP, ']', DEEP);
	ck_assert_ptr_null(json_tree_read(text, 2 * DEEP, &why));
	ck_assert_msg(strstr(why.text, "depth"), "%s", why.text);
	memset(text, ' ', DEEP - 2000);
	memset(text + DEEP + 2000, ' ', DEEP - 2000);
	struct json_node *whole = json_tree_read(text, 2 * DEEP, &why);
	ck_assert_ptr_nonnull(whole);
	json_tree_free(whole);
}
END_TEST

SUITE(json_tree, values_are_found_by_key_and_place, what_is_not_there_has_nothing, numbers_are_whole_and_not_below_zero,
      what_is_no_json_is_told_with_its_line, the_reason_holds_nothing_that_a_terminal_obeys, what_goes_too_deep_is_refused)

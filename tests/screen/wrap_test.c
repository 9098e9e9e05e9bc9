/* wrap_test.c - a text on as many lines as it takes. */
#include "wrap.h"

#include <string.h>

#include "base/exact.h"
#include "inspect_columns.h"
#include "suite.h"

/* The lines with a bar behind each. */
static void wraps(const char *text, size_t length, int width, const char *want)
{
	char *copy = exact_copy(text, length), got[4096] = "";
	const struct command_line *l;
	struct vec lines;

	vec_init(&lines, sizeof(struct command_line));
	wrap_text(&lines, "command", copy, length, width, TEXT_UNICODE);
	l = lines.data;
	for (size_t i = 0; i < lines.count; i++) {
		ck_assert((l[i].what != NULL) == (i == 0));
		strncat(got, l[i].text, l[i].length);
		strcat(got, "|");
	}
	ck_assert_str_eq(got, want);
	vec_free(&lines);
	exact_free(copy);
}

START_TEST(lines_are_broken_at_blanks_and_else_where_they_must)
{
	static const struct { const char *text; int width; const char *want; } cases[] = {
		{ "a bc def", 20, "a bc def|" },       { "a bc def", 8, "a bc def|" },     { "a bc def", 7, "a bc|def|" },
		{ "a bc def", 4, "a bc|def|" },        { "a bc def", 3, "a|bc|def|" },     { "a bc def", 2, "a|bc|de|f|" },
		{ "abcdefgh", 3, "abc|def|gh|" },      { "ab cdefgh", 3, "ab|cde|fgh|" },  { "abc", 0, "a|b|c|" },
		{ "", 5, "|" },                        { "a\nb c", 9, "a\n|b c|" },      { "a  b", 2, "a |b|" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		wraps(cases[i].text, strlen(cases[i].text), cases[i].width, cases[i].want);
}
END_TEST

START_TEST(wide_and_combining_characters_count_as_they_are_seen)
{
	wraps("\344\270\255\346\226\207x", 7, 4, "\344\270\255\346\226\207|x|");
	wraps("\344\270\255\346\226\207x", 7, 3, "\344\270\255|\346\226\207x|");
	wraps("e\314\201e\314\201e", 7, 2, "e\314\201e\314\201|e|");
	/* What is no UTF-8 takes a cell for each byte. */
	wraps("\377\376\375", 3, 2, "\377\376|\375|");
}
END_TEST

/* A thousand accents on one letter are no line that is shown: they are put on several. */
START_TEST(nothing_is_lost_whatever_the_bytes)
{
	char text[3000];
	struct vec lines;
	const struct command_line *l;
	size_t sum = 0;

	for (size_t i = 0; i + 1 < sizeof(text); i += 2)
		memcpy(text + i, "\314\201", 2);
	vec_init(&lines, sizeof(struct command_line));
	wrap_text(&lines, "command", text, sizeof(text), 80, TEXT_UNICODE);
	l = lines.data;
	for (size_t i = 0; i < lines.count; i++) {
		ck_assert_uint_le(l[i].length, 1024);
		ck_assert_ptr_eq(l[i].text, text + sum);
		sum += l[i].length;
	}
	ck_assert_uint_eq(sum, sizeof(text));
	vec_free(&lines);
}
END_TEST

SUITE(wrap, lines_are_broken_at_blanks_and_else_where_they_must, wide_and_combining_characters_count_as_they_are_seen,
      nothing_is_lost_whatever_the_bytes)

/* xml_test.c - any bytes as text of XML. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "suite.h"
#include "vec.h"
#include "xml.h"

static const char *written(const char *bytes, size_t length, size_t characters)
{
	static char text[256];
	FILE *out = fmemopen(text, sizeof(text), "w");

	if (characters)
		xml_text_short(out, bytes, length, characters);
	else
		xml_text(out, bytes, length);
	fputc('\0', out);
	fclose(out);
	return text;
}

START_TEST(what_would_end_a_text_is_escaped)
{
	ck_assert_str_eq(written("a<b>&\"c\"'", 9, 0), "a&lt;b&gt;&amp;&quot;c&quot;&#39;");
}
END_TEST

START_TEST(what_is_not_shown_is_replaced)
{
	static const struct { const char *bytes, *want; } cases[] = {
		{ "\x1b[31m\t\n", "\xef\xbf\xbd[31m\xef\xbf\xbd\xef\xbf\xbd" },      /* control bytes, of which XML has three */
		{ "\xff\xc3", "\xef\xbf\xbd\xef\xbf\xbd" },                           /* no UTF-8 */
		{ "\xef\xbf\xbf\xef\xbf\xbe", "\xef\xbf\xbd\xef\xbf\xbd" },           /* UTF-8, but no characters of XML */
		{ "\xe2\x80\xae" "x", "\xef\xbf\xbd" "x" },                           /* would turn the line round */
		{ "\xc3\xa9\xf0\x9f\x90\x8f", "\xc3\xa9\xf0\x9f\x90\x8f" },           /* a letter, a ram */
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		ck_assert_str_eq(written(cases[i].bytes, strlen(cases[i].bytes), 0), cases[i].want);
	ck_assert_str_eq(written("a\0b", 3, 0), "a\xef\xbf\xbd" "b");
}
END_TEST

START_TEST(a_long_text_is_cut_between_characters)
{
	ck_assert_str_eq(written("abc", 3, 3), "abc");
	ck_assert_str_eq(written("\xc3\xa9<d", 4, 2), "\xc3\xa9&lt;\xe2\x80\xa6");
}
END_TEST

SUITE(xml, what_would_end_a_text_is_escaped, what_is_not_shown_is_replaced, a_long_text_is_cut_between_characters)

/* ini_text_test.c - settings as text: what is read of them, and what stays when one is changed. */
#include "suite.h"

#include <stdio.h>
#include <string.h>

#include "ini_text.h"

#define MARK "\xef\xbb\xbf"

static char seen[2048];

static bool take(void *with, const struct ini_value *v, struct err *e)
{
	size_t used = strlen(seen);

	(void)with;
	snprintf(seen + used, sizeof(seen) - used, "%s.%s%s%s;", v->section, v->name, v->goes_on ? "+" : "=", v->text);
	return strcmp(v->text, "bad") != 0 || err_set(e, "'bad' is no value");
}

static struct ini_fault read_text(const char *text)
{
	struct ini_fault f;

	seen[0] = '\0';
	ini_read(text, strlen(text), take, NULL, &f);
	return f;
}

static struct vec text;

static void start(const char *is)
{
	vec_init(&text, 1);
	ini_add_text(&text, is);
}

static void text_is(const char *want)
{
	ck_assert_msg(text.count == strlen(want) && (text.count == 0 || memcmp(text.data, want, text.count) == 0), "is:\n%.*s\nwanted:\n%s",
	              (int)text.count, (char *)text.data, want);
}

START_TEST(values_are_read_with_their_sections)
{
	ck_assert_uint_eq(read_text("a = 1\n# note\n[one]\nb=2\n  c : 3\nd : 4 ; said\n[screen I/O & faults]\ne =\n").line, 0);
	ck_assert_str_eq(seen, ".a=1;one.b=2;one.b+c : 3;one.d=4;screen I/O & faults.e=;");
}
END_TEST

START_TEST(a_value_goes_on_in_lines_that_begin_with_blanks)
{
	ck_assert_uint_eq(read_text("[s]\ncolumns = pid,\n    rss,\n\tcommand\nx = 1").line, 0);
	ck_assert_str_eq(seen, "s.columns=pid,;s.columns+rss,;s.columns+command;s.x=1;");
}
END_TEST

START_TEST(a_value_that_is_given_again_does_not_go_on)
{
	ck_assert_uint_eq(read_text("[s]\na = 1\n  2\na = 3\n[s]\n  a = 4\n\n  5\n").line, 0);
	ck_assert_str_eq(seen, "s.a=1;s.a+2;s.a=3;s.a=4;s.a+5;");
}
END_TEST

START_TEST(line_ends_may_be_those_of_another_system)
{
	ck_assert_uint_eq(read_text("[s]\r\ncolumns = pid,\r\n  rss\r\n\r\nx = 1\r\n").line, 0);
	ck_assert_str_eq(seen, "s.columns=pid,;s.columns+rss;s.x=1;");
	start("[s]\r\na = 1\r\nb = 2\r\n");
	ini_set(&text, "s", "a", "3", NULL);
	text_is("[s]\r\na = 3\nb = 2\r\n");
	vec_free(&text);
}
END_TEST

START_TEST(a_byte_order_mark_is_no_part_of_the_first_line)
{
	static char longest[400];

	ck_assert_uint_eq(read_text(MARK "[s]\na = 1\n").line, 0);
	ck_assert_str_eq(seen, "s.a=1;");
	/* Nor of its length. */
	strcpy(longest, MARK "a = ");
	memset(longest + strlen(longest), 'x', INI_LINE - 4);
	ck_assert_uint_eq(read_text(longest).line, 0);
	start(MARK "  [s]\na = 1\n[t]\nb = 2\n");
	ini_set(&text, "s", "a", "3", NULL);
	text_is(MARK "[s]\na = 3\n[t]\nb = 2\n");
	ini_move_section(&text, "s", NULL);
	text_is(MARK "[t]\nb = 2\n\n[s]\na = 3\n");
	ini_move_section(&text, "s", "t");
	text_is(MARK "[s]\na = 3\n\n[t]\nb = 2\n\n");
	ini_rename_section(&text, "s", "u");
	text_is(MARK "[u]\na = 3\n\n[t]\nb = 2\n\n");
	ini_drop_section(&text, "u");
	ini_drop_section(&text, "t");
	text_is(MARK);
	vec_free(&text);
}
END_TEST

START_TEST(the_first_fault_is_told_and_the_rest_is_read)
{
	static char longest[400];
	struct ini_fault f = read_text("[s]\na = bad\nnonsense\nb = 2\n");

	ck_assert_uint_eq(f.line, 2);
	ck_assert_str_eq(f.e.text, "'bad' is no value");
	ck_assert_str_eq(seen, "s.a=bad;s.b=2;");
	f = read_text("[s]\nnonsense\na = bad\nb = 2\n");
	ck_assert_uint_eq(f.line, 2);
	ck_assert_str_eq(f.e.text, "neither [SECTION] nor NAME = VALUE");
	ck_assert_str_eq(seen, "s.a=bad;s.b=2;");
	memset(longest, 'x', 300);
	strcpy(longest + 300, " = 1\nb = 2\n");
	f = read_text(longest);
	ck_assert_uint_eq(f.line, 1);
	ck_assert_ptr_nonnull(strstr(f.e.text, "too long"));
	ck_assert_str_eq(seen, ".b=2;");
}
END_TEST

START_TEST(a_zero_is_a_fault)
{
	struct ini_fault f;

	seen[0] = '\0';
	ini_read("a = 1\0 2\nb = 3\n", 15, take, NULL, &f);
	ck_assert_uint_eq(f.line, 1);
	ck_assert_str_eq(seen, ".b=3;");
}
END_TEST

START_TEST(a_change_touches_nothing_else)
{
	start("# mine\n\n[options]\n# how often\ndelay = 1.0 ; a second\nstrange = kept\n\n[screen Main]\nsort = rss\n");
	ini_set(&text, "options", "delay", "2.5", "not used: it has a line");
	text_is("# mine\n\n[options]\n# how often\n; a second\ndelay = 2.5\nstrange = kept\n\n[screen Main]\nsort = rss\n");
	ini_set(&text, "options", "threads", "yes", "threads too");
	text_is("# mine\n\n[options]\n# how often\n; a second\ndelay = 2.5\nstrange = kept\n# threads too\nthreads = yes\n\n[screen Main]\nsort = rss\n");
	ini_unset(&text, "options", "delay");
	ini_unset(&text, "options", "delay");
	text_is("# mine\n\n[options]\n# how often\n; a second\nstrange = kept\n# threads too\nthreads = yes\n\n[screen Main]\nsort = rss\n");
	vec_free(&text);
}
END_TEST

START_TEST(a_section_is_made_where_there_is_none)
{
	start("");
	ini_set(&text, "options", "delay", "1", "seconds");
	ini_set(&text, "header", "lines", "memory:bar /\ncpu", NULL);
	text_is("[options]\n# seconds\ndelay = 1\n\n[header]\nlines = memory:bar /\n    cpu\n");
	ini_set(&text, "header", "lines", "cpu", NULL);
	text_is("[options]\n# seconds\ndelay = 1\n\n[header]\nlines = cpu\n");
	vec_free(&text);
	start("[s]\nno line end = 1");
	ini_set(&text, "s", "b", "2", NULL);
	text_is("[s]\nno line end = 1\nb = 2\n");
	vec_free(&text);
}
END_TEST

START_TEST(of_the_same_name_twice_the_one_that_counts_is_changed)
{
	start("[s]\na = 1\n[t]\n[s]\na = 2\n");
	ini_set(&text, "s", "a", "3", NULL);
	text_is("[s]\na = 1\n[t]\n[s]\na = 3\n");
	read_text("[s]\na = 1\n[t]\n[s]\na = 3\n");
	ck_assert_str_eq(seen, "s.a=1;s.a=3;");
	vec_free(&text);
}
END_TEST

START_TEST(sections_go_come_and_change_their_places)
{
	static const char all[] = "# ours\n\n[one]\na = 1\n\n# of two\n[two]\nb = 2\n\n[three]\nc = 3\n";

	start(all);
	ini_move_section(&text, "two", "one");
	text_is("# ours\n\n# of two\n[two]\nb = 2\n\n[one]\na = 1\n\n[three]\nc = 3\n");
	ini_move_section(&text, "two", "three");
	text_is(all);
	ini_move_section(&text, "one", NULL);
	text_is("# ours\n\n# of two\n[two]\nb = 2\n\n[three]\nc = 3\n\n[one]\na = 1\n\n");
	ini_rename_section(&text, "three", "drei");
	ini_drop_section(&text, "two");
	text_is("# ours\n\n[drei]\nc = 3\n\n[one]\na = 1\n\n");
	ini_drop_section(&text, "two");
	ini_rename_section(&text, "two", "x");
	ini_move_section(&text, "two", "one");
	text_is("# ours\n\n[drei]\nc = 3\n\n[one]\na = 1\n\n");
	vec_free(&text);
}
END_TEST

START_TEST(a_section_in_two_places_moves_as_one)
{
	start("[one]\na = 1\n[two]\nb = 2\n[one]\na = 3\n[three]\nc = 4\n");
	ini_move_section(&text, "one", NULL);
	text_is("[two]\nb = 2\n[three]\nc = 4\n\n[one]\na = 1\n[one]\na = 3\n");
	ini_move_section(&text, "one", "three");
	text_is("[two]\nb = 2\n[one]\na = 1\n[one]\na = 3\n\n[three]\nc = 4\n\n");
	vec_free(&text);
}
END_TEST

START_TEST(a_section_behind_blanks_stays_one_when_that_before_goes)
{
	start("[one]\na = 1\n[two]\n [three]\nc = 3\n");
	ini_drop_section(&text, "two");
	text_is("[one]\na = 1\n[three]\nc = 3\n");
	vec_free(&text);
	start("[one]\na = 1\n[two]\n [three]\nc = 3\n");
	ini_move_section(&text, "two", NULL);
	text_is("[one]\na = 1\n[three]\nc = 3\n\n[two]\n");
	vec_free(&text);
}
END_TEST

SUITE(ini_text, values_are_read_with_their_sections, a_value_goes_on_in_lines_that_begin_with_blanks,
      a_value_that_is_given_again_does_not_go_on, line_ends_may_be_those_of_another_system, a_byte_order_mark_is_no_part_of_the_first_line,
      the_first_fault_is_told_and_the_rest_is_read, a_zero_is_a_fault, a_change_touches_nothing_else,
      a_section_is_made_where_there_is_none, of_the_same_name_twice_the_one_that_counts_is_changed,
      sections_go_come_and_change_their_places, a_section_in_two_places_moves_as_one,
      a_section_behind_blanks_stays_one_when_that_before_goes)

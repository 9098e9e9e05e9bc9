/* schema_test.c - what every column must have, and how columns are named. */
#include "suite.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "column.h"

static const struct column *column(size_t i)
{
	return &task_schema()->columns[i];
}

START_TEST(no_two_columns_have_one_id)
{
	for (size_t i = 0; i < task_schema()->count; i++)
		ck_assert_msg(schema_find(task_schema(), column(i)->id) == column(i), "%s is there twice", column(i)->id);
}
END_TEST

/* Whatever takes an id, a shell or jq, takes it without quotes. */
START_TEST(ids_are_small_letters_digits_and_lines)
{
	for (size_t i = 0; i < task_schema()->count; i++) {
		const char *id = column(i)->id;
		ck_assert_msg(strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(id) && islower((unsigned char)id[0]), "'%s'", id);
	}
}
END_TEST

START_TEST(json_adds_no_key_that_is_an_id)
{
	ck_assert_ptr_null(schema_find(task_schema(), "depth"));
	for (size_t i = 0; i < task_schema()->count; i++)
		ck_assert_ptr_null(strstr(column(i)->id, "_at_least"));
}
END_TEST

START_TEST(every_help_is_one_sentence)
{
	for (size_t i = 0; i < task_schema()->count; i++) {
		const char *help = column(i)->help;
		ck_assert_ptr_nonnull(help);
		ck_assert_msg(strlen(help) > 5 && help[strlen(help) - 1] == '.', "%s: '%s'", column(i)->id, help);
		ck_assert_ptr_null(strchr(help, '\n'));
	}
}
END_TEST

START_TEST(every_column_has_title_getter_and_need)
{
	for (size_t i = 0; i < task_schema()->count; i++) {
		const struct column *c = column(i);
		ck_assert_msg(c->title && c->title[0] && c->get && c->needs, "%s", c->id);
		ck_assert_msg(c->width > 0 || c->unit == UNIT_TEXT, "%s: only a text takes what is left", c->id);
	}
}
END_TEST

START_TEST(every_sum_is_a_column_that_sums)
{
	size_t sums = 0;

	for (size_t i = 0; i < task_schema()->count; i++) {
		if (!column(i)->sum)
			continue;
		const struct column *sum = schema_find(task_schema(), column(i)->sum);
		ck_assert_msg(sum && sum->is_sum && !sum->sum, "%s", column(i)->id);
		sums++;
	}
	ck_assert_uint_ge(sums, 6);
}
END_TEST

START_TEST(libproc2s_columns_are_there_too)
{
	ck_assert_uint_gt(libproc_cold_count(), 30);
	ck_assert_uint_le(libproc_cold_count(), COLD_WORDS * 64);
	for (size_t i = 0; i < libproc_cold_count(); i++) {
		const struct column *c = schema_find(task_schema(), libproc_cold(i)->id);
		ck_assert_msg(c && c->needs == NEED_COLD && c->argument == (int)i, "%s", libproc_cold(i)->id);
	}
}
END_TEST

START_TEST(ids_are_found_whole)
{
	ck_assert_str_eq(schema_find(task_schema(), "rss")->title, "RSS");
	ck_assert_ptr_null(schema_find(task_schema(), "rs"));
	ck_assert_ptr_null(schema_find(task_schema(), "rsss"));
	ck_assert_ptr_null(schema_find(task_schema(), "RSS"));
	ck_assert_ptr_null(schema_find(task_schema(), ""));
}
END_TEST

START_TEST(columns_come_in_the_order_that_was_asked_for)
{
	struct vec columns;
	struct err e;

	vec_init(&columns, sizeof(const struct column *));
	ck_assert(schema_choose(task_schema(), "command,rss,pid", &columns, &e));
	ck_assert_uint_eq(columns.count, 3);
	ck_assert_str_eq(((const struct column **)columns.data)[0]->id, "command");
	ck_assert_str_eq(((const struct column **)columns.data)[2]->id, "pid");
	ck_assert(schema_choose(task_schema(), "uss", &columns, &e));
	ck_assert_uint_eq(columns.count, 1);
	vec_free(&columns);
}
END_TEST

START_TEST(a_wrong_list_is_refused_with_the_word)
{
	static const struct { const char *list, *error; } cases[] = {
		{ "pid,rsss,uss", "no column is called 'rsss': see --list columns" },
		{ "RSS",          "no column is called 'RSS': see --list columns" },
		{ "",             "no column is called '': see --list columns" },
		{ "pid,",         "no column is called '': see --list columns" },
		{ "pid,,rss",     "no column is called '': see --list columns" },
		{ "pid, rss",     "no column is called ' rss': see --list columns" },
	};
	struct vec columns;
	struct err e;

	vec_init(&columns, sizeof(const struct column *));
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		ck_assert(!schema_choose(task_schema(), cases[i].list, &columns, &e));
		ck_assert_str_eq(e.text, cases[i].error);
	}
	vec_free(&columns);
}
END_TEST

SUITE(schema, no_two_columns_have_one_id, ids_are_small_letters_digits_and_lines, json_adds_no_key_that_is_an_id,
      every_help_is_one_sentence, every_column_has_title_getter_and_need, every_sum_is_a_column_that_sums,
      libproc2s_columns_are_there_too, ids_are_found_whole, columns_come_in_the_order_that_was_asked_for,
      a_wrong_list_is_refused_with_the_word)

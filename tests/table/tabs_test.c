/* tabs_test.c - screens: those that there are at first, and how they come, go and change. */
#include "suite.h"

#include <string.h>

#include "settings.h"

static struct settings s;

static void names_are(const char *want)
{
	char text[256] = "";

	for (size_t i = 0; i < s.tabs.list.count; i++)
		strcat(strcat(text, i ? "," : ""), tabs_at(&s.tabs, i)->name);
	ck_assert_str_eq(text, want);
}

static void shows(const char *want)
{
	char text[512];

	columns_write(&s.chosen, text, sizeof(text), ",");
	ck_assert_str_eq(text, want);
}

START_TEST(everybody_has_these_at_first)
{
	settings_init(&s, task_schema());
	names_are("Main,Memory,Tree,I/O");
	shows(task_schema()->standard);
	settings_show(&s, 2);
	ck_assert(s.view.tree);
	ck_assert_str_eq(s.view.sort->id, "rss");
	settings_free(&s);
}
END_TEST

START_TEST(what_was_changed_of_one_is_there_when_it_comes_back)
{
	struct err e;

	settings_init(&s, task_schema());
	ck_assert(schema_choose(task_schema(), "pid,command", &s.chosen, &e));
	s.view.sort = schema_find(task_schema(), "pid");
	s.view.descending = true;
	settings_show(&s, 1);
	ck_assert_str_eq(s.view.sort->id, "rss");
	ck_assert(!s.view.tree);
	settings_show(&s, 0);
	shows("pid,command");
	ck_assert_str_eq(s.view.sort->id, "pid");
	ck_assert(s.view.descending);
	settings_free(&s);
}
END_TEST

START_TEST(they_come_go_and_change_places)
{
	settings_init(&s, task_schema());
	tabs_add(&s.tabs, s.schema, "Mine");
	s.tabs.current = 4;
	tabs_swap(&s.tabs, 4, 3);
	names_are("Main,Memory,Tree,Mine,I/O");
	ck_assert_uint_eq(s.tabs.current, 3);
	tabs_remove(&s.tabs, 0);
	ck_assert_uint_eq(s.tabs.current, 2);
	tabs_remove(&s.tabs, 2);
	names_are("Memory,Tree,I/O");
	ck_assert_uint_eq(s.tabs.current, 2);
	tabs_remove(&s.tabs, 2);
	ck_assert_uint_eq(s.tabs.current, 1);
	tabs_remove(&s.tabs, 0);
	tabs_remove(&s.tabs, 0);
	names_are("Tree");
	ck_assert_uint_eq(s.tabs.current, 0);
	ck_assert_uint_eq(tabs_find(&s.tabs, "Tree"), 0);
	ck_assert_uint_eq(tabs_find(&s.tabs, "Main"), 1);
	settings_free(&s);
}
END_TEST

START_TEST(a_name_must_fit_into_brackets)
{
	ck_assert(tab_name_is_good("I/O & faults"));
	ck_assert(tab_name_is_good("Größe"));
	ck_assert(!tab_name_is_good(""));
	ck_assert(!tab_name_is_good(" x"));
	ck_assert(!tab_name_is_good("x "));
	ck_assert(!tab_name_is_good("a]b"));
	ck_assert(!tab_name_is_good("a ;b"));
	ck_assert(!tab_name_is_good("a\033[31m"));
	ck_assert(!tab_name_is_good("a name that is longer than a name may be"));
}
END_TEST

SUITE(tabs, everybody_has_these_at_first, what_was_changed_of_one_is_there_when_it_comes_back, they_come_go_and_change_places,
      a_name_must_fit_into_brackets)

/* tabs_test.c - screens: those that there are at first, and how they come, go and change. */
#include "suite.h"

#include <string.h>

#include "settings.h"

static struct settings set;

static void names_are(const char *want)
{
	char text[256] = "";

	for (size_t i = 0; i < set.tabs.list.count; i++)
		strcat(strcat(text, i ? "," : ""), tabs_at(&set.tabs, i)->name);
	ck_assert_str_eq(text, want);
}

static void shows(const char *want)
{
	char text[512];

	columns_write(&set.chosen, text, sizeof(text), ",");
	ck_assert_str_eq(text, want);
}

START_TEST(everybody_has_these_at_first)
{
	settings_init(&set, task_schema());
	names_are("Main,Memory,Tree,I/O");
	shows(task_schema()->standard);
	settings_show(&set, 2);
	ck_assert(set.view.tree);
	ck_assert_str_eq(set.view.sort->id, "rss");
	settings_free(&set);
}
END_TEST

START_TEST(what_was_changed_of_one_is_there_when_it_comes_back)
{
	struct err e;

	settings_init(&set, task_schema());
	ck_assert(schema_choose(task_schema(), "pid,command", &set.chosen, &e));
	set.view.sort = schema_find(task_schema(), "pid");
	set.view.descending = true;
	settings_show(&set, 1);
	ck_assert_str_eq(set.view.sort->id, "rss");
	ck_assert(!set.view.tree);
	settings_show(&set, 0);
	shows("pid,command");
	ck_assert_str_eq(set.view.sort->id, "pid");
	ck_assert(set.view.descending);
	settings_free(&set);
}
END_TEST

START_TEST(they_come_go_and_change_places)
{
	settings_init(&set, task_schema());
	tabs_add(&set.tabs, set.schema, "Mine");
	set.tabs.current = 4;
	tabs_swap(&set.tabs, 4, 3);
	names_are("Main,Memory,Tree,Mine,I/O");
	ck_assert_uint_eq(set.tabs.current, 3);
	tabs_remove(&set.tabs, 0);
	ck_assert_uint_eq(set.tabs.current, 2);
	tabs_remove(&set.tabs, 2);
	names_are("Memory,Tree,I/O");
	ck_assert_uint_eq(set.tabs.current, 2);
	tabs_remove(&set.tabs, 2);
	ck_assert_uint_eq(set.tabs.current, 1);
	tabs_remove(&set.tabs, 0);
	tabs_remove(&set.tabs, 0);
	names_are("Tree");
	ck_assert_uint_eq(set.tabs.current, 0);
	ck_assert_uint_eq(tabs_find(&set.tabs, "Tree"), 0);
	ck_assert_uint_eq(tabs_find(&set.tabs, "Main"), 1);
	settings_free(&set);
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

/* settings_test.c - the defaults, and the columns that follow from what was chosen. */
#include "suite.h"

#include <string.h>

#include "settings.h"

static struct settings chosen;

static void shows(const char *ids)
{
	char text[512] = "";

	settings_columns(&chosen);
	for (size_t i = 0; i < chosen.columns.count; i++) {
		strcat(text, i ? "," : "");
		strcat(text, ((const struct column *const *)chosen.columns.data)[i]->id);
	}
	ck_assert_str_eq(text, ids);
}

static void choose(const char *ids)
{
	struct err e;

	ck_assert(schema_choose(task_schema(), ids, &chosen.chosen, &e));
}

START_TEST(nothing_said_shows_the_schemas_own_columns)
{
	settings_init(&chosen, task_schema());
	shows(task_schema()->standard);
	ck_assert_str_eq(chosen.view.sort->id, "rss");
	ck_assert(chosen.view.descending);
	ck_assert(!chosen.view.tree && !chosen.view.filter.threads && !chosen.view.filter.kernel && !chosen.readonly);
	ck_assert_uint_eq(chosen.delay_ns, 1000000000);
	ck_assert_uint_eq(chosen.grace_ns, UINT64_C(5000000000));
	settings_free(&chosen);
}
END_TEST

START_TEST(a_tree_adds_the_sum_beside_each_size)
{
	settings_init(&chosen, task_schema());
	choose("pid,rss,vsz,pss,mem,cpu,command");
	chosen.view.tree = true;
	shows("pid,rss,tree_rss,vsz,pss,tree_pss,mem,cpu,command");
	chosen.view.tree = false;
	shows("pid,rss,vsz,pss,mem,cpu,command");
	settings_free(&chosen);
}
END_TEST

START_TEST(a_sum_that_is_there_is_not_added_again)
{
	settings_init(&chosen, task_schema());
	choose("pid,tree_rss,rss");
	chosen.view.tree = true;
	shows("pid,tree_rss,rss");
	settings_free(&chosen);
}
END_TEST

START_TEST(columns_asked_for_stay_as_they_are)
{
	settings_init(&chosen, task_schema());
	choose("rss,pid");
	chosen.is_chosen = true;
	chosen.view.tree = true;
	shows("rss,pid");
	settings_free(&chosen);
}
END_TEST

SUITE(settings, nothing_said_shows_the_schemas_own_columns, a_tree_adds_the_sum_beside_each_size,
      a_sum_that_is_there_is_not_added_again, columns_asked_for_stay_as_they_are)

/* change_test.c - values since a mark, rows of the ended among them. */
#include "column.h"

#include <stdio.h>

#include "made.h"
#include "suite.h"
#include "view.h"

static struct sample now;
static struct since since;
static struct tree tree;

static struct value change(pid_t pid, const char *id)
{
	struct scene scene = { .sample = &now, .tree = &tree, .since = &since };

	tree_build(&tree, &now);
	for (size_t i = 0; i < scene_tasks(&scene); i++)
		if (scene_task(&scene, i)->pid == pid)
			return column_value(&scene, i, schema_find(task_schema(), id));
	ck_abort_msg("there is no %d", (int)pid);
}

static void is_change(pid_t pid, const char *id, int64_t n)
{
	struct value v = change(pid, id);

	ck_assert_int_eq(v.kind, VALUE_NUMBER);
	ck_assert(v.is_change);
	ck_assert_int_eq((int64_t)v.number, n);
}

static void begin(void)
{
	struct sample then;

	since_init(&since);
	tree_init(&tree);
	made_machine(&then);
	made(&then, (struct made){ .pid = 1, .command = "init", .rss = 10 * MB, .pss = 8 * MB });
	made(&then, (struct made){ .pid = 10, .ppid = 1, .command = "leak", .rss = 100 * MB, .cpu_ns = SECOND });
	made(&then, (struct made){ .pid = 20, .ppid = 1, .command = "burst", .rss = 6 * GB });
	since_mark(&since, &then);
	sample_free(&then);
	made_machine(&now);
	now.boot_ns = MADE_BOOT + 5 * SECOND;
	made(&now, (struct made){ .pid = 1, .command = "init", .rss = 7 * MB, .pss = 9 * MB });
	made(&now, (struct made){ .pid = 10, .ppid = 1, .command = "leak", .rss = 160 * MB, .pss = 5 * MB, .cpu_ns = 3 * SECOND, .nice = 5, .cpu = 20 });
	made(&now, (struct made){ .pid = 30, .ppid = 10, .command = "new", .rss = 4 * MB, .start_ns = MADE_BOOT + 2 * SECOND });
	since_add(&since, &now);
}

static void end(void)
{
	since_free(&since);
	tree_free(&tree);
	sample_free(&now);
}

START_TEST(bytes_counts_and_times_are_differences)
{
	begin();
	is_change(10, "rss", 60 * (int64_t)MB);
	is_change(1, "rss", -3 * (int64_t)MB);
	is_change(1, "pss", (int64_t)MB);
	is_change(10, "time", 2 * (int64_t)SECOND);
	is_change(1, "tree_rss", (7 + 160 + 4 - 10 - 100) * (int64_t)MB - 6 * (int64_t)GB);
	end();
}
END_TEST

START_TEST(names_and_shares_stay_what_they_are)
{
	begin();
	ck_assert_uint_eq(change(10, "pid").number, 10);
	ck_assert_int_eq(change(10, "cpu").kind, VALUE_REAL);
	ck_assert_int_eq((int64_t)change(10, "nice").number, 5);
	ck_assert(!change(10, "nice").is_change);
	end();
}
END_TEST

START_TEST(what_was_not_there_had_nothing_and_what_was_not_read_is_unknown)
{
	begin();
	is_change(30, "rss", 4 * (int64_t)MB);
	ck_assert_int_eq(change(10, "pss").kind, VALUE_UNKNOWN);
	end();
}
END_TEST

START_TEST(one_that_started_in_the_hundredth_of_the_mark_is_new)
{
	begin();
	made(&now, (struct made){ .pid = 40, .command = "new", .rss = 4 * MB, .start_ns = MADE_BOOT - 9 * SECOND / 1000 });
	made(&now, (struct made){ .pid = 50, .command = "hidden", .rss = 4 * MB, .start_ns = MADE_BOOT - 11 * SECOND / 1000 });
	is_change(40, "rss", 4 * (int64_t)MB);
	ck_assert_int_eq(change(50, "rss").kind, VALUE_UNKNOWN);
	end();
}
END_TEST

START_TEST(one_that_has_ended_shows_what_it_was)
{
	begin();
	ck_assert_uint_eq(change(20, "rss").number, 6 * GB);
	ck_assert(!change(20, "rss").is_change);
	ck_assert_uint_eq(change(20, "peak").number, 6 * GB);
	ck_assert(change(20, "peak").at_least);
	ck_assert_int_eq(change(20, "tree_rss").kind, VALUE_BLANK);
	ck_assert_mem_eq(change(20, "state").text.bytes, "X", 1);
	end();
}
END_TEST

/* The pids of a view of it all. */
static void shows(bool is_tree, const char *want)
{
	struct scene scene = { .sample = &now, .tree = &tree, .since = &since };
	struct view_settings settings;
	struct view view;
	char text[256] = "";

	view_init(&view);
	view_settings_init(&settings, task_schema());
	settings.tree = is_tree;
	tree_build(&tree, &now);
	view_build(&view, &scene, &settings);
	for (size_t i = 0; i < view.rows.count; i++)
		snprintf(text + strlen(text), sizeof(text) - strlen(text), "%s%.*s%d", i ? " " : "", (int)view_rows(&view)[i].depth, "....",
		         (int)scene_task(&scene, view_rows(&view)[i].task)->pid);
	ck_assert_str_eq(text, want);
	view_settings_free(&settings);
	view_free(&view);
}

START_TEST(the_ended_are_rows_and_what_changed_most_is_first)
{
	begin();
	shows(false, "20 10 30 1");
	shows(true, "1 .10 ..30 20");
	end();
}
END_TEST

SUITE(change, bytes_counts_and_times_are_differences, names_and_shares_stay_what_they_are,
      what_was_not_there_had_nothing_and_what_was_not_read_is_unknown, one_that_started_in_the_hundredth_of_the_mark_is_new, one_that_has_ended_shows_what_it_was,
      the_ended_are_rows_and_what_changed_most_is_first)

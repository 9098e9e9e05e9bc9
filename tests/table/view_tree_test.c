/* view_tree_test.c - rows in order, children below their parents. */
#include "suite.h"

#include <stdlib.h>

#include "made.h"
#include "tree_lines.h"
#include "viewed.h"

static struct viewed v;

static void start(void)
{
	made_desktop(&v.sample);
	viewed_start(&v);
	v.settings.tree = true;
}

static void end(void)
{
	viewed_end(&v);
}

static const struct row *row_of(pid_t pid)
{
	for (size_t i = 0; i < v.view.rows.count; i++)
		if (row_task(&v, i)->pid == pid)
			return &view_rows(&v.view)[i];
	ck_abort_msg("%d has no row", (int)pid);
}

static void fold(pid_t pid, enum marking how)
{
	marks_change(&v.settings.folded, mark_of(&sample_tasks(&v.sample)[made_place(&v.sample, pid)]), how);
}

START_TEST(siblings_go_by_the_sum_of_their_subtrees)
{
	start();
	shows(&v, "1 .100 ..120 .200 ..220 ..210 ..230");
	ck_assert_str_eq(view_key(&v.settings)->id, "tree_rss");
	v.settings.descending = false;
	shows(&v, "1 .200 ..230 ..210 ..220 .100 ..120");
	v.settings.tree = false;
	ck_assert_str_eq(view_key(&v.settings)->id, "rss");
	end();
}
END_TEST

START_TEST(without_a_sum_siblings_go_by_their_own_value)
{
	start();
	sort_by(&v, "pid", DOWNWARDS);
	shows(&v, "1 .200 ..230 ..220 ..210 .100 ..120");
	end();
}
END_TEST

START_TEST(the_order_is_the_same_folded_or_not)
{
	start();
	fold(100, MARK);
	shows(&v, "1 .100 .200 ..220 ..210 ..230");
	ck_assert_uint_eq(row_of(100)->hidden, 1);
	ck_assert(row_of(100)->has_children);
	fold(200, MARK);
	shows(&v, "1 .100 .200");
	ck_assert_uint_eq(row_of(200)->hidden, 3);
	fold(1, MARK);
	shows(&v, "1");
	ck_assert_uint_eq(row_of(1)->hidden, 6);
	ck_assert_uint_eq(v.view.rss.number, (12 + 5 + 2048 + 842 + 300 + 498 + 66) * MB);
	fold(100, UNMARK);
	fold(1, UNMARK);
	shows(&v, "1 .100 ..120 .200");
	end();
}
END_TEST

START_TEST(what_has_no_children_cannot_be_folded)
{
	start();
	fold(120, MARK);
	shows(&v, "1 .100 ..120 .200 ..220 ..210 ..230");
	ck_assert_uint_eq(row_of(120)->hidden, 0);
	ck_assert(!row_of(120)->has_children);
	end();
}
END_TEST

START_TEST(rows_know_their_place_among_siblings)
{
	start();
	viewed_build(&v);
	ck_assert(row_of(1)->is_last && row_of(1)->lines == 0);
	ck_assert(!row_of(100)->is_last && row_of(100)->has_children);
	ck_assert_uint_eq(row_of(120)->lines, 1 << 1);
	ck_assert(row_of(120)->is_last);
	ck_assert(row_of(200)->is_last);
	ck_assert_uint_eq(row_of(220)->lines, 0);
	ck_assert(!row_of(210)->is_last && row_of(230)->is_last);
	end();
}
END_TEST

START_TEST(threads_hang_below_their_process)
{
	start();
	v.settings.filter.threads = true;
	shows(&v, "1 .100 ..120 .200 ..220 ..210 ..230 ..205");
	end();
}
END_TEST

START_TEST(a_filter_hangs_rows_below_the_nearest_kept_ancestor)
{
	struct err e;

	start();
	ck_assert(filter_set_pids(&v.settings.filter, "1,120,210,220,230", &e));
	shows(&v, "1 .120 .220 .210 .230");
	ck_assert(!row_of(120)->is_last && row_of(230)->is_last);
	fold(1, MARK);
	shows(&v, "1");
	ck_assert_uint_eq(row_of(1)->hidden, 4);
	ck_assert(filter_set_pids(&v.settings.filter, "210,220", &e));
	shows(&v, "220 210");
	end();
}
END_TEST

START_TEST(who_has_no_parent_in_sight_is_a_root)
{
	made_machine(&v.sample);
	made(&v.sample, (struct made){ .pid = 5, .ppid = 4, .command = "orphan", .rss = MB });
	made(&v.sample, (struct made){ .pid = 6, .ppid = 6, .command = "own parent", .rss = 2 * MB });
	made(&v.sample, (struct made){ .pid = 7, .ppid = 8, .command = "a", .rss = 3 * MB, .start_ns = 9 });
	made(&v.sample, (struct made){ .pid = 8, .ppid = 7, .command = "b", .rss = 4 * MB, .start_ns = 9 });
	made(&v.sample, (struct made){ .pid = 9, .ppid = 5, .command = "older than its parent", .rss = 5 * MB, .start_ns = 1 });
	viewed_start(&v);
	v.settings.tree = true;
	shows(&v, "7 .8 9 6 5");
	end();
}
END_TEST

START_TEST(unknown_siblings_are_last_in_both_directions)
{
	made_machine(&v.sample);
	made(&v.sample, (struct made){ .pid = 1, .command = "x" });
	made(&v.sample, (struct made){ .pid = 2, .ppid = 1, .command = "x" });
	made(&v.sample, (struct made){ .pid = 3, .ppid = 1, .command = "x", .pss = 1 });
	made(&v.sample, (struct made){ .pid = 4, .ppid = 1, .command = "x", .pss = 2 });
	viewed_start(&v);
	v.settings.tree = true;
	sort_by(&v, "pss", DOWNWARDS);
	shows(&v, "1 .4 .3 .2");
	v.settings.descending = false;
	shows(&v, "1 .3 .4 .2");
	end();
}
END_TEST

/* Every second process of the chain has a later sibling. */
START_TEST(a_chain_deeper_than_64_keeps_its_order)
{
	char line[TREE_LINES_ROOM];

	made_machine(&v.sample);
	for (pid_t pid = 1; pid <= 200; pid++)
		made(&v.sample, (struct made){ .pid = pid, .ppid = pid - 1, .command = "x", .rss = MB });
	for (pid_t pid = 201; pid <= 300; pid++)
		made(&v.sample, (struct made){ .pid = pid, .ppid = (pid - 200) * 2 - 1, .command = "y" });
	viewed_start(&v);
	v.settings.tree = true;
	viewed_build(&v);
	ck_assert_uint_eq(v.view.rows.count, 300);
	for (pid_t pid = 1; pid <= 200; pid++) {
		const struct row *row = row_of(pid);
		ck_assert_uint_eq(row->depth, pid - 1);
		ck_assert(row->is_last == (pid % 2 == 1));
		for (int d = 1; d < pid - 1 && d < 64; d++)
			ck_assert_int_eq((int)(row->lines >> d & 1), d % 2);
		ck_assert_uint_lt(tree_lines(line, sizeof(line), row, TEXT_UNICODE), sizeof(line));
	}
	/* Back at the top, no line is left over. */
	ck_assert_uint_eq(row_of(201)->depth, 1);
	ck_assert_uint_eq(row_of(201)->lines, 0);
	ck_assert_uint_eq(row_of(300)->depth, 199);
	end();
}
END_TEST

/* Every row's parent is the last row above it that is one step less deep. */
START_TEST(five_thousand_rows_stand_below_their_parents)
{
	pid_t above[64] = { 0 };

	srand(2);
	made_machine(&v.sample);
	for (pid_t pid = 1; pid <= 5000; pid++)
		made(&v.sample, (struct made){ .pid = pid, .ppid = pid > 20 ? 1 + rand() % (pid - 1) : 0, .command = "x",
		                               .rss = (uint64_t)(rand() % 900) * MB });
	viewed_start(&v);
	v.settings.tree = true;
	viewed_build(&v);
	ck_assert_uint_eq(v.view.rows.count, 5000);
	for (size_t i = 0; i < 5000; i++) {
		const struct row *row = &view_rows(&v.view)[i];
		ck_assert_uint_lt(row->depth, ARRAY_LEN(above));
		above[row->depth] = row_task(&v, i)->pid;
		ck_assert_int_eq(row->depth ? above[row->depth - 1] : 0, row_task(&v, i)->ppid);
	}
	end();
}
END_TEST

START_TEST(sums_are_wanted_by_the_tree_a_column_or_the_sort_key)
{
	struct vec columns;
	struct err e;

	start();
	vec_init(&columns, sizeof(const struct column *));
	ck_assert(schema_choose(task_schema(), "pid,rss", &columns, &e));
	ck_assert(view_wants_tree(&v.settings, &columns));
	v.settings.tree = false;
	ck_assert(!view_wants_tree(&v.settings, &columns));
	sort_by(&v, "tree_pss", DOWNWARDS);
	ck_assert(view_wants_tree(&v.settings, &columns));
	sort_by(&v, "pss", DOWNWARDS);
	ck_assert(schema_choose(task_schema(), "pid,tree_uss", &columns, &e));
	ck_assert(view_wants_tree(&v.settings, &columns));
	vec_free(&columns);
	end();
}
END_TEST

SUITE(view_tree, siblings_go_by_the_sum_of_their_subtrees, without_a_sum_siblings_go_by_their_own_value,
      the_order_is_the_same_folded_or_not, what_has_no_children_cannot_be_folded, rows_know_their_place_among_siblings,
      threads_hang_below_their_process, a_filter_hangs_rows_below_the_nearest_kept_ancestor,
      who_has_no_parent_in_sight_is_a_root, unknown_siblings_are_last_in_both_directions,
      a_chain_deeper_than_64_keeps_its_order, five_thousand_rows_stand_below_their_parents,
      sums_are_wanted_by_the_tree_a_column_or_the_sort_key)

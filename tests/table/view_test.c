/* view_test.c - rows in order, without the tree. */
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>

#include "made.h"
#include "viewed.h"

static struct viewed v;

START_TEST(rows_are_sorted_by_rss_at_first)
{
	made_desktop(&v.sample);
	viewed_start(&v);
	shows(&v, "120 200 220 210 230 1 100");
	viewed_end(&v);
}
END_TEST

START_TEST(every_unit_sorts_both_ways)
{
	static const struct { const char *column, *up; } cases[] = {
		{ "pid",     "10 20 30" },   /* an id */
		{ "threads", "20 30 10" },   /* a count */
		{ "nice",    "30 20 10" },   /* signed */
		{ "rss",     "10 30 20" },   /* bytes */
		{ "cpu",     "30 10 20" },   /* percent */
		{ "time",    "20 10 30" },   /* a span */
		{ "start",   "30 20 10" },   /* an instant */
		{ "user",    "20 10 30" },   /* text */
	};

	made_machine(&v.sample);
	made(&v.sample, (struct made){ .pid = 10, .command = "x", .threads = 10, .nice = 5, .rss = 1, .cpu = 1.5, .cpu_ns = 2,
	                               .start_ns = 3, .user = "b" });
	made(&v.sample, (struct made){ .pid = 20, .command = "x", .threads = 2, .nice = 0, .rss = GB, .cpu = 99, .cpu_ns = 1,
	                               .start_ns = 2, .user = "a" });
	made(&v.sample, (struct made){ .pid = 30, .command = "x", .threads = 9, .nice = -5, .rss = MB, .cpu = 0, .cpu_ns = 3,
	                               .start_ns = 1, .user = "ba" });
	viewed_start(&v);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		int a, b, c;
		char down[32];
		sscanf(cases[i].up, "%d %d %d", &a, &b, &c);
		snprintf(down, sizeof(down), "%d %d %d", c, b, a);
		sort_by(&v, cases[i].column, UPWARDS);
		shows(&v, cases[i].up);
		sort_by(&v, cases[i].column, DOWNWARDS);
		shows(&v, down);
	}
	viewed_end(&v);
}
END_TEST

START_TEST(unknown_is_last_in_both_directions)
{
	made_machine(&v.sample);
	made(&v.sample, (struct made){ .pid = 1, .command = "x" });
	made(&v.sample, (struct made){ .pid = 2, .command = "x", .pss = 5 });
	made(&v.sample, (struct made){ .pid = 3, .command = "x" });
	made(&v.sample, (struct made){ .pid = 4, .command = "x", .pss = 3 });
	viewed_start(&v);
	sort_by(&v, "pss", UPWARDS);
	shows(&v, "4 2 1 3");
	sort_by(&v, "pss", DOWNWARDS);
	shows(&v, "2 4 1 3");
	viewed_end(&v);
}
END_TEST

START_TEST(blank_is_last_in_both_directions)
{
	made_desktop(&v.sample);
	viewed_start(&v);
	v.settings.filter.threads = true;
	ck_assert(filter_set_text(&v.settings.filter, "firefox", &(struct err){ "" }));
	sort_by(&v, "rss", UPWARDS);
	shows(&v, "200 205");
	sort_by(&v, "rss", DOWNWARDS);
	shows(&v, "200 205");
	viewed_end(&v);
}
END_TEST

START_TEST(equals_stay_in_the_order_of_their_pids)
{
	made_machine(&v.sample);
	for (pid_t pid = 1; pid <= 9; pid++)
		made(&v.sample, (struct made){ .pid = pid, .command = "x", .rss = pid % 3 * MB });
	viewed_start(&v);
	sort_by(&v, "rss", DOWNWARDS);
	shows(&v, "2 5 8 1 4 7 3 6 9");
	sort_by(&v, "rss", UPWARDS);
	shows(&v, "3 6 9 1 4 7 2 5 8");
	viewed_end(&v);
}
END_TEST

START_TEST(five_thousand_rows_are_in_order)
{
	const struct task *t;

	srand(1);
	made_machine(&v.sample);
	for (pid_t pid = 1; pid <= 5000; pid++)
		made(&v.sample, (struct made){ .pid = pid, .command = "x", .rss = (uint64_t)(rand() % 900) * MB });
	viewed_start(&v);
	viewed_build(&v);
	t = sample_tasks(&v.sample);
	ck_assert_uint_eq(v.view.rows.count, 5000);
	for (size_t i = 1; i < 5000; i++) {
		const struct task *a = &t[view_rows(&v.view)[i - 1].task], *b = &t[view_rows(&v.view)[i].task];
		ck_assert(a->rss > b->rss || (a->rss == b->rss && a->pid < b->pid));
	}
	viewed_end(&v);
}
END_TEST

START_TEST(no_tasks_are_no_rows)
{
	made_machine(&v.sample);
	viewed_start(&v);
	shows(&v, "");
	v.settings.tree = true;
	shows(&v, "");
	ck_assert_uint_eq(v.view.rss.number, 0);
	ck_assert_uint_eq(view_search(&v.view, &v.scene, "x", 0, FORWARD), 0);
	viewed_end(&v);
}
END_TEST

START_TEST(the_sum_is_of_the_processes_that_are_shown)
{
	made_desktop(&v.sample);
	viewed_start(&v);
	v.settings.filter.threads = true;
	ck_assert(filter_set_text(&v.settings.filter, "web", &(struct err){ "" }));
	viewed_build(&v);
	ck_assert_uint_eq(v.view.rss.number, 798 * MB);
	viewed_end(&v);
}
END_TEST

START_TEST(a_process_is_found_in_its_row)
{
	made_desktop(&v.sample);
	viewed_start(&v);
	viewed_build(&v);
	ck_assert_uint_eq(view_find(&v.view, &v.scene, (struct mark){ 220, 220 * SECOND }), 2);
	ck_assert_uint_eq(view_find(&v.view, &v.scene, (struct mark){ 220, 221 * SECOND }), v.view.rows.count);
	ck_assert_uint_eq(view_find(&v.view, &v.scene, (struct mark){ 2, 2 * SECOND }), v.view.rows.count);
	viewed_end(&v);
}
END_TEST

START_TEST(a_search_goes_round_once_in_both_ways)
{
	static const struct { const char *text; size_t from; enum direction way; size_t found; } cases[] = {
		{ "web",     0, FORWARD,  2 },   /* the rows: 120 200 220 210 230 1 100 */
		{ "web",     2, FORWARD,  2 },
		{ "web",     3, FORWARD,  3 },
		{ "web",     4, FORWARD,  2 },
		{ "web",     6, BACKWARD, 3 },
		{ "web",     2, BACKWARD, 2 },
		{ "web",     1, BACKWARD, 3 },
		{ "BASH",    0, BACKWARD, 6 },
		{ "nothing", 3, FORWARD,  7 },
		{ "nothing", 3, BACKWARD, 7 },
	};

	made_desktop(&v.sample);
	viewed_start(&v);
	viewed_build(&v);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		ck_assert_msg(view_search(&v.view, &v.scene, cases[i].text, cases[i].from, cases[i].way) == cases[i].found,
		              "'%s' from %zu", cases[i].text, cases[i].from);
	viewed_end(&v);
}
END_TEST

/* What the demand is for columns, sort key and filter. */
static void demands(const char *columns, unsigned all, unsigned shown)
{
	struct demand d;
	struct vec chosen;
	struct err e;

	vec_init(&chosen, sizeof(const struct column *));
	demand_init(&d);
	ck_assert(schema_choose(task_schema(), columns, &chosen, &e));
	view_demand(&v.settings, &chosen, &d);
	ck_assert_uint_eq(d.all, all);
	ck_assert_uint_eq(d.shown, shown);
	ck_assert(d.threads == v.settings.filter.threads);
	demand_free(&d);
	vec_free(&chosen);
}

START_TEST(only_what_is_looked_at_is_demanded)
{
	made_machine(&v.sample);
	viewed_start(&v);
	demands("pid,rss", NEED_STAT, NEED_STAT);
	demands("pid,pss,shr", NEED_STAT, NEED_STAT | NEED_ROLLUP | NEED_STATM);
	demands("pid,tree_pss", NEED_STAT | NEED_ROLLUP, NEED_STAT | NEED_ROLLUP);
	demands("exe", NEED_STAT, NEED_COLD);
	sort_by(&v, "uss", DOWNWARDS);
	v.settings.filter.threads = true;
	ck_assert(filter_set_text(&v.settings.filter, "x", &(struct err){ "" }));
	demands("pid", NEED_STAT | NEED_ROLLUP | NEED_COMMAND, NEED_STAT);
	viewed_end(&v);
}
END_TEST

START_TEST(libproc2s_columns_are_demanded_by_their_bits)
{
	struct demand d;
	struct vec none;
	size_t last = libproc_cold_count() - 1;

	made_machine(&v.sample);
	viewed_start(&v);
	vec_init(&none, sizeof(const struct column *));
	demand_init(&d);
	d.cold[0] = 1;
	sort_by(&v, libproc_cold(last)->id, UPWARDS);
	view_demand(&v.settings, &none, &d);
	ck_assert_uint_eq(d.all, NEED_STAT | NEED_COLD);
	for (size_t i = 0; i < COLD_WORDS; i++)
		ck_assert_uint_eq(d.cold[i], i == last / 64 ? UINT64_C(1) << last % 64 : 0);
	demand_free(&d);
	viewed_end(&v);
}
END_TEST

SUITE(view, rows_are_sorted_by_rss_at_first, every_unit_sorts_both_ways, unknown_is_last_in_both_directions,
      blank_is_last_in_both_directions, equals_stay_in_the_order_of_their_pids, five_thousand_rows_are_in_order,
      no_tasks_are_no_rows, the_sum_is_of_the_processes_that_are_shown, a_process_is_found_in_its_row,
      a_search_goes_round_once_in_both_ways, only_what_is_looked_at_is_demanded, libproc2s_columns_are_demanded_by_their_bits)

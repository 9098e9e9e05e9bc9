/* tally_test.c - the figures of a run, how one came by them, and what comes of those of several. */
#include "suite.h"

#include <string.h>

#include "ran.h"
#include "tally.h"

static size_t place(const char *title)
{
	for (size_t i = 0; i < RUN_FIGURES; i++)
		if (strcmp(run_figures[i].title, title) == 0)
			return i;
	ck_abort_msg("no figure is called %s", title);
}

static struct measured get(const struct child *c, const char *title)
{
	return run_figures[place(title)].get(c);
}

START_TEST(every_figure_is_declared_as_a_whole)
{
	for (size_t i = 0; i < RUN_FIGURES; i++) {
		ck_assert(run_figures[i].title && run_figures[i].key && run_figures[i].get);
		ck_assert_uint_lt(strlen(run_figures[i].title), 15);
		ck_assert(!run_figures[i].is_memory || run_figures[i].unit == UNIT_BYTES);
		ck_assert_uint_eq(place(run_figures[i].title), i);
	}
	for (enum way w = 0; w < WAYS; w++)
		ck_assert_int_eq(way_of(way_words[w]), w);
	ck_assert_int_eq(way_of("guessed"), WAY_UNTOLD);
}
END_TEST

START_TEST(a_figure_says_how_one_came_by_it)
{
	struct child c = ran(1, 800 * RAN_MIB);

	for (size_t i = 0; i < RUN_FIGURES; i++)
		ck_assert(run_figures[i].get(&c).is_known);
	ck_assert_uint_eq(get(&c, "user").n, 2000000000);
	ck_assert_uint_eq(get(&c, "system").n, 250000000);
	ck_assert_int_eq(get(&c, "tree peak").way, WAY_EXACT);
	ck_assert_uint_eq(get(&c, "tree peak").n, 800 * RAN_MIB);
	ck_assert_int_eq(get(&c, "without cache").way, WAY_SAMPLED);
	ck_assert_int_eq(get(&c, "largest").way, WAY_EXACT);
	ck_assert_int_eq(get(&c, "processes").way, WAY_EXACT);
	c.has_peak = c.has_all = false;
	c.largest.bound = ENDED_AT_MOST;
	ck_assert_int_eq(get(&c, "tree peak").way, WAY_SAMPLED);
	ck_assert_uint_eq(get(&c, "tree peak").n, 400 * RAN_MIB);
	ck_assert_int_eq(get(&c, "largest").way, WAY_AT_MOST);
	ck_assert_int_eq(get(&c, "processes").way, WAY_AT_LEAST);
	c.is_charged = false;
	ck_assert_int_eq(get(&c, "tree peak").way, WAY_PSS);
	c.course.taken = c.shares.taken = WAY_ENOUGH - 1;
	ck_assert_int_eq(get(&c, "tree peak").way, WAY_FEW);
	ck_assert_int_eq(get(&c, "without cache").way, WAY_FEW);
	ck_assert_int_eq(get(&c, "sum of PSS").way, WAY_FEW);
	child_free(&c);
}
END_TEST

START_TEST(what_nobody_saw_is_unknown)
{
	struct child c;

	child_init(&c);
	ck_assert(!get(&c, "tree peak").is_known);
	ck_assert(!get(&c, "without cache").is_known);
	ck_assert(!get(&c, "sum of PSS").is_known);
	ck_assert(!get(&c, "largest").is_known);
	ck_assert(!get(&c, "swap").is_known);
	ck_assert(get(&c, "time").is_known);
	child_free(&c);
}
END_TEST

START_TEST(of_several_runs_the_median_counts_and_the_worst_way)
{
	static const uint64_t peaks[] = { 100, 900, 110, 120, 90 };
	struct tally t;
	struct tallied sum;

	tally_init(&t);
	ck_assert(!tally_figure(&t, 0).is_known);
	for (size_t i = 0; i < ARRAY_LEN(peaks); i++) {
		struct child c = ran(i, peaks[i] * RAN_MIB);
		c.has_all = i != 2;
		/* Of those of which it is known. */
		c.shares.taken = i == 1 ? 0 : 30;
		tally_add(&t, &c);
		child_free(&c);
	}
	ck_assert_uint_eq(t.runs, 5);
	sum = tally_figure(&t, place("tree peak"));
	ck_assert(sum.is_known && sum.way == WAY_EXACT);
	ck_assert_uint_eq(sum.spread.median, 110 * RAN_MIB);
	ck_assert_uint_eq(sum.spread.lowest, 90 * RAN_MIB);
	ck_assert_uint_eq(sum.spread.highest, 900 * RAN_MIB);
	ck_assert_uint_eq(sum.spread.within, 10 * RAN_MIB);
	ck_assert_int_eq(tally_figure(&t, place("processes")).way, WAY_AT_LEAST);
	ck_assert_uint_eq(tally_figure(&t, place("sum of PSS")).spread.highest, 15 * RAN_MIB);
	tally_free(&t);
}
END_TEST

SUITE(tally, every_figure_is_declared_as_a_whole, a_figure_says_how_one_came_by_it, what_nobody_saw_is_unknown,
      of_several_runs_the_median_counts_and_the_worst_way)

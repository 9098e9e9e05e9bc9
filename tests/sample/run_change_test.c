/* run_change_test.c - what is more than it was, and when that is too much. */
#include "suite.h"

#include "ran.h"
#include "run_change.h"

/* An earlier run with these figures. */
static struct earlier was(const struct child *c)
{
	struct earlier e = { .file = "old.json", .is_same = true };

	for (size_t i = 0; i < RUN_FIGURES; i++)
		e.figures[i] = run_figures[i].get(c);
	return e;
}

/* The one of memory as the kernel charges it. */
static size_t peak_of(void)
{
	size_t i = 0;

	while (!run_figures[i].is_memory)
		i++;
	return i;
}

static struct run_changes changes(uint64_t before, uint64_t now, double threshold)
{
	static struct earlier earlier;
	struct child a = ran(1000000000, before), b = ran(3000000000, now);
	struct run_changes c;

	earlier = was(&a);
	run_changes_of_one(&c, &earlier, &b, threshold);
	child_free(&a);
	child_free(&b);
	return c;
}

START_TEST(memory_that_rose_by_more_than_the_threshold_is_over)
{
	static const struct { uint64_t before, now; double threshold; bool is_over; } cases[] = {
		{ 100 * RAN_MIB, 105 * RAN_MIB, 5, false }, { 100 * RAN_MIB, 106 * RAN_MIB, 5, true },
		{ 100 * RAN_MIB, 106 * RAN_MIB, 10, false }, { 100 * RAN_MIB, 50 * RAN_MIB, 0, false },
		{ 100 * RAN_MIB, 101 * RAN_MIB, 0, true }, { 100 * RAN_MIB, 101 * RAN_MIB - 1, 0, false },
		/* Of what is small each page is a percent. */
		{ RAN_MIB / 4, RAN_MIB, 5, false }, { 0, RAN_MIB, 5, true }, { 0, 0, 0, false },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct run_changes c = changes(cases[i].before, cases[i].now, cases[i].threshold);
		ck_assert_msg(c.is_over == cases[i].is_over, "case %zu", i);
		ck_assert(c.all[peak_of()].is_over == c.is_over);
		ck_assert_int_eq(c.all[peak_of()].more, (int64_t)(cases[i].now - cases[i].before));
	}
}
END_TEST

/* Time goes three times up in each of these. */
START_TEST(only_memory_that_the_kernel_counted_both_times_counts)
{
	struct run_changes c = changes(100 * RAN_MIB, 100 * RAN_MIB, 0);

	ck_assert(c.counts && !c.is_over);
	c = changes(100 * RAN_MIB, 900 * RAN_MIB, 5);
	for (size_t i = 0; i < RUN_FIGURES; i++) {
		ck_assert(c.all[i].is_known);
		ck_assert(!c.all[i].counts || run_figures[i].is_memory);
		ck_assert(!c.all[i].counts || (c.all[i].now.way == WAY_EXACT && c.all[i].before.way == WAY_EXACT));
		ck_assert(c.all[i].is_over == c.all[i].counts);
	}
}
END_TEST

START_TEST(what_is_unknown_or_got_in_another_way_is_never_over)
{
	struct child a = ran(1, 10 * RAN_MIB), b = ran(1, 900 * RAN_MIB);
	struct earlier earlier = was(&a);
	struct run_changes c;

	earlier.figures[peak_of()].way = WAY_PSS;
	b.largest.bound = ENDED_AT_MOST;
	run_changes_of_one(&c, &earlier, &b, 5);
	ck_assert(!c.counts && !c.is_over && c.all[peak_of()].is_known);
	b.largest.bound = ENDED_EXACT;
	earlier = was(&a);
	for (size_t i = 0; i < RUN_FIGURES; i++)
		earlier.figures[i].is_known = false;
	run_changes_of_one(&c, &earlier, &b, 5);
	ck_assert(!c.counts && !c.is_over && !c.all[peak_of()].is_known);
	child_free(&a);
	child_free(&b);
}
END_TEST

/* Where nobody may ask the kernel for more, it still says this much. */
START_TEST(what_is_at_most_so_much_both_times_counts)
{
	struct child a = ran(1, 10 * RAN_MIB), b = ran(1, 90 * RAN_MIB);
	struct earlier earlier;
	struct run_changes c;

	a.has_peak = b.has_peak = false;
	a.largest.bound = b.largest.bound = ENDED_AT_MOST;
	earlier = was(&a);
	run_changes_of_one(&c, &earlier, &b, 5);
	ck_assert(c.counts && c.is_over && !c.all[peak_of()].counts);
	child_free(&a);
	child_free(&b);
}
END_TEST

START_TEST(of_several_the_medians_are_compared)
{
	struct child a = ran(1, 100 * RAN_MIB);
	struct earlier earlier = was(&a);
	struct run_changes c;
	struct tally t;

	tally_init(&t);
	for (uint64_t i = 0; i < 3; i++) {
		struct child b = ran(1, i ? 101 * RAN_MIB : 900 * RAN_MIB);
		tally_add(&t, &b);
		child_free(&b);
	}
	run_changes_of_many(&c, &earlier, &t, 5);
	ck_assert_uint_eq(c.runs, 3);
	ck_assert_int_eq(c.all[peak_of()].more, RAN_MIB);
	ck_assert(c.counts && !c.is_over);
	tally_free(&t);
	child_free(&a);
}
END_TEST

SUITE(run_change, memory_that_rose_by_more_than_the_threshold_is_over, only_memory_that_the_kernel_counted_both_times_counts,
      what_is_at_most_so_much_both_times_counts, what_is_unknown_or_got_in_another_way_is_never_over, of_several_the_medians_are_compared)

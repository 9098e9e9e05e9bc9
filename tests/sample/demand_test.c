/* demand_test.c - what is wanted is copied whole, and every difference shows. */
#include "source.h"
#include "suite.h"

static void show(struct demand *d, pid_t pid)
{
	*(pid_t *)vec_push(&d->shown_pids) = pid;
}

START_TEST(stat_is_always_wanted)
{
	struct demand d;

	demand_init(&d);
	ck_assert_uint_eq(d.all, NEED_STAT);
	ck_assert_uint_eq(d.shown, 0);
	ck_assert_uint_eq(d.shown_pids.count, 0);
	demand_free(&d);
}
END_TEST

START_TEST(a_copy_is_equal_and_stands_alone)
{
	struct demand a, b;

	demand_init(&a);
	demand_init(&b);
	ck_assert(demand_equal(&a, &b));
	for (pid_t pid = 1; pid <= 5; pid++)
		show(&b, 100);
	a.all |= NEED_OWNER;
	a.shown = NEED_ROLLUP;
	a.cold[COLD_WORDS - 1] = 4;
	a.threads = a.events = a.fresh = true;
	show(&a, 7);
	show(&a, 8);
	demand_copy(&b, &a);
	ck_assert(demand_equal(&a, &b));
	ck_assert_ptr_ne(a.shown_pids.data, b.shown_pids.data);
	*(pid_t *)a.shown_pids.data = 6;
	ck_assert(!demand_equal(&a, &b));
	demand_free(&a);
	ck_assert_int_eq(*(pid_t *)b.shown_pids.data, 7);
	demand_free(&b);
}
END_TEST

START_TEST(every_difference_shows)
{
	struct demand a, b;

	demand_init(&a);
	demand_init(&b);
	for (int difference = 0; difference < 7; difference++) {
		demand_copy(&b, &a);
		b.all ^= difference == 0 ? NEED_STATM : 0u;
		b.shown ^= difference == 1 ? NEED_ROLLUP : 0u;
		b.cold[1] ^= difference == 2 ? 8 : 0;
		b.threads ^= difference == 3;
		b.events ^= difference == 4;
		b.fresh ^= difference == 5;
		if (difference == 6)
			show(&b, 1);
		ck_assert_msg(!demand_equal(&a, &b) && !demand_equal(&b, &a), "difference %d", difference);
	}
	demand_free(&a);
	demand_free(&b);
}
END_TEST

SUITE(demand, stat_is_always_wanted, a_copy_is_equal_and_stands_alone, every_difference_shows)

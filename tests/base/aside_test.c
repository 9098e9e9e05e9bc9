/* aside_test.c - work on a thread of its own: it is done, it is given up when it hangs, it comes late. */
#include "aside.h"

#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "suite.h"

#define LONG UINT64_C(30000000000)
#define SHORT UINT64_C(20000000)

/* A number to double; where there is a pipe, its reader first waits for a byte from it. */
struct sum {
	struct aside_item item;
	int gate, number, twice;
};

static atomic_int dropped;

static void work(void *item)
{
	struct sum *s = item;
	char byte;

	if (s->gate && read(s->gate, &byte, 1) != 1)
		abort();
	s->twice = 2 * s->number;
}

static void drop(void *item)
{
	(void)item;
	atomic_fetch_add(&dropped, 1);
}

static const struct sum *done_at(const struct vec *done, size_t i)
{
	return &((const struct sum *)done->data)[i];
}

/* Waits for what comes late. */
static void take_some(struct aside *a, struct vec *done)
{
	do {
		aside_take(a, done);
		sched_yield();
	} while (done->count == 0);
}

START_TEST(all_items_are_done_in_order)
{
	struct sum items[100] = { 0 }, stuck;
	struct aside *a = aside_open("aside", sizeof(struct sum), work, NULL);
	struct vec done;

	for (int i = 0; i < 100; i++)
		items[i].number = i;
	vec_init(&done, sizeof(struct sum));
	aside_give(a, items, 100);
	ck_assert_int_eq(aside_wait(a, LONG, &stuck), ASIDE_DONE);
	aside_take(a, &done);
	ck_assert_uint_eq(done.count, 100);
	for (size_t i = 0; i < 100; i++)
		ck_assert_int_eq(done_at(&done, i)->twice, 2 * (int)i);
	aside_take(a, &done);
	ck_assert_uint_eq(done.count, 0);
	ck_assert_int_eq(aside_wait(a, LONG, &stuck), ASIDE_DONE);
	aside_close(a, drop);
	ck_assert_int_eq(dropped, 0);
	vec_free(&done);
}
END_TEST

START_TEST(an_item_that_hangs_does_not_stop_the_others_and_comes_late)
{
	int gate[2];
	ck_assert_int_eq(pipe(gate), 0);
	struct sum items[3] = { { .number = 1 }, { .number = 2, .gate = gate[0] }, { .number = 3 } }, stuck = { 0 };
	struct aside *a = aside_open("aside", sizeof(struct sum), work, NULL);
	struct vec done;

	vec_init(&done, sizeof(struct sum));
	aside_give(a, items, 3);
	ck_assert_int_eq(aside_wait(a, SHORT, &stuck), ASIDE_STUCK);
	ck_assert_int_eq(stuck.number, 2);
	ck_assert_int_eq(aside_wait(a, LONG, &stuck), ASIDE_DONE);
	aside_take(a, &done);
	ck_assert_uint_eq(done.count, 2);
	ck_assert_int_eq(done_at(&done, 1)->twice, 6);
	ck_assert_int_eq(write(gate[1], "x", 1), 1);
	take_some(a, &done);
	ck_assert_int_eq(done_at(&done, 0)->twice, 4);
	aside_close(a, drop);
	vec_free(&done);
	close(gate[0]);
	close(gate[1]);
}
END_TEST

START_TEST(too_many_that_hang_are_not_joined_by_more)
{
	int gate[2];
	ck_assert_int_eq(pipe(gate), 0);
	struct sum items[ASIDE_LOST + 1], stuck = { 0 };
	struct aside *a = aside_open("aside", sizeof(struct sum), work, NULL);
	struct vec done;

	vec_init(&done, sizeof(struct sum));
	for (int i = 0; i <= ASIDE_LOST; i++)
		items[i] = (struct sum){ .number = i, .gate = gate[0] };
	aside_give(a, items, ASIDE_LOST + 1);
	for (int i = 0; i < ASIDE_LOST; i++)
		ck_assert_int_eq(aside_wait(a, SHORT, &stuck), ASIDE_STUCK);
	ck_assert_int_eq(stuck.number, ASIDE_LOST - 1);
	ck_assert_int_eq(aside_wait(a, SHORT, &stuck), ASIDE_FULL);
	ck_assert_int_eq(aside_check(a, SHORT, &stuck), ASIDE_FULL);
	/* One comes back: then there is room for another thread. */
	ck_assert_int_eq(write(gate[1], "x", 1), 1);
	take_some(a, &done);
	aside_give(a, &(struct sum){ .number = 50 }, 1);
	ck_assert_int_eq(aside_wait(a, LONG, &stuck), ASIDE_DONE);
	aside_take(a, &done);
	ck_assert_uint_eq(done.count, 1);
	ck_assert_int_eq(done_at(&done, 0)->twice, 100);
	ck_assert_int_eq(write(gate[1], "xxx", ASIDE_LOST - 1), ASIDE_LOST - 1);
	for (size_t late = 0; late < ASIDE_LOST - 1; late += done.count)
		take_some(a, &done);
	aside_close(a, drop);
	vec_free(&done);
	close(gate[0]);
	close(gate[1]);
}
END_TEST

START_TEST(new_work_takes_the_place_of_what_was_not_begun)
{
	int gate[2];
	ck_assert_int_eq(pipe(gate), 0);
	struct sum items[2] = { { .number = 1, .gate = gate[0] }, { .number = 2 } }, stuck;
	struct aside *a = aside_open("aside", sizeof(struct sum), work, NULL);
	struct vec done;

	vec_init(&done, sizeof(struct sum));
	aside_give(a, items, 2);
	while (aside_check(a, 0, &stuck) != ASIDE_STUCK)
		sched_yield();
	aside_give(a, &(struct sum){ .number = 3 }, 1);
	ck_assert_int_eq(aside_wait(a, LONG, &stuck), ASIDE_DONE);
	aside_take(a, &done);
	/* The other may have been begun by the thread that came after. */
	ck_assert_int_eq(done_at(&done, done.count - 1)->number, 3);
	ck_assert_int_eq(write(gate[1], "x", 1), 1);
	take_some(a, &done);
	ck_assert_int_eq(done_at(&done, 0)->number, 1);
	aside_close(a, drop);
	vec_free(&done);
	close(gate[0]);
	close(gate[1]);
}
END_TEST

START_TEST(what_is_not_taken_is_dropped_at_the_end)
{
	struct sum items[3] = { 0 }, stuck;
	struct aside *a = aside_open("aside", sizeof(struct sum), work, NULL);

	aside_give(a, items, 3);
	ck_assert_int_eq(aside_wait(a, LONG, &stuck), ASIDE_DONE);
	aside_close(a, drop);
	ck_assert_int_eq(dropped, 3);
}
END_TEST

START_TEST(a_closed_one_does_not_wait_for_what_hangs)
{
	int gate[2];
	ck_assert_int_eq(pipe(gate), 0);
	struct sum items[1] = { { .number = 1, .gate = gate[0] } }, stuck;
	struct aside *a = aside_open("aside", sizeof(struct sum), work, NULL);

	aside_give(a, items, 1);
	ck_assert_int_eq(aside_wait(a, SHORT, &stuck), ASIDE_STUCK);
	aside_close(a, drop);
	ck_assert_int_eq(dropped, 0);
	/* The thread that comes back later drops what it has done, and frees all. */
	ck_assert_int_eq(write(gate[1], "x", 1), 1);
	while (dropped == 0)
		sched_yield();
	close(gate[0]);
	close(gate[1]);
}
END_TEST

START_TEST(what_is_expected_to_take_long_may)
{
	int gate[2];
	ck_assert_int_eq(pipe(gate), 0);
	struct sum dear = { .item.cost_ns = LONG, .number = 1, .gate = gate[0] }, stuck;
	struct aside *a = aside_open("aside", sizeof(struct sum), work, NULL);

	aside_give(a, &dear, 1);
	for (int i = 0; i < 1000; i++) {
		ck_assert_int_eq(aside_check(a, 0, &stuck), ASIDE_DONE);
		sched_yield();
	}
	ck_assert_int_eq(write(gate[1], "x", 1), 1);
	ck_assert_int_eq(aside_wait(a, LONG, &stuck), ASIDE_DONE);
	aside_close(a, drop);
	ck_assert_int_eq(dropped, 1);
	close(gate[0]);
	close(gate[1]);
}
END_TEST

START_TEST(without_credit_nothing_is_begun)
{
	struct budget spent = { .share = 1e-9, .credit_ns = -1e9 };
	struct sum stuck;
	struct aside *a = aside_open("aside", sizeof(struct sum), work, &spent);
	struct vec done;

	vec_init(&done, sizeof(struct sum));
	aside_give(a, &(struct sum){ .number = 1 }, 1);
	ck_assert_int_eq(aside_check(a, 0, &stuck), ASIDE_DONE);
	aside_close(a, drop);
	ck_assert_int_eq(dropped, 0);
	vec_free(&done);
}
END_TEST

START_TEST(who_is_told_finds_what_has_come_to_its_end)
{
	struct sum item = { .number = 21 };
	struct aside *a = aside_open("aside", sizeof(struct sum), work, NULL);
	int told = eventfd(0, EFD_CLOEXEC);
	struct vec done;
	uint64_t count;

	vec_init(&done, sizeof(struct sum));
	aside_tell(a, told);
	aside_give(a, &item, 1);
	ck_assert_int_eq(read(told, &count, sizeof(count)), sizeof(count));
	aside_take(a, &done);
	ck_assert_uint_eq(done.count, 1);
	ck_assert_int_eq(done_at(&done, 0)->twice, 42);
	aside_close(a, drop);
	close(told);
	vec_free(&done);
}
END_TEST

SUITE(aside, who_is_told_finds_what_has_come_to_its_end, all_items_are_done_in_order, an_item_that_hangs_does_not_stop_the_others_and_comes_late,
      too_many_that_hang_are_not_joined_by_more, new_work_takes_the_place_of_what_was_not_begun,
      what_is_not_taken_is_dropped_at_the_end, a_closed_one_does_not_wait_for_what_hangs, without_credit_nothing_is_begun,
      what_is_expected_to_take_long_may)

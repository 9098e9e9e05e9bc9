/* marks_test.c - a set of processes that no other process slips into. */
#include "suite.h"

#include <stdlib.h>

#include "marks.h"

START_TEST(a_mark_is_held_until_it_is_taken_away)
{
	struct marks m;
	struct mark mark = { 7, 100 };

	marks_init(&m);
	ck_assert(!marks_hold(&m, mark));
	marks_change(&m, mark, MARK);
	marks_change(&m, mark, MARK);
	ck_assert(marks_hold(&m, mark));
	ck_assert_uint_eq(m.set.count, 1);
	marks_change(&m, mark, UNMARK);
	marks_change(&m, mark, UNMARK);
	ck_assert(!marks_hold(&m, mark));
	ck_assert_uint_eq(m.set.count, 0);
	marks_free(&m);
}
END_TEST

START_TEST(toggling_twice_changes_nothing)
{
	struct marks m;

	marks_init(&m);
	marks_change(&m, (struct mark){ 7, 100 }, TOGGLE);
	ck_assert(marks_hold(&m, (struct mark){ 7, 100 }));
	marks_change(&m, (struct mark){ 7, 100 }, TOGGLE);
	ck_assert(!marks_hold(&m, (struct mark){ 7, 100 }));
	marks_free(&m);
}
END_TEST

START_TEST(a_recycled_pid_is_another_process)
{
	struct marks m;
	struct task heir = { .pid = 7, .start_ns = 101 };

	marks_init(&m);
	marks_change(&m, (struct mark){ 7, 100 }, MARK);
	ck_assert(!marks_hold(&m, mark_of(&heir)));
	ck_assert(!mark_is((struct mark){ 7, 100 }, &heir));
	marks_change(&m, mark_of(&heir), MARK);
	marks_change(&m, (struct mark){ 7, 100 }, UNMARK);
	ck_assert(marks_hold(&m, mark_of(&heir)));
	marks_free(&m);
}
END_TEST

/* Against the plainest set there is. */
START_TEST(many_changes_are_all_kept)
{
	struct marks m;
	bool plain[50][3] = { { false } };
	size_t count = 0;

	srand(1);
	marks_init(&m);
	for (int i = 0; i < 3000; i++) {
		int pid = rand() % 50, start = rand() % 3, how = rand() % 3;
		marks_change(&m, (struct mark){ pid, (uint64_t)start }, (enum marking)how);
		plain[pid][start] = how == MARK || (how == TOGGLE && !plain[pid][start]);
	}
	for (int pid = 0; pid < 50; pid++)
		for (int start = 0; start < 3; start++) {
			ck_assert(marks_hold(&m, (struct mark){ pid, (uint64_t)start }) == plain[pid][start]);
			count += plain[pid][start];
		}
	ck_assert_uint_eq(m.set.count, count);
	marks_clear(&m);
	ck_assert_uint_eq(m.set.count, 0);
	marks_free(&m);
}
END_TEST

SUITE(marks, a_mark_is_held_until_it_is_taken_away, toggling_twice_changes_nothing, a_recycled_pid_is_another_process,
      many_changes_are_all_kept)

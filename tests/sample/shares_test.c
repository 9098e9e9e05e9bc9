/* shares_test.c - what each name held over time: those that held the most are told apart, and nothing is lost. */
#include <stdio.h>
#include <string.h>

#include "shares.h"
#include "suite.h"

static uint64_t held(const struct shares *s, size_t point, const char *name)
{
	const struct shares_point *p = &((const struct shares_point *)s->thinned.points.data)[point];

	for (size_t i = 0; i < s->count; i++)
		if (strcmp(s->names[i].comm, name) == 0)
			return p->of[i];
	return 0;
}

START_TEST(all_of_one_name_are_added_up)
{
	struct shares s;

	shares_init(&s);
	shares_begin(&s);
	shares_add(&s, "cc1", 3, 100);
	shares_add(&s, "as", 2, 10);
	shares_add(&s, "cc1", 3, 50);
	shares_end(&s, 7);
	shares_begin(&s);
	shares_add(&s, "as", 2, 30);
	shares_end(&s, 9);
	ck_assert_uint_eq(held(&s, 0, "cc1"), 150);
	ck_assert_uint_eq(held(&s, 0, "as"), 10);
	ck_assert_uint_eq(held(&s, 1, "cc1"), 0);
	ck_assert_uint_eq(held(&s, 1, "as"), 30);
	ck_assert_uint_eq(s.highest.pss, 160);
	ck_assert_uint_eq(s.highest.at_ns, 7);
	shares_free(&s);
}
END_TEST

/* Forty names one after the other, each larger than the one before: the last are told apart, of the first the sum stays. */
START_TEST(a_larger_name_takes_the_place_of_a_smaller_one_and_nothing_is_lost)
{
	struct shares s;
	size_t order[SHARES_NAMES];
	char name[8];

	shares_init(&s);
	for (uint64_t i = 1; i <= 40; i++) {
		shares_begin(&s);
		shares_add(&s, name, (size_t)snprintf(name, sizeof(name), "n%u", (unsigned)i), 100 * i);
		shares_add(&s, "small", 5, 1);
		shares_end(&s, i);
	}
	ck_assert_uint_eq(shares_order(&s, order), SHARES_NAMES);
	ck_assert_str_eq(s.names[order[0]].comm, "n40");
	ck_assert_str_eq(s.names[order[SHARES_NAMES - 1]].comm, "n25");
	for (size_t k = 0; k < 40; k++) {
		const struct shares_point *p = &((struct shares_point *)s.thinned.points.data)[k];
		uint64_t sum = p->others;
		for (size_t i = 0; i < SHARES_NAMES; i++)
			sum += p->of[i];
		ck_assert_uint_eq(p->pss, 100 * (k + 1) + 1);
		ck_assert_uint_eq(sum, p->pss);
	}
	ck_assert_uint_eq(held(&s, 39, "n40"), 4000);
	ck_assert_uint_eq(held(&s, 0, "n1"), 0);
	shares_free(&s);
}
END_TEST

/* In the second look the small ones are large, and take the places of those that never held as much: n9 to n12 are left without. */
START_TEST(more_names_at_once_than_places_leave_the_smaller_to_the_others)
{
	struct shares s;
	const struct shares_point *p;
	char name[8];

	shares_init(&s);
	for (unsigned round = 1; round <= 2; round++) {
		shares_begin(&s);
		for (unsigned i = 1; i <= 20; i++)
			shares_add(&s, name, (size_t)snprintf(name, sizeof(name), "n%u", i), round == 1 ? i : 21 - i);
		shares_end(&s, round);
	}
	p = s.thinned.points.data;
	for (size_t k = 0; k < 2; k++) {
		uint64_t sum = p[k].others;
		for (size_t i = 0; i < SHARES_NAMES; i++)
			sum += p[k].of[i];
		ck_assert_uint_eq(p[k].pss, 210);
		ck_assert_uint_eq(sum, 210);
	}
	ck_assert_uint_eq(p[1].others, 12 + 11 + 10 + 9);
	ck_assert_uint_eq(held(&s, 1, "n1"), 20);
	shares_free(&s);
}
END_TEST

START_TEST(many_looks_take_no_more_room_than_some)
{
	struct shares s;
	const void *points;

	shares_init(&s);
	points = s.thinned.points.data;
	for (uint64_t i = 0; i < 10000; i++) {
		shares_begin(&s);
		shares_add(&s, "sh", 2, i == 7777 ? 500 : i % 9);
		shares_end(&s, i);
	}
	ck_assert_ptr_eq(s.thinned.points.data, points);
	ck_assert_uint_le(s.thinned.points.count, THINNED_POINTS);
	ck_assert_uint_eq(s.highest.at_ns, 7777);
	ck_assert_uint_eq(s.names[0].peak, 500);
	shares_free(&s);
}
END_TEST

SUITE(shares, all_of_one_name_are_added_up, a_larger_name_takes_the_place_of_a_smaller_one_and_nothing_is_lost,
      more_names_at_once_than_places_leave_the_smaller_to_the_others, many_looks_take_no_more_room_than_some)

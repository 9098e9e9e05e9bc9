/* course_test.c - points that are thinned, peaks that are not; names of those that have ended. */
#include "suite.h"

#include <string.h>

#include "course.h"
#include "ended.h"

START_TEST(few_points_are_all_kept)
{
	struct course c;

	course_init(&c);
	for (uint64_t i = 0; i < THINNED_POINTS; i++)
		course_take(&c, &(struct course_point){ .at_ns = i, .charge = i % 7 });
	ck_assert_uint_eq(c.thinned.points.count, THINNED_POINTS);
	for (uint64_t i = 0; i < THINNED_POINTS; i++)
		ck_assert_uint_eq(((struct course_point *)c.thinned.points.data)[i].at_ns, i);
	course_free(&c);
}
END_TEST

START_TEST(of_many_each_part_of_the_time_keeps_its_highest)
{
	struct course c;
	uint64_t before = 0, highest = 0;

	course_init(&c);
	for (uint64_t i = 0; i < 1000000; i++)
		course_take(&c, &(struct course_point){ .at_ns = i, .charge = i == 123457 ? 99 : i % 50, .needed = i == 7 ? 98 : 1, .is_charged = true });
	ck_assert_uint_le(c.thinned.points.count, THINNED_POINTS);
	ck_assert_uint_ge(c.thinned.points.count, THINNED_POINTS / 2);
	ck_assert_uint_eq(c.taken, 1000000);
	ck_assert_uint_eq(c.highest.at_ns, 123457);
	ck_assert_uint_eq(c.last.at_ns, 999999);
	ck_assert_uint_eq(c.needed, 98);
	for (size_t i = 0; i < c.thinned.points.count; i++) {
		const struct course_point *p = &((struct course_point *)c.thinned.points.data)[i];
		ck_assert(i == 0 || p->at_ns > before);
		ck_assert(i + 1 == c.thinned.points.count || p->charge >= 49);
		before = p->at_ns;
		highest = p->charge > highest ? p->charge : highest;
	}
	ck_assert_uint_eq(highest, 99);
	course_free(&c);
}
END_TEST

START_TEST(those_of_one_name_are_counted_together)
{
	struct ended *e;
	struct vec list;

	vec_init(&list, sizeof(struct ended));
	ended_add(&list, "cc1plus", 7, 400, ENDED_EXACT);
	ended_add(&list, "as", 2, 38, ENDED_AT_MOST);
	ended_add(&list, "as", 2, 30, ENDED_EXACT);
	ended_add(&list, "cc1plus", 7, 412, ENDED_AT_MOST);
	ended_add(&list, "as", 2, 38, ENDED_EXACT);
	ended_add(&list, "a name of more than fifteen", 27, 500, ENDED_EXACT);
	ended_sort(&list);
	e = list.data;
	ck_assert_uint_eq(list.count, 3);
	ck_assert_str_eq(e[0].comm, "a name of more ");
	ck_assert_str_eq(e[1].comm, "cc1plus");
	ck_assert_uint_eq(e[1].count, 2);
	ck_assert_uint_eq(e[1].peak, 412);
	ck_assert(e[1].bound == ENDED_AT_MOST);
	ck_assert_uint_eq(e[2].count, 3);
	ck_assert_uint_eq(e[2].peak, 38);
	ck_assert(e[2].bound == ENDED_EXACT);
	vec_free(&list);
}
END_TEST

SUITE(course, few_points_are_all_kept, of_many_each_part_of_the_time_keeps_its_highest, those_of_one_name_are_counted_together)

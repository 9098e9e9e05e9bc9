/* ended_test.c - those that have ended, when their names are too many to keep. */
#include <stdio.h>
#include <string.h>

#include "ended.h"
#include "suite.h"

static struct vec list;

static void enter(void)
{
	vec_init(&list, sizeof(struct ended));
}

static void add(const char *comm, uint64_t peak)
{
	ended_add(&list, comm, strlen(comm), peak, ENDED_EXACT);
}

static const struct ended *at(size_t i)
{
	return &((const struct ended *)list.data)[i];
}

static uint64_t count_all(void)
{
	uint64_t n = 0;

	for (size_t i = 0; i < list.count; i++)
		n += at(i)->count;
	return n;
}

START_TEST(of_too_many_names_the_largest_stay_and_none_is_lost_from_the_count)
{
	char name[ENDED_COMM];

	enter();
	for (uint64_t i = 0; i < 100000; i++) {
		snprintf(name, sizeof(name), "n%u", (unsigned)(i * 7919 % 100000));
		add(name, 1 + i * 7919 % 100000);
	}
	ck_assert_uint_eq(list.count, ENDED_NAMES);
	ck_assert_uint_eq(count_all(), 100000);
	ended_sort(&list);
	for (size_t i = 0; i + 1 < ENDED_NAMES; i++) {
		ck_assert_uint_eq(at(i)->peak, 100000 - i);
		ck_assert(!at(i)->is_others);
	}
	ck_assert(at(ENDED_NAMES - 1)->is_others);
	ck_assert_uint_eq(at(ENDED_NAMES - 1)->peak, 100000 - (ENDED_NAMES - 1));
	ck_assert_uint_eq(at(ENDED_NAMES - 1)->count, 100000 - (ENDED_NAMES - 1));
	vec_free(&list);
}
END_TEST

/* Some of its name may be among the others. */
START_TEST(who_comes_back_is_counted_from_then_on_and_that_is_said)
{
	char name[ENDED_COMM];

	enter();
	add("small", 1);
	add("large", 1000000);
	for (unsigned i = 0; i < 2 * ENDED_NAMES; i++) {
		snprintf(name, sizeof(name), "n%u", i);
		add(name, 10 + i);
	}
	add("large", 5);
	add("small", 2000000);
	ended_sort(&list);
	ck_assert_str_eq(at(0)->comm, "small");
	ck_assert_uint_eq(at(0)->count, 1);
	ck_assert(at(0)->is_at_least);
	ck_assert_str_eq(at(1)->comm, "large");
	ck_assert_uint_eq(at(1)->count, 2);
	ck_assert(!at(1)->is_at_least);
	ck_assert_uint_eq(count_all(), 2 * ENDED_NAMES + 4);
	vec_free(&list);
}
END_TEST

START_TEST(a_program_that_is_called_others_is_not_the_others)
{
	enter();
	for (unsigned i = 0; i < 2 * ENDED_NAMES; i++) {
		char name[ENDED_COMM];
		snprintf(name, sizeof(name), "n%u", i);
		add(name, 10 + i);
	}
	add("others", 1000000);
	ended_sort(&list);
	ck_assert_str_eq(at(0)->comm, "others");
	ck_assert(!at(0)->is_others);
	ck_assert_uint_eq(at(0)->count, 1);
	vec_free(&list);
}
END_TEST

SUITE(ended, of_too_many_names_the_largest_stay_and_none_is_lost_from_the_count, who_comes_back_is_counted_from_then_on_and_that_is_said,
      a_program_that_is_called_others_is_not_the_others)

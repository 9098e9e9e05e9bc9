/* budget_test.c - what may be used of a CPU, over time. */
#include "budget.h"

#include "suite.h"

#define SECOND UINT64_C(1000000000)
#define MS UINT64_C(1000000)

START_TEST(what_was_saved_up_may_be_used_at_once)
{
	struct budget b = budget_start(0.01, 100 * SECOND);

	for (int i = 0; i < 50; i++) {
		ck_assert_uint_eq(budget_opens_ns(&b, 100 * SECOND, MS), 100 * SECOND);
		budget_spend(&b, 1 * MS);
	}
	ck_assert_uint_gt(budget_opens_ns(&b, 100 * SECOND, MS), 100 * SECOND);
}
END_TEST

START_TEST(one_dear_use_is_paid_for_before_the_next)
{
	struct budget b = budget_start(0.01, 0);

	budget_spend(&b, 90 * MS);
	ck_assert_uint_ge(budget_opens_ns(&b, SECOND, 90 * MS), 18 * SECOND);
	ck_assert_uint_le(budget_opens_ns(&b, SECOND, 90 * MS), 18 * SECOND + 10);
	ck_assert_uint_eq(budget_opens_ns(&b, 19 * SECOND, 90 * MS), 19 * SECOND);
}
END_TEST

START_TEST(cheap_uses_do_not_wait_for_a_dear_one_to_be_paid)
{
	struct budget b = budget_start(0.01, 0);

	budget_spend(&b, 900 * MS);
	for (int i = 0; i < 50; i++)
		budget_spend(&b, 1 * MS);
	/* Half of the share remains for them. */
	ck_assert_uint_eq(budget_opens_ns(&b, 1 * SECOND, MS), 1 * SECOND);
	for (int i = 0; i < 5; i++)
		budget_spend(&b, 1 * MS);
	ck_assert_uint_gt(budget_opens_ns(&b, 1 * SECOND, MS), 1 * SECOND);
	ck_assert_uint_eq(budget_opens_ns(&b, 2 * SECOND, MS), 2 * SECOND);
}
END_TEST

START_TEST(no_more_is_saved_up_than_a_few_seconds_give)
{
	struct budget b = budget_start(0.01, 0);
	uint64_t opens;

	ck_assert_uint_eq(budget_opens_ns(&b, 3600 * SECOND, MS), 3600 * SECOND);
	for (int i = 0; i < 60; i++)
		budget_spend(&b, 1 * MS);
	opens = budget_opens_ns(&b, 3600 * SECOND, MS);
	ck_assert_uint_ge(opens, 3601 * SECOND);
	ck_assert_uint_eq(budget_opens_ns(&b, opens, MS), opens);
}
END_TEST

/* Cheap uses and dear ones, each as soon as it may be. */
START_TEST(the_share_holds_over_time)
{
	struct budget b = budget_start(0.01, 0);
	uint64_t now = 0, used = 0;

	while (now < 600 * SECOND) {
		uint64_t cheap = budget_opens_ns(&b, now, MS), dear = budget_opens_ns(&b, now, 80 * MS);
		uint64_t cost = dear <= now ? 80 * MS : MS;
		if (cheap > now && dear > now) {
			now = cheap < dear ? cheap : dear;
			continue;
		}
		budget_spend(&b, cost);
		used += cost;
		now += cost;
	}
	ck_assert_uint_ge(used, 6 * SECOND - 100 * MS);
	ck_assert_uint_le(used, 6 * SECOND + 150 * MS);
}
END_TEST

SUITE(budget, what_was_saved_up_may_be_used_at_once, one_dear_use_is_paid_for_before_the_next,
      cheap_uses_do_not_wait_for_a_dear_one_to_be_paid,
      no_more_is_saved_up_than_a_few_seconds_give, the_share_holds_over_time)

/* budget_test.c - what may be used of a CPU, over time. */
#include "budget.h"

#include "suite.h"

#define SECOND UINT64_C(1000000000)
#define MS UINT64_C(1000000)

START_TEST(what_was_saved_up_may_be_used_at_once)
{
	struct budget b = budget_start(0.01, 100 * SECOND);

	ck_assert_uint_eq(budget_opens_ns(&b, 100 * SECOND), 100 * SECOND);
	budget_spend(&b, 49 * MS);
	ck_assert_uint_eq(budget_opens_ns(&b, 100 * SECOND), 100 * SECOND);
	budget_spend(&b, 1 * MS);
	ck_assert_uint_gt(budget_opens_ns(&b, 100 * SECOND), 100 * SECOND);
}
END_TEST

START_TEST(one_dear_use_is_paid_for_before_the_next)
{
	struct budget b = budget_start(0.01, 0);

	budget_spend(&b, 50 * MS);
	budget_spend(&b, 90 * MS);
	ck_assert_uint_ge(budget_opens_ns(&b, SECOND), 9 * SECOND);
	ck_assert_uint_le(budget_opens_ns(&b, SECOND), 9 * SECOND + 10);
	ck_assert_uint_eq(budget_opens_ns(&b, 10 * SECOND), 10 * SECOND);
}
END_TEST

START_TEST(no_more_is_saved_up_than_a_few_seconds_give)
{
	struct budget b = budget_start(0.01, 0);
	uint64_t opens;

	ck_assert_uint_eq(budget_opens_ns(&b, 3600 * SECOND), 3600 * SECOND);
	budget_spend(&b, 60 * MS);
	opens = budget_opens_ns(&b, 3600 * SECOND);
	ck_assert_uint_ge(opens, 3601 * SECOND);
	ck_assert_uint_le(opens, 3601 * SECOND + 10);
}
END_TEST

/* Uses of every size, each as soon as it may be. */
START_TEST(the_share_holds_over_time)
{
	struct budget b = budget_start(0.01, 0);
	uint64_t now = 0, used = 0, cost = 30000;

	while (now < 600 * SECOND) {
		uint64_t opens = budget_opens_ns(&b, now);
		if (opens > now) {
			now = opens;
			continue;
		}
		budget_spend(&b, cost);
		used += cost;
		now += cost;
		cost = cost * 7 % (100 * MS) + 30000;
	}
	ck_assert_uint_ge(used, 6 * SECOND);
	ck_assert_uint_le(used, 6 * SECOND + 150 * MS);
}
END_TEST

SUITE(budget, what_was_saved_up_may_be_used_at_once, one_dear_use_is_paid_for_before_the_next,
      no_more_is_saved_up_than_a_few_seconds_give, the_share_holds_over_time)

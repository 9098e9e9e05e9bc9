/* group_columns_test.c - what the columns of groups say of sums some of whose members are unknown. */
#include "column.h"

#include "made.h"
#include "suite.h"

START_TEST(a_growth_of_some_members_is_no_least_one_for_the_others_may_shrink)
{
	const struct column *growth = schema_find(group_schema(), "growth");
	bool keep[2] = { true, true };
	struct scene scene = { 0 };
	struct groups groups;
	struct sample s;
	struct task *t;
	struct value v;

	made_machine(&s);
	groups_init(&groups);
	made(&s, (struct made){ .pid = 10, .command = "a", .rss = MB });
	made(&s, (struct made){ .pid = 20, .command = "b", .rss = MB });
	t = s.tasks.data;
	task_rare(t, &s.arena)->growth = (struct growth){ .slopes = { [SPAN_MIDDLE] = { -3 * (int64_t)MB, true, false } } };
	t->have |= NEED_GROWTH;
	groups_build(&groups, &s, GROUP_USER, keep);
	scene.rows = groups.list.data;
	v = growth->get(&scene, 0, growth);
	ck_assert_int_eq((int64_t)v.number, -3 * (int64_t)MB);
	ck_assert(v.is_about);
	ck_assert(!v.at_least);
	groups_free(&groups);
	sample_free(&s);
}
END_TEST

SUITE(group_columns, a_growth_of_some_members_is_no_least_one_for_the_others_may_shrink)

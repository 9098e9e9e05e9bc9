/* tree_test.c - sums over subtrees, and parents that cannot be. */
#include "tree.h"

#include "sample/made_sample.h"
#include "suite.h"

static struct sample sample;
static struct tree tree;

static struct task *process(pid_t pid, pid_t ppid, uint64_t start_ns)
{
	struct task *t = made_process(&sample, pid, ppid, start_ns);

	t->rss = (uint64_t)pid * 1000;
	t->cpu = (float)pid;
	return t;
}

static void begin(void)
{
	sample_init(&sample);
	tree_init(&tree);
}

static void end(void)
{
	sample_free(&sample);
	tree_free(&tree);
}

static const struct branch *branch(pid_t pid)
{
	return &tree_branches(&tree)[sample_find(&sample, pid) - sample_tasks(&sample)];
}

static pid_t pid_at(uint32_t i)
{
	return i == TREE_NONE ? 0 : sample_tasks(&sample)[i].pid;
}

/* Every task is in the order once, and behind its parent. */
static void is_in_order(void)
{
	const uint32_t *order = tree.order.data;
	bool seen[64] = { false };

	ck_assert_uint_eq(tree.order.count, sample.tasks.count);
	ck_assert_uint_eq(tree.branches.count, sample.tasks.count);
	for (size_t i = 0; i < tree.order.count; i++) {
		uint32_t parent = tree_branches(&tree)[order[i]].parent;
		ck_assert(!seen[order[i]]);
		ck_assert(parent == TREE_NONE || seen[parent]);
		seen[order[i]] = true;
	}
}

START_TEST(a_subtree_holds_what_its_members_hold)
{
	begin();
	process(1, 0, 1);
	process(2, 1, 2);
	process(3, 2, 3);
	process(4, 1, 3);
	process(5, 0, 1);
	tree_build(&tree, &sample);
	is_in_order();
	ck_assert_uint_eq(branch(1)->sums.rss, 10000);
	ck_assert_uint_eq(branch(1)->sums.members, 4);
	ck_assert_double_eq(branch(1)->sums.cpu, 10);
	ck_assert_uint_eq(branch(2)->sums.rss, 5000);
	ck_assert_uint_eq(branch(2)->sums.members, 2);
	ck_assert_uint_eq(branch(3)->sums.rss, 3000);
	ck_assert_uint_eq(branch(5)->sums.rss, 5000);
	ck_assert_uint_eq(branch(5)->sums.members, 1);
	end();
}
END_TEST

START_TEST(children_follow_each_other_as_in_the_sample)
{
	begin();
	process(1, 0, 1);
	process(2, 1, 2);
	process(3, 1, 2);
	process(4, 3, 3);
	tree_build(&tree, &sample);
	ck_assert_int_eq(pid_at(branch(1)->parent), 0);
	ck_assert_int_eq(pid_at(branch(1)->first_child), 2);
	ck_assert_int_eq(pid_at(branch(2)->next_sibling), 3);
	ck_assert_int_eq(pid_at(branch(3)->next_sibling), 0);
	ck_assert_int_eq(pid_at(branch(3)->first_child), 4);
	ck_assert_int_eq(pid_at(branch(4)->parent), 3);
	end();
}
END_TEST

START_TEST(a_child_may_be_listed_before_its_parent)
{
	begin();
	process(3, 40, 9);
	process(40, 0, 1);
	tree_build(&tree, &sample);
	is_in_order();
	ck_assert_int_eq(pid_at(branch(3)->parent), 40);
	ck_assert_uint_eq(branch(40)->sums.rss, 43000);
	end();
}
END_TEST

START_TEST(threads_hang_on_their_process_and_add_nothing)
{
	begin();
	process(1, 0, 1);
	made_thread(&sample, 7)->rss = 500;
	((struct task *)sample.tasks.data)[1].cpu = 50;
	tree_build(&tree, &sample);
	is_in_order();
	ck_assert_int_eq(pid_at(branch(1)->first_child), 7);
	ck_assert_uint_eq(branch(1)->sums.rss, 1000);
	ck_assert_uint_eq(branch(1)->sums.members, 1);
	ck_assert_double_eq(branch(1)->sums.cpu, 1);
	ck_assert_uint_eq(tree_branches(&tree)[1].sums.members, 0);
	end();
}
END_TEST

START_TEST(nobody_is_his_own_ancestor)
{
	for (uint64_t later = 0; later < 2; later++) {
		begin();
		process(1, 1, 5);
		process(2, 3, 5);
		process(3, 2, 5 + later);
		process(4, 6, 5 + later);
		process(5, 4, 5);
		process(6, 5, 5);
		tree_build(&tree, &sample);
		is_in_order();
		ck_assert_int_eq(pid_at(branch(1)->parent), 0);
		end();
	}
}
END_TEST

START_TEST(a_parent_that_is_younger_is_no_parent)
{
	begin();
	process(2, 0, 100);
	process(3, 2, 50);
	process(4, 2, 100);
	tree_build(&tree, &sample);
	ck_assert_int_eq(pid_at(branch(3)->parent), 0);
	ck_assert_int_eq(pid_at(branch(4)->parent), 2);
	ck_assert_uint_eq(branch(2)->sums.members, 2);
	end();
}
END_TEST

START_TEST(a_parent_that_is_not_there_makes_a_root)
{
	begin();
	process(2, 99, 1);
	tree_build(&tree, &sample);
	ck_assert_int_eq(pid_at(branch(2)->parent), 0);
	is_in_order();
	end();
}
END_TEST

START_TEST(members_that_could_not_be_read_are_counted)
{
	begin();
	made_rollup(&sample, process(1, 0, 1), (struct rollup){ .pss = 10, .uss = 5 });
	made_status(&sample, sample.tasks.data, (struct status){ .swap = 2 });
	made_rollup(&sample, process(2, 1, 2), (struct rollup){ .pss = 20, .uss = 6 });
	made_status(&sample, (struct task *)sample.tasks.data + 1, (struct status){ .swap = 3 });
	process(3, 1, 2)->have &= (uint8_t)~NEED_CPU;
	*process(4, 0, 1) = (struct task){ .pid = 4, .tgid = 4, .who = sample_find(&sample, 4)->who };
	tree_build(&tree, &sample);
	is_in_order();
	ck_assert_uint_eq(branch(1)->sums.pss, 30);
	ck_assert_uint_eq(branch(1)->sums.uss, 11);
	ck_assert_uint_eq(branch(1)->sums.swap, 5);
	ck_assert_uint_eq(branch(1)->sums.members, 3);
	ck_assert_uint_eq(branch(1)->sums.no_rollup, 1);
	ck_assert_uint_eq(branch(1)->sums.no_status, 1);
	ck_assert_uint_eq(branch(1)->sums.no_cpu, 1);
	ck_assert_uint_eq(branch(1)->sums.no_stat, 0);
	ck_assert_uint_eq(branch(4)->sums.no_stat, 1);
	ck_assert_uint_eq(branch(4)->sums.no_rollup, 1);
	end();
}
END_TEST

START_TEST(a_tree_is_built_anew_for_every_sample)
{
	begin();
	process(1, 0, 1);
	process(2, 1, 2);
	tree_build(&tree, &sample);
	sample_clear(&sample);
	tree_build(&tree, &sample);
	is_in_order();
	process(2, 1, 2);
	tree_build(&tree, &sample);
	is_in_order();
	ck_assert_int_eq(pid_at(branch(2)->parent), 0);
	end();
}
END_TEST

SUITE(tree, a_subtree_holds_what_its_members_hold, children_follow_each_other_as_in_the_sample,
      a_child_may_be_listed_before_its_parent, threads_hang_on_their_process_and_add_nothing, nobody_is_his_own_ancestor,
      a_parent_that_is_younger_is_no_parent, a_parent_that_is_not_there_makes_a_root,
      members_that_could_not_be_read_are_counted, a_tree_is_built_anew_for_every_sample)

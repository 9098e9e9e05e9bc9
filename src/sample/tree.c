/* tree.c - parents, children and sums over subtrees. Sorts nothing: the order of siblings is the view's. */
#include "tree.h"

void tree_init(struct tree *t)
{
	vec_init(&t->branches, sizeof(struct branch));
	vec_init(&t->order, sizeof(uint32_t));
}

void tree_free(struct tree *t)
{
	vec_free(&t->branches);
	vec_free(&t->order);
}

/* A task is seen at another moment than its parent, whose pid may have been recycled in between: then the parent is younger
 * than the child, which cannot be. Of the same moment, the one listed first is taken for the parent: so no circle forms. */
static uint32_t parent_of(const struct sample *s, uint32_t i)
{
	const struct task *tasks = sample_tasks(s), *t = &tasks[i], *parent = sample_find(s, t->ppid);

	if (!parent || parent == t || !(t->have & NEED_STAT) || !(parent->have & NEED_STAT))
		return TREE_NONE;
	if (parent->start_ns > t->start_ns || (parent->start_ns == t->start_ns && parent > t))
		return TREE_NONE;
	return (uint32_t)(parent - tasks);
}

struct sums sums_of(const struct task *t)
{
	struct sums sums = { 0 };

	if (t->is_thread)
		return sums;
	sums.members = 1;
	sums.rss = t->rss;
	sums.cpu = (double)t->cpu;
	sums.no_stat = !(t->have & NEED_STAT);
	sums.no_cpu = !(t->have & NEED_CPU);
	sums.no_rollup = !t->rollup;
	if (t->rollup) {
		sums.oldest_ms = t->rollup_age_ms;
		sums.pss = t->rollup->pss;
		sums.pss_file = t->rollup->pss_file;
		sums.uss = t->rollup->uss;
	}
	sums.no_status = !t->status;
	if (t->status)
		sums.swap = t->status->swap;
	return sums;
}

void sums_add(struct sums *to, const struct sums *from)
{
	to->rss += from->rss;
	to->pss += from->pss;
	to->pss_file += from->pss_file;
	to->uss += from->uss;
	to->swap += from->swap;
	to->cpu += from->cpu;
	to->oldest_ms = to->oldest_ms > from->oldest_ms ? to->oldest_ms : from->oldest_ms;
	to->members += from->members;
	to->no_stat += from->no_stat;
	to->no_rollup += from->no_rollup;
	to->no_status += from->no_status;
	to->no_cpu += from->no_cpu;
}

/* Roots first, then the children of each in turn. */
static void put_in_order(struct tree *t)
{
	const struct branch *b = t->branches.data;
	uint32_t *order = t->order.data, n = 0;

	for (uint32_t i = 0; i < t->branches.count; i++)
		if (b[i].parent == TREE_NONE)
			order[n++] = i;
	for (uint32_t at = 0; at < n; at++)
		for (uint32_t child = b[order[at]].first_child; child != TREE_NONE; child = b[child].next_sibling)
			order[n++] = child;
	t->order.count = n;
}

void tree_build(struct tree *t, const struct sample *s)
{
	const struct task *tasks = sample_tasks(s);
	uint32_t n = (uint32_t)s->tasks.count;
	struct branch *b;

	vec_reserve(&t->branches, n);
	vec_reserve(&t->order, n);
	b = t->branches.data;
	for (uint32_t i = 0; i < n; i++) {
		b[i] = (struct branch){ .parent = parent_of(s, i), .first_child = TREE_NONE, .next_sibling = TREE_NONE };
		b[i].sums = sums_of(&tasks[i]);
	}
	for (uint32_t i = n; i-- > 0;)
		if (b[i].parent != TREE_NONE) {
			b[i].next_sibling = b[b[i].parent].first_child;
			b[b[i].parent].first_child = i;
		}
	put_in_order(t);
	for (size_t i = t->order.count; i-- > 0;) {
		uint32_t at = ((const uint32_t *)t->order.data)[i];
		if (b[at].parent != TREE_NONE)
			sums_add(&b[b[at].parent].sums, &b[at].sums);
	}
}

/* view.c - which tasks are rows, in which order, how deep. Draws nothing. */
#include "view.h"

#include <string.h>

#include "order.h"
#include "text.h"

/* A kept task's place in the tree: its nearest kept ancestor, and the kept tasks below it, sorted. */
struct node {
	uint32_t parent, first_child, last_child, next;
	uint32_t below;           /* kept descendants */
};

void view_init(struct view *v)
{
	*v = (struct view){ 0 };
	vec_init(&v->rows, sizeof(struct row));
	vec_init(&v->keep, sizeof(bool));
	vec_init(&v->keys, sizeof(struct key));
	vec_init(&v->scratch, sizeof(struct key));
	vec_init(&v->nodes, sizeof(struct node));
}

void view_free(struct view *v)
{
	vec_free(&v->rows);
	vec_free(&v->keep);
	vec_free(&v->keys);
	vec_free(&v->scratch);
	vec_free(&v->nodes);
}

void view_settings_init(struct view_settings *s, const struct schema *schema)
{
	*s = (struct view_settings){ .sort = schema_find(schema, schema->sort) };
	s->descending = unit_is_descending(s->sort->unit);
	filter_init(&s->filter);
	marks_init(&s->folded);
}

void view_settings_free(struct view_settings *s)
{
	filter_free(&s->filter);
	marks_free(&s->folded);
}

const struct column *view_key(const struct view_settings *s)
{
	const struct column *sum = s->tree && s->sort->sum ? schema_find(task_schema(), s->sort->sum) : NULL;

	return sum ? sum : s->sort;
}

void view_demand(const struct view_settings *s, const struct vec *columns, struct demand *d)
{
	const struct column *const *c = columns->data;

	d->all = d->shown = 0;
	d->cgroups = (struct cgroup_demand){ 0 };
	d->threads = s->filter.threads;
	memset(d->cold, 0, sizeof(d->cold));
	filter_want(&s->filter, d);
	for (size_t i = 0; i < columns->count; i++)
		column_want(c[i], d, &d->shown);
	column_want(view_key(s), d, &d->all);
}

void view_demand_groups(const struct view_settings *s, enum group_by by, const struct vec *columns, const struct column *sort, struct demand *d)
{
	const struct column *const *c = columns->data;

	d->all = group_kinds[by].needs;
	d->shown = 0;
	d->threads = false;
	memset(d->cold, 0, sizeof(d->cold));
	d->cgroups = (struct cgroup_demand){ .every = group_kinds[by].has_cgroups };
	filter_want(&s->filter, d);
	for (size_t i = 0; i < columns->count; i++) {
		d->all |= c[i]->needs;
		d->cgroups.shown |= group_kinds[by].has_cgroups ? c[i]->of_cgroup : 0;
	}
	if (sort) {
		d->all |= sort->needs;
		d->cgroups.all |= group_kinds[by].has_cgroups ? sort->of_cgroup : 0;
	}
	/* The machine's count of OOM kills tells whether those of groups must be read again. */
	d->events = d->events || (d->cgroups.all | d->cgroups.shown) & CGROUP_HAS_KILLS;
}

bool view_wants_tree(const struct view_settings *s, const struct vec *columns)
{
	const struct column *const *c = columns->data;

	for (size_t i = 0; i < columns->count; i++)
		if (c[i]->is_sum)
			return true;
	return s->tree || s->sort->is_sum || s->filter.under || expr_wants_tree(&s->filter.fits);
}

static void add_sum(struct value *sum, bool known, uint64_t n)
{
	sum->number += known ? n : 0;
	sum->at_least = sum->at_least || !known;
}

static void add_sums(struct view *v, const struct task *t)
{
	add_sum(&v->rss, t->have & NEED_STAT, t->rss);
	add_sum(&v->pss, t->have & NEED_ROLLUP, t->rollup ? t->rollup->pss : 0);
	v->cpu += t->have & NEED_CPU ? (double)t->cpu : 0;
}

/* The kept tasks, sorted; and their sums. */
static const struct key *sorted_keys(struct view *v, const struct scene *s, const struct view_settings *settings)
{
	const struct column *by = view_key(settings);
	size_t n = scene_tasks(s);
	struct value process = value_blank();
	const bool *keep;
	struct key *key;

	v->rss = v->pss = value_number(0);
	v->cpu = 0;
	vec_reserve(&v->keep, n);
	vec_reserve(&v->keys, n);
	filter_apply(&settings->filter, s, v->keep.data);
	keep = v->keep.data;
	key = v->keys.data;
	for (size_t i = 0; i < n; i++) {
		const struct task *t = scene_task(s, i);
		if (!keep[i] && t->is_thread)
			continue;
		struct value value = s->since ? column_value(s, i, by) : by->get(s, i, by);
		if (!t->is_thread) {
			process = value;
			if (keep[i] && !t->is_ended)
				add_sums(v, t);
		}
		/* What a thread leaves blank is its process's: in a list it stands behind that. */
		if (keep[i])
			*key++ = (struct key){ value.kind == VALUE_BLANK && !settings->tree ? process : value, (uint32_t)i };
	}
	v->keys.count = (size_t)(key - (struct key *)v->keys.data);
	return order_sort(&v->keys, &v->scratch, by->unit, settings->descending);
}

static void build_list(struct view *v, const struct key *keys)
{
	struct row *rows;

	vec_reserve(&v->rows, v->keys.count);
	rows = v->rows.data;
	for (size_t i = 0; i < v->keys.count; i++)
		rows[i] = (struct row){ .task = keys[i].row };
}

static uint32_t kept_parent(const struct view *v, const struct tree *tree, uint32_t i)
{
	const struct branch *b = tree_branches(tree);
	const bool *keep = v->keep.data;

	/* One that has ended is in no tree any more. */
	if (i >= tree->branches.count)
		return TREE_NONE;
	do
		i = b[i].parent;
	while (i != TREE_NONE && !keep[i]);
	return i;
}

/* Hangs every kept task below its parent, in sorted order. The node behind the last task's is the root of all. */
static void hang(struct view *v, const struct tree *tree, const struct key *keys, uint32_t root)
{
	const uint32_t *order = tree->order.data;
	const bool *keep = v->keep.data;
	struct node *node;

	vec_reserve(&v->nodes, root + 1);
	node = v->nodes.data;
	for (uint32_t i = 0; i <= root; i++)
		node[i] = (struct node){ root, TREE_NONE, TREE_NONE, TREE_NONE, 0 };
	for (size_t k = 0; k < v->keys.count; k++) {
		uint32_t i = keys[k].row, parent = kept_parent(v, tree, i);
		struct node *p = &node[parent == TREE_NONE ? root : parent];
		node[i].parent = (uint32_t)(p - node);
		if (p->last_child == TREE_NONE)
			p->first_child = i;
		else
			node[p->last_child].next = i;
		p->last_child = i;
	}
	for (size_t k = tree->order.count; k-- > 0;)
		if (keep[order[k]])
			node[node[order[k]].parent].below += node[order[k]].below + 1;
}

static void build_tree(struct view *v, const struct scene *s, const struct view_settings *settings, const struct key *keys)
{
	uint32_t root = (uint32_t)scene_tasks(s), depth = 0, i;
	const struct node *node;
	uint64_t lines = 0;

	hang(v, s->tree, keys, root);
	node = v->nodes.data;
	vec_reserve(&v->rows, v->keys.count);
	v->rows.count = 0;
	for (i = node[root].first_child; i != TREE_NONE && i != root;) {
		bool last = node[i].next == TREE_NONE, folded = node[i].below && marks_hold(&settings->folded, mark_of(scene_task(s, i)));
		((struct row *)v->rows.data)[v->rows.count++] = (struct row){
			.task = i, .depth = (uint16_t)depth, .has_children = node[i].below > 0, .is_last = last,
			.lines = lines, .hidden = folded ? node[i].below : 0,
		};
		if (node[i].below && !folded) {
			lines |= depth < 64 && !last ? UINT64_C(1) << depth : 0;
			depth++;
			i = node[i].first_child;
			continue;
		}
		while (i != root && node[i].next == TREE_NONE) {
			i = node[i].parent;
			if (i == root)
				break;
			depth--;
			lines &= depth < 64 ? ~(UINT64_C(1) << depth) : ~UINT64_C(0);
		}
		if (i != root)
			i = node[i].next;
	}
}

void view_build(struct view *v, const struct scene *s, const struct view_settings *settings)
{
	const struct key *keys = sorted_keys(v, s, settings);

	if (settings->tree)
		build_tree(v, s, settings, keys);
	else
		build_list(v, keys);
}

void view_groups(struct view *v, const struct scene *s, const struct view_settings *settings, enum group_by by, struct groups *g)
{
	struct filter any = settings->filter;

	any.by = GROUP_NONE;
	vec_reserve(&v->keep, scene_tasks(s));
	filter_apply(&any, s, v->keep.data);
	g->every = !filter_is_narrow(&any);
	groups_build(g, s->sample, by, v->keep.data);
}

size_t view_find(const struct view *v, const struct scene *s, struct mark mark)
{
	size_t i = 0;

	while (i < v->rows.count && !mark_is(mark, scene_task(s, view_rows(v)[i].task)))
		i++;
	return i;
}

size_t view_search(const struct view *v, const struct scene *s, const char *text, size_t from, enum direction way)
{
	size_t n = v->rows.count;

	for (size_t i = 0; i < n; i++) {
		size_t at = way == FORWARD ? (from + i) % n : (from + n - i) % n;
		struct value command = task_command(s, scene_task(s, view_rows(v)[at].task));
		if (command.kind == VALUE_TEXT && text_holds(command.text.bytes, command.text.length, text))
			return at;
	}
	return n;
}

static bool is_chosen(const struct vec *columns, const struct column *c)
{
	for (size_t i = 0; i < columns->count; i++)
		if (((const struct column *const *)columns->data)[i] == c)
			return true;
	return false;
}

void view_with_sums(const struct schema *schema, const struct vec *chosen, struct vec *columns)
{
	columns->count = 0;
	for (size_t i = 0; i < chosen->count; i++) {
		const struct column *c = ((const struct column *const *)chosen->data)[i], *sum;
		*(const struct column **)vec_push(columns) = c;
		sum = c->sum && c->unit == UNIT_BYTES ? schema_find(schema, c->sum) : NULL;
		if (sum && !is_chosen(chosen, sum))
			*(const struct column **)vec_push(columns) = sum;
	}
}

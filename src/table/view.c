/* view.c - which tasks are rows, in which order, how deep. Draws nothing. */
#include "view.h"

#include <string.h>

#include "order.h"
#include "text.h"
#include "tree_rows.h"

void view_init(struct view *v)
{
	*v = (struct view){ 0 };
	vec_init(&v->rows, sizeof(struct row));
	vec_init(&v->keep, sizeof(bool));
	vec_init(&v->keys, sizeof(struct key));
	vec_init(&v->scratch, sizeof(struct key));
	tree_rows_init(&v->nodes);
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

/* What the rows of a tree come from. */
struct forest {
	const struct view *view;
	const struct scene *scene;
	const struct view_settings *settings;
};

/* The nearest ancestor that is a row. */
static uint32_t kept_parent(const void *of, uint32_t i)
{
	const struct forest *f = of;
	const struct branch *b = tree_branches(f->scene->tree);
	const bool *keep = f->view->keep.data;

	/* One that has ended is in no tree any more. */
	if (i >= f->scene->tree->branches.count)
		return ROW_NONE;
	do
		i = b[i].parent;
	while (i != TREE_NONE && !keep[i]);
	return i == TREE_NONE ? ROW_NONE : i;
}

static bool is_folded(const void *of, uint32_t i)
{
	const struct forest *f = of;

	return marks_hold(&f->settings->folded, mark_of(scene_task(f->scene, i)));
}

void view_build(struct view *v, const struct scene *s, const struct view_settings *settings)
{
	const struct key *keys = sorted_keys(v, s, settings);

	if (settings->tree)
		tree_rows_build(&v->nodes, keys, v->keys.count, scene_tasks(s), &(struct branching){ kept_parent, is_folded, &(struct forest){ v, s, settings } }, &v->rows);
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

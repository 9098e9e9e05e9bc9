/* filter.c - tells wanted tasks from others. Sorts nothing. */
#include "filter.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>

#include "container.h"
#include "procfs.h"
#include "source.h"

#define GENERATIONS 64       /* of those that have ended */

void filter_init(struct filter *f)
{
	*f = (struct filter){ 0 };
	expr_init(&f->fits);
	vec_init(&f->pids, sizeof(pid_t));
}

void filter_free(struct filter *f)
{
	expr_free(&f->fits);
	vec_free(&f->pids);
}

bool filter_set_pids(struct filter *f, const char *list, struct err *e)
{
	f->pids.count = 0;
	for (const char *at = list;; at++) {
		char *end;
		long pid = strtol(at, &end, 10);
		if (end == at || pid <= 0 || pid > INT_MAX || (*end != ',' && *end != '\0'))
			return err_set(e, "'%s' is no list of pids: 1,23,456 would be one", list);
		*(pid_t *)vec_push(&f->pids) = (pid_t)pid;
		at = end;
		if (*at == '\0')
			break;
	}
	pids_sort(&f->pids);
	return true;
}

bool filter_set_text(struct filter *f, const char *text, struct err *e)
{
	return expr_set(&f->fits, task_schema(), text, NULL, e);
}

void filter_want(const struct filter *f, struct demand *d)
{
	d->all |= NEED_STAT | (f->has_user ? NEED_OWNER : 0) | group_kinds[f->by].needs | (f->outside ? NEED_CGROUP : 0);
	expr_want(&f->fits, d);
}

bool filter_is_narrow(const struct filter *f)
{
	return f->fits.text[0] || f->has_user || f->pids.count || f->under || f->by || f->outside;
}

static bool is_contained(const struct task *process)
{
	const struct cgroup *g = process->have & NEED_CGROUP ? process->who->cgroup : NULL;
	struct container container;

	return g && container_find(g->path, g->length, &container);
}

static bool is_wanted(const struct filter *f, const struct scene *s, size_t i, size_t process)
{
	const struct task *t = scene_task(s, i);

	if (t->is_kernel && !f->kernel)
		return false;
	if (f->has_user && (!(t->have & NEED_OWNER) || t->who->uid != f->user))
		return false;
	if (f->pids.count && !pids_hold(&f->pids, t->tgid))
		return false;
	if (f->outside && is_contained(scene_task(s, process)))
		return false;
	/* Groups are made of processes: of threads there is less to be known. */
	if (f->by && group_key(s->sample, scene_task(s, process), f->by) != f->group)
		return false;
	return expr_holds_within(&f->fits, s, i, process) == TRUTH_YES;
}

/* The one of those that have ended whose pid this was when the child was born. */
static const struct task *ended_parent(const struct scene *s, const struct task *child)
{
	for (size_t i = s->sample->tasks.count; i < scene_tasks(s); i++) {
		const struct task *t = scene_task(s, i);
		if (t->pid == child->ppid && t->start_ns <= child->start_ns)
			return t;
	}
	return NULL;
}

/* One that has ended is in no tree: by its parents, some of whom may have ended too. */
static bool was_under(const struct filter *f, const struct scene *s, const struct task *t, const bool *is_under)
{
	for (int i = 0; t && i < GENERATIONS; i++) {
		const struct task *parent = sample_find(s->sample, t->ppid);
		if (t->ppid == f->under)
			return true;
		if (parent && parent->start_ns <= t->start_ns)
			return is_under[parent - sample_tasks(s->sample)];
		t = ended_parent(s, t);
	}
	return false;
}

/* Sets is_under[i] for who descends from the one that is named. */
static void find_under(const struct filter *f, const struct scene *s, bool *is_under)
{
	const struct branch *b = tree_branches(s->tree);
	const uint32_t *order = s->tree->order.data;

	for (size_t k = 0; k < s->tree->order.count; k++) {
		uint32_t i = order[k], parent = b[i].parent;
		is_under[i] = parent != TREE_NONE && (is_under[parent] || scene_task(s, parent)->pid == f->under);
	}
	for (size_t i = s->sample->tasks.count; i < scene_tasks(s); i++)
		is_under[i] = was_under(f, s, scene_task(s, i), is_under);
}

void filter_apply(const struct filter *f, const struct scene *s, bool *keep)
{
	size_t process = 0;

	if (f->under)
		find_under(f, s, keep);
	for (size_t i = 0; i < scene_tasks(s); i++) {
		if (!scene_task(s, i)->is_thread)
			process = i;
		if (f->under && !keep[i])
			continue;
		keep[i] = i == process ? is_wanted(f, s, i, i) : f->threads && (keep[process] || is_wanted(f, s, i, process));
	}
}

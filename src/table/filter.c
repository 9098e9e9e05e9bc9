/* filter.c - tells wanted tasks from others. Sorts nothing. */
#include "filter.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>

#include "container.h"
#include "procfs.h"
#include "source.h"

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

void filter_apply(const struct filter *f, const struct scene *s, bool *keep)
{
	size_t process = 0;

	for (size_t i = 0; i < scene_tasks(s); i++) {
		if (!scene_task(s, i)->is_thread)
			process = i;
		keep[i] = i == process ? is_wanted(f, s, i, i) : f->threads && (keep[process] || is_wanted(f, s, i, process));
	}
}

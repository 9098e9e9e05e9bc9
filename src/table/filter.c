/* filter.c - tells wanted tasks from others. Sorts nothing. */
#include "filter.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>

#include "procfs.h"
#include "text.h"

void filter_init(struct filter *f)
{
	*f = (struct filter){ 0 };
	vec_init(&f->pids, sizeof(pid_t));
}

void filter_free(struct filter *f)
{
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

unsigned filter_needs(const struct filter *f)
{
	return NEED_STAT | (f->text[0] ? NEED_COMMAND : 0) | (f->has_user ? NEED_OWNER : 0) | group_kinds[f->by].needs;
}

static bool has_text(const struct filter *f, const struct scene *s, const struct task *t)
{
	struct value v;

	if (!f->text[0])
		return true;
	v = task_command(s, t);
	return v.kind == VALUE_TEXT && text_holds_any(v.text.bytes, v.text.length, f->text);
}

static bool is_wanted(const struct filter *f, const struct scene *s, const struct task *t)
{
	if (t->is_kernel && !f->kernel)
		return false;
	if (f->has_user && (!(t->have & NEED_OWNER) || t->who->uid != f->user))
		return false;
	if (f->pids.count && !pids_hold(&f->pids, t->tgid))
		return false;
	if (f->by && group_key(s->sample, t, f->by) != f->group)
		return false;
	return has_text(f, s, t);
}

void filter_apply(const struct filter *f, const struct scene *s, bool *keep)
{
	bool process = false;

	for (size_t i = 0; i < scene_tasks(s); i++) {
		const struct task *t = scene_task(s, i);
		if (!t->is_thread)
			keep[i] = process = is_wanted(f, s, t);
		else
			keep[i] = f->threads && (process || is_wanted(f, s, t));
	}
}

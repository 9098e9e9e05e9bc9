/* task_values.c - what takes some reckoning: where a task is, how it grows, what it moves. Declares no column, reads nothing. */
#define _GNU_SOURCE
#include "task_values.h"

#include <string.h>

#include "box_values.h"
#include "oom.h"

#define COMM_MOST 15         /* bytes of a name: TASK_COMM_LEN without its end */
#define FOREVER_S (10.0 * 365 * 86400)

#define GETTER(name) struct value name(const struct scene *s, size_t row, const struct column *c)
#define TASK const struct task *t = scene_task(s, row); (void)c

GETTER(task_cgroup)
{
	TASK;
	const struct cgroup *g = t->who->cgroup;

	if (t->is_thread)
		return value_blank();
	return t->have & NEED_CGROUP && g ? value_text(g->path, g->length) : value_unknown();
}

/* The kernel cuts names; "sshd: kim@pts/0" is sshd still, and "-bash" is bash at a login. */
static bool begins_with(const char *name, const char *end, const struct identity *who)
{
	if (name < end && *name == '-' && who->comm[0] != '-')
		name++;
	if ((size_t)(end - name) < who->comm_length || memcmp(name, who->comm, who->comm_length) != 0)
		return false;
	name += who->comm_length;
	return who->comm_length >= COMM_MOST || name == end || *name == ' ' || *name == ':';
}

bool task_is_renamed(const struct task *t)
{
	const struct identity *who = t->who;
	const char *name = who->command + who->name_at, *end = who->command + who->command_length, *slash;

	/* Without arguments it is the name that stands there. */
	if (t->is_thread || t->is_kernel || !(t->have & NEED_STAT) || !(t->have & NEED_COMMAND) || !who->command_hash || !who->comm_length)
		return false;
	/* A path from where it was started has its slashes still. */
	slash = memrchr(name, '/', who->name_length);
	return !begins_with(name, end, who) && (!slash || !begins_with(slash + 1, end, who));
}

/* Of who is in none, the cell is blank. */
GETTER(task_container)
{
	TASK;
	const struct cgroup *g = t->have & NEED_CGROUP ? t->who->cgroup : NULL;

	if (t->is_thread)
		return value_blank();
	return g ? box_value(g, BOX_SHOWN) : value_unknown();
}

struct value task_container_id(const struct scene *s, size_t row)
{
	const struct task *t = scene_task(s, row);

	return t->have & NEED_CGROUP && t->who->cgroup ? box_value(t->who->cgroup, BOX_FULL_ID) : value_blank();
}

/* What is read of a shown process may be more exact than the largest was. */
GETTER(task_bar)
{
	TASK;
	uint64_t most = s->sample->machine.largest_rss;

	if (t->is_thread)
		return value_blank();
	if (!(t->have & NEED_STAT) || !most)
		return value_unknown();
	return value_real(t->rss < most ? 100.0 * (double)t->rss / (double)most : 100);
}

GETTER(task_spark)
{
	TASK;
	return t->is_thread || t->is_kernel ? value_blank() : task_series(t);
}

/* All of them are alike: the column says which. */
GETTER(task_moved)
{
	TASK;
	uint64_t n;

	if (t->is_thread)
		return value_blank();
	if (!task_traffic(t))
		return value_unknown();
	memcpy(&n, (const char *)&task_traffic(t)->total + c->argument, sizeof(n));
	return value_number(n);
}

GETTER(task_moves)
{
	TASK;
	uint64_t n;

	if (t->is_thread)
		return value_blank();
	if (!task_traffic(t) || !task_traffic(t)->has_rate)
		return value_unknown();
	memcpy(&n, (const char *)&task_traffic(t)->per_s + c->argument, sizeof(n));
	return value_number(n);
}

GETTER(task_oom_score)
{
	TASK;
	uint64_t score;

	if (t->is_thread)
		return value_blank();
	return oom_score(s->sample, t, &score) ? value_number(score) : value_unknown();
}

GETTER(task_limit_share)
{
	TASK;
	const struct cgroup_figures *f = sample_cgroup(s->sample, t);

	if (t->is_thread)
		return value_blank();
	if (!f || !(f->have & CGROUP_HAS_EFFECTIVE) || !(t->have & NEED_STAT))
		return value_unknown();
	if (f->limit == CGROUP_NO_LIMIT)
		return value_blank();
	return f->limit ? value_real(100.0 * (double)t->rss / (double)f->limit) : value_unknown();
}

/* All of them are alike: the column says over which span. */
GETTER(task_slope)
{
	TASK;
	const struct slope *slope = task_growth(t) ? &task_growth(t)->slopes[c->argument] : NULL;
	struct value v;

	if (t->is_thread || t->is_kernel)
		return value_blank();
	if (!slope || !slope->is_known)
		return value_unknown();
	v = value_number((uint64_t)slope->per_s);
	v.is_about = slope->is_young && slope->per_s;
	return v;
}

GETTER(task_trend)
{
	TASK;
	const char *name = task_growth(t) ? trend_name(task_growth(t)->trend) : NULL;

	if (t->is_thread || t->is_kernel)
		return value_blank();
	return name && task_growth(t)->trend != TREND_UNKNOWN ? value_text(name, strlen(name)) : value_unknown();
}

/* Bytes until the tightest limit that the process is under; UINT64_MAX: not known. */
static uint64_t headroom(const struct sample *s, const struct task *t)
{
	uint64_t machine = s->machine.memory.known[MEM_AVAILABLE] ? s->machine.memory.bytes[MEM_AVAILABLE] : UINT64_MAX;
	const struct cgroup_figures *f = sample_cgroup(s, t);

	return f && f->have & CGROUP_HAS_HEADROOM && f->headroom < machine ? f->headroom : machine;
}

/* One that does not go on growing reaches no limit. */
GETTER(task_eta)
{
	TASK;
	const struct slope *slope = task_growth(t) ? &task_growth(t)->slopes[SPAN_MIDDLE] : NULL;
	uint64_t room = headroom(s->sample, t);
	struct value v;

	if (t->is_thread || t->is_kernel)
		return value_blank();
	if (!slope || !slope->is_known || room == UINT64_MAX)
		return value_unknown();
	if (slope->per_s <= 0 || (task_growth(t)->trend != TREND_CLIMB && task_growth(t)->trend != TREND_UNEVEN) ||
	    (double)room / (double)slope->per_s > FOREVER_S)
		return value_blank();
	v = value_number((uint64_t)((double)room / (double)slope->per_s * 1e9));
	v.is_about = true;
	return v;
}

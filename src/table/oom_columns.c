/* oom_columns.c - the columns of those whom the OOM killer may take, each declared once. Ranks nobody: see oom.c. */
#include "oom_columns.h"

#include <string.h>

static const struct oom_candidate *candidate_at(const struct scene *s, size_t row)
{
	return &((const struct oom_candidate *)s->rows)[row];
}

static const struct task *task_at(const struct scene *s, size_t row)
{
	return &sample_tasks(s->sample)[candidate_at(s, row)->task];
}

/* Bytes that may be below zero. */
static struct value signed_bytes(int64_t n)
{
	struct value v = value_number((uint64_t)n);

	v.is_change = n < 0;
	return v;
}

#define GETTER(name) static struct value name(const struct scene *s, size_t row, const struct column *c)
#define CANDIDATE const struct oom_candidate *o = candidate_at(s, row); (void)c
#define TASK const struct task *t = task_at(s, row); (void)c

GETTER(get_rank)    { CANDIDATE; return value_number(o->rank); }
GETTER(get_points)  { CANDIDATE; return signed_bytes(o->p.points); }
GETTER(get_held)    { CANDIDATE; return signed_bytes(o->p.held); }
GETTER(get_pid)     { TASK; return value_number((uint64_t)t->pid); }
GETTER(get_oomadj)  { TASK; return value_number((uint64_t)(int64_t)t->oom_adj); }
GETTER(get_command) { TASK; return task_command(s, t); }

GETTER(get_added)
{
	CANDIDATE;
	struct value v = value_number((uint64_t)o->p.added);

	v.is_change = true;
	return o->p.added ? v : value_blank();
}

GETTER(get_score)
{
	TASK;
	uint64_t score;

	return oom_score(s->sample, t, &score) ? value_number(score) : value_unknown();
}

GETTER(get_user)
{
	TASK;
	const char *name = t->who->user ? user_name(t->who->user) : NULL;

	return name ? value_text(name, strlen(name)) : value_unknown();
}

GETTER(get_cgroup)
{
	TASK;
	const struct cgroup *g = t->have & NEED_CGROUP ? t->who->cgroup : NULL;

	return g ? value_text(g->path, g->length) : value_unknown();
}

#undef GETTER
#undef CANDIDATE
#undef TASK

static const struct column columns[] = {
	{ .id = "rank", .title = "#", .width = 4, .unit = UNIT_ID, .get = get_rank,
	  .help = "Who goes first, who next." },
	{ .id = "pid", .title = "PID", .width = 7, .unit = UNIT_ID, .get = get_pid,
	  .help = "Process id." },
	{ .id = "user", .title = "USER", .width = 8, .unit = UNIT_TEXT, .drop = 2, .get = get_user,
	  .help = "Effective user." },
	{ .id = "points", .title = "POINTS", .width = 7, .unit = UNIT_BYTES, .get = get_points,
	  .help = "What the process counts for: what it holds, and what oom_score_adj adds. The most goes first." },
	{ .id = "held", .title = "HELD", .width = 6, .unit = UNIT_BYTES, .get = get_held,
	  .help = "RSS, swap and page tables: what would be free without it, but for what it shares." },
	{ .id = "oomadj", .title = "ADJ", .width = 5, .unit = UNIT_SIGNED, .get = get_oomadj,
	  .help = "oom_score_adj, from -1000, never taken, to 1000." },
	{ .id = "added", .title = "ADDED", .width = 7, .unit = UNIT_BYTES, .look = LOOK_QUIET, .get = get_added,
	  .help = "What oom_score_adj adds: so many thousandths of all that may be used." },
	{ .id = "oom", .title = "OOM", .width = 4, .unit = UNIT_COUNT, .drop = 3, .get = get_score,
	  .help = "The same as /proc/PID/oom_score says it: 0 to 1333." },
	{ .id = "cgroup", .title = "CGROUP", .width = 24, .unit = UNIT_TEXT, .drop = 1, .get = get_cgroup,
	  .help = "Control group that its memory counts for." },
	{ .id = "command", .title = "COMMAND", .unit = UNIT_TEXT, .look = LOOK_COMMAND, .get = get_command,
	  .help = "Command line; the name in brackets where there is none." },
};

const struct schema *oom_schema(void)
{
	static const struct schema schema = {
		.name = "oom", .columns = columns, .count = ARRAY_LEN(columns),
		.standard = "rank,pid,user,points,held,oomadj,added,command",
	};

	return &schema;
}

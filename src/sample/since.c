/* since.c - copies what was at a mark, and keeps the last of those that end. Compares nothing, shows nothing. */
#include "since.h"

#include <stdlib.h>

/* A process as it was seen last. The task comes first: who has it has all. */
struct life {
	struct task task;
	struct status status;
	struct rollup rollup;
	const struct identity *seen;   /* the shared one that "who" is a copy of; only ever compared */
	uint64_t peak, end_ns;
};

void since_init(struct since *m)
{
	*m = (struct since){ 0 };
	sample_init(&m->then);
	tree_init(&m->tree);
	vec_init(&m->lives, sizeof(struct life *));
	vec_init(&m->ended, sizeof(struct life *));
	vec_init(&m->scratch, sizeof(struct life *));
}

static struct life *life_at(const struct vec *lives, size_t i)
{
	return ((struct life *const *)lives->data)[i];
}

static void life_free(struct life *l)
{
	identity_drop(l->task.who);
	free(l);
}

static void forget(struct vec *lives)
{
	for (size_t i = 0; i < lives->count; i++)
		life_free(life_at(lives, i));
	lives->count = 0;
}

void since_free(struct since *m)
{
	forget(&m->lives);
	forget(&m->ended);
	sample_free(&m->then);
	tree_free(&m->tree);
	vec_free(&m->lives);
	vec_free(&m->ended);
	vec_free(&m->scratch);
}

/* What is missing this time is as it was. */
static void update(struct life *l, const struct task *t)
{
	const struct identity *who = l->task.who;
	unsigned had = l->task.have & (NEED_STATUS | NEED_ROLLUP);

	if (!who || l->seen != t->who || who->command_hash != t->who->command_hash) {
		if (who)
			identity_drop(who);
		who = identity_copy(t->who);
		l->seen = t->who;
	}
	if (t->status)
		l->status = *t->status;
	if (t->rollup)
		l->rollup = *t->rollup;
	l->task = *t;
	l->task.who = who;
	l->task.have = (uint16_t)((t->have | had) & ~(NEED_COLD | NEED_GROWTH | NEED_NUMA | NEED_FAULTS | NEED_IO | NEED_SERIES | NEED_LIMIT | NEED_CPU));
	l->task.status = l->task.have & NEED_STATUS ? &l->status : NULL;
	l->task.rollup = l->task.have & NEED_ROLLUP ? &l->rollup : NULL;
	l->task.rare = NULL;
	l->task.cgroup = 0;
	l->peak = t->rss > l->peak ? t->rss : l->peak;
	l->peak = l->task.status && l->status.peak > l->peak ? l->status.peak : l->peak;
}

static struct life *life_new(const struct task *t)
{
	struct life *l = memory_new(sizeof(*l));

	*l = (struct life){ 0 };
	update(l, t);
	return l;
}

static void push(struct vec *lives, struct life *l)
{
	*(struct life **)vec_push(lives) = l;
}

/* Where there is no room for more, the one that was smallest at its largest goes. */
static void bury(struct since *m, struct life *l, uint64_t now_ns)
{
	size_t least = 0;

	m->deaths++;
	l->end_ns = now_ns;
	l->task.is_ended = true;
	l->task.state = 'X';
	push(&m->ended, l);
	if (m->ended.count <= SINCE_ENDED)
		return;
	for (size_t i = 1; i < m->ended.count; i++)
		least = life_at(&m->ended, i)->peak < life_at(&m->ended, least)->peak ? i : least;
	life_free(life_at(&m->ended, least));
	((struct life **)m->ended.data)[least] = life_at(&m->ended, m->ended.count - 1);
	m->ended.count--;
}

static bool is_process(const struct task *t)
{
	return !t->is_thread && !t->is_kernel && t->have & NEED_STAT;
}

void since_mark(struct since *m, const struct sample *s)
{
	const struct task *t = sample_tasks(s);

	forget(&m->lives);
	forget(&m->ended);
	m->deaths = 0;
	m->is_marked = true;
	sample_snapshot(&m->then, s);
	tree_build(&m->tree, &m->then);
	for (size_t i = 0; i < s->tasks.count; i++)
		if (is_process(&t[i]))
			push(&m->lives, life_new(&t[i]));
}

void since_add(struct since *m, const struct sample *s)
{
	const struct task *t = sample_tasks(s);
	struct vec before = m->lives;
	size_t at = 0;

	if (!m->is_marked)
		return;
	m->lives = m->scratch;
	m->lives.count = 0;
	for (size_t i = 0; i < s->tasks.count; i++) {
		if (!is_process(&t[i]))
			continue;
		while (at < before.count && life_at(&before, at)->task.pid < t[i].pid)
			bury(m, life_at(&before, at++), s->wall_ns);
		struct life *l = at < before.count && life_at(&before, at)->task.pid == t[i].pid ? life_at(&before, at++) : NULL;
		/* The pid is another's now. */
		if (l && l->task.start_ns != t[i].start_ns) {
			bury(m, l, s->wall_ns);
			l = NULL;
		}
		if (l)
			update(l, &t[i]);
		push(&m->lives, l ? l : life_new(&t[i]));
	}
	while (at < before.count)
		bury(m, life_at(&before, at++), s->wall_ns);
	before.count = 0;
	m->scratch = before;
}

const struct task *since_ended_at(const struct since *m, size_t i)
{
	return &life_at(&m->ended, i)->task;
}

uint64_t since_peak(const struct task *ended)
{
	return ((const struct life *)ended)->peak;
}

uint64_t since_end_ns(const struct task *ended)
{
	return ((const struct life *)ended)->end_ns;
}

const struct task *since_then(const struct since *m, const struct task *t)
{
	const struct task *end = sample_tasks(&m->then) + m->then.tasks.count, *then = sample_find(&m->then, t->tgid);

	while (then && t->is_thread && ++then < end && then->tgid == t->tgid)
		if (then->pid == t->pid)
			break;
	return then && then < end && then->pid == t->pid && then->tgid == t->tgid && then->start_ns == t->start_ns ? then : NULL;
}

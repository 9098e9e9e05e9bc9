/* quiet.c - processes that have not run since the sample before are carried over: nothing that a process does itself can have
 * changed. Their CPU clocks tell, at a fifth of what reading stat costs. What others do to a quiet process is looked for here
 * too: a parent that ends, memory that the kernel takes; the rest is seen when its turn comes. Parses nothing. */
#include "scan.h"

#define SLACK 1000   /* of the machine's memory: by one part in so many may all quiet ones together be wrong */

static uint64_t difference(uint64_t a, uint64_t b)
{
	return a > b ? a - b : 0;
}

void quiet_start(struct pass *p, bool is_told)
{
	struct scan *s = p->scan;
	uint64_t reclaimed = 0;

	p->carries = is_told && s->lib && libproc_reclaimed(s->lib, &reclaimed) && p->before && !p->demand->fresh &&
	             difference(reclaimed, s->reclaimed) <= p->out->machine.parts.total / SLACK;
	if (!p->carries)
		s->reclaimed = reclaimed;
}

bool quiet_is_settled(const struct pass *p, const struct task *t)
{
	unsigned wanted = (p->demand->all | p->demand->shown) & (NEED_OWNER | NEED_COMMAND | (t->is_thread ? 0u : NEED_CGROUP));

	return t->have & NEED_STAT && !t->who->young && (t->who->have & wanted) == wanted;
}

/* The clock of a runner may lag by a tick. */
static bool is_settled(const struct pass *p, const struct task *t)
{
	return t->state != 'R' && quiet_is_settled(p, t);
}

/* The threads that stand behind a process, or 0 where not all of them are known. */
static size_t settled_threads(const struct pass *p, const struct task *process)
{
	const struct task *end = sample_tasks(p->before) + p->before->tasks.count, *t = process + 1;

	while (t < end && t->is_thread && t->tgid == process->pid && is_settled(p, t))
		t++;
	return (size_t)(t - process - 1) == process->threads - 1 ? process->threads - 1 : 0;
}

bool quiet_carry(struct pass *p, const struct task *old, uint64_t clock_ns)
{
	size_t threads = 0;

	/* Another process that got the pid has a clock of its own: it will not stand at the same nanosecond. */
	if (!p->carries || !old || old->clock_ns == 0 || old->clock_ns != clock_ns || !is_settled(p, old))
		return false;
	if (((uint64_t)old->pid + p->out->serial) % TURNS == 0)
		return false;
	if (p->demand->threads && old->threads > 1 && !(threads = settled_threads(p, old)))
		return false;
	detail_read(p->scan, pass_carry(p, old), p->demand->all, &p->out->arena);
	for (size_t i = 1; i <= threads; i++)
		pass_carry(p, old + i);
	return true;
}

static const struct task *next_process(const struct sample *s, const struct task *t)
{
	const struct task *end = sample_tasks(s) + s->tasks.count;

	while (t < end && t->is_thread)
		t++;
	return t < end ? t : NULL;
}

/* Whether it lived in the sample before, and does no more. */
static bool has_ended(const struct task *old, const struct task *now)
{
	return !now || now->pid != old->pid || now->start_ns != old->start_ns || (now->state == 'Z' && old->state != 'Z');
}

static void find_ended(struct pass *p)
{
	struct vec *ended = &p->scan->ended;
	const struct task *old = next_process(p->before, sample_tasks(p->before)), *now = next_process(p->out, sample_tasks(p->out));

	ended->count = 0;
	for (; old; old = next_process(p->before, old + 1)) {
		while (now && now->pid < old->pid)
			now = next_process(p->out, now + 1);
		if (has_ended(old, now))
			*(pid_t *)vec_push(ended) = old->pid;
	}
}

void quiet_finish(struct pass *p)
{
	struct task *t = p->out->tasks.data;

	if (!p->carries || p->kept == p->before->tasks.count)
		return;
	find_ended(p);
	for (size_t i = 0; i < p->out->tasks.count && p->scan->ended.count; i++)
		if (t[i].is_carried && !t[i].is_thread && pids_hold(&p->scan->ended, t[i].ppid))
			detail_look_again(p->scan, &t[i]);
}

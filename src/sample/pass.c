/* pass.c - the merge join of one sample with the one before: what is dear, who a process is, carries over, and shares of time
 * come from both. Lists no processes. */
#include <string.h>

#include "scan.h"

#define YOUNG_NS UINT64_C(1000000000)

struct pass pass_start(struct scan *s, const struct demand *d, const struct sample *before, struct sample *out)
{
	struct pass p = { .scan = s, .demand = d, .out = out, .has_old = before != NULL };

	if (before) {
		p.old = sample_tasks(before);
		p.old_end = p.old + before->tasks.count;
		p.old_boot_ns = before->boot_ns;
	}
	return p;
}

struct task *pass_add(struct pass *p, pid_t tgid, pid_t tid)
{
	struct task *t = vec_push(&p->out->tasks);

	*t = (struct task){ .pid = tid ? tid : tgid, .tgid = tgid, .is_thread = tid != 0 };
	return t;
}

void pass_drop(struct pass *p)
{
	p->out->tasks.count--;
}

/* A thread's place is behind its process; the process itself comes before its threads. */
static bool comes_before(const struct task *t, pid_t tgid, pid_t tid)
{
	return t->tgid != tgid ? t->tgid < tgid : (t->is_thread ? t->pid : 0) < tid;
}

/* The task of the sample before at this place, or NULL. Called in ascending order. */
static const struct task *find_old(struct pass *p, pid_t tgid, pid_t tid)
{
	while (p->old < p->old_end && comes_before(p->old, tgid, tid))
		p->old++;
	if (p->old < p->old_end && p->old->tgid == tgid && (p->old->is_thread ? p->old->pid : 0) == tid)
		return p->old;
	return NULL;
}

/* Whether who the task was is still who it is: the same process, and no exec in between. A zombie has lost its memory, and
 * with it the marks of its program: it remains who it was. */
static bool is_unchanged(const struct pass *p, const struct task *old, const struct stat_line *line)
{
	const struct identity *who = old->who;
	unsigned wanted = (p->demand->all | p->demand->shown) & (NEED_OWNER | NEED_COMMAND);

	if (!(old->have & NEED_STAT) || old->start_ns != line->start_ns)
		return false;
	if (line->state == 'Z' || line->state == 'X')
		return true;
	return (who->have & wanted) == wanted && !who->young && who->start_code == line->start_code &&
	       who->start_stack == line->start_stack && who->comm_length == line->comm_length &&
	       memcmp(who->comm, line->comm, line->comm_length) == 0;
}

/* Reads who the process is. Between fork and exec it still looks like its parent: what is young is read again next time. */
static const struct identity *read_identity(const struct pass *p, const struct task *t, const struct stat_line *line)
{
	struct scan *s = p->scan;
	unsigned wanted = (p->demand->all | p->demand->shown) & (NEED_OWNER | NEED_COMMAND);
	ssize_t n = 0;
	struct identity *who;

	if ((wanted & NEED_COMMAND) && !t->is_kernel && !t->is_thread && line->state != 'Z')
		n = procfs_read(s->proc, t->tgid, 0, "cmdline", s->command, COMMAND_ROOM);
	who = identity_new(line->comm, line->comm_length, s->command, n > 0 ? (size_t)n : 0);
	who->have = wanted & NEED_COMMAND;
	who->start_code = line->start_code;
	who->start_stack = line->start_stack;
	who->young = p->out->boot_ns - line->start_ns < YOUNG_NS && line->start_ns <= p->out->boot_ns;
	if ((wanted & NEED_OWNER) && procfs_owner(s->proc, t->tgid, &who->uid)) {
		who->user = users_name(&s->users, who->uid);
		who->have |= NEED_OWNER;
	}
	return who;
}

static void take_line(struct task *t, const struct stat_line *line)
{
	t->start_ns = line->start_ns;
	t->vsz = line->vsz;
	t->rss = line->rss;
	t->cpu_ns = line->user_ns > UINT64_MAX - line->system_ns ? UINT64_MAX : line->user_ns + line->system_ns;
	t->minflt = line->minflt;
	t->majflt = line->majflt;
	t->ppid = t->is_thread ? t->tgid : line->ppid;
	t->pgrp = line->pgrp;
	t->session = line->session;
	t->threads = line->threads;
	t->priority = line->priority;
	t->nice = line->nice;
	t->processor = line->processor;
	t->state = line->state;
	t->is_kernel = line->flags & STAT_FLAG_KTHREAD;
	t->have = NEED_STAT;
}

/* The share of CPU time since the sample before. What was started since then used all its time since then. */
static void take_share(struct task *t, const struct task *old, const struct pass *p)
{
	uint64_t passed = p->out->boot_ns - p->old_boot_ns, before = old ? old->cpu_ns : 0;

	if (!p->has_old || passed == 0 || (!old && t->start_ns < p->old_boot_ns))
		return;
	t->cpu = t->cpu_ns > before ? (float)(100.0 * (double)(t->cpu_ns - before) / (double)passed) : 0;
	t->have |= NEED_CPU;
}

void pass_take(struct pass *p, struct task *t, const struct stat_line *line)
{
	const struct task *old = find_old(p, t->tgid, t->is_thread ? t->pid : 0);

	take_line(t, line);
	/* The same pid and another start: it was recycled. */
	if (old && (!(old->have & NEED_STAT) || old->start_ns != t->start_ns))
		old = NULL;
	if (old && is_unchanged(p, old, line))
		t->who = identity_keep(old->who);
	else
		t->who = read_identity(p, t, line);
	t->have |= t->who->have;
	take_share(t, old, p);
}

void pass_take_unreadable(struct pass *p, struct task *t)
{
	struct identity *who = identity_new("", 0, "?", 1);

	if (procfs_owner(p->scan->proc, t->tgid, &who->uid)) {
		who->user = users_name(&p->scan->users, who->uid);
		who->have = NEED_OWNER;
	}
	t->who = who;
	t->have = (uint8_t)who->have;
	t->state = '?';
	p->out->machine.unreadable++;
}

/* pass.c - the merge join of one sample with the one before: what is dear, who a process is, carries over, and shares of time
 * come from both. Lists no processes. */
#include <string.h>

#include "scan.h"

#define NAME_ROOM 128
#define YOUNG_NS UINT64_C(1000000000)

struct pass pass_start(struct scan *s, const struct demand *d, const struct sample *before, struct sample *out)
{
	return (struct pass){ .scan = s, .demand = d, .before = before, .old = before ? sample_tasks(before) : NULL, .out = out };
}

/* Whoever calls fills all of it. */
static struct task *new_task(struct vec *tasks)
{
	vec_reserve(tasks, tasks->count + 1);
	return (struct task *)tasks->data + tasks->count - 1;
}

struct task *pass_add(struct pass *p, pid_t tgid, pid_t tid)
{
	struct task *t = new_task(&p->out->tasks);

	*t = (struct task){ .pid = tid ? tid : tgid, .tgid = tgid, .is_thread = tid != 0 };
	return t;
}

void pass_carry_into(struct pass *p, struct task *t, const struct task *old)
{
	p->kept++;
	*t = *old;
	t->who = identity_keep(old->who);
	t->have = (uint16_t)(NEED_STAT | t->who->have);
	t->status = NULL;
	t->rollup = NULL;
	t->rare = NULL;
	t->cgroup = 0;
	t->is_carried = true;
}

struct task *pass_carry(struct pass *p, const struct task *old)
{
	struct task *t = new_task(&p->out->tasks);

	pass_carry_into(p, t, old);
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

static const struct task *old_end(const struct pass *p)
{
	return p->before ? sample_tasks(p->before) + p->before->tasks.count : NULL;
}

/* The sample before's task for this one, or NULL. The same pid and another start is another process: the pid was recycled. */
static const struct task *if_same(const struct pass *p, const struct task *old, const struct task *t)
{
	if (!old || old == old_end(p) || old->tgid != t->tgid || old->pid != t->pid || old->is_thread != t->is_thread)
		return NULL;
	return old->have & NEED_STAT && old->start_ns == t->start_ns ? old : NULL;
}

/* Called in ascending order. */
static void go_to(struct pass *p, pid_t tgid, pid_t tid)
{
	while (p->old < old_end(p) && comes_before(p->old, tgid, tid))
		p->old++;
}

const struct task *pass_old(struct pass *p, pid_t pid)
{
	go_to(p, pid, 0);
	return p->old < old_end(p) && p->old->tgid == pid && !p->old->is_thread ? p->old : NULL;
}

static const struct task *next_old(struct pass *p, const struct task *t)
{
	go_to(p, t->tgid, t->is_thread ? t->pid : 0);
	return if_same(p, p->old, t);
}

const struct task *pass_any_old(const struct pass *p, pid_t tgid, pid_t tid)
{
	const struct task *old = p->before ? sample_tasks(p->before) : NULL;
	size_t low = 0, high = p->before ? p->before->tasks.count : 0;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (comes_before(&old[middle], tgid, tid))
			low = middle + 1;
		else
			high = middle;
	}
	old += low;
	return old < old_end(p) && old->tgid == tgid && (old->is_thread ? old->pid : 0) == tid ? old : NULL;
}

/* Whether nothing tells of an exec in between. */
static bool is_same_program(const struct task *old, const struct stat_line *line)
{
	const struct identity *who = old->who;

	return who->start_code == line->start_code && who->start_stack == line->start_stack &&
	       who->comm_length == line->comm_length && memcmp(who->comm, line->comm, line->comm_length) == 0;
}

/* Whether who the task was is still who it is: the same process, and no exec in between. A zombie has lost its memory, and
 * with it the marks of its program: it remains who it was. */
static bool is_unchanged(const struct pass *p, const struct task *old, const struct stat_line *line, const uid_t *owner)
{
	const struct identity *who = old->who;
	unsigned wanted = (p->demand->all | p->demand->shown) & (NEED_OWNER | NEED_COMMAND);

	if (owner && who->have & NEED_OWNER && who->uid != *owner)
		return false;
	if (line->state == 'Z' || line->state == 'X')
		return true;
	/* A thread of the kernel runs one program all its life, and the iterator cuts its name. */
	if (old->is_kernel && line->start_stack == TASKITER_STACK && who->start_stack == TASKITER_STACK)
		return true;
	return (who->have & wanted) == wanted && !who->young && is_same_program(old, line);
}

/* The iterator and stat tell an exec by other marks: when one takes over from the other, nothing need be read again. */
static bool is_from_elsewhere(const struct task *old, const struct stat_line *line)
{
	const struct identity *who = old->who;

	return (who->start_stack == TASKITER_STACK) != (line->start_stack == TASKITER_STACK) && !who->young &&
	       who->comm_length == line->comm_length && memcmp(who->comm, line->comm, line->comm_length) == 0;
}

static const struct identity *mark_again(const struct identity *who, const struct stat_line *line)
{
	struct identity *again = identity_again(who, who->command, who->command_length);

	again->start_code = line->start_code;
	again->start_stack = line->start_stack;
	return again;
}

/* Reads who the process is, but for its command line, which comes later; until then it is what it was. Between fork and exec
 * it still looks like its parent: what is young is read again next time. */
static const struct identity *read_identity(const struct pass *p, const struct task *t, const struct task *old,
                                            const struct stat_line *line, const uid_t *owner)
{
	struct scan *s = p->scan;
	unsigned wanted = (p->demand->all | p->demand->shown) & (NEED_OWNER | NEED_COMMAND);
	char name[NAME_ROOM];
	ssize_t full = 0;
	struct identity *who;

	if (t->is_kernel && line->start_stack == TASKITER_STACK)
		full = procfs_read(s->proc, t->tgid, 0, "comm", name, sizeof(name));
	if (full > 1)
		who = identity_new(name, (size_t)full - 1, "", 0);
	else if (old && is_same_program(old, line))
		who = identity_again(old->who, old->who->command, old->who->command_length);
	else
		who = identity_new(line->comm, line->comm_length, "", 0);
	who->have = wanted & NEED_COMMAND;
	who->start_code = line->start_code;
	who->start_stack = line->start_stack;
	who->young = p->out->boot_ns - line->start_ns < YOUNG_NS && line->start_ns <= p->out->boot_ns;
	if (owner)
		who->uid = *owner;
	if ((wanted & NEED_OWNER) && (owner || procfs_owner(s->proc, t->tgid, &who->uid))) {
		who->user = users_get(&s->users, who->uid);
		who->have |= NEED_OWNER;
	}
	return who;
}

static void take_line(struct task *t, const struct stat_line *line)
{
	t->start_ns = line->start_ns;
	t->vsz = line->vsz;
	t->rss = line->rss;
	t->is_exact = false;
	t->cpu_ns = line->user_ns > UINT64_MAX - line->system_ns ? UINT64_MAX : line->user_ns + line->system_ns;
	t->minflt = line->minflt;
	t->majflt = line->majflt;
	t->ppid = t->is_thread ? t->tgid : line->ppid;
	t->pgrp = line->pgrp;
	t->session = line->session;
	t->threads = line->threads;
	t->priority = (int16_t)line->priority;
	t->nice = (int8_t)line->nice;
	t->processor = (int16_t)line->processor;
	t->state = line->state;
	t->is_kernel = line->flags & STAT_FLAG_KTHREAD;
	t->have = NEED_STAT;
}

void pass_look_again(struct task *t, const struct stat_line *line)
{
	const struct task was = *t;

	take_line(t, line);
	t->cpu_ns = was.cpu_ns;
	t->have = was.have;
	if (was.have & NEED_STATM) {
		t->vsz = was.vsz;
		t->rss = was.rss;
		t->is_exact = was.is_exact;
	}
	t->is_carried = false;
}

static float rate(uint64_t now, uint64_t before, uint64_t passed_ns)
{
	return now > before ? (float)((double)(now - before) * 1e9 / (double)passed_ns) : 0;
}

static void take_faults(struct task *t, float minor, float major, struct arena *arena)
{
	struct rare *rare = task_rare(t, arena);

	rare->minor_rate = minor;
	rare->major_rate = major;
	t->have |= NEED_FAULTS;
}

/* The share of CPU time since the sample before. What was started since then used all its time since then. */
static void take_share(struct task *t, const struct task *old, const struct pass *p)
{
	uint64_t passed = p->out->boot_ns - p->before->boot_ns, before = old ? old->cpu_ns : 0;

	/* The one time that the iterator takes over: what the share was just now is nearer to the truth than a difference. */
	if (p->out->is_iterated != p->before->is_iterated) {
		t->cpu = old ? old->cpu : 0;
		t->have |= old ? old->have & NEED_CPU : 0;
		return;
	}
	if (passed == 0 || (!old && t->start_ns < p->before->boot_ns))
		return;
	t->cpu = t->cpu_ns > before ? (float)(100.0 * (double)(t->cpu_ns - before) / (double)passed) : 0;
	if ((p->demand->all | p->demand->shown) & NEED_FAULTS)
		take_faults(t, rate(t->minflt, old ? old->minflt : 0, passed), rate(t->majflt, old ? old->majflt : 0, passed), &p->out->arena);
	t->have |= NEED_CPU;
}

/* Another may move it from group to group at any time: of those that are not seen this is found out when their turn comes. */
static void join(struct pass *p, struct task *t)
{
	struct cgroups *c = &p->scan->cgroups;

	if (((uint64_t)t->pid + p->out->serial) % TURNS == 0)
		cgroups_join_again(c, p->scan->proc, t);
	else
		cgroups_join(c, p->scan->proc, t, 0);
}

void pass_take(struct pass *p, struct task *t, const struct stat_line *line, const uid_t *owner)
{
	const struct task *old;

	take_line(t, line);
	/* Threads may come in the order of their own ids, all processes mixed. */
	old = t->is_thread ? if_same(p, pass_any_old(p, t->tgid, t->pid), t) : next_old(p, t);
	/* One that has become a zombie has left its children. */
	p->kept += old && (line->state != 'Z' || old->state == 'Z');
	if (old && is_unchanged(p, old, line, owner))
		t->who = identity_keep(old->who);
	else if (old && is_from_elsewhere(old, line))
		t->who = mark_again(old->who, line);
	else {
		t->who = read_identity(p, t, old, line, owner);
		if ((t->who->have & NEED_COMMAND) && !t->is_kernel && !t->is_thread && line->state != 'Z')
			commands_ask(p->scan->commands, t);
	}
	t->have |= t->who->have;
	if (((p->demand->all | p->demand->shown) & NEED_CGROUP) && !t->is_thread)
		join(p, t);
}

void pass_take_again(struct pass *p, struct task *t, const struct task *old)
{
	const struct identity *who = old->who;
	struct stat_line line = {
		.comm = who->comm, .comm_length = who->comm_length, .state = old->state, .pid = old->pid, .ppid = old->ppid,
		.pgrp = old->pgrp, .session = old->session, .flags = old->is_kernel ? STAT_FLAG_KTHREAD : 0, .minflt = old->minflt,
		.majflt = old->majflt, .user_ns = old->cpu_ns, .priority = old->priority, .nice = old->nice, .threads = old->threads,
		.start_ns = old->start_ns, .vsz = old->vsz, .rss = old->rss, .start_code = who->start_code,
		.start_stack = who->start_stack, .processor = old->processor,
	};

	pass_take(p, t, &line, who->have & NEED_OWNER ? &who->uid : NULL);
	t->shr = old->shr;
	t->is_exact = old->is_exact;
}

static void count(struct machine *m, const struct task *t)
{
	if (t->is_thread)
		return;
	m->processes += !t->is_kernel;
	m->kernel_threads += t->is_kernel;
	m->threads += t->is_kernel ? 0 : t->threads;
	m->largest_rss = t->rss > m->largest_rss ? t->rss : m->largest_rss;
}

void pass_finish(struct pass *p)
{
	struct task *t = p->out->tasks.data;
	bool wants_faults = (p->demand->all | p->demand->shown) & NEED_FAULTS;

	commands_answer(p->scan->commands, p->out);
	p->old = p->before ? sample_tasks(p->before) : NULL;
	for (size_t i = 0; i < p->out->tasks.count; i++) {
		count(&p->out->machine, &t[i]);
		if (t[i].is_carried) {
			t[i].cpu = 0;
			t[i].have |= NEED_CPU;
			if (wants_faults)
				take_faults(&t[i], 0, 0, &p->out->arena);
		} else if (p->before && (t[i].have & NEED_STAT))
			take_share(&t[i], next_old(p, &t[i]), p);
	}
}

void pass_take_unreadable(struct pass *p, struct task *t)
{
	struct identity *who = identity_new("", 0, "?", 1);

	if (procfs_owner(p->scan->proc, t->tgid, &who->uid)) {
		who->user = users_get(&p->scan->users, who->uid);
		who->have = NEED_OWNER;
	}
	t->who = who;
	t->have = (uint16_t)who->have;
	t->state = '?';
	p->out->machine.unreadable++;
}

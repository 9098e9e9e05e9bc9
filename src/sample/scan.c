/* scan.c - a sample of the living machine, read from /proc. What is dear is read once: who a process is carries over from
 * the sample before, by a merge join of two lists in pid order. Formats nothing. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "source.h"
#include "stat.h"
#include "users.h"

#define COMMAND_ROOM 32768
#define YOUNG_NS UINT64_C(1000000000)
#define LATE_NS UINT64_C(100000000)

struct scan {
	struct source source;
	struct procfs *proc;
	struct libproc *lib;        /* NULL where its /proc is not the one that we read */
	struct users users;
	struct vec pids, tids;      /* of pid_t: scratch */
	char *command;              /* COMMAND_ROOM bytes: scratch */
	uint64_t serial;
	atomic_bool cancelled;
};

/* One pass over the processes. */
struct pass {
	struct scan *scan;
	const struct demand *demand;
	const struct task *old, *old_end;   /* of the sample before: what is not yet passed */
	uint64_t old_boot_ns;
	bool has_old;
	struct sample *out;
};

static uint64_t now(clockid_t clock)
{
	struct timespec ts;

	clock_gettime(clock, &ts);
	return (uint64_t)ts.tv_sec * 1000000000u + (uint64_t)ts.tv_nsec;
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
	t->tty = line->tty;
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

/* What stat does not say. */
static void read_more(const struct scan *s, struct task *t, unsigned needs, struct arena *arena)
{
	char text[ROLLUP_ROOM];
	struct statm_line statm;
	struct rollup rollup, *kept;
	ssize_t n;

	if ((needs & NEED_STATM) && (n = procfs_read(s->proc, t->pid, 0, "statm", text, sizeof(text))) > 0 &&
	    statm_parse(text, (size_t)n, &statm)) {
		t->vsz = statm.vsz;
		t->rss = statm.rss;
		t->shr = statm.shr;
		t->have |= NEED_STATM;
	}
	/* A kernel thread or a zombie has no memory: its rollup is empty, which is not the same as unreadable. */
	if (!(needs & NEED_ROLLUP))
		return;
	n = procfs_read(s->proc, t->pid, 0, "smaps_rollup", text, sizeof(text));
	if (n > 0 ? !rollup_parse(text, (size_t)n, &rollup) : !(t->is_kernel || t->state == 'Z'))
		return;
	if (n <= 0)
		rollup = (struct rollup){ 0 };
	kept = arena_take(arena, sizeof(*kept));
	*kept = rollup;
	t->rollup = kept;
	t->have |= NEED_ROLLUP;
}

/* A process that is listed and may not be read: its pid and its owner are all that is known. */
static void add_unreadable(struct pass *p, struct task *t)
{
	struct identity *who = identity_new("", 0, "?", 1);

	if (procfs_owner(p->scan->proc, t->tgid, &who->uid)) {
		who->user = users_name(&p->scan->users, who->uid);
		who->have = NEED_OWNER;
	}
	t->who = who;
	t->have = who->have & 0xff;
	t->state = '?';
	p->out->machine.unreadable++;
}

/* Reads one task. False when it has vanished, which is ordinary. */
static bool read_task(struct pass *p, struct task *t)
{
	char text[STAT_ROOM];
	struct stat_line line;
	pid_t tid = t->is_thread ? t->pid : 0;
	const struct task *old = find_old(p, t->tgid, tid);
	ssize_t n = procfs_read(p->scan->proc, t->tgid, tid, "stat", text, sizeof(text));

	/* EACCES from a copy that we may not read, EPERM from a /proc mounted with hidepid=1. */
	if (n < 0 && (errno == EACCES || errno == EPERM) && !t->is_thread) {
		add_unreadable(p, t);
		return true;
	}
	if (n <= 0 || !stat_parse(text, (size_t)n, &line))
		return false;
	take_line(t, &line);
	if (old && (!(old->have & NEED_STAT) || old->start_ns != t->start_ns))
		old = NULL;
	if (old && is_unchanged(p, old, &line))
		t->who = identity_keep(old->who);
	else
		t->who = read_identity(p, t, &line);
	t->have |= t->who->have;
	take_share(t, old, p);
	if (!t->is_thread)
		read_more(p->scan, t, p->demand->all, &p->out->arena);
	return true;
}

/* A task at the end of the sample, or none if it cannot be read. */
static bool add_task(struct pass *p, pid_t tgid, pid_t tid)
{
	struct task *t = vec_push(&p->out->tasks);

	*t = (struct task){ .pid = tid ? tid : tgid, .tgid = tgid, .is_thread = tid != 0 };
	if (read_task(p, t))
		return true;
	p->out->tasks.count--;
	return false;
}

static void add_threads(struct pass *p, pid_t pid)
{
	struct vec *tids = &p->scan->tids;

	procfs_threads(p->scan->proc, pid, tids);
	for (size_t i = 0; i < tids->count; i++) {
		pid_t tid = ((const pid_t *)tids->data)[i];
		if (tid != pid)
			add_task(p, pid, tid);
	}
}

static void count_task(struct machine *m, const struct task *t)
{
	m->processes += !t->is_kernel;
	m->kernel_threads += t->is_kernel;
	if (!t->is_kernel)
		m->threads += t->threads;
}

static void read_machine(const struct scan *s, const struct demand *d, struct machine *m)
{
	char text[MEMINFO_ROOM];
	ssize_t n = procfs_read_machine(s->proc, "meminfo", text, sizeof(text));

	m->has_memory = n > 0 && meminfo_parse(text, (size_t)n, &m->memory);
	if (m->has_memory)
		meminfo_split(&m->memory, &m->parts);
	n = procfs_read_machine(s->proc, "pressure/memory", text, sizeof(text));
	m->has_pressure = n > 0 && pressure_parse(text, (size_t)n, &m->pressure);
	m->has_zram = s->proc->is_living && zram_read("/sys/block", &m->zram);
	m->has_figures = s->lib && libproc_machine(s->lib, &m->figures);
	m->has_events = s->lib && d->events && libproc_events(s->lib, &m->events);
}

/* Libproc2's columns for these processes, as many at a time as it takes. */
static void read_cold(const struct scan *s, const struct demand *d, const pid_t *pids, size_t count, struct sample *out)
{
	const struct value *values[COLD_PROCESSES];

	for (size_t at = 0, n; s->lib && at < count; at += n) {
		n = count - at < COLD_PROCESSES ? count - at : COLD_PROCESSES;
		libproc_read_cold(s->lib, d->cold, pids + at, n, &out->arena, values);
		for (size_t i = 0; i < n; i++) {
			struct task *t = (struct task *)(uintptr_t)sample_find(out, pids[at + i]);
			if (t && values[i]) {
				t->cold = values[i];
				t->have |= NEED_COLD;
			}
		}
	}
}

static void scan_next(struct source *source, const struct demand *d, const struct sample *before, struct sample *out)
{
	struct scan *s = (struct scan *)source;
	struct pass p = { .scan = s, .demand = d, .out = out, .has_old = before != NULL };
	const pid_t *pids;

	if (before) {
		p.old = sample_tasks(before);
		p.old_end = p.old + before->tasks.count;
		p.old_boot_ns = before->boot_ns;
	}
	out->serial = ++s->serial;
	out->wall_ns = now(CLOCK_REALTIME);
	out->boot_ns = now(CLOCK_BOOTTIME);
	out->machine = (struct machine){ 0 };
	read_machine(s, d, &out->machine);
	procfs_pids(s->proc, &s->pids);
	pids = s->pids.data;
	/* Room for all at once: growing in steps would leave holes in our own memory. */
	vec_reserve(&out->tasks, s->pids.count);
	out->tasks.count = 0;
	out->machine.others_hidden = s->proc->is_living && (s->pids.count == 0 || pids[0] != 1);
	for (size_t i = 0; i < s->pids.count && !atomic_load_explicit(&s->cancelled, memory_order_relaxed); i++) {
		if (!add_task(&p, pids[i], 0))
			continue;
		const struct task *t = (const struct task *)out->tasks.data + out->tasks.count - 1;
		count_task(&out->machine, t);
		if (d->threads && t->threads > 1)
			add_threads(&p, pids[i]);
	}
	if (d->all & NEED_COLD)
		read_cold(s, d, s->pids.data, s->pids.count, out);
}

/* Whether the pid is still that process's: a sample that is refined late may tell of one that has ended since. */
static bool is_still(const struct scan *s, const struct task *t)
{
	char text[STAT_ROOM];
	struct stat_line line;
	ssize_t n = procfs_read(s->proc, t->pid, 0, "stat", text, sizeof(text));

	return n > 0 && stat_parse(text, (size_t)n, &line) && line.start_ns == t->start_ns;
}

/* Of another user's process stat does not tell an exec, unless its comm changes: the command line of those that are shown is
 * compared each time. */
static void check_command(const struct scan *s, struct task *t)
{
	struct identity *who;
	ssize_t n;

	if (!(t->have & NEED_COMMAND) || t->who->start_code > 1 || t->is_kernel || t->state == 'Z')
		return;
	n = procfs_read(s->proc, t->pid, 0, "cmdline", s->command, COMMAND_ROOM);
	if (n <= 0 || identity_has_command(t->who, s->command, (size_t)n))
		return;
	who = identity_new(t->who->comm, t->who->comm_length, s->command, (size_t)n);
	who->have = t->who->have;
	who->uid = t->who->uid;
	who->user = t->who->user;
	who->start_code = t->who->start_code;
	who->start_stack = t->who->start_stack;
	identity_drop(t->who);
	t->who = who;
}

static void refine_task(const struct scan *s, struct task *t, unsigned needs, struct arena *arena)
{
	check_command(s, t);
	read_more(s, t, needs, arena);
}

static void scan_refine(struct source *source, const struct demand *d, struct sample *out)
{
	const struct scan *s = (const struct scan *)source;
	const pid_t *pids = d->shown_pids.data;
	bool is_late = now(CLOCK_BOOTTIME) - out->boot_ns > LATE_NS;

	for (size_t i = 0; i < d->shown_pids.count; i++) {
		struct task *t = (struct task *)(uintptr_t)sample_find(out, pids[i]);
		if (t && (t->have & NEED_STAT) && (!is_late || is_still(s, t)))
			refine_task(s, t, d->shown & ~d->all, &out->arena);
	}
	if ((d->shown & ~d->all) & NEED_COLD)
		read_cold(s, d, pids, d->shown_pids.count, out);
}

static void scan_cancel(struct source *source)
{
	atomic_store(&((struct scan *)source)->cancelled, true);
}

static void scan_close(struct source *source)
{
	struct scan *s = (struct scan *)source;

	if (s->lib)
		libproc_close(s->lib);
	users_free(&s->users);
	vec_free(&s->pids);
	vec_free(&s->tids);
	free(s->command);
	free(s);
}

struct source *scan_open(struct procfs *p)
{
	struct scan *s = memory_new(sizeof(*s));

	*s = (struct scan){
		.source = { "proc", scan_next, scan_refine, scan_cancel, scan_close },
		.proc = p,
		.lib = p->is_living ? libproc_open() : NULL,
		.command = memory_new(COMMAND_ROOM),
	};
	users_init(&s->users);
	vec_init(&s->pids, sizeof(pid_t));
	vec_init(&s->tids, sizeof(pid_t));
	return &s->source;
}

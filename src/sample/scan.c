/* scan.c - a sample of the living machine, read from /proc: one file for each process, but for what is asked for besides.
 * Formats nothing. */
#include "scan.h"

#include <errno.h>
#include <stdlib.h>

/* Reads one task. False when it has vanished, which is ordinary. */
static bool add_task(struct pass *p, pid_t tgid, pid_t tid)
{
	const struct procfs *proc = p->scan->proc;
	struct task *t = pass_add(p, tgid, tid);
	char text[STAT_ROOM];
	struct stat_line line;
	ssize_t n = procfs_read(proc, tgid, tid, "stat", text, sizeof(text));

	/* EACCES from a copy that we may not read, EPERM from a /proc mounted with hidepid=1. */
	if (n < 0 && (errno == EACCES || errno == EPERM) && !tid) {
		pass_take_unreadable(p, t);
		return true;
	}
	if (n <= 0 || !stat_parse(text, (size_t)n, &line)) {
		pass_drop(p);
		return false;
	}
	pass_take(p, t, &line);
	if (!tid)
		detail_read(p->scan, t, p->demand->all, &p->out->arena);
	return true;
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

static void scan_next(struct source *source, const struct demand *d, const struct sample *before, struct sample *out)
{
	struct scan *s = (struct scan *)source;
	struct pass p = pass_start(s, d, before, out);
	const pid_t *pids;

	out->serial = ++s->serial;
	out->wall_ns = clock_ns(CLOCK_REALTIME);
	out->boot_ns = clock_ns(CLOCK_BOOTTIME);
	machine_read(s, d, &out->machine);
	procfs_pids(s->proc, &s->pids);
	pids = s->pids.data;
	/* Room for all at once: growing in steps would leave holes in our own memory. */
	vec_reserve(&out->tasks, s->pids.count);
	out->tasks.count = 0;
	out->machine.others_hidden = s->proc->is_living && (s->pids.count == 0 || pids[0] != 1);
	for (size_t i = 0; i < s->pids.count && !atomic_load_explicit(&s->cancelled, memory_order_relaxed); i++) {
		if (!add_task(&p, pids[i], 0))
			continue;
		const struct task *t = sample_tasks(out) + out->tasks.count - 1;
		count_task(&out->machine, t);
		if (d->threads && t->threads > 1)
			add_threads(&p, pids[i]);
	}
	if (d->all & NEED_COLD)
		detail_read_cold(s, d, &s->pids, out);
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
		.source = { "proc", scan_next, detail_refine, scan_cancel, scan_close },
		.proc = p,
		.lib = p->is_living ? libproc_open() : NULL,
		.command = memory_new(COMMAND_ROOM),
	};
	users_init(&s->users);
	vec_init(&s->pids, sizeof(pid_t));
	vec_init(&s->tids, sizeof(pid_t));
	return &s->source;
}

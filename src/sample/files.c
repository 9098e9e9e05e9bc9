/* files.c - reads tasks from their stat files, one for each, but for those that have not run. Lists none. */
#include <errno.h>

#include "scan.h"

/* Whether a file is likely to be read in the next pass too. */
enum use { ONCE, AGAIN };

static ssize_t read_stat(struct scan *s, pid_t tgid, pid_t tid, enum use use, char *text)
{
	if (tid || use == ONCE)
		return procfs_read(s->proc, tgid, tid, "stat", text, STAT_ROOM);
	return keep_read(&s->keep, s->proc, tgid, text, STAT_ROOM);
}

/* Reads one task. False when it has vanished, which is ordinary. */
static bool add_task(struct pass *p, pid_t tgid, pid_t tid, enum use use)
{
	struct task *t = pass_add(p, tgid, tid);
	char text[STAT_ROOM];
	struct stat_line line;
	ssize_t n = read_stat(p->scan, tgid, tid, use, text);

	/* Else it is there and cannot be read: EACCES, EPERM from a /proc mounted with hidepid=1, EMFILE, … */
	if (n < 0 && errno != ENOENT && errno != ESRCH && !tid) {
		pass_take_unreadable(p, t);
		return true;
	}
	if (n <= 0 || !stat_parse(text, (size_t)n, &line)) {
		pass_drop(p);
		return false;
	}
	pass_take(p, t, &line, NULL);
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
			add_task(p, pid, tid, ONCE);
	}
}

/* Who has run is likely to run again. */
static enum use use_of(const struct pass *p, const struct task *old, uint64_t clock_ns)
{
	return !p->scan->has_clocks || (old && (!p->carries || old->clock_ns != clock_ns)) ? AGAIN : ONCE;
}

void files_add_process(struct pass *p, pid_t pid)
{
	const struct task *old = pass_old(p, pid);
	uint64_t clock_ns = 0;
	struct task *t;

	/* The clock first, then stat: who runs in between is found to have run next time. */
	if (p->scan->has_clocks && !cpu_clock_read(pid, &clock_ns))
		return;
	if (quiet_carry(p, old, clock_ns))
		return;
	if (!add_task(p, pid, 0, use_of(p, old, clock_ns)))
		return;
	t = (struct task *)p->out->tasks.data + p->out->tasks.count - 1;
	t->clock_ns = clock_ns;
	if (p->demand->threads && t->threads > 1)
		add_threads(p, pid);
}

/* files.c - reads tasks from their stat files, one for each. Lists none. */
#include <errno.h>

#include "scan.h"

/* Reads one task. False when it has vanished, which is ordinary. */
static bool add_task(struct pass *p, pid_t tgid, pid_t tid)
{
	const struct procfs *proc = p->scan->proc;
	struct task *t = pass_add(p, tgid, tid);
	char text[STAT_ROOM];
	struct stat_line line;
	ssize_t n = tid ? procfs_read(proc, tgid, tid, "stat", text, sizeof(text))
	                : keep_read(&p->scan->keep, proc, tgid, text, sizeof(text));

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
			add_task(p, pid, tid);
	}
}

void files_add_process(struct pass *p, pid_t pid)
{
	if (add_task(p, pid, 0) && p->demand->threads && sample_tasks(p->out)[p->out->tasks.count - 1].threads > 1)
		add_threads(p, pid);
}

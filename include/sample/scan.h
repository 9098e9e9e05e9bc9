/* scan.h - what the files that sample the living machine share. Nobody else needs it. */
#ifndef SCAN_H
#define SCAN_H

#include <stdatomic.h>
#include <time.h>

#include "commands.h"
#include "keep.h"
#include "rollups.h"
#include "source.h"
#include "stat.h"
#include "taskiter.h"
#include "users.h"

struct scan {
	struct source source;
	struct procfs *proc;
	struct libproc *lib;        /* NULL where its /proc is not the one that we read */
	struct users users;
	struct commands *commands;
	struct keep keep;
	struct rollups *rollups;    /* NULL: each is read when it is wanted, whatever that costs */
	struct vec pids, tids;      /* of pid_t: scratch */
	struct taskiter *iterator;  /* NULL: not used, or given up */
	char why_not[600];          /* why the iterator is not used; written once */
	bool only_iterator;         /* it is used even where /proc is cheaper */
	struct vec threads;         /* of struct task: those read before they have their place */
	struct vec strays;          /* of struct taskiter_thread: those read before their process */
	struct vec unseen;          /* of pid_t, ascending: processes that /proc lists and the iterator does not show */
	size_t unseen_at;           /* the first that is not yet passed */
	unsigned looks;             /* passes since the start */
	bool has_shift;
	uint64_t start_shift;       /* from the iterator's clock to that of stat; see iterate.c */
	uint64_t serial;
	atomic_bool cancelled;
};

/* One pass over all tasks, in the order of their pids: a merge join with the sample before. */
struct pass {
	struct scan *scan;
	const struct demand *demand;
	const struct sample *before;        /* NULL: none */
	const struct task *old;             /* of the sample before: the first that is not yet passed */
	struct sample *out;
};

/* pass.c */
struct pass pass_start(struct scan *s, const struct demand *d, const struct sample *before, struct sample *out);

/* A task at the end of the sample, of which only the pids are set; a tid of 0 is a process. In ascending order. */
struct task *pass_add(struct pass *p, pid_t tgid, pid_t tid);

/* Takes the last task away again: it has vanished. */
void pass_drop(struct pass *p);

/* What is known of the task by now, and who it is. The owner is looked up where it is NULL. */
void pass_take(struct pass *p, struct task *t, const struct stat_line *line, const uid_t *owner);

/* When all tasks are there: their shares of CPU time. */
void pass_finish(struct pass *p);

/* All that is known of a process that is listed and may not be read: its pid and its owner. */
void pass_take_unreadable(struct pass *p, struct task *t);

/* files.c: reads a process from /proc, and its threads if they are wanted. In ascending order. */
void files_add_process(struct pass *p, pid_t pid);

/* iterate.c: reads all tasks from the iterator. False when that failed: then the sample is empty. */
bool iterate(struct pass *p);

/* detail.c: what stat does not say */
void detail_read(const struct scan *s, struct task *t, unsigned needs, struct arena *arena);
void detail_read_cold(const struct scan *s, const struct demand *d, const struct vec *pids, struct sample *out);
void detail_refine(struct source *source, const struct demand *d, struct sample *out);

/* machine.c */
void machine_read(const struct scan *s, const struct demand *d, struct machine *m);
uint64_t clock_ns(clockid_t clock);

#endif

/* scan.h - what the files that sample the living machine share. Nobody else needs it. */
#ifndef SCAN_H
#define SCAN_H

#include <stdatomic.h>
#include <time.h>

#include "source.h"
#include "stat.h"
#include "users.h"

#define COMMAND_ROOM 32768

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

/* One pass over all tasks, in the order of their pids: a merge join with the sample before. */
struct pass {
	struct scan *scan;
	const struct demand *demand;
	const struct task *old, *old_end;   /* of the sample before: what is not yet passed */
	uint64_t old_boot_ns;
	bool has_old;
	struct sample *out;
};

/* pass.c */
struct pass pass_start(struct scan *s, const struct demand *d, const struct sample *before, struct sample *out);

/* A task at the end of the sample, of which only the pids are set; a tid of 0 is a process. In ascending order. */
struct task *pass_add(struct pass *p, pid_t tgid, pid_t tid);

/* Takes the last task away again: it has vanished. */
void pass_drop(struct pass *p);

/* What stat says of the task, who it is, and its share of CPU time. */
void pass_take(struct pass *p, struct task *t, const struct stat_line *line);

/* All that is known of a process that is listed and may not be read: its pid and its owner. */
void pass_take_unreadable(struct pass *p, struct task *t);

/* detail.c: what stat does not say */
void detail_read(const struct scan *s, struct task *t, unsigned needs, struct arena *arena);
void detail_read_cold(const struct scan *s, const struct demand *d, const struct vec *pids, struct sample *out);
void detail_refine(struct source *source, const struct demand *d, struct sample *out);

/* machine.c */
void machine_read(const struct scan *s, const struct demand *d, struct machine *m);
uint64_t clock_ns(clockid_t clock);

#endif

/* scan.h - what the files that sample the living machine share. Nobody else needs it. */
#ifndef SCAN_H
#define SCAN_H

#include <stdatomic.h>
#include <time.h>

#include "cgroups.h"
#include "commands.h"
#include "cpu_clock.h"
#include "keep.h"
#include "kills.h"
#include "names.h"
#include "nets.h"
#include "numa.h"
#include "rollups.h"
#include "source.h"
#include "stat.h"
#include "taskiter.h"
#include "users.h"

#define TURNS 16                   /* passes in which each process is read once, quiet or not */

/* What was known when processes were listed last. */
struct listing {
	pid_t last_pid;             /* given to a process or a thread; 0: not known */
	uint64_t forks;             /* since boot */
};

struct scan {
	struct source source;
	struct procfs *proc;
	struct libproc *lib;        /* NULL where its /proc is not the one that we read */
	struct users users;
	struct commands *commands;
	struct cgroups cgroups;
	struct confinement_watch confinement;
	struct names names;
	struct kills kills;
	struct keep keep;
	struct traffic_log traffic;
	struct rollups *rollups;    /* NULL: each is read when it is wanted, whatever that costs */
	char only_node[8];          /* the number of the machine's only NUMA node; "": there are more, or who knows */
	bool has_clocks;            /* the CPU clocks tell who has run: see quiet.c */
	bool is_told;               /* the last pid that was given: see listing.c */
	uint64_t reclaimed;         /* bytes, since boot, by the last pass that carried nobody over */
	struct vec text;            /* of char: scratch, what a file says */
	struct vec ended;           /* of pid_t, ascending: scratch */
	struct listing listing;
	struct vec pids, tids;      /* of pid_t: scratch */
	struct taskiter *iterator;  /* NULL: not used, or given up */
	char why_not[600];          /* why the iterator is not used; written once */
	bool only_iterator;         /* it is used even where /proc is cheaper */
	struct vec threads;         /* of struct task: those read before they have their place */
	struct vec strays;          /* of struct taskiter_thread: those read before their process */
	struct taskiter_wish wish;  /* for the iterator's next read */
	uint64_t told_serial;       /* of the last sample that the iterator brought */
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
	bool carries;                       /* who has not run is carried over */
	size_t kept;                        /* tasks of the sample before that live on in this one */
	struct sample *out;
};

/* pass.c */
struct pass pass_start(struct scan *s, const struct demand *d, const struct sample *before, struct sample *out);

/* A task at the end of the sample, of which only the pids are set; a tid of 0 is a process. In ascending order. */
struct task *pass_add(struct pass *p, pid_t tgid, pid_t tid);

/* The process with this pid in the sample before, or NULL. In ascending order. */
const struct task *pass_old(struct pass *p, pid_t pid);

/* The same for any task, in any order. */
const struct task *pass_any_old(const struct pass *p, pid_t tgid, pid_t tid);

/* Adds a task of the sample before as it was then: what stat says, and who it is. */
struct task *pass_carry(struct pass *p, const struct task *old);

/* The same into a task that has its place. */
void pass_carry_into(struct pass *p, struct task *t, const struct task *old);

/* The same where who it is must be looked at again: only the pids of the task are set. */
void pass_take_again(struct pass *p, struct task *t, const struct task *old);

/* What stat says of such a task now, but for its CPU time, which belongs to the time of the sample, and for what statm has
 * said better. */
void pass_look_again(struct task *t, const struct stat_line *line);

/* Takes the last task away again: it has vanished. */
void pass_drop(struct pass *p);

/* What is known of the task by now, and who it is. The owner is looked up where it is NULL. */
void pass_take(struct pass *p, struct task *t, const struct stat_line *line, const uid_t *owner);

/* When all tasks are there: their command lines, their shares of CPU time, and how many they are. */
void pass_finish(struct pass *p);

/* All that is known of a process that is listed and may not be read: its pid and its owner. */
void pass_take_unreadable(struct pass *p, struct task *t);

/* files.c: reads a process from /proc, and its threads if they are wanted. In ascending order. */
void files_add_process(struct pass *p, pid_t pid);

/* listing.c: whether /proc tells which number was given last. A container may be shown a loadavg that is no file of /proc. */
bool listing_is_told(const struct procfs *p);

/* Puts the pids of all processes into the scan's pids, ascending; some may have ended. */
void listing_read(struct pass *p);

/* quiet.c: processes that have not run since the sample before */

/* Before the first process: whether any may be carried over, where it can be told who has run. */
void quiet_start(struct pass *p, bool is_told);

/* Whether nothing of the task is due: all that is wanted of it is known. */
bool quiet_is_settled(const struct pass *p, const struct task *t);

/* Carries a process over, and its threads if they are wanted. False when it must be read: it has run, or it is its turn. */
bool quiet_carry(struct pass *p, const struct task *old, uint64_t clock_ns);

/* After the last: those whose parent has ended have another now. */
void quiet_finish(struct pass *p);

/* iterate.c: reads all tasks from the iterator. False when that failed: then the sample is empty. */
bool iterate(struct pass *p);

/* detail.c: what stat does not say; and a process of a sample once more. False when there is no such process any more: the pid
 * may be another's. */
bool detail_look_again(const struct scan *s, struct task *t);
void detail_read(struct scan *s, struct task *t, unsigned needs, struct arena *arena);
void detail_read_cold(const struct scan *s, const struct demand *d, const struct vec *pids, struct sample *out);
void detail_refine(struct source *source, const struct demand *d, struct sample *out);

/* machine.c */
void machine_read(const struct scan *s, const struct demand *d, struct machine *m);
uint64_t clock_ns(clockid_t clock);

#endif

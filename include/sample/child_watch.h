/* child_watch.h - a command while it runs: what child.c, which follows it, shares with child_look.c, which looks at what it holds. */
#ifndef CHILD_WATCH_H
#define CHILD_WATCH_H

#include "child.h"
#include "kin.h"
#include "meminfo.h"
#include "own_group.h"
#include "seen.h"
#include "stat.h"

struct watch {
	struct child *child;
	const struct procfs *proc;
	const struct child_limits *limits;
	struct own_group group;
	struct exits *exits;         /* NULL: the kernel does not tell us of all that end, only of those that come to us */
	struct kin kin;
	struct seen seen;            /* what else is known of them: without exits */
	pid_t leader;
	bool has_ended, is_alone;    /* the command has; all that it started have too */
	uint64_t start_ns, next_ns, next_pss_ns;
	uint64_t spent_ns, pss_spent_ns;   /* CPU time for looks, so far */
	uint64_t farewell_ns;        /* until then those that were killed are waited for */
	struct vec pids;             /* of pid_t: scratch */
	struct pressure stall;       /* the machine's, and its OOM kills, at the start */
	bool has_stall, has_kills;
	uint64_t kills;
};

/* What the whole machine has waited and killed so far: before the command starts. */
void watch_begin(struct watch *w);

/* What of that was the command's, or the machine's meanwhile: when it has ended. */
void watch_end(struct watch *w);

/* One that came to us when it ended, and has not been counted. */
void watch_reaped(struct watch *w, pid_t pid, const struct stat_line *s, const struct rusage *usage);

/* Looks at them, if it is time to: next_ns and next_pss_ns say when it is again. */
void watch_look(struct watch *w);

/* What the kernel charges them now, and charged them at most. */
void watch_group(struct watch *w);

/* Counts those that still run when all is over. */
void watch_left(struct watch *w);

/* What stat says of a process, which may be a zombie: that still has its name. Of one that has gone its name is "?", its start 0. */
void watch_ask(const struct watch *w, pid_t pid, char text[STAT_ROOM], struct stat_line *s);

#endif

/* taskiter.h - all tasks in one read, from a BPF program in the kernel (Linux 5.8 and later). It needs root, or CAP_BPF and
 * CAP_PERFMON. It shows what /proc of our own pid namespace shows. */
#ifndef TASKITER_H
#define TASKITER_H

#include <stdbool.h>

#include "err.h"
#include "stat.h"
#include "taskiter_record.h"

struct taskiter;

enum taskiter_state { TASKITER_LOADING, TASKITER_READY, TASKITER_FAILED };

/* Starts to load the program, in a process of its own: it takes longer than a first screen may, and memory. */
struct taskiter *taskiter_start(void);

/* Whether it can be read by now; waits for that at most so long. Once failed, *why says why. */
enum taskiter_state taskiter_poll(struct taskiter *t, int timeout_ms, struct err *why);

/* Who takes the records as they come, in ascending order of pid. */
struct taskiter_taker {
	void (*task)(void *context, const struct taskiter_record *r);
	void (*thread)(void *context, const struct taskiter_thread *r);
	void (*same)(void *context, const struct taskiter_same *r);
};

/* Reads all tasks, as it is wished; but for the CPUs, which are the machine's. "Same" refers to the last read that did not break
 * off and had the same wish for threads: else do not wish for it. False when it broke off. */
bool taskiter_read(struct taskiter *t, const struct taskiter_wish *wish, const struct taskiter_taker *taker, void *context);

/* Whether the rss that the taker has got last is as exact as statm's, or more so. */
bool taskiter_is_exact(const struct taskiter *t);

void taskiter_close(struct taskiter *t);

/* A record as a line of stat would have it; comm is borrowed. The start of code tells one exec from the next, as it does in
 * stat; the start of the stack is TASKITER_STACK. */
void taskiter_line(const struct taskiter_record *r, struct stat_line *line);

#define TASKITER_STACK UINT64_MAX

#define TASKITER_NEEDS "the BPF task iterator needs root, or CAP_BPF and CAP_PERFMON"

/* Whether ramtop was built with it. */
bool taskiter_is_built(void);

/* For taskiter.c: loads the program and attaches it. The descriptors are the caller's. */
struct taskiter_program {
	int iterator, wish;        /* the link, and the map that the wish is in */
	__u32 cpus;                /* see struct taskiter_wish */
};

bool taskiter_load(struct taskiter_program *out, struct err *e);

#endif

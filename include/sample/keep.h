/* keep.h - stat files that stay open from one sample to the next, of those who run often: to read one again costs two thirds of
 * what opening it costs. Each holds some 5 KB of the kernel's memory, so there is a budget. */
#ifndef KEEP_H
#define KEEP_H

#include <sys/types.h>

#include "procfs.h"

struct keep {
	struct vec now, before;   /* of struct kept, by pid: this pass's, and those of the pass before */
	size_t at;                /* in before: the first that is not yet passed */
	size_t budget;            /* files */
};

void keep_init(struct keep *k);

/* A thousandth of the machine's memory at most, and never all descriptors that we may have. Raises our own soft limit of
 * descriptors as far as it may and needs to be. Call it before there are threads. */
void keep_set_budget(struct keep *k);

/* Reads the stat file of a process, as procfs_read does. In a pass, pids come in ascending order. */
ssize_t keep_read(struct keep *k, const struct procfs *p, pid_t pid, char *out, size_t room);

/* At the end of a pass: closes the files of those that did not come by. */
void keep_finish(struct keep *k);

/* Closes all. */
void keep_clear(struct keep *k);

void keep_free(struct keep *k);

#endif

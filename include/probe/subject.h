/* subject.h - the process that is looked into, how long that may take, and why something of it could not be read. */
#ifndef SUBJECT_H
#define SUBJECT_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "procfs.h"

struct subject {
	const struct procfs *proc;     /* borrowed; none of its scratch is used */
	pid_t pid;
	uint64_t start_ns;             /* since boot: with the pid it names the process for good */
	uint64_t until_ns;             /* of CLOCK_MONOTONIC: what is not read by then is left out; 0: there is no limit */
	const atomic_bool *cancelled;  /* borrowed; NULL: nobody cancels */
};

/* How a part of the reading came to its end. */
enum probe_end {
	PROBE_UNREAD,       /* not asked for yet */
	PROBE_READ,
	PROBE_NONE,         /* there is nothing: a thread of the kernel has no memory, a zombie has given it back */
	PROBE_FORBIDDEN,
	PROBE_GONE,         /* the process has ended, or the pid is another's by now */
	PROBE_LATE,         /* the time was over: what was read until then is there */
	PROBE_CANCELLED,
	PROBE_FAILED,       /* something else, or the kernel has no such file */
};

/* The process that has this pid now. False when there is none. */
bool subject_find(struct subject *s, const struct procfs *proc, pid_t pid);

/* Whether the pid is still that of the process. What was opened before has been read of the right one. */
bool subject_lives(const struct subject *s);

/* PROBE_READ to go on, else PROBE_LATE or PROBE_CANCELLED. To be asked between any two steps that may be long. */
enum probe_end subject_check(const struct subject *s);

/* What an errno of a read says. */
enum probe_end subject_failed(const struct subject *s, int error);

/* A file of it as it is, as much as most bytes, into a vec of char; a zero stands behind them. */
enum probe_end subject_read(const struct subject *s, const char *file, size_t most, struct vec *bytes);

/* Why a part is not all there, as an end of a sentence that names what would help; NULL: it is all there, or is still to come. */
const char *probe_reason(enum probe_end end);

#endif

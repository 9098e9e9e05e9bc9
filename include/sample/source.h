/* source.h - where samples come from. What comes after cannot tell one source from another. */
#ifndef SOURCE_H
#define SOURCE_H

#include <stdbool.h>
#include <sys/types.h>

#include "err.h"
#include "procfs.h"
#include "sample.h"

/* What the next sample must hold. */
struct demand {
	unsigned all;                /* NEED_… of every task: the sort key's, the filter's, those of sums */
	unsigned shown;              /* NEED_… of those that are shown */
	uint64_t cold[COLD_WORDS];   /* which of libproc2's columns */
	bool threads;                /* tasks for threads too */
	bool events;                 /* the machine's events */
	bool fresh;                  /* every task is read, though it has not run since the sample before */
	pid_t history_pid;           /* the process whose history is shown; 0: none */
	struct cgroup_demand cgroups;
	struct vec shown_pids;       /* of pid_t, ascending: the processes that are shown */
	struct vec shown_cgroups;    /* of uint64_t, ascending: the keys of the control groups that are */
};

/* Whether anything is wanted of control groups. */
bool demand_has_cgroups(const struct demand *d);

void demand_init(struct demand *d);
void demand_free(struct demand *d);
void demand_copy(struct demand *to, const struct demand *from);
bool demand_equal(const struct demand *a, const struct demand *b);

struct source {
	/* Fills a cleared sample. "before" is the last one, or NULL: shares of time come from both, and who a process is
	 * carries over. */
	void (*next)(struct source *s, const struct demand *d, const struct sample *before, struct sample *out);

	/* Reads of the shown processes what the demand wants of them, and anew what was carried over. */
	void (*refine)(struct source *s, const struct demand *d, struct sample *out);

	/* Nothing is wanted until the next sample: what goes on in the background stops. NULL: nothing does. */
	void (*rest)(struct source *s);

	/* Makes a next that is under way on another thread return soon, with an unfinished sample. NULL: it is never long. */
	void (*cancel)(struct source *s);

	void (*close)(struct source *s);
};

/* The living machine, or a copy of its /proc. The procfs is borrowed until close. */
struct source *scan_open(struct procfs *p);

/* The control groups are found below this directory, as a rule /sys/fs/cgroup, and not by our own mounts. False: they are not. */
bool scan_place_cgroups(struct source *s, const char *dir, struct err *e);

/* Somebody looks on: nothing that may hang is waited for long, and reading PSS takes at most this share of one CPU, in the
 * background; values come when they come, and have an age. The source is one that scan_open or scan_open_iterator gave. */
void scan_watch(struct source *s, double pss_share);

/* The same by way of the BPF task iterator: from when it is loaded on, without waiting for that; or from the first sample on,
 * if it can be used; or only so: then NULL says that it cannot be used, and *e why. */
enum scan_patience { SCAN_WHEN_LOADED, SCAN_IF_IT_CAN, SCAN_ONLY_SO };
struct source *scan_open_iterator(struct procfs *p, enum scan_patience patience, struct err *e);

#endif

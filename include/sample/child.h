/* child.h - a command and all that it starts, from its start to its end: what the kernel charged them, and who they were. */
#ifndef CHILD_H
#define CHILD_H

#include <sys/resource.h>

#include "course.h"
#include "ended.h"
#include "err.h"
#include "procfs.h"
#include "shares.h"

enum child_end { CHILD_ITSELF, CHILD_ALL };   /* what one waits for: the command itself, or all that it started as well */

/* What it may take, in bytes; 0: as much as it likes. */
struct child_limits {
	uint64_t tree, process;      /* all of them together, as charged; the RSS of each */
	bool kills;                  /* SIGKILL for all of them as soon as they are seen to have more together */
};

/* What of the machine's is not known of them alone is at least what theirs is. */
enum child_scope { CHILD_UNKNOWN, CHILD_OWN, CHILD_MACHINE };

#define CHILD_MARKS 16

struct child_mark {
	uint64_t at_ns;              /* since the start */
	uint64_t kills;              /* by the OOM killer, seen then; in the last of all marks, since then */
};

struct child {
	int status;                  /* of the command, as wait(2) gives it */
	uint64_t wall_ns;            /* from its start to the end of what one waited for */
	struct rusage leader;        /* of it and those that it waited for, when it ended: what time(1) prints */
	struct rusage all;           /* of all that have ended; the RSS is the largest of one process */
	bool is_charged;             /* they had a control group of their own */
	struct err why_not;          /* why they had none */
	bool has_peak;
	uint64_t peak;               /* bytes: the most that was charged, as the kernel says */
	struct course course;        /* of what was charged; when they had no group of their own, of the sum of their PSS */
	struct shares shares;        /* of their PSS, by name */
	uint64_t swap_pss;           /* bytes: the highest sum of what they had in swap, each time that their PSS was read */
	enum child_scope kills_of, stall_of;   /* whose the figures below are */
	uint64_t oom_kills;          /* by the OOM killer */
	struct child_mark marks[CHILD_MARKS];
	size_t mark_count;
	uint64_t some_ns, full_ns;   /* that one of them, or all, waited for memory: see Documentation/accounting/psi.rst */
	bool has_all;                /* the kernel told of each process that ended; else only those are known that came to us */
	struct err why_not_all;
	uint64_t processes;          /* that have ended */
	uint64_t left;               /* that still run when the command has ended */
	struct vec ended;            /* of struct ended, those with the largest peak first */
	bool was_killed;             /* for having more than they may */
	int told;                    /* the signal by which somebody wanted to end it meanwhile; 0: nobody did */
	struct ended largest;        /* one process: of those that have ended and those that still run */
	void (*looked)(const struct child *c, void *with);   /* is called after each look at what they hold; NULL: nobody wants to know */
	void *with;
};

void child_init(struct child *c);
void child_free(struct child *c);

/* Runs argv to its end. False when it could not be started: *status is what a shell would return then, *e says why. Signals are
 * its affair: see relay.h. When it has ended, one that would end us ends the waiting for the others. */
bool child_run(struct child *c, char *const argv[], enum child_end end, const struct child_limits *limits, const struct procfs *p,
               int *status, struct err *e);

/* The most that they had together: as the kernel says, else of all samples. */
uint64_t child_peak(const struct child *c);

#endif

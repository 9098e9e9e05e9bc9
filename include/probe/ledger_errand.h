/* ledger_errand.h - the pieces of work that a ledger is read in, one after the other, on a thread of their own. */
#ifndef LEDGER_ERRAND_H
#define LEDGER_ERRAND_H

#include <stdatomic.h>

#include "aside.h"
#include "ledger.h"

enum errand_kind { SURVEY, HOLDER, MOUNT, MACHINE };

/* What all errands of a reading share. It stays where it is until the last of them has come back. */
struct job {
	struct procfs procfs;
	const char *sys;
	struct devices shared;
	atomic_bool is_running;       /* an errand is */
};

struct errand {
	struct aside_item item;
	enum errand_kind kind;
	struct job *job;
	unsigned turn;                /* of the reader: what an earlier one has left is of no use */
	bool is_done;
	pid_t pid;                    /* HOLDER: there are many of these, so that they are small */
	struct holder holder;
	struct tmpfs mount;           /* MOUNT: its texts are the survey's */
	struct extent *more;          /* what an errand other than HOLDER has brought; NULL: it has not been run */
};

struct extent {
	struct meminfo memory;        /* SURVEY, MACHINE */
	struct vec rows;              /* SURVEY: pids; MOUNT: files; MACHINE: segments */
	struct vec mounts;            /* SURVEY */
	struct vec buffers;           /* MACHINE: of struct dma_buffer */
	size_t namespaces;
	bool is_hidden;
	struct ledger *ledger;        /* MACHINE: one with the lists of the kernel's own memory */
	struct arena arena;
};

/* What is lent to errands, as the texts of a survey are, may be given back when a later survey has come back, or none is running. */

/* The procfs is borrowed, as "sys" is. */
struct job *job_new(const struct procfs *p, const char *sys);
void job_free(struct job *j);

/* One that is empty, expected to take so long. */
struct errand errand_new(struct job *job, enum errand_kind kind, unsigned turn, uint64_t cost_ns);

/* For aside.h: does the work; gives back what it has brought. */
void errand_run(void *item);
void errand_drop(void *item);

#endif

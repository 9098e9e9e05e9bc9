/* ledger_errand.h - the pieces of work that a ledger is read in, one after the other, on a thread of their own. */
#ifndef LEDGER_ERRAND_H
#define LEDGER_ERRAND_H

#include "aside.h"
#include "ledger.h"

enum errand_kind { SURVEY, HOLDER, MOUNT, MACHINE };

/* What all errands of a reading share. It stays where it is until the last of them has come back. */
struct job {
	struct procfs procfs;
	const char *sys;
	struct devices shared;
};

struct errand {
	struct aside_item item;
	enum errand_kind kind;
	struct job *job;
	unsigned turn;                /* of the reader: what an earlier one has left is of no use */
	bool is_done;
	pid_t pid;                    /* HOLDER */
	struct holder holder;
	struct tmpfs mount;           /* MOUNT */
	struct meminfo memory;        /* SURVEY, MACHINE */
	struct vec rows;              /* SURVEY: pids; MOUNT: files; MACHINE: segments */
	struct vec mounts;            /* SURVEY */
	struct vec buffers;           /* MACHINE: of struct dma_buffer */
	size_t namespaces;
	bool is_hidden;
	struct ledger *ledger;        /* MACHINE: one with the lists of the kernel's own memory */
	struct arena arena;
};

/* The procfs is borrowed, as "sys" is. */
struct job *job_new(const struct procfs *p, const char *sys);
void job_free(struct job *j);

/* One that is empty, expected to take so long. */
struct errand errand_new(struct job *job, enum errand_kind kind, unsigned turn, uint64_t cost_ns);

/* For aside.h: does the work; gives back what it has brought. */
void errand_run(void *item);
void errand_drop(void *item);

#endif

/* ledger.h - the balance of the machine's memory, and all that its lines are made of, as it was read at one time. */
#ifndef LEDGER_H
#define LEDGER_H

#include "arena.h"
#include "balance.h"
#include "holder.h"
#include "object.h"
#include "procfs.h"
#include "store.h"
#include "tmpfs.h"

struct ledger {
	struct facts facts;
	struct balance balance;
	int64_t drift;                /* how much more processes mapped at the end of the reading than at its start */
	struct vec holders;           /* of struct holder, those that have memory, by pid */
	struct vec objects;           /* of struct object, the largest first */
	struct vec mounts;            /* of struct tmpfs */
	struct vec stores[LISTS];     /* of struct store, the largest first */
	const char *why[LISTS];       /* what kept a list from being read; NULL: nothing */
	size_t unread;                /* processes whose PSS may not be read */
	size_t hung;                  /* of these, such that do not answer */
	bool is_root;                 /* whoever read it was root */
	bool is_hidden;               /* there may be processes that /proc does not list */
	bool is_of_container;         /* the balance is that of the container that we are in: what may be taken there, not the machine's */
	bool is_part;                 /* there is shared memory that was not looked at: not all mounts could be read to their end */
	size_t namespaces;            /* mount namespaces that were looked at */
	uint64_t wall_ns;             /* since 1970: when it was complete */
	uint64_t read_ns;             /* the same on CLOCK_MONOTONIC */
	uint64_t used_ns, took_ns;    /* CPU time, and time */
	struct arena arena;
};

struct ledger *ledger_new(void);

/* All processes are in it: what they map is summed. */
void ledger_sum(struct ledger *l);

/* A newer meminfo, and the balance that follows from it: what processes map is as it was read. */
void ledger_refresh(struct ledger *l, const struct meminfo *memory);

/* The same of the container that we are in, in the form of meminfo. What the kernel tells of the machine only falls away. */
enum members { MEMBERS_SEEN, SOME_NOT_SEEN };
void ledger_confine(struct ledger *l, const struct meminfo *memory, enum members members);

void ledger_free(struct ledger *l);

/* Reads ledgers in the background, one process after the other; what hangs is left out. */
struct ledger_reader;

/* The procfs is borrowed. Its /sys is that of the machine only where the procfs is living; "sys" is its directory, usually "/sys". */
struct ledger_reader *ledger_reader_open(const struct procfs *p, const char *sys);

/* Begins anew. */
void ledger_reader_start(struct ledger_reader *r);

/* Reads no further. */
void ledger_reader_stop(struct ledger_reader *r);

bool ledger_reader_is_busy(const struct ledger_reader *r);

/* How far it has come. */
struct ledger_progress {
	size_t done, all;         /* processes; 0 of 0: it does not know yet */
};

/* Takes what has been read meanwhile. When that is all, a ledger, which is the caller's; else NULL. */
struct ledger *ledger_reader_poll(struct ledger_reader *r, struct ledger_progress *progress);

/* The same, waiting for it. */
struct ledger *ledger_reader_wait(struct ledger_reader *r);

void ledger_reader_close(struct ledger_reader *r);

#endif

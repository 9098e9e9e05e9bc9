/* shares.h - how the memory of a tree of processes went, told apart by the names of the processes: the PSS of all that had a name. */
#ifndef SHARES_H
#define SHARES_H

#include <stdint.h>

#include "ended.h"
#include "thinned.h"

#define SHARES_NAMES 16      /* told apart: those that held the most at one instant */

struct shares_point {
	uint64_t at_ns;              /* since the start */
	uint64_t pss;                /* bytes: of all */
	uint64_t of[SHARES_NAMES];   /* of each name */
	uint64_t others;             /* of all names that are not told apart */
};

struct shares_name {
	char comm[ENDED_COMM];       /* zero-ended; any other byte may be in it */
	uint64_t peak;               /* bytes: the most that all of this name held at one instant */
};

struct shares {
	struct thinned thinned;      /* of struct shares_point, by pss */
	struct shares_name names[SHARES_NAMES];
	size_t count;                /* of names */
	struct shares_point highest; /* by pss, of all that were taken */
	uint64_t taken;
	struct vec look;             /* of struct shares_name, what each holds now: scratch */
};

void shares_init(struct shares *s);
void shares_free(struct shares *s);

/* A look is: shares_begin, shares_add for each process with its PSS, shares_end. */
void shares_begin(struct shares *s);
void shares_add(struct shares *s, const char *comm, size_t length, uint64_t pss);
void shares_end(struct shares *s, uint64_t at_ns);

/* The places of the names, that with the largest peak first. Returns how many. */
size_t shares_order(const struct shares *s, size_t order[SHARES_NAMES]);

#endif

/* budget.h - a share of a CPU that may be used, and what is left of it. */
#ifndef BUDGET_H
#define BUDGET_H

#include <stdbool.h>
#include <stdint.h>

/* A dear use is paid for afterwards, by half of the share, so that cheap ones need not wait for that. */
struct budget {
	double share;          /* of one CPU: 0.01 is one percent */
	double credit_ns;      /* for cheap uses; below zero: more was used than had been saved up */
	double debt_ns;        /* of dear uses */
	uint64_t counted_ns;   /* the instant up to which both are counted */
};

#define BUDGET_SAVED 5             /* seconds: so much of a share may be saved up, and is there at the start */
#define BUDGET_DEAR_NS 5000000     /* the CPU time of a dear use: more than this */

struct budget budget_start(double share, uint64_t now_ns);

/* CPU time was used. */
void budget_spend(struct budget *b, uint64_t used_ns);

/* The instant from which on a use may begin that is expected to take so long; never later than now where there is credit, or
 * of a dear one no debt. Over time the share holds. */
uint64_t budget_opens_ns(struct budget *b, uint64_t now_ns, uint64_t expected_ns);

#endif

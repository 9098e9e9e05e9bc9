/* budget.h - a share of a CPU that may be used, and what is left of it. */
#ifndef BUDGET_H
#define BUDGET_H

#include <stdint.h>

struct budget {
	double share;          /* of one CPU: 0.01 is one percent */
	double credit_ns;      /* below zero: more was used than had been saved up */
	uint64_t counted_ns;   /* the instant up to which the credit is counted */
};

#define BUDGET_SAVED 5     /* seconds: so much of a share may be saved up, and is there at the start */

struct budget budget_start(double share, uint64_t now_ns);

/* CPU time was used. */
void budget_spend(struct budget *b, uint64_t used_ns);

/* The instant from which on more may be used; never later than now where there is credit. However dear one use is, it may
 * begin once there is credit: it is paid for afterwards, and the share holds over time. */
uint64_t budget_opens_ns(struct budget *b, uint64_t now_ns);

#endif

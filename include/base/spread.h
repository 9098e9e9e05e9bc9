/* spread.h - what numbers that should be alike have in common, and how far they are from it. */
#ifndef SPREAD_H
#define SPREAD_H

#include <stddef.h>
#include <stdint.h>

/* A number that is far off bends neither the median nor "within". */
struct spread {
	uint64_t median, lowest, highest;
	uint64_t within;             /* half of them are so near to the median: the median absolute deviation */
};

/* Of one number or more, whose order and values get lost. */
struct spread spread_of(uint64_t *numbers, size_t count);

#endif

/* order.h - rows in the order of their values. */
#ifndef ORDER_H
#define ORDER_H

#include <stdbool.h>
#include <stdint.h>

#include "unit.h"
#include "vec.h"

struct key {
	struct value value;
	uint32_t row;
};

/* Sorts a vec of struct key by their values of this unit. Equals stay in the order in which they came; what is unknown or blank
 * is last in both directions. The scratch is a vec of struct key too. The result is in one of the two, until either changes. */
struct key *order_sort(struct vec *keys, struct vec *scratch, enum unit u, bool descending);

#endif

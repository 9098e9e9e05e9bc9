/* tree_rows.h - rows below those that they belong to: how deep each stands, and which lines lead to it. */
#ifndef TREE_ROWS_H
#define TREE_ROWS_H

#include <stdbool.h>
#include <stdint.h>

#include "order.h"
#include "row.h"

/* Who belongs to whom. A parent must be one of the keys' rows, and nobody his own ancestor. */
struct branching {
	uint32_t (*parent)(const void *of, uint32_t row);     /* ROW_NONE: it is a root */
	bool (*is_folded)(const void *of, uint32_t row);      /* those below it are not shown */
	const void *of;
};

void tree_rows_init(struct vec *nodes);

/* Puts the rows of these keys, which are sorted, each less than "all", into a vec of struct row: siblings stay in their order. The nodes
 * are scratch. */
void tree_rows_build(struct vec *nodes, const struct key *keys, size_t count, size_t all, const struct branching *b, struct vec *rows);

#endif

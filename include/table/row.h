/* row.h - a row of a table that may be a tree. */
#ifndef ROW_H
#define ROW_H

#include <stdbool.h>
#include <stdint.h>

#define ROW_NONE UINT32_MAX

struct row {
	uint32_t task;            /* what it shows: an index in the sample, or of a grid's row */
	uint32_t hidden;          /* rows folded into this one */
	uint16_t depth;           /* in the tree; 0: a root */
	bool has_children;
	bool is_last;             /* of its siblings */
	uint64_t lines;           /* bit d: the ancestor at depth d has siblings that come later */
};

#endif

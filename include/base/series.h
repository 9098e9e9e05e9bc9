/* series.h - what a number has been, as a line of little bars: a sparkline. */
#ifndef SERIES_H
#define SERIES_H

#include "text.h"
#include "unit.h"

#define SERIES_CELLS 10     /* points of a series, at most */

/* Whether its points differ by so much that there is something to be seen: a hundredth of the largest. */
bool series_moves(struct value v);

/* Writes a bar for each point, from the least to the largest of them, as UTF-8 with a zero at the end, as much as fits. The whole height
 * is a tenth of the largest at least; one that does not move is a flat line. Returns the bytes written. */
size_t series_format(char *out, size_t room, struct value v, enum text_set set);

#endif

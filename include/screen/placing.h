/* placing.h - where the meters of a plan stand on a screen. Pure: it measures them and draws nothing. */
#ifndef PLACING_H
#define PLACING_H

#include "meters.h"

struct spot {
	const struct meter *meter;
	enum meter_style style;   /* as it is drawn: a bar or a graph that has no room is text */
	bool is_short, leads;     /* as a pen has them */
	int line, col, width;     /* cells; a meter that has nothing to say has none */
	int cells;                /* of these, for the bar, the graph or the trail */
};

struct placing {
	struct spot spots[PLAN_METERS];
	size_t count;
};

/* Places the first lines of the plan. A meter that does not fit into its line goes to the end of a later one, or is made short;
 * where nothing helps it is left out. */
void placing_make(struct placing *out, const struct header_plan *plan, int lines, int cols, const struct seen *seen, enum text_set set);

#endif

/* run_plots.h - what a command held over time, as two plots: by kind of memory, and by name of process. */
#ifndef RUN_PLOTS_H
#define RUN_PLOTS_H

#include "child.h"
#include "plot.h"

struct run_plots {
	struct plot kinds;           /* of what was charged; where nobody told that, of the sum of PSS */
	struct plot names;           /* of PSS */
};

/* Of a child that has ended; needs it no longer. Where they stand in a picture is not said yet. */
void run_plots_init(struct run_plots *r, const struct child *c);
void run_plots_free(struct run_plots *r);

#endif

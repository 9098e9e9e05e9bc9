/* tally.h - the figures of several runs of one command, and what comes of them. */
#ifndef TALLY_H
#define TALLY_H

#include "run_figure.h"
#include "spread.h"
#include "vec.h"

struct tally {
	struct vec figures[RUN_FIGURES];   /* of struct measured: one for each run */
	uint64_t runs;
};

/* Of those runs in which it is known. */
struct tallied {
	bool is_known;               /* in one at least */
	enum way way;                /* the worst */
	struct spread spread;
};

void tally_init(struct tally *t);
void tally_free(struct tally *t);
void tally_add(struct tally *t, const struct child *c);

/* The figure with this place in run_figures. */
struct tallied tally_figure(const struct tally *t, size_t figure);

#endif

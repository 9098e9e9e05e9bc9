/* run_figure.h - the figures of a run, each declared once: its title, where it stands in the JSON, how one came by it. */
#ifndef RUN_FIGURE_H
#define RUN_FIGURE_H

#include "child.h"
#include "unit.h"

/* How one came by a figure. */
enum way {
	WAY_EXACT,               /* the kernel counted */
	WAY_SAMPLED,             /* looked at now and then */
	WAY_FEW,                 /* so seldom that it is worth little */
	WAY_PSS,                 /* the sum of PSS, sampled, stands for what is charged */
	WAY_AT_MOST,             /* the kernel counted, and something else may be in it */
	WAY_AT_LEAST,            /* there may be more */
	WAY_UNTOLD,
	WAYS
};
extern const char *const way_words[WAYS];

#define WAY_ENOUGH 20            /* samples that are not few */

/* The way of this word; else WAY_UNTOLD. */
enum way way_of(const char *word);

struct measured {
	bool is_known;
	enum way way;
	uint64_t n;
};

struct run_figure {
	const char *title;
	const char *group, *key;     /* in the JSON of a run: in the object of this name, NULL: in that of the run itself; one group's stand together */
	enum unit unit;
	bool is_memory;
	struct measured (*get)(const struct child *c);
};

#define RUN_FIGURES 10
extern const struct run_figure run_figures[RUN_FIGURES];

/* Nanoseconds. */
uint64_t run_figure_time(const struct timeval *t);

#endif

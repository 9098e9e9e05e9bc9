/* wrapped.h - what "ramtop run" costs the command that it measures: a real build, under it and bare, in turn. */
#ifndef BENCH_WRAPPED_H
#define BENCH_WRAPPED_H

#include <stdbool.h>

#define WRAPPED_ID "run"

enum { WRAPPED_PAIRS_MAX = 15 };

struct wrapped {
	int pairs;
	struct wrapped_cost {
		double wall, cpu;      /* seconds; user and system, ramtop's own too */
	} bare[WRAPPED_PAIRS_MAX], under[WRAPPED_PAIRS_MAX];
};

/* In a copy of ramtop's own sources, from the directory that it was started in. A large one: all layers but one, else two. False
 * when it cannot be built, which is said, or we are interrupted. */
bool wrapped_measure(struct wrapped *w, const char *ramtop, bool is_large, int pairs);

/* The figures, and whether the promise about them is kept. */
void wrapped_print(const struct wrapped *w);
void wrapped_promise(const struct wrapped *w);

#endif

/* plan.h - which crowds, what is to be shown of them, and how much time each form spends on it. */
#ifndef BENCH_PLAN_H
#define BENCH_PLAN_H

#include "crowd.h"
#include "measure.h"

enum form { SHORT, LONG, FORMS };

/* Who watches: the one who runs the benchmark, and owns the crowd; or a plain user too, where that one is root. */
enum audience { OWNER, EVERYONE };

struct effort {
	enum audience audience;
	int rounds;                /* starts of ramtop, and of those that a promise compares it with; 0: the crowd is left out */
	int others;                /* starts of the other peers */
	uint64_t window;           /* ns */
	enum calls calls;          /* in the first round, for the owner */
	int keys;                  /* presses, in the first round */
};

struct plan {
	struct crowd_spec crowd;
	enum way way;
	bool stages;               /* ramtop's own are timed too */
	struct effort effort[FORMS];
};

enum { PLANS_MAX = 8 };

/* The plans in their order; NULL behind the last. */
const struct plan *plan_at(size_t i);

/* The one whose crowd has this id, or NULL. */
const struct plan *plan_find(const char *id);

#endif

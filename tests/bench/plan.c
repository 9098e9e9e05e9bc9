/* plan.c - the table of what is measured. Measures nothing.
 *
 * The short form is safe anywhere and takes two minutes: small crowds, and one of 5,000. */
#include "plan.h"

#include <string.h>

#include "clock.h"

#define S CLOCK_S

static const struct plan plans[] = {
	{ .crowd = { "idle-500",       "500 idle processes", .processes = 500 },
	  .way = AS_IT_COMES, .stages = true,
	  .effort = { [SHORT] = { EVERYONE, 1, 1, 1 * S, COUNT_CALLS, 0 },
	              [LONG]  = { EVERYONE, 3, 1, 3 * S, COUNT_CALLS, 50 } } },

	{ .crowd = { "idle-5000",      "5,000 idle processes", .processes = 5000 },
	  .way = AS_IT_COMES, .stages = true,
	  .effort = { [SHORT] = { EVERYONE, 2, 1, 2 * S, LEAVE_CALLS, 25 },
	              [LONG]  = { EVERYONE, 3, 1, 4 * S, COUNT_CALLS, 200 } } },

	{ .crowd = { "idle-20000",     "20,000 idle processes", .processes = 20000 },
	  .way = AS_IT_COMES, .stages = true,
	  .effort = { [LONG]  = { EVERYONE, 3, 1, 6 * S, COUNT_CALLS, 200 } } },

	{ .crowd = { "threads-hidden", "8,000 threads in 100 processes, hidden", .processes = 100, .threads = 8000 },
	  .way = THREADS_HIDDEN,
	  .effort = { [SHORT] = { OWNER,    1, 0, 1 * S, LEAVE_CALLS, 0 },
	              [LONG]  = { EVERYONE, 3, 1, 4 * S, COUNT_CALLS, 0 } } },

	{ .crowd = { "threads-shown",  "8,000 threads in 100 processes, shown", .processes = 100, .threads = 8000 },
	  .way = THREADS_SHOWN,
	  .effort = { [SHORT] = { OWNER,    1, 1, 1 * S, LEAVE_CALLS, 0 },
	              [LONG]  = { EVERYONE, 3, 1, 4 * S, COUNT_CALLS, 50 } } },

	{ .crowd = { "churn",          "500 forks a second beside 500 idle processes", .processes = 500, .forks = 500 },
	  .way = AS_IT_COMES,
	  .effort = { [SHORT] = { OWNER,    1, 1, 1 * S, LEAVE_CALLS, 0 },
	              [LONG]  = { EVERYONE, 3, 1, 4 * S, COUNT_CALLS, 50 } } },

	/* A plain user may not read what others share. */
	{ .crowd = { "large",          "one process of 8 GB, PSS shown", .processes = 1, .megabytes = 8192 },
	  .way = PSS_SHOWN,
	  .effort = { [LONG]  = { OWNER,    3, 1, 8 * S, COUNT_CALLS, 0 } } },
};
#define PLANS (sizeof plans / sizeof *plans)

_Static_assert(PLANS <= PLANS_MAX, "PLANS_MAX is too small");

const struct plan *plan_at(size_t i)
{
	return i < PLANS ? &plans[i] : NULL;
}

const struct plan *plan_find(const char *id)
{
	for (size_t i = 0; i < PLANS; i++)
		if (strcmp(plans[i].crowd.id, id) == 0)
			return &plans[i];
	return NULL;
}

/* demand.c - what is wanted of the next sample. Reads nothing. */
#include <string.h>

#include "source.h"

void demand_init(struct demand *d)
{
	*d = (struct demand){ .all = NEED_STAT };
	vec_init(&d->shown_pids, sizeof(pid_t));
}

void demand_free(struct demand *d)
{
	vec_free(&d->shown_pids);
}

void demand_copy(struct demand *to, const struct demand *from)
{
	struct vec pids = to->shown_pids;

	*to = *from;
	to->shown_pids = pids;
	vec_reserve(&to->shown_pids, from->shown_pids.count);
	if (from->shown_pids.count)
		memcpy(to->shown_pids.data, from->shown_pids.data, from->shown_pids.count * sizeof(pid_t));
}

bool demand_equal(const struct demand *a, const struct demand *b)
{
	return a->all == b->all && a->shown == b->shown && a->threads == b->threads && a->events == b->events &&
	       a->fresh == b->fresh && a->history_pid == b->history_pid && memcmp(a->cold, b->cold, sizeof(a->cold)) == 0 && a->shown_pids.count == b->shown_pids.count &&
	       (a->shown_pids.count == 0 ||
	        memcmp(a->shown_pids.data, b->shown_pids.data, a->shown_pids.count * sizeof(pid_t)) == 0);
}

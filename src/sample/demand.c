/* demand.c - what is wanted of the next sample. Reads nothing. */
#include <string.h>

#include "source.h"

void demand_init(struct demand *d)
{
	*d = (struct demand){ .all = NEED_STAT };
	vec_init(&d->shown_pids, sizeof(pid_t));
	vec_init(&d->shown_cgroups, sizeof(uint64_t));
}

void demand_free(struct demand *d)
{
	vec_free(&d->shown_pids);
	vec_free(&d->shown_cgroups);
}

static void copy(struct vec *to, const struct vec *from, size_t size)
{
	vec_reserve(to, from->count);
	if (from->count)
		memcpy(to->data, from->data, from->count * size);
}

void demand_copy(struct demand *to, const struct demand *from)
{
	struct vec pids = to->shown_pids, cgroups = to->shown_cgroups;

	*to = *from;
	to->shown_pids = pids;
	to->shown_cgroups = cgroups;
	copy(&to->shown_pids, &from->shown_pids, sizeof(pid_t));
	copy(&to->shown_cgroups, &from->shown_cgroups, sizeof(uint64_t));
}

static bool is_same(const struct vec *a, const struct vec *b, size_t size)
{
	return a->count == b->count && (a->count == 0 || memcmp(a->data, b->data, a->count * size) == 0);
}

bool demand_equal(const struct demand *a, const struct demand *b)
{
	return a->all == b->all && a->shown == b->shown && a->threads == b->threads && a->events == b->events &&
	       a->fresh == b->fresh && a->history_pid == b->history_pid && memcmp(a->cold, b->cold, sizeof(a->cold)) == 0 &&
	       a->cgroups.all == b->cgroups.all && a->cgroups.shown == b->cgroups.shown && a->cgroups.every == b->cgroups.every &&
	       is_same(&a->shown_pids, &b->shown_pids, sizeof(pid_t)) && is_same(&a->shown_cgroups, &b->shown_cgroups, sizeof(uint64_t));
}

bool demand_has_cgroups(const struct demand *d)
{
	return d->cgroups.every || d->cgroups.all || d->cgroups.shown;
}

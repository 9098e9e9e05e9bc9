/* ended.c - adds up those that have ended. Asks nobody who they were. */
#include "ended.h"

#include <stdlib.h>
#include <string.h>

static struct ended *find(struct vec *list, const char *comm)
{
	struct ended *e = list->data;

	for (size_t i = 0; i < list->count; i++)
		if (memcmp(e[i].comm, comm, ENDED_COMM) == 0 && !e[i].is_others)
			return &e[i];
	return NULL;
}

static struct ended *find_others(struct vec *list)
{
	struct ended *e = list->data;

	for (size_t i = 0; i < list->count; i++)
		if (e[i].is_others)
			return &e[i];
	return NULL;
}

static struct ended *find_smallest(struct vec *list)
{
	struct ended *e = list->data, *smallest = NULL;

	for (size_t i = 0; i < list->count; i++)
		if (!e[i].is_others && (!smallest || e[i].peak < smallest->peak))
			smallest = &e[i];
	return smallest;
}

/* The largest of two. With one that is only known to be at least so much that is all that is known of both, but for what the other is
 * for sure. */
static void join(struct ended *e, uint64_t peak, enum ended_bound bound)
{
	if (bound == ENDED_AT_MOST && e->bound == ENDED_AT_LEAST)
		return;
	if (e->count == 0 || peak > e->peak || (peak == e->peak && bound == ENDED_EXACT) || (bound == ENDED_AT_LEAST && e->bound == ENDED_AT_MOST)) {
		e->peak = peak;
		e->bound = e->bound == ENDED_AT_LEAST ? ENDED_AT_LEAST : bound;
	}
	if (bound == ENDED_AT_LEAST)
		e->bound = ENDED_AT_LEAST;
}

/* Where a new name that is so large belongs: a place of its own, or the others. */
static struct ended *make_place(struct vec *list, const char name[ENDED_COMM], uint64_t peak)
{
	struct ended *others = list->count < ENDED_NAMES ? NULL : find_others(list), *e;

	if (list->count < ENDED_NAMES) {
		e = vec_push(list);
		memcpy(e->comm, name, ENDED_COMM);
		return e;
	}
	e = find_smallest(list);
	if (!others) {
		*e = (struct ended){ .comm = "others", .count = e->count, .peak = e->peak, .bound = e->bound, .is_others = true };
		others = e;
		e = find_smallest(list);
	}
	if (peak <= e->peak)
		return others;
	join(others, e->peak, e->bound);
	others->count += e->count;
	*e = (struct ended){ .is_at_least = true };
	memcpy(e->comm, name, ENDED_COMM);
	return e;
}

void ended_add(struct vec *list, const char *comm, size_t length, uint64_t peak, enum ended_bound bound)
{
	char name[ENDED_COMM] = "";
	struct ended *e;

	memcpy(name, comm, length < ENDED_COMM ? length : ENDED_COMM - 1);
	e = find(list, name);
	if (!e)
		e = make_place(list, name, peak);
	join(e, peak, bound);
	e->count++;
}

static int by_peak(const void *a, const void *b)
{
	const struct ended *x = a, *y = b;

	if (x->is_others != y->is_others)
		return x->is_others ? 1 : -1;
	if (x->peak != y->peak)
		return x->peak < y->peak ? 1 : -1;
	return x->count != y->count ? (x->count < y->count ? 1 : -1) : memcmp(x->comm, y->comm, ENDED_COMM);
}

void ended_sort(struct vec *list)
{
	if (list->count)
		qsort(list->data, list->count, sizeof(struct ended), by_peak);
}

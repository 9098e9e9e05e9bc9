/* ended.c - adds up those that have ended. Asks nobody who they were. */
#include "ended.h"

#include <stdlib.h>
#include <string.h>

static struct ended *find(struct vec *list, const char *comm)
{
	struct ended *e = list->data;

	for (size_t i = 0; i < list->count; i++)
		if (memcmp(e[i].comm, comm, ENDED_COMM) == 0)
			return &e[i];
	return NULL;
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

void ended_add(struct vec *list, const char *comm, size_t length, uint64_t peak, enum ended_bound bound)
{
	char name[ENDED_COMM] = "";
	struct ended *e;

	memcpy(name, comm, length < ENDED_COMM ? length : ENDED_COMM - 1);
	e = find(list, name);
	if (!e) {
		e = vec_push(list);
		memcpy(e->comm, name, ENDED_COMM);
	}
	join(e, peak, bound);
	e->count++;
}

static int by_peak(const void *a, const void *b)
{
	const struct ended *x = a, *y = b;

	if (x->peak != y->peak)
		return x->peak < y->peak ? 1 : -1;
	return x->count != y->count ? (x->count < y->count ? 1 : -1) : memcmp(x->comm, y->comm, ENDED_COMM);
}

void ended_sort(struct vec *list)
{
	if (list->count)
		qsort(list->data, list->count, sizeof(struct ended), by_peak);
}

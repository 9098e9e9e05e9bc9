/* shares.c - adds up by name, and keeps apart the names that held the most. Reads nothing. */
#include "shares.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

void shares_init(struct shares *s)
{
	*s = (struct shares){ 0 };
	thinned_init(&s->thinned, sizeof(struct shares_point), offsetof(struct shares_point, pss));
	vec_init(&s->look, sizeof(struct shares_name));
}

void shares_free(struct shares *s)
{
	thinned_free(&s->thinned);
	vec_free(&s->look);
}

void shares_begin(struct shares *s)
{
	s->look.count = 0;
}

static struct shares_name *find(struct shares_name *all, size_t count, const char *comm)
{
	for (size_t i = 0; i < count; i++)
		if (memcmp(all[i].comm, comm, ENDED_COMM) == 0)
			return &all[i];
	return NULL;
}

void shares_add(struct shares *s, const char *comm, size_t length, uint64_t pss)
{
	char name[ENDED_COMM] = "";
	struct shares_name *one;

	memcpy(name, comm, length < ENDED_COMM ? length : ENDED_COMM - 1);
	one = find(s->look.data, s->look.count, name);
	if (!one) {
		one = vec_push(&s->look);
		memcpy(one->comm, name, ENDED_COMM);
	}
	one->peak += pss;
}

static int by_size(const void *a, const void *b)
{
	const struct shares_name *x = a, *y = b;

	return x->peak != y->peak ? (x->peak < y->peak ? 1 : -1) : memcmp(x->comm, y->comm, ENDED_COMM);
}

/* What a name held so far goes to the others: its place is for a larger one. */
static void vacate(struct shares *s, size_t place)
{
	struct shares_point *p = s->thinned.points.data;

	for (size_t i = 0; i <= s->thinned.points.count; i++) {
		struct shares_point *one = i < s->thinned.points.count ? &p[i] : &s->highest;
		one->others += one->of[place];
		one->of[place] = 0;
	}
}

/* The place of a name that holds so much now; SHARES_NAMES: it has none. */
static size_t place_of(struct shares *s, const struct shares_name *now, const struct shares_point *taken)
{
	struct shares_name *name = find(s->names, s->count, now->comm);
	size_t least = 0;

	if (name)
		return (size_t)(name - s->names);
	if (s->count < SHARES_NAMES)
		least = s->count++;
	else {
		for (size_t i = 1; i < SHARES_NAMES; i++)
			if (s->names[i].peak < s->names[least].peak)
				least = i;
		if (s->names[least].peak >= now->peak || taken->of[least])
			return SHARES_NAMES;
		vacate(s, least);
	}
	s->names[least] = (struct shares_name){ 0 };
	memcpy(s->names[least].comm, now->comm, ENDED_COMM);
	return least;
}

void shares_end(struct shares *s, uint64_t at_ns)
{
	struct shares_name *now = s->look.data;
	struct shares_point p = { .at_ns = at_ns };

	if (s->look.count)
		qsort(now, s->look.count, sizeof(*now), by_size);
	for (size_t i = 0; i < s->look.count; i++) {
		size_t place = place_of(s, &now[i], &p);
		p.pss += now[i].peak;
		if (place == SHARES_NAMES) {
			p.others += now[i].peak;
			continue;
		}
		p.of[place] = now[i].peak;
		if (now[i].peak > s->names[place].peak)
			s->names[place].peak = now[i].peak;
	}
	if (s->taken++ == 0 || p.pss > s->highest.pss)
		s->highest = p;
	thinned_take(&s->thinned, &p);
}

size_t shares_order(const struct shares *s, size_t order[SHARES_NAMES])
{
	for (size_t i = 0; i < s->count; i++) {
		size_t at = i;
		for (; at > 0 && s->names[order[at - 1]].peak < s->names[i].peak; at--)
			order[at] = order[at - 1];
		order[at] = i;
	}
	return s->count;
}

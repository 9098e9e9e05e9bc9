/* order.c - sorts rows by merging, because that is stable and takes memory only once; qsort(3) does neither. Knows no table. */
#include "order.h"

#include <string.h>

/* Most values are plain numbers: they are compared without a call. */
static int compare(const struct value *a, const struct value *b, enum unit u)
{
	if (u == UNIT_BYTES && a->kind == VALUE_NUMBER && b->kind == VALUE_NUMBER && !a->is_change && !b->is_change)
		return (a->number > b->number) - (a->number < b->number);
	return unit_compare(u, *a, *b);
}

static bool is_behind(const struct key *a, const struct key *b, enum unit u, bool down)
{
	int order = compare(&a->value, &b->value, u);

	/* Unknown is last in both directions. */
	if (down && a->value.kind > VALUE_BLANK && b->value.kind > VALUE_BLANK)
		order = -order;
	return order > 0;
}

/* Merges two sorted runs into one; of equals, those of the first run come first. */
static void merge(const struct key *a, size_t na, const struct key *b, size_t nb, struct key *out, enum unit u, bool down)
{
	const struct key *end_a = a + na, *end_b = b + nb;

	/* Many values are equal, and much was in order before. */
	if (nb > 0 && is_behind(end_a - 1, b, u, down))
		while (a < end_a && b < end_b)
			*out++ = is_behind(a, b, u, down) ? *b++ : *a++;
	memcpy(out, a, (size_t)(end_a - a) * sizeof(*a));
	memcpy(out + (end_a - a), b, (size_t)(end_b - b) * sizeof(*b));
}

struct key *order_sort(struct vec *keys, struct vec *scratch, enum unit u, bool descending)
{
	size_t n = keys->count;
	struct key *from = keys->data, *to, *other;

	vec_reserve(scratch, n);
	to = scratch->data;
	for (size_t run = 1; run < n; run *= 2) {
		for (size_t at = 0; at < n; at += 2 * run) {
			size_t na = n - at < run ? n - at : run, nb = n - at - na < run ? n - at - na : run;
			merge(from + at, na, from + at + na, nb, to + at, u, descending);
		}
		other = from;
		from = to;
		to = other;
	}
	return from;
}

/* thinned.c - halves its points when they get too many. A peak that was short is seen, however long it went on. */
#include "thinned.h"

#include <stdint.h>
#include <string.h>

void thinned_init(struct thinned *t, size_t size, size_t height)
{
	*t = (struct thinned){ .height = height, .together = 1 };
	vec_init(&t->points, size);
	vec_reserve(&t->points, THINNED_POINTS);
	t->points.count = 0;
}

void thinned_free(struct thinned *t)
{
	vec_free(&t->points);
}

static char *at(const struct thinned *t, size_t i)
{
	return (char *)t->points.data + i * t->points.size;
}

static uint64_t height_of(const struct thinned *t, const void *point)
{
	uint64_t n;

	memcpy(&n, (const char *)point + t->height, sizeof(n));
	return n;
}

static const void *higher(const struct thinned *t, const void *a, const void *b)
{
	return height_of(t, b) > height_of(t, a) ? b : a;
}

static void halve(struct thinned *t)
{
	for (size_t i = 0; i < t->points.count / 2; i++)
		memmove(at(t, i), higher(t, at(t, 2 * i), at(t, 2 * i + 1)), t->points.size);
	t->points.count /= 2;
	t->together *= 2;
}

void thinned_take(struct thinned *t, const void *point)
{
	char *last = at(t, t->points.count - 1);

	if (t->pending > 0)
		memmove(last, higher(t, last, point), t->points.size);
	else {
		if (t->points.count == THINNED_POINTS)
			halve(t);
		memcpy(vec_push(&t->points), point, t->points.size);
	}
	t->pending = (t->pending + 1) % t->together;
}

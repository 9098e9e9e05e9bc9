/* course.c - points that are thinned, and peaks that are not. Reads nothing. */
#include "course.h"

void course_init(struct course *c)
{
	*c = (struct course){ .together = 1 };
	vec_init(&c->points, sizeof(struct course_point));
	vec_reserve(&c->points, COURSE_POINTS);
	c->points.count = 0;
}

void course_free(struct course *c)
{
	vec_free(&c->points);
}

/* The higher one of two stays: a peak that was short is seen, however long it went on. */
static struct course_point higher(struct course_point a, struct course_point b)
{
	return b.charge > a.charge ? b : a;
}

static void halve(struct course *c)
{
	struct course_point *p = c->points.data;

	for (size_t i = 0; i < c->points.count / 2; i++)
		p[i] = higher(p[2 * i], p[2 * i + 1]);
	c->points.count /= 2;
	c->together *= 2;
}

void course_take(struct course *c, const struct course_point *p)
{
	struct course_point *points = c->points.data;

	if (c->taken++ == 0 || p->charge > c->highest.charge)
		c->highest = *p;
	if (p->is_split && p->needed > c->needed)
		c->needed = p->needed;
	if (c->pending > 0)
		points[c->points.count - 1] = higher(points[c->points.count - 1], *p);
	else {
		if (c->points.count == COURSE_POINTS)
			halve(c);
		*(struct course_point *)vec_push(&c->points) = *p;
	}
	c->pending = (c->pending + 1) % c->together;
}

/* course.c - points that are thinned, and peaks that are not. Reads nothing. */
#include "course.h"

#include <stddef.h>

void course_init(struct course *c)
{
	*c = (struct course){ 0 };
	thinned_init(&c->thinned, sizeof(struct course_point), offsetof(struct course_point, charge));
}

void course_free(struct course *c)
{
	thinned_free(&c->thinned);
}

static uint64_t more(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}

void course_take(struct course *c, const struct course_point *p)
{
	c->last = *p;
	if (c->taken++ == 0 || p->charge > c->highest.charge)
		c->highest = *p;
	if (p->is_charged)
		c->needed = more(c->needed, p->needed);
	if (p->has_swap)
		c->swap = more(c->swap, p->swap);
	c->has_swap |= p->has_swap;
	thinned_take(&c->thinned, p);
}

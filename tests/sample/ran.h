/* ran.h - a command that has run, made up: every figure is known, exact where it can be. */
#ifndef RAN_H
#define RAN_H

#include "child.h"

#define RAN_MIB UINT64_C(1048576)

/* child_free it. */
static inline struct child ran(uint64_t wall_ns, uint64_t peak)
{
	struct child c;

	child_init(&c);
	c.wall_ns = wall_ns;
	c.all.ru_utime.tv_sec = 2;
	c.all.ru_stime.tv_usec = 250000;
	c.all.ru_majflt = 3;
	c.is_charged = c.has_peak = c.has_all = true;
	c.peak = peak;
	for (unsigned i = 0; i < 50; i++)
		course_take(&c.course, &(struct course_point){ .at_ns = i, .charge = peak / 2, .needed = peak / 4, .is_split = true, .is_charged = true, .has_swap = true });
	c.shares.highest.pss = peak / 8;
	c.shares.taken = 30;
	c.processes = 4;
	c.largest = (struct ended){ .comm = "cc1", .count = 1, .peak = peak };
	return c;
}

#endif

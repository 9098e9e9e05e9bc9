/* course.h - how the memory of a tree of processes went: points in time, thinned when they get too many, and its peaks, which stay. */
#ifndef COURSE_H
#define COURSE_H

#include <stdbool.h>
#include <stdint.h>

#include "vec.h"

#define COURSE_POINTS 512    /* kept, at most: when they are that many, of each two the higher one stays */

/* What all processes together held at one instant, in bytes. */
struct course_point {
	uint64_t at_ns;              /* since the start */
	uint64_t charge;             /* all that the kernel charged them; where it does not, the sum of their PSS */
	uint64_t anon, shmem, cache, kernel, swap;   /* what that is made of, cache without shmem: with is_split */
	uint64_t needed;             /* without what the kernel gives up before it takes a process: with is_split */
	bool is_split;
};

struct course {
	struct vec points;           /* of struct course_point, the oldest first */
	struct course_point highest; /* by charge, of all that were taken */
	uint64_t needed;             /* the most of it */
	uint64_t taken;              /* points, kept or not */
	unsigned together, pending;  /* so many become one; of these have come since the last was kept */
};

void course_init(struct course *c);
void course_free(struct course *c);
void course_take(struct course *c, const struct course_point *p);

#endif

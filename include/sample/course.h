/* course.h - how the memory of a tree of processes went: points in time, thinned when they get too many, and its peaks, which stay. */
#ifndef COURSE_H
#define COURSE_H

#include <stdbool.h>
#include <stdint.h>

#include "thinned.h"

/* What all processes together held at one instant, in bytes. */
struct course_point {
	uint64_t at_ns;              /* since the start */
	uint64_t charge;             /* all that the kernel charged them; where it does not, the sum of their PSS */
	uint64_t anon, shmem, cache; /* what that is made of, cache without shmem: with is_split */
	uint64_t kernel;             /* that too: with is_charged */
	uint64_t needed;             /* without what the kernel gives up before it takes a process: with is_charged */
	uint64_t swap;               /* beside it: with has_swap */
	bool is_split, is_charged, has_swap;
};

struct course {
	struct thinned thinned;      /* of struct course_point, by charge */
	struct course_point highest; /* by charge, of all that were taken */
	struct course_point last;    /* the newest of them */
	uint64_t needed, swap;       /* the most of each */
	bool has_swap;
	uint64_t taken;              /* points, kept or not */
};

void course_init(struct course *c);
void course_free(struct course *c);
void course_take(struct course *c, const struct course_point *p);

#endif

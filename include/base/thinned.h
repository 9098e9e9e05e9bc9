/* thinned.h - points in the order they came, never more than so many: of each two neighbours the higher one stays. */
#ifndef THINNED_H
#define THINNED_H

#include "vec.h"

#define THINNED_POINTS 512   /* kept, at most */

struct thinned {
	struct vec points;           /* of the owner's type, the oldest first; it does not grow */
	size_t height;               /* where in such a point its height is: a uint64_t */
	unsigned together, pending;  /* so many become one; of these have come since the last was kept */
};

/* Points of so many bytes. */
void thinned_init(struct thinned *t, size_t size, size_t height);
void thinned_free(struct thinned *t);

/* A copy of the point. */
void thinned_take(struct thinned *t, const void *point);

#endif

/* ended.h - processes that have ended, by their names: how many, and the largest of them. */
#ifndef ENDED_H
#define ENDED_H

#include <stdbool.h>
#include <stdint.h>

#include "vec.h"

#define ENDED_COMM 16        /* bytes of a name: the kernel keeps no more */
#define ENDED_NAMES 256      /* kept, at most: of more, those whose peaks are the smallest become "others" */

/* How well a peak is known. */
enum ended_bound { ENDED_EXACT, ENDED_AT_LEAST, ENDED_AT_MOST };   /* it was seen before the end; that of one it waited for is in it */

/* All that had this name. */
struct ended {
	char comm[ENDED_COMM];   /* zero-ended; any other byte may be in it */
	uint64_t count;
	uint64_t peak;           /* bytes: the largest RSS that one of them had */
	enum ended_bound bound;  /* of that */
	bool is_at_least;        /* the count: more of this name may be among the others */
	bool is_others;          /* not a name: all whose names are not kept */
};

/* One more, into a vec of struct ended. */
void ended_add(struct vec *list, const char *comm, size_t length, uint64_t peak, enum ended_bound bound);

/* Those with the largest peak first, the others last. */
void ended_sort(struct vec *list);

#endif

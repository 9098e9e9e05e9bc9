/* region_kinds.h - what a mapping is for, told from its name, its permissions and its neighbours. Pure. */
#ifndef REGION_KINDS_H
#define REGION_KINDS_H

#include "regions.h"

#define ARENA_HEAP (UINT64_C(64) << 20)   /* glibc's HEAP_MAX_SIZE where pointers have 64 bits: arena.c of malloc */

struct neighbours {
	const struct mapping *before, *now, *next;   /* before, next: NULL where there is none */
	uint64_t guard;                /* bytes at the end of "before" that guard what is behind it; 0: none */
	const struct vec *stacks;      /* of uint64_t, ascending: stack pointers of threads but the first */
};

/* What is known of one mapping. */
struct sort_of {
	enum region_kind kind;
	bool may_be_arena;             /* it may hold heaps of arenas: what is in it tells */
	bool is_name_ours;             /* all of this kind are one region, whatever their names */
	uint64_t things;               /* what it counts for: 0 of a guard, or of what an arena has not yet used */
};

struct sort_of region_sort(const struct neighbours *n);

/* How much of the end of "now" guards what is behind it; 0: nothing. */
uint64_t region_guard(const struct neighbours *n);

/* What all of a kind are called together; NULL: each has a name of its own. */
const char *region_kind_title(enum region_kind kind);

#endif

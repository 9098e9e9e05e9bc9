/* store.h - what the kernel keeps, by name: caches of slab, areas of vmalloc, pools of huge pages, zram devices, zones. */
#ifndef STORE_H
#define STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"
#include "balance.h"
#include "procfs.h"
#include "vec.h"

struct store {
	const char *name;         /* ended by a zero, and any other byte may be in it */
	const char *note;         /* printable; NULL: none */
	bool has_used, has_count;
	uint64_t bytes, used;     /* that it takes, and that are in use of these */
	uint64_t count;           /* of objects, areas, pages */
};

/* Each reads a list into a vec of struct store, the largest first, and what it says of the facts; texts are taken from the arena.
 * NULL, or what is missing. */
const char *stores_read_slab(const struct procfs *p, const struct facts *f, struct arena *arena, struct vec *stores);
const char *stores_read_vmalloc(const struct procfs *p, struct facts *f, struct arena *arena, struct vec *stores);
const char *stores_read_zones(const struct procfs *p, struct facts *f, struct arena *arena, struct vec *stores);
const char *stores_read_hugetlb(const char *sys, struct facts *f, struct arena *arena, struct vec *stores);
const char *stores_read_zram(const char *sys, struct facts *f, struct arena *arena, struct vec *stores);

/* Of the facts, only what CPUs keep at hand. The text is scratch. */
void stores_refresh_zones(const struct procfs *p, struct facts *f, struct vec *text);

/* The page cache as the kernel's own lists have it. */
const char *stores_of_cache(const struct facts *f, struct vec *stores);

/* Sorts them. */
void stores_sort(struct vec *stores);

#endif

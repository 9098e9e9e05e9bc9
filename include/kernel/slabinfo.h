/* slabinfo.h - /proc/slabinfo: the kernel's caches of small objects. Root may read it; see slabinfo(5). */
#ifndef SLABINFO_H
#define SLABINFO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct slab_cache {
	const char *name;         /* points into the text; not ended by a zero */
	size_t name_length;
	uint64_t active, objects; /* in use; that there is room for */
	uint64_t object_bytes;    /* of one object */
	uint64_t bytes;           /* all pages of the cache */
};

/* One line. False for the two lines of titles, and for what is no such line. */
bool slab_parse(const char *line, size_t length, struct slab_cache *out);

#endif

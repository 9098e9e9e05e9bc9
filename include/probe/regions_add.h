/* regions_add.h - for regions_read.c: how mappings are added to regions. */
#ifndef REGIONS_ADD_H
#define REGIONS_ADD_H

#include "regions.h"

/* The region that a mapping belongs to: that of the title, or one of its own name, which must live as long as the regions. Valid
 * until the next one. */
struct region *regions_find(struct regions *r, enum region_kind kind, const struct mapping *m, const char *title);

void region_count(struct region *g, uint64_t things, uint64_t size, const struct mapping_memory *memory);

#endif

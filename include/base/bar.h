/* bar.h - a share as a bar of blocks. */
#ifndef BAR_H
#define BAR_H

#include <stddef.h>
#include <stdint.h>

#include "text.h"

/* Writes a bar of so many cells where all is 100, as UTF-8 with a zero at the end, as much as fits; what is more than nothing is seen.
 * Returns the bytes written. */
size_t bar_format(char *out, size_t room, double share, int cells, enum text_set set);

#define BAR_PARTS 4

/* Where each part of a whole ends in a bar of so many cells. Every end is rounded by itself, so that they fill it; but a first part
 * that is more than nothing is seen. */
void bar_ends(const uint64_t *parts, size_t count, int cells, int ends[BAR_PARTS]);

/* The glyph of each part. */
extern const uint32_t bar_glyphs[BAR_PARTS][2];

/* Such a bar as text: see bar_format. */
size_t bar_parts_format(char *out, size_t room, const uint64_t *parts, size_t count, int cells, enum text_set set);

#endif

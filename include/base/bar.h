/* bar.h - a share as a bar of blocks. */
#ifndef BAR_H
#define BAR_H

#include "text.h"

/* Writes a bar of so many cells where all is 100, as UTF-8 with a zero at the end, as much as fits; what is more than nothing is seen.
 * Returns the bytes written. */
size_t bar_format(char *out, size_t room, double share, int cells, enum text_set set);

#endif

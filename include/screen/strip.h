/* strip.h - names side by side, one of which is the current one: the tabs of the table, of a process, of the setup. */
#ifndef STRIP_H
#define STRIP_H

#include "canvas.h"

/* Draws them from the column on; the current one is in brackets, so that it is seen without colours too, and in sight. Returns the
 * column behind the last one. */
int strip_draw(struct canvas *c, int row, int col, const char *const *names, size_t count, size_t current);

/* The one that such a strip has at this column; count where there is none. */
size_t strip_at(int cols, int col, const char *const *names, size_t count, size_t current, int at);

#endif

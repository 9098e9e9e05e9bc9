/* tree_lines.h - the lines that lead to a row of a tree. */
#ifndef TREE_LINES_H
#define TREE_LINES_H

#include "text.h"
#include "view.h"

#define TREE_LINES_ROOM 256

/* The room for so many levels, of three cells each. */
#define TREE_LINES_FOR(levels) (12 + 5 * (size_t)(levels))

/* Writes the branch before the row's command ("│  ├─▸ "), as UTF-8 with a zero at the end. What is too deep for the room
 * is cut at its left. Returns the bytes written. */
size_t tree_lines(char *out, size_t room, const struct row *row, enum text_set set);

#endif

/* edit_line.h - one line of text that is being edited: keys go in. Whoever shows it asks where its cursor stands. */
#ifndef EDIT_LINE_H
#define EDIT_LINE_H

#include <stddef.h>
#include <stdint.h>

#include "filter.h"

#define EDIT_TEXT FILTER_TEXT

struct edit_line {
	char text[EDIT_TEXT];     /* UTF-8 */
	size_t at;                /* bytes before the cursor, which stands on a whole character or behind the last */
	int left;                 /* cells that are scrolled out at the left */
};

enum edited { EDIT_NOTHING, EDIT_MOVED, EDIT_CHANGED };

/* Another text, as much as fits of it; the cursor stands behind it. */
void edit_line_set(struct edit_line *l, const char *text);

/* What a key does to it: EDIT_NOTHING when it is none of its keys. */
enum edited edit_line_key(struct edit_line *l, uint32_t key);

/* The cell where the cursor stands, counted from the start of the text, and how many it covers. */
int edit_line_cursor(const struct edit_line *l, int *width);

/* Scrolls so that the cursor is seen in so many cells, and no cell stays empty without need. */
void edit_line_scroll(struct edit_line *l, int room);

/* Puts the cursor on the character in this cell, counted from the first that is seen. */
void edit_line_place(struct edit_line *l, int cell);

#endif

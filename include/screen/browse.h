/* browse.h - a list on the screen: rows of any schema to go through and to sort. */
#ifndef BROWSE_H
#define BROWSE_H

#include "canvas.h"
#include "grid.h"
#include "text.h"
#include "view.h"

struct browse {
	struct grid grid;
	size_t cursor, top;       /* places, not rows */
	size_t rows;              /* in sight when it was drawn last */
	struct { int row, cols; bool has_titles; } drawn;   /* where the first of them was then; the titles are above it, if there are */
	bool is_clicked;          /* what is chosen was by a click */
	uint64_t whole;           /* bytes: a tenth of them stands out; 0: nothing does */
	const char *empty;        /* what is said where there are no rows; NULL: nothing */
	bool is_text;             /* its rows are lines one after the other: nobody sorts them */
	char sought[GRID_WORDS];  /* what was searched for last */
};

void browse_init(struct browse *b, const struct schema *schema);
void browse_free(struct browse *b);

/* Draws titles and rows into these rows of the canvas. */
void browse_draw(struct browse *b, struct canvas *c, int row, int rows, enum text_set set);

/* How many cells of a screen of this width the column at the right has, which takes what is left. */
int browse_width(const struct browse *b, int cols);

/* Which columns (const struct column *) a screen of this width has room for. */
void browse_columns(const struct browse *b, int cols, struct vec *columns);

/* Moves and sorts: arrows, pages, Home, End, the wheel, a click on a row or a title; < and > sort by the column to the left or
 * right, I turns round. Whether it was such a key. */
bool browse_key(struct browse *b, uint32_t key);

/* For lists whose rows open: a second click on a row is Enter; any other key is what it is. */
uint32_t browse_meant(const struct browse *b, uint32_t key);

#define BROWSE_NONE SIZE_MAX

/* The chosen row, or BROWSE_NONE where there are none. */
size_t browse_selected(const struct browse *b);

/* Chooses this row, wherever it stands. */
void browse_select(struct browse *b, size_t row);

/* Chooses the next row that holds what is sought, from this place on or back, going round once. False when none does. */
bool browse_search(struct browse *b, size_t from, enum direction way);

/* Shows only rows that hold one of the words: see grid_filter. The chosen one stays so where it is still there. */
void browse_filter(struct browse *b, const char *words);

#endif

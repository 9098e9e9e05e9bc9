/* cells.h - titles and cells of a table, whatever its schema. */
#ifndef CELLS_H
#define CELLS_H

#include "canvas.h"
#include "layout.h"
#include "text.h"

#define CELLS_ROOM 1024      /* more than the widest screen shows of a text */

/* What a table is drawn on. All is borrowed. */
struct paper {
	struct canvas *canvas;
	enum text_set set;
	struct place places[LAYOUT_COLUMNS];
	int count;                /* of places */
	uint64_t whole;           /* bytes: a tenth of them stands out; 0: nothing does */
};

/* Draws the titles into a row; the column that sorts has an arrow. */
void cells_titles(const struct paper *p, int row, const struct column *sorting, bool descending);

/* What is large or wrong stands out; zeros and the unknown recede. */
enum style cells_style(const struct paper *p, const struct column *c, struct value v);

/* Draws a value into its place. A number too wide for it is '#': it would be a wrong one if it were cut. */
void cells_draw(const struct paper *p, int row, const struct place *at, struct value v, enum style style);

#endif

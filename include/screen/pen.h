/* pen.h - a place in a line that is written from left to right. A pen without a canvas only counts: what is to be drawn is
 * measured by the same function that draws it. */
#ifndef PEN_H
#define PEN_H

#include "canvas.h"
#include "text.h"

struct pen {
	struct canvas *canvas;    /* NULL: it only counts */
	int row, col, end;        /* what does not fit before the end is cut */
	enum text_set set;
	bool is_short;            /* few words are asked for */
	bool leads;               /* what it writes is the first of its line */
};

/* Text, which may be foreign. */
void pen_put(struct pen *p, enum style style, const char *text);

void pen_bytes(struct pen *p, enum style style, uint64_t bytes);

void pen_fill(struct pen *p, int width, enum style style, uint32_t point);

/* Leaves blanks up to that column; nothing where it is there already. */
void pen_to(struct pen *p, int col);

#endif

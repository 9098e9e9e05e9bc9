/* canvas.h - a grid of cells with styles. Everything that is shown is drawn into one; what is outside is cut off. */
#ifndef CANVAS_H
#define CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a cell means; terminal.c knows what each looks like. */
enum style {
	STYLE_TEXT,
	STYLE_DIM,          /* recedes: zeros, paths, what is unknown */
	STYLE_STRONG,       /* the name of a program, a number that matters */
	STYLE_LARGE,        /* much memory */
	STYLE_BUSY,         /* running, using CPU */
	STYLE_WRONG,        /* an error, a process that is stuck or dead */
	STYLE_ACCENT,       /* the lines of the tree, frames */
	STYLE_LABEL,        /* what a number of the header is */
	STYLE_TITLE,        /* the titles of the columns */
	STYLE_TITLE_SORT,   /* of the one that sorts */
	STYLE_SELECTED,
	STYLE_TAGGED,
	STYLE_ALERT,        /* a process that an alert is for */
	STYLE_KEY,          /* a key, in the line of keys */
	STYLE_KEY_LABEL,    /* what it does */
	STYLE_USED,         /* segments of the memory bar */
	STYLE_SHARED,
	STYLE_KERNEL,
	STYLE_CACHE,
	STYLE_FREE,
	STYLES
};

#define CELL_MARKS 2

/* Small, because a large screen has many. */
struct cell {
	uint32_t point : 24;           /* 0: the right half of a wide character */
	uint32_t style : 8;
	uint16_t marks[CELL_MARKS];    /* combining characters, which are seldom beyond the first 65,536; 0: none */
};

struct canvas {
	int rows, cols;
	struct cell *cells;            /* row by row */
	size_t room;
	bool ascii;                    /* the terminal can show nothing else; set it before drawing */
	int cursor_row, cursor_col;    /* where the terminal's cursor stands */
	bool cursor_is_seen;
};

/* Sets the size and makes every cell a blank; the cursor is at the top left. */
void canvas_start(struct canvas *c, int rows, int cols);

void canvas_free(struct canvas *c);

static inline struct cell *canvas_at(const struct canvas *c, int row, int col)
{
	return &c->cells[(size_t)row * (size_t)c->cols + (size_t)col];
}

/* Draws UTF-8 text, which may be foreign, in at most width cells, leaving out the first skip cells of it; returns the cells
 * used. */
int canvas_text(struct canvas *c, int row, int col, int width, enum style style, const char *text, size_t length, int skip);

/* The same for a text of ours. */
int canvas_put(struct canvas *c, int row, int col, int width, enum style style, const char *text);

/* The same, ending at the right of the width. */
void canvas_put_right(struct canvas *c, int row, int col, int width, enum style style, const char *text);

void canvas_fill(struct canvas *c, int row, int col, int width, enum style style, uint32_t point);

/* Changes the style of what is drawn already. */
void canvas_restyle(struct canvas *c, int row, int col, int width, enum style style);

/* Puts the cursor onto what is chosen, or where one types: there it is seen. What is drawn last has it. */
enum cursor { CURSOR_CHOSEN, CURSOR_TYPING };
void canvas_cursor(struct canvas *c, int row, int col, enum cursor what);

/* A row as UTF-8 with a zero at the end, blanks at its end left out, as much as fits. */
void canvas_row(const struct canvas *c, int row, char *out, size_t room);

#endif

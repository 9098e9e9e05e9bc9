/* layout.h - where things stand on the screen. Pure: sizes in, places out. */
#ifndef LAYOUT_H
#define LAYOUT_H

#include "column.h"

/* Rows of the screen; -1: there is no room for it. */
struct layout {
	int rows, cols;
	int header, header_rows;  /* of the machine: as many lines as there is room for */
	int title;
	int body, body_rows;      /* of the table: at least one */
	int status;
	int keys;
};

/* header_rows says how many lines of header are wanted: at most a third of the screen is theirs. */
struct layout layout_of(int rows, int cols, int header_rows);

struct place {
	const struct column *column;
	int col, width;
	int age;                  /* of these, cells at the right end for the age of what was read earlier */
};

#define LAYOUT_COLUMNS 64
#define LAYOUT_AGE (1 + UNIT_AGE_CELLS)

/* Places columns side by side, one blank between. Where the widths do not leave least cells for the column that takes all
 * that is left, others are dropped. Returns how many were placed. */
int layout_columns(const struct vec *columns, int cols, int least, struct place places[LAYOUT_COLUMNS]);

#endif

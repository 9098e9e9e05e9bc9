/* chart.h - what figures have been over time, as a picture in cells. Pure: points in, cells out. */
#ifndef CHART_H
#define CHART_H

#include "canvas.h"
#include "growth.h"
#include "text.h"

/* What it is drawn with: dots, eight to a cell, and blocks look well where the terminal has them. */
enum chart_glyphs { CHART_ASCII, CHART_BLOCKS, CHART_BRAILLE };

/* Each can be told from the others without colours. */
enum chart_stroke {
	STROKE_AREA,       /* all below it */
	STROKE_DOTS,       /* a dotted line */
	STROKE_LINE,
};

struct chart_series {
	const struct point *points;    /* borrowed; ascending in time */
	size_t count;
	enum chart_stroke stroke;
	enum style style;
};

#define CHART_SERIES 3
#define CHART_AXIS 8               /* cells at the left, for the labels and the axis */

struct chart {
	struct chart_series series[CHART_SERIES];   /* the last is drawn over the others */
	size_t count;
	uint64_t from_ns, to_ns;       /* what the width stands for */
};

/* The largest value in sight, which the top stands for. */
uint64_t chart_peak(const struct chart *c);

/* Draws it with its axis: the peak at the top, 0 at the bottom. */
void chart_draw(const struct chart *chart, struct canvas *canvas, int row, int col, int rows, int cols, enum chart_glyphs glyphs);

#endif

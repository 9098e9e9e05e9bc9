/* chart.c - draws lines into cells. Knows not what the figures are. */
#include "chart.h"

#include <stdlib.h>
#include <string.h>

#include "unit.h"
#include "vec.h"

#define NOTHING -1L

/* What is drawn on: dots, several to a cell. */
struct plot {
	const struct chart *chart;
	struct canvas *canvas;
	int row, col, rows, cols;      /* cells, without the axis */
	int across, down;              /* dots in a cell */
	uint64_t peak;
};

uint64_t chart_peak(const struct chart *c)
{
	uint64_t peak = 0;

	for (size_t k = 0; k < c->count; k++)
		for (size_t i = 0; i < c->series[k].count; i++)
			if (c->series[k].points[i].at_ns >= c->from_ns && c->series[k].points[i].bytes > peak)
				peak = c->series[k].points[i].bytes;
	return peak;
}

/* The line between two points. */
static uint64_t between(const struct point *a, const struct point *b, uint64_t at)
{
	double share = (double)(at - a->at_ns) / (double)(b->at_ns - a->at_ns);

	return (uint64_t)((double)a->bytes + share * ((double)b->bytes - (double)a->bytes));
}

/* The value in a column of dots: the largest of the points in it, else what lies between its neighbours. Columns ascend, and
 * *next with them. False before the first point. */
static bool value_at(const struct chart_series *s, size_t *next, uint64_t from, uint64_t to, uint64_t *out)
{
	bool any = false;

	while (*next < s->count && s->points[*next].at_ns < from)
		++*next;
	for (; *next < s->count && s->points[*next].at_ns < to; ++*next) {
		*out = any && *out > s->points[*next].bytes ? *out : s->points[*next].bytes;
		any = true;
	}
	if (any)
		return true;
	if (*next == 0)
		return false;
	*out = *next < s->count ? between(&s->points[*next - 1], &s->points[*next], from > s->points[*next - 1].at_ns ? from : s->points[*next - 1].at_ns)
	                        : s->points[s->count - 1].bytes;
	return true;
}

/* The height of the series in each column of dots, from the bottom; NOTHING where there is none. */
static void heights(const struct plot *p, const struct chart_series *s, long *out)
{
	long n = (long)p->cols * p->across, top = (long)p->rows * p->down - 1;
	double span = (double)(p->chart->to_ns - p->chart->from_ns);
	size_t next = 0;
	uint64_t v;

	for (long x = 0; x < n; x++) {
		uint64_t from = p->chart->from_ns + (uint64_t)(span * (double)x / (double)n);
		uint64_t to = x + 1 == n ? UINT64_MAX : p->chart->from_ns + (uint64_t)(span * (double)(x + 1) / (double)n);
		out[x] = NOTHING;
		/* A line of zeros along the bottom would say nothing. One that comes from out of sight may come from above. */
		if (value_at(s, &next, from, to, &v) && v > 0)
			out[x] = v >= p->peak ? top : (long)((double)v / (double)p->peak * (double)top + 0.5);
	}
}

/* Which dots of a column are set: those from low to high. A line goes up or down to where it came from. */
static void stretch(enum chart_stroke stroke, long before, long now, long *low, long *high)
{
	*low = *high = now;
	if (stroke == STROKE_AREA)
		*low = 0;
	else if (before != NOTHING && before < now - 1)
		*low = before + 1;
	else if (before != NOTHING && before > now + 1)
		*high = before - 1;
}

static void set_dot(const struct plot *p, long x, long y, enum style style)
{
	static const unsigned char bits[2][4] = { { 0x40, 0x04, 0x02, 0x01 }, { 0x80, 0x20, 0x10, 0x08 } };
	int row = p->row + p->rows - 1 - (int)(y / 4), col = p->col + (int)(x / 2);
	struct cell *cell = canvas_at(p->canvas, row, col);
	uint32_t dots = cell->point >= 0x2800 && cell->point < 0x2900 ? cell->point : 0x2800;

	canvas_fill(p->canvas, row, col, 1, style, dots | bits[x % 2][y % 4]);
}

static void draw_dots(const struct plot *p, const struct chart_series *s, const long *height)
{
	long n = (long)p->cols * p->across, low, high;

	for (long x = 0; x < n; x++) {
		if (height[x] == NOTHING || (s->stroke == STROKE_DOTS && x % 2))
			continue;
		stretch(s->stroke, x > 0 && s->stroke != STROKE_DOTS ? height[x - 1] : NOTHING, height[x], &low, &high);
		for (long y = low; y <= high; y++)
			set_dot(p, x, y, s->style);
	}
}

/* One value to a cell: what is below the line is full, but for the highest cell. */
static void draw_blocks(const struct plot *p, const struct chart_series *s, const long *height)
{
	for (int x = 0; x < p->cols; x++) {
		long h = height[x];
		int full = (int)(h / p->down);
		if (h == NOTHING)
			continue;
		if (s->stroke == STROKE_LINE) {
			for (int y = 0; y < full; y++)
				canvas_fill(p->canvas, p->row + p->rows - 1 - y, p->col + x, 1, s->style, 0x2588);
			canvas_fill(p->canvas, p->row + p->rows - 1 - full, p->col + x, 1, s->style, 0x2581 + (uint32_t)(h % p->down));
		} else
			canvas_fill(p->canvas, p->row + p->rows - 1 - full, p->col + x, 1, s->style, s->stroke == STROKE_AREA ? 0x2592 : 0x2500);
	}
}

static void draw_letters(const struct plot *p, const struct chart_series *s, const long *height)
{
	static const char letters[] = { [STROKE_AREA] = '%', [STROKE_DOTS] = '.', [STROKE_LINE] = '*' };
	long low, high;

	for (int x = 0; x < p->cols; x++) {
		if (height[x] == NOTHING)
			continue;
		stretch(s->stroke, x > 0 ? height[x - 1] : NOTHING, height[x], &low, &high);
		for (long y = low; y <= high; y++)
			canvas_fill(p->canvas, p->row + p->rows - 1 - (int)y, p->col + x, 1, s->style, (uint32_t)letters[s->stroke]);
	}
}

static const struct {
	int across, down;
	bool line_first;               /* it fills what is below it: the others are drawn over it */
	void (*draw)(const struct plot *p, const struct chart_series *s, const long *height);
	uint32_t tick, axis;
} kinds[] = {
	[CHART_ASCII]   = { 1, 1, false, draw_letters, '+',    '|' },
	[CHART_BLOCKS]  = { 1, 8, true,  draw_blocks,  0x2524, 0x2502 },
	[CHART_BRAILLE] = { 2, 4, false, draw_dots,    0x2524, 0x2502 },
};

static void axis_draw(const struct plot *p, enum chart_glyphs glyphs)
{
	char text[32];

	for (int i = 0; i < p->rows; i++)
		canvas_fill(p->canvas, p->row + i, p->col - 1, 1, STYLE_DIM, i == 0 || i == p->rows - 1 ? kinds[glyphs].tick : kinds[glyphs].axis);
	unit_format(text, sizeof(text), UNIT_BYTES, value_number(p->peak));
	canvas_put_right(p->canvas, p->row, p->col - CHART_AXIS, CHART_AXIS - 2, STYLE_STRONG, text);
	if (p->rows > 1)
		canvas_put_right(p->canvas, p->row + p->rows - 1, p->col - CHART_AXIS, CHART_AXIS - 2, STYLE_DIM, "0");
}

void chart_draw(const struct chart *chart, struct canvas *canvas, int row, int col, int rows, int cols, enum chart_glyphs glyphs)
{
	struct plot p = {
		.chart = chart, .canvas = canvas, .row = row, .col = col + CHART_AXIS, .rows = rows, .cols = cols - CHART_AXIS,
		.across = kinds[glyphs].across, .down = kinds[glyphs].down, .peak = chart_peak(chart),
	};
	long *height;

	/* Dots are set in cells: these must be there. */
	if (rows < 1 || p.cols < 1 || row < 0 || row + rows > canvas->rows || col < 0 || col + cols > canvas->cols)
		return;
	axis_draw(&p, glyphs);
	if (p.peak == 0 || chart->to_ns <= chart->from_ns)
		return;
	height = memory_new((size_t)p.cols * (size_t)p.across * sizeof(*height));
	for (size_t k = 0; k < chart->count; k++) {
		const struct chart_series *s = &chart->series[kinds[glyphs].line_first ? chart->count - 1 - k : k];
		heights(&p, s, height);
		kinds[glyphs].draw(&p, s, height);
	}
	free(height);
}

/* layout.c - divides the screen. Draws nothing. */
#include "layout.h"

#include <string.h>

#define LEAST_FOR_TABS 32    /* rows: on a smaller screen a process more counts more */

struct layout layout_of(int rows, int cols, int header_rows, size_t tabs)
{
	struct layout l = { .rows = rows, .cols = cols, .header = -1, .tabs = -1, .title = -1, .status = -1, .keys = -1 };
	int top = 0, bottom = rows;

	/* What is asked for first is the table itself; then its titles, the keys, memory, the status, the rest. */
	if (rows >= 4)
		l.keys = --bottom;
	if (rows >= 8)
		l.status = --bottom;
	l.header_rows = rows < 6 ? 0 : rows < 12 ? 1 : rows < 16 ? 2 : rows / 3;
	if (l.header_rows > header_rows)
		l.header_rows = header_rows;
	if (l.header_rows > 0)
		l.header = 0;
	top += l.header_rows;
	if (tabs > 1 && rows >= LEAST_FOR_TABS)
		l.tabs = top++;
	if (rows >= 3)
		l.title = top++;
	l.body = top;
	l.body_rows = bottom - top;
	return l;
}

/* What of a column goes first where space is short; a column that may not be dropped is never taken. */
static int to_drop(const struct column *const *c, const bool *dropped, size_t n)
{
	int worst = -1;

	for (size_t i = 0; i < n; i++)
		if (!dropped[i] && c[i]->drop > 0 && (worst < 0 || c[i]->drop > c[worst]->drop))
			worst = (int)i;
	return worst;
}

/* What is read within a budget may be of earlier: the first of these columns says so for all. */
static const struct column *aged_column(const struct column *const *c, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (c[i]->needs & (NEED_ROLLUP | NEED_NUMA) && !c[i]->is_sum)
			return c[i];
	return NULL;
}

static int width_of(const struct column *c, int least, const struct column *aged)
{
	int title = (int)strlen(c->title);

	if (c->width == 0)
		return least;
	return (c->width > title ? c->width : title) + (c == aged ? LAYOUT_AGE : 0);
}

int layout_columns(const struct vec *columns, int cols, int least, struct place places[LAYOUT_COLUMNS])
{
	const struct column *const *c = columns->data, *aged;
	size_t n = columns->count < LAYOUT_COLUMNS ? columns->count : LAYOUT_COLUMNS;
	bool dropped[LAYOUT_COLUMNS] = { false };
	int total = -1, worst, placed = 0, col = 0;

	aged = aged_column(c, n);
	for (size_t i = 0; i < n; i++)
		total += width_of(c[i], least, aged) + 1;
	while (total > cols && (worst = to_drop(c, dropped, n)) >= 0) {
		dropped[worst] = true;
		total -= width_of(c[worst], least, aged) + 1;
	}
	for (size_t i = 0; i < n && col < cols; i++) {
		int width = width_of(c[i], least, aged);
		if (dropped[i])
			continue;
		/* The rest of the line belongs to the column that takes what is left; to the first where there are more. */
		if (c[i]->width == 0 && total < cols) {
			width += cols - total;
			total = cols;
		}
		places[placed] = (struct place){ c[i], col, width, c[i] == aged ? LAYOUT_AGE : 0 };
		if (width > cols - col)
			places[placed] = (struct place){ c[i], col, cols - col, 0 };
		placed++;
		col += width + 1;
	}
	return placed;
}

/* run_graph.c - points in time to dots in cells. Knows nothing of what the memory was for. */
#include "run_graph.h"

#include <string.h>

#include "unit.h"

#define CELLS 60
#define DOTS (2 * CELLS)     /* across */
#define ROWS 2
#define SECOND 1000000000.0

/* Of each moment the highest point; where none was taken, it stays what it was. */
static void spread(const struct child *c, uint64_t dots[DOTS])
{
	const struct course_point *p = c->course.thinned.points.data;
	bool taken[DOTS] = { false };

	memset(dots, 0, DOTS * sizeof(*dots));
	for (size_t i = 0; i < c->course.thinned.points.count; i++) {
		size_t at = (size_t)((double)p[i].at_ns / (double)c->wall_ns * DOTS);
		at = at < DOTS ? at : DOTS - 1;
		taken[at] = true;
		dots[at] = p[i].charge > dots[at] ? p[i].charge : dots[at];
	}
	for (size_t i = 1; i < DOTS; i++)
		if (!taken[i])
			dots[i] = dots[i - 1];
}

/* How many of a row's dots, one above the other, are filled; what is more than nothing is seen. */
static unsigned filled(uint64_t amount, uint64_t most, unsigned row, unsigned levels)
{
	unsigned height = most ? (unsigned)((double)amount / (double)most * ROWS * levels + 0.5) : 0, below = (ROWS - 1 - row) * levels;

	height = amount && !height ? 1 : height;
	return height <= below ? 0 : height - below > levels ? levels : height - below;
}

/* The left and the right column of dots of a braille cell, filled from below: see the Unicode block at U+2800. */
static void put_braille(FILE *out, unsigned left, unsigned right)
{
	static const uint32_t lefts[] = { 0, 0x40, 0x44, 0x46, 0x47 }, rights[] = { 0, 0x80, 0xa0, 0xb0, 0xb8 };
	uint32_t point = 0x2800 + lefts[left] + rights[right];

	fputc((int)(0xe0 | point >> 12), out);
	fputc((int)(0x80 | (point >> 6 & 0x3f)), out);
	fputc((int)(0x80 | (point & 0x3f)), out);
}

static void put_row(FILE *out, const uint64_t dots[DOTS], uint64_t most, unsigned row, enum text_set set)
{
	for (size_t i = 0; i < DOTS; i += 2)
		if (set == TEXT_UNICODE)
			put_braille(out, filled(dots[i], most, row, 4), filled(dots[i + 1], most, row, 4));
		else
			putc(" .:#"[filled(dots[i] > dots[i + 1] ? dots[i] : dots[i + 1], most, row, 3)], out);
	putc('\n', out);
}

/* When it began and ended, and an x below where the OOM killer was seen to have been. */
static void put_times(FILE *out, const struct child *c)
{
	char line[CELLS + 16], end[16];
	int n;

	memset(line, ' ', sizeof(line));
	memcpy(line, "0", 1);
	for (size_t i = 0; i < c->mark_count; i++) {
		size_t at = (size_t)((double)c->marks[i].at_ns / (double)c->wall_ns * CELLS);
		line[at < CELLS ? at : CELLS - 1] = 'x';
	}
	n = snprintf(end, sizeof(end), c->wall_ns < SECOND ? " %.3f s" : " %.1f s", (double)c->wall_ns / SECOND);
	memcpy(line + CELLS - n, end, (size_t)n);
	fprintf(out, "  %-7s%.*s%s\n", "", CELLS, line, c->mark_count ? " x: OOM" : "");
}

void run_graph(FILE *out, const struct child *c, enum text_set set)
{
	uint64_t dots[DOTS];
	char most[16];

	if (c->course.thinned.points.count < 2 || !c->wall_ns)
		return;
	spread(c, dots);
	unit_format(most, sizeof(most), UNIT_BYTES, value_number(c->course.highest.charge));
	for (unsigned row = 0; row < ROWS; row++) {
		fprintf(out, "  %-7s", row == 0 ? most : "");
		put_row(out, dots, c->course.highest.charge, row, set);
	}
	put_times(out, c);
}

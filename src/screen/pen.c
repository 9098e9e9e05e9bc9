/* pen.c - writes from left to right, or counts what that would take. Knows not what it writes. */
#include "pen.h"

#include <string.h>

#include "unit.h"

/* As canvas_put counts: what is wider than the room ends before it. */
static int cells_of(const struct pen *p, const char *text, int room)
{
	const char *end = text + strlen(text);
	int used = 0;

	while (text < end) {
		int cells = text_cells(text_visible(text_decode(&text, end), p->set));
		if (used + cells > room)
			break;
		used += cells;
	}
	return used;
}

void pen_put(struct pen *p, enum style style, const char *text)
{
	int room = p->end - p->col;

	if (room <= 0)
		return;
	p->col += p->canvas ? canvas_put(p->canvas, p->row, p->col, room, style, text) : cells_of(p, text, room);
}

void pen_bytes(struct pen *p, enum style style, uint64_t bytes)
{
	char text[32];

	unit_format(text, sizeof(text), UNIT_BYTES, value_number(bytes));
	pen_put(p, style, text);
}

void pen_fill(struct pen *p, int width, enum style style, uint32_t point)
{
	if (width > p->end - p->col)
		width = p->end - p->col;
	if (width <= 0)
		return;
	if (p->canvas)
		canvas_fill(p->canvas, p->row, p->col, width, style, point);
	p->col += width;
}

void pen_to(struct pen *p, int col)
{
	if (col > p->col)
		pen_fill(p, col - p->col, STYLE_TEXT, ' ');
}

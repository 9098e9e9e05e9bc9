/* canvas.c - draws text into cells. Knows neither what it means nor how it will look. */
#include "canvas.h"

#include <stdlib.h>
#include <string.h>

#include "text.h"
#include "vec.h"

static const struct cell blank = { .point = ' ' };

void canvas_start(struct canvas *c, int rows, int cols)
{
	size_t n = (size_t)rows * (size_t)cols;

	if (n > c->room) {
		c->cells = memory_resize(c->cells, n * sizeof(*c->cells));
		c->room = n;
	}
	c->rows = rows;
	c->cols = cols;
	c->cursor_row = c->cursor_col = 0;
	c->cursor_is_seen = false;
	for (size_t i = 0; i < n; i++)
		c->cells[i] = blank;
}

void canvas_free(struct canvas *c)
{
	free(c->cells);
	*c = (struct canvas){ 0 };
}

/* Cuts a width so that it ends inside the canvas. */
static int clip(const struct canvas *c, int row, int col, int width)
{
	if (row < 0 || row >= c->rows || col < 0 || col >= c->cols)
		return 0;
	return width < c->cols - col ? width : c->cols - col;
}

/* Half of a wide character cannot stay where the other is drawn over. */
static void break_up(struct canvas *c, int row, int col)
{
	if (col > 0 && canvas_at(c, row, col)->point == 0)
		*canvas_at(c, row, col - 1) = blank;
	if (col + 1 < c->cols && canvas_at(c, row, col + 1)->point == 0)
		*canvas_at(c, row, col + 1) = blank;
}

static void set(struct canvas *c, int row, int col, int cells, enum style style, uint32_t point)
{
	break_up(c, row, col);
	if (cells == 2)
		break_up(c, row, col + 1);
	*canvas_at(c, row, col) = (struct cell){ .point = point & 0xffffff, .style = style & 0xff };
	if (cells == 2)
		*canvas_at(c, row, col + 1) = (struct cell){ .point = 0, .style = style & 0xff };
}

/* Adds a combining character to the cell left of col, which may be the right half of a wide one. */
static void combine(struct canvas *c, int row, int col, uint32_t mark)
{
	struct cell *cell = canvas_at(c, row, col - 1);

	if (cell->point == 0)
		cell = canvas_at(c, row, col - 2);
	for (int i = 0; i < CELL_MARKS && mark <= UINT16_MAX; i++)
		if (cell->marks[i] == 0) {
			cell->marks[i] = (uint16_t)mark;
			return;
		}
}

int canvas_text(struct canvas *c, int row, int col, int width, enum style style, const char *text, size_t length, int skip)
{
	const char *at = text, *end = text + length;
	int used = 0, passed = 0;

	width = clip(c, row, col, width);
	while (at < end && used <= width) {
		uint32_t point = text_visible(text_decode(&at, end), c->ascii ? TEXT_ASCII : TEXT_UNICODE);
		int cells = text_cells(point);
		if (passed < skip) {
			passed += cells;
			/* The right half of a wide character alone cannot be shown. */
			for (int i = skip; i < passed && used < width; i++)
				set(c, row, col + used++, 1, style, ' ');
			continue;
		}
		if (cells == 0) {
			if (used > 0)
				combine(c, row, col + used, point);
			continue;
		}
		if (used + cells > width)
			break;
		set(c, row, col + used, cells, style, point);
		used += cells;
	}
	return used;
}

int canvas_put(struct canvas *c, int row, int col, int width, enum style style, const char *text)
{
	return canvas_text(c, row, col, width, style, text, strlen(text), 0);
}

void canvas_put_right(struct canvas *c, int row, int col, int width, enum style style, const char *text)
{
	const char *at = text, *end = text + strlen(text);
	int cells = 0;

	while (at < end)
		cells += text_cells(text_decode(&at, end));
	if (cells > width)
		cells = width;
	canvas_put(c, row, col + width - cells, cells, style, text);
}

void canvas_fill(struct canvas *c, int row, int col, int width, enum style style, uint32_t point)
{
	width = clip(c, row, col, width);
	for (int i = 0; i < width; i++)
		set(c, row, col + i, 1, style, point);
}

void canvas_restyle(struct canvas *c, int row, int col, int width, enum style style)
{
	width = clip(c, row, col, width);
	for (int i = 0; i < width; i++)
		canvas_at(c, row, col + i)->style = style & 0xff;
}

void canvas_cursor(struct canvas *c, int row, int col, enum cursor what)
{
	if (row < 0 || row >= c->rows || col < 0 || c->cols < 1)
		return;
	c->cursor_row = row;
	c->cursor_col = col < c->cols ? col : c->cols - 1;
	c->cursor_is_seen = what == CURSOR_TYPING;
}

static size_t cell_bytes(const struct cell *cell, char *out)
{
	size_t n = text_encode(out, cell->point);

	for (int i = 0; i < CELL_MARKS && cell->marks[i]; i++)
		n += text_encode(out + n, cell->marks[i]);
	return n;
}

void canvas_row(const struct canvas *c, int row, char *out, size_t room)
{
	size_t used = 0, end = 0;
	char bytes[4 * (1 + CELL_MARKS)];

	for (int col = 0; col < c->cols; col++) {
		const struct cell *cell = canvas_at(c, row, col);
		size_t n = cell->point ? cell_bytes(cell, bytes) : 0;
		if (used + n >= room)
			break;
		memcpy(out + used, bytes, n);
		used += n;
		if (cell->point != ' ' && cell->point != 0)
			end = used;
	}
	out[end] = '\0';
}

/* ledger_lines.c - draws the balance. Reads nothing, knows no key. */
#include "ledger_lines.h"

#include <stdio.h>
#include <string.h>

#include "terminal.h"

#define SIZE_CELLS 8
#define SHARE_CELLS 7
#define BAR_CELLS 16
#define LEAST_NOTE 24

bool ledger_lines_have_notes(int cols)
{
	return cols >= 40 + SIZE_CELLS + SHARE_CELLS + BAR_CELLS + 4 + LEAST_NOTE;
}

/* How a line and what is below it looks: with one glyph for each kind the bar can be read without colours. */
static const struct { enum balance_line line; enum style style; uint32_t glyph[2]; } looks[] = {
	{ BALANCE_PROCESSES,   STYLE_USED,   { '#', 0x2588 } },
	{ BALANCE_SHARED,      STYLE_SHARED, { '%', 0x2593 } },
	{ BALANCE_LEFT,        STYLE_SHARED, { '%', 0x2593 } },
	{ BALANCE_HUGETLB,     STYLE_SHARED, { '%', 0x2593 } },
	{ BALANCE_COMPRESSED,  STYLE_SHARED, { '%', 0x2593 } },
	{ BALANCE_GPU,         STYLE_SHARED, { '%', 0x2593 } },
	{ BALANCE_KERNEL,      STYLE_KERNEL, { '=', 0x2592 } },
	{ BALANCE_BALLOON,     STYLE_KERNEL, { '=', 0x2592 } },
	{ BALANCE_CORRUPTED,   STYLE_KERNEL, { '=', 0x2592 } },
	{ BALANCE_CACHE,       STYLE_CACHE,  { ':', 0x2591 } },
	{ BALANCE_UNEXPLAINED, STYLE_WRONG,  { '?', '?' } },
	{ BALANCE_FREE,        STYLE_FREE,   { '.', 0x00b7 } },
};

void ledger_lines_take(struct ledger_lines *l, const struct ledger *ledger, enum text_set set)
{
	size_t all = ledger_rows(ledger, set, l->rows);

	l->count = 0;
	for (size_t i = 0; i < all; i++)
		if (ledger_row_is_shown(&l->rows[i]) && l->rows[i].line != BALANCE_TOTAL)
			l->rows[l->count++] = l->rows[i];
	if (l->chosen == BALANCE_TOTAL)
		l->chosen = BALANCE_PROCESSES;
}

/* The place of what is chosen; where that has gone, of what stood before it. */
static size_t place_of(const struct ledger_lines *l)
{
	size_t place = 0;

	while (place + 1 < l->count && l->rows[place + 1].line <= l->chosen)
		place++;
	return place;
}

void ledger_lines_move(struct ledger_lines *l, long by)
{
	long to = (long)place_of(l) + by, last = (long)l->count - 1;

	l->is_clicked = false;
	if (last >= 0)
		l->chosen = l->rows[to < 0 ? 0 : to > last ? last : to].line;
}

bool ledger_lines_click(struct ledger_lines *l)
{
	bool again = l->is_clicked;
	int row, col;
	size_t place;

	terminal_click(&row, &col);
	place = l->top + (size_t)(row - l->row);
	l->is_clicked = row >= l->row && (size_t)(row - l->row) < l->in_sight && place < l->count;
	if (!l->is_clicked)
		return false;
	again = again && place == place_of(l);
	l->chosen = l->rows[place].line;
	return again;
}

const char *ledger_lines_note(const struct ledger_lines *l)
{
	return l->count ? l->rows[place_of(l)].note : "";
}

static size_t look_of(enum balance_line line)
{
	size_t i = 0;

	while (balance_depth(line) > 1)
		line = balance_entry(line)->parent;
	while (i + 1 < ARRAY_LEN(looks) && looks[i].line != line)
		i++;
	return i;
}

static const struct ledger_row *row_of(const struct ledger_lines *l, enum balance_line line)
{
	for (size_t i = 0; i < l->count; i++)
		if (l->rows[i].line == line)
			return &l->rows[i];
	return NULL;
}

/* Every boundary is rounded by itself, so that the segments fill the bar. */
static void whole_draw(const struct ledger_lines *l, struct canvas *c, int row, int col, int width, enum text_set set)
{
	double sum = 0;
	int at = 0;

	for (size_t i = 0; i < ARRAY_LEN(looks); i++) {
		const struct ledger_row *r = row_of(l, looks[i].line);
		int to;
		if (!r || r->share <= 0)
			continue;
		sum += r->share;
		to = (int)((double)width * sum / 100 + 0.5);
		to = to > width ? width : to;
		canvas_fill(c, row, col + at, to - at, looks[i].style, looks[i].glyph[set]);
		at = to > at ? to : at;
	}
}

/* The branch that leads to the line: whether another of the same depth comes. */
static int branch_draw(const struct ledger_lines *l, struct canvas *c, int row, int col, size_t at, enum text_set set)
{
	static const char *const lines[][4] = { [TEXT_ASCII] = { "| ", "  ", "|- ", "`- " }, [TEXT_UNICODE] = { "│ ", "  ", "├ ", "└ " } };
	unsigned depth = balance_depth(l->rows[at].line);
	int start = col;

	for (unsigned d = 1; d <= depth; d++) {
		bool more = false;
		for (size_t i = at + 1; i < l->count && balance_depth(l->rows[i].line) >= d && !more; i++)
			more = balance_depth(l->rows[i].line) == d;
		col += canvas_put(c, row, col, 4, STYLE_ACCENT, lines[set][(d == depth ? 2 : 0) + !more]);
	}
	return col - start;
}

/* The lines are compared with each other: the largest fills its bar. What is free would make all others small. */
static double largest_share(const struct ledger_lines *l)
{
	double largest = 0;

	for (size_t i = 0; i < l->count; i++)
		if (l->rows[i].line < BALANCE_FREE && l->rows[i].share > largest)
			largest = l->rows[i].share;
	return largest;
}

static void bar_draw(struct canvas *c, int row, int col, int width, double part, enum style style, enum text_set set)
{
	int eighths = (int)((part < 1 ? part : 1) * width * 8 + 0.5);

	if (part > 0 && eighths == 0)
		eighths = 1;
	for (int i = 0; i < width && eighths > 0; i++, eighths -= 8)
		/* U+2588 is a whole cell, U+258F the left eighth of one. */
		canvas_fill(c, row, col + i, 1, style, set == TEXT_ASCII ? '#' : 0x2588 + 8 - (uint32_t)(eighths > 8 ? 8 : eighths));
}

static enum style size_style(const struct ledger_row *r)
{
	if (!r->known || r->bytes == 0)
		return STYLE_DIM;
	if (r->line == BALANCE_UNEXPLAINED)
		return r->share > 5 || r->share < -1 ? STYLE_WRONG : STYLE_TEXT;
	if (balance_depth(r->line) > 1)
		return STYLE_TEXT;
	return r->share >= 10 && r->line != BALANCE_FREE && r->line != BALANCE_CACHE ? STYLE_LARGE : STYLE_STRONG;
}

static void line_draw(const struct ledger_lines *l, struct canvas *c, int row, size_t at, enum text_set set)
{
	const struct ledger_row *r = &l->rows[at];
	const struct balance_entry *e = balance_entry(r->line);
	int title = c->cols >= 100 ? 40 : 38, bar = ledger_lines_have_notes(c->cols) ? BAR_CELLS : c->cols - title - SIZE_CELLS - SHARE_CELLS - 4;
	int col = 1;
	char text[32];

	col += branch_draw(l, c, row, col, at, set);
	col += canvas_put(c, row, col, title - col, balance_depth(r->line) > 1 || !r->bytes ? STYLE_TEXT : STYLE_STRONG, r->title);
	if (e->list != LIST_NONE)
		canvas_put(c, row, col, title - col, STYLE_ACCENT, set == TEXT_ASCII ? " >" : " ▸");
	unit_format(text, sizeof(text), UNIT_BYTES, ledger_row_bytes(r));
	canvas_put_right(c, row, title, SIZE_CELLS, size_style(r), text);
	unit_format(text, sizeof(text) - 1, UNIT_PERCENT, r->known ? value_real(r->share) : value_unknown());
	canvas_put_right(c, row, title + SIZE_CELLS, SHARE_CELLS - 1, STYLE_DIM, text);
	canvas_put(c, row, title + SIZE_CELLS + SHARE_CELLS - 1, 1, STYLE_DIM, "%");
	col = title + SIZE_CELLS + SHARE_CELLS + 2;
	if (r->line < BALANCE_FREE && r->share > 0)
		bar_draw(c, row, col, bar, r->share / largest_share(l), looks[look_of(r->line)].style, set);
	col += bar + 2;
	if (ledger_lines_have_notes(c->cols))
		canvas_put(c, row, col, c->cols - col - 1, STYLE_DIM, r->note);
	if (r->line != l->rows[place_of(l)].line)
		return;
	canvas_restyle(c, row, 0, c->cols, STYLE_SELECTED);
	canvas_cursor(c, row, 0, CURSOR_CHOSEN);
}

static void bring_into_sight(struct ledger_lines *l, size_t rows)
{
	size_t place = place_of(l);

	if (place < l->top)
		l->top = place;
	if (place >= l->top + rows)
		l->top = place - rows + 1;
	if (l->top + rows > l->count)
		l->top = l->count > rows ? l->count - rows : 0;
}

void ledger_lines_draw(struct ledger_lines *l, struct canvas *c, int row, int rows, enum text_set set)
{
	/* The bar, with a blank line behind it, is there where the lines leave room for it. */
	int bar = rows >= (int)l->count + 2 ? 2 : 0;

	for (int i = 0; i < rows; i++)
		canvas_fill(c, row + i, 0, c->cols, STYLE_TEXT, ' ');
	if (bar)
		whole_draw(l, c, row, 1, c->cols - 2, set);
	l->in_sight = rows > bar ? (size_t)(rows - bar) : 0;
	l->row = row + bar;
	if (l->in_sight == 0)
		return;
	bring_into_sight(l, l->in_sight);
	for (size_t i = 0; i < l->in_sight && l->top + i < l->count; i++)
		line_draw(l, c, row + bar + (int)i, l->top + i, set);
}

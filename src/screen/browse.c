/* browse.c - goes through a list, sorts it, draws what is in sight. Knows not what its rows are. */
#include "browse.h"

#include <stdio.h>

#include "cells.h"
#include "pane_keys.h"
#include "tree_lines.h"

#define LEAST_TEXT 20        /* cells for the column that takes what is left, before others are dropped */
#define FAR 1000000000L

void browse_init(struct browse *b, const struct schema *schema)
{
	*b = (struct browse){ 0 };
	grid_init(&b->grid, schema);
}

void browse_free(struct browse *b)
{
	grid_free(&b->grid);
}

static void bring_into_sight(struct browse *b, size_t rows)
{
	if (b->cursor >= b->grid.count)
		b->cursor = b->grid.count ? b->grid.count - 1 : 0;
	if (b->cursor < b->top)
		b->top = b->cursor;
	if (b->cursor >= b->top + rows)
		b->top = b->cursor - rows + 1;
	/* No empty lines at the end while there are rows above. */
	if (b->top + rows > b->grid.count)
		b->top = b->grid.count > rows ? b->grid.count - rows : 0;
}

/* The lines that lead to a row of a tree, and behind them its text. */
static void branch_draw(const struct browse *b, const struct paper *p, int row, struct place at, size_t place, struct value v)
{
	const struct row *branch = grid_branch(&b->grid, place);
	char lines[TREE_LINES_ROOM + 16];
	size_t used = tree_lines(lines, TREE_LINES_ROOM, branch, p->set);
	int width;

	if (branch->hidden)
		snprintf(lines + used, sizeof(lines) - used, "(%u) ", branch->hidden);
	width = canvas_put(p->canvas, row, at.col, at.width, STYLE_ACCENT, lines);
	at.col += width;
	at.width -= width;
	if (at.width > 0)
		cells_draw(p, row, &at, grid_name(&b->grid, place, v), cells_style(p, at.column, v));
}

static void row_draw(const struct browse *b, const struct paper *p, int row, size_t place)
{
	size_t at = grid_row(&b->grid, place);

	for (int k = 0; k < p->count; k++) {
		const struct column *c = p->places[k].column;
		struct value v = c->get(&b->grid.scene, at, c);
		if (c->look == LOOK_COMMAND && grid_branch(&b->grid, place))
			branch_draw(b, p, row, p->places[k], place, v);
		else
			cells_draw(p, row, &p->places[k], v, cells_style(p, c, v));
	}
	if (place != b->cursor)
		return;
	canvas_restyle(p->canvas, row, 0, p->canvas->cols, STYLE_SELECTED);
	canvas_cursor(p->canvas, row, 0, CURSOR_CHOSEN);
}

static void empty_draw(const struct browse *b, struct canvas *c, int row)
{
	char text[GRID_WORDS + 16];

	snprintf(text, sizeof(text), "no row has '%s'", b->grid.filter);
	if (b->grid.all || b->empty)
		canvas_put(c, row, 1, c->cols - 1, STYLE_DIM, b->grid.all ? text : b->empty);
}

void browse_draw(struct browse *b, struct canvas *c, int row, int rows, enum text_set set)
{
	struct paper p = { .canvas = c, .set = set, .whole = b->whole };

	if (rows < 1)
		return;
	p.count = layout_columns(&b->grid.columns, c->cols, LEAST_TEXT, p.places);
	for (int i = 0; i < rows; i++)
		canvas_fill(c, row + i, 0, c->cols, STYLE_TEXT, ' ');
	b->drawn.has_titles = rows > 1;
	if (rows > 1) {
		cells_titles(&p, row++, b->grid.sort, b->grid.descending);
		rows--;
	}
	b->rows = (size_t)rows;
	b->drawn.row = row;
	b->drawn.cols = c->cols;
	bring_into_sight(b, b->rows);
	for (size_t i = 0; i < b->rows && b->top + i < b->grid.count; i++)
		row_draw(b, &p, row + (int)i, b->top + i);
	if (b->grid.count == 0)
		empty_draw(b, c, row);
}

int browse_width(const struct browse *b, int cols)
{
	struct place places[LAYOUT_COLUMNS];
	int n = layout_columns(&b->grid.columns, cols, LEAST_TEXT, places);

	return n ? places[n - 1].width : 0;
}

void browse_columns(const struct browse *b, int cols, struct vec *columns)
{
	struct place places[LAYOUT_COLUMNS];
	int n = layout_columns(&b->grid.columns, cols, LEAST_TEXT, places);

	columns->count = 0;
	for (int i = 0; i < n; i++)
		*(const struct column **)vec_push(columns) = places[i].column;
}

size_t browse_selected(const struct browse *b)
{
	return b->cursor < b->grid.count ? grid_row(&b->grid, b->cursor) : BROWSE_NONE;
}

void browse_select(struct browse *b, size_t row)
{
	for (size_t i = 0; i < b->grid.count; i++)
		if (grid_row(&b->grid, i) == row)
			b->cursor = i;
	bring_into_sight(b, b->rows ? b->rows : 1);
}

bool browse_search(struct browse *b, size_t from, enum direction way)
{
	size_t n = b->grid.count;

	for (size_t i = 0; i < n; i++) {
		size_t place = (from + (way == FORWARD ? i : n - i)) % n;
		if (!grid_holds(&b->grid, grid_row(&b->grid, place), b->sought))
			continue;
		b->cursor = place;
		bring_into_sight(b, b->rows ? b->rows : 1);
		return true;
	}
	return false;
}

void browse_filter(struct browse *b, const char *words)
{
	size_t row = browse_selected(b);

	grid_filter(&b->grid, words);
	b->cursor = 0;
	browse_select(b, row);
}

static void sort(struct browse *b, const struct column *by, bool descending)
{
	size_t row = browse_selected(b);

	grid_sort(&b->grid, by, descending);
	if (row != BROWSE_NONE)
		browse_select(b, row);
}

/* The column so many places to the right of the one that sorts. */
static void sort_beside(struct browse *b, long by)
{
	const struct column *const *c = b->grid.columns.data;
	long n = (long)b->grid.columns.count, at = by > 0 ? -1 : 0;

	for (long i = 0; i < n; i++)
		if (c[i] == b->grid.sort)
			at = i;
	at = (at + by + n) % n;
	sort(b, c[at], unit_is_descending(c[at]->unit));
}

static void move(struct browse *b, long by)
{
	long to = (long)b->cursor + by, last = (long)b->grid.count - 1;

	b->cursor = (size_t)(to > last ? (last < 0 ? 0 : last) : to < 0 ? 0 : to);
	bring_into_sight(b, b->rows ? b->rows : 1);
}

static void click_title(struct browse *b, int col)
{
	struct place places[LAYOUT_COLUMNS];
	int n = layout_columns(&b->grid.columns, b->drawn.cols, LEAST_TEXT, places);

	for (int i = 0; i < n; i++)
		if (col >= places[i].col && col < places[i].col + places[i].width) {
			const struct column *c = places[i].column;
			sort(b, c, c == b->grid.sort ? !b->grid.descending : unit_is_descending(c->unit));
			return;
		}
}

/* The place under the last click, or BROWSE_NONE. */
static size_t place_clicked(const struct browse *b, int row)
{
	size_t place = b->top + (size_t)(row - b->drawn.row);

	return row >= b->drawn.row && (size_t)(row - b->drawn.row) < b->rows && place < b->grid.count ? place : BROWSE_NONE;
}

static bool click(struct browse *b)
{
	int row, col;
	size_t place;

	terminal_click(&row, &col);
	place = place_clicked(b, row);
	if (place != BROWSE_NONE)
		b->cursor = place;
	else if (b->drawn.has_titles && row == b->drawn.row - 1)
		click_title(b, col);
	else
		return false;
	b->is_clicked = place != BROWSE_NONE;
	return true;
}

uint32_t browse_meant(const struct browse *b, uint32_t key)
{
	int row, col;

	if (key != K_CLICK || !b->is_clicked)
		return key;
	terminal_click(&row, &col);
	return place_clicked(b, row) == b->cursor ? K_ENTER : key;
}

bool browse_key(struct browse *b, uint32_t key)
{
	const long page = b->rows > 1 ? (long)b->rows - 1 : 1;
	const struct { uint32_t key; long by; } moves[] = {
		{ K_UP, -1 }, { K_DOWN, 1 }, { K_CTRL('P'), -1 }, { K_CTRL('N'), 1 }, { K_PAGE_UP, -page }, { K_PAGE_DOWN, page },
		{ K_HOME, -FAR }, { K_END, FAR }, { K_WHEEL_UP, -3 }, { K_WHEEL_DOWN, 3 },
	};

	if (key == K_CLICK)
		return click(b);
	b->is_clicked = false;
	for (size_t i = 0; i < ARRAY_LEN(moves); i++)
		if (moves[i].key == key) {
			move(b, moves[i].by);
			return true;
		}
	if (b->is_text)
		return false;
	if (key == '<' || key == '>')
		sort_beside(b, key == '<' ? -1 : 1);
	else if (key == 'I' && b->grid.sort)
		sort(b, b->grid.sort, !b->grid.descending);
	else
		return false;
	return true;
}

static const struct pane_key keys[] = {
	{ { 0 },                     .keys = "Up Down", .help = "one row up, or down; PgUp PgDn Home End and the wheel too" },
	{ { 0 },                     .keys = "< >", .help = "sort by the column to the left of the one that sorts, or to the right" },
	{ { 0 },                     .keys = "I", .help = "invert the order" },
	{ { 0 },                     .keys = "F3 /", .help = "search: moves to the next row with the text as it is typed; n goes on, B back" },
	{ { 0 },                     .keys = "F4 \\", .help = "filter: only rows with the text; with | between several, any of them" },
	{ { 0 },                     .keys = "Esc q", .help = "go back" },
};

const struct pane_keys keys_of_lists = { "In every list (Enter, L, o, G)", keys, ARRAY_LEN(keys) };

/* menu.c - a list in a box, with arrows, digits and names to select by. Knows not what is chosen. */
#include "menu.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cell.h"
#include "terminal.h"

#define LIST_ROWS 3

void menu_init(struct menu *m)
{
	*m = (struct menu){ 0 };
	vec_init(&m->notes, sizeof(struct menu_item));
	vec_init(&m->items, sizeof(struct menu_item));
}

void menu_free(struct menu *m)
{
	vec_free(&m->notes);
	vec_free(&m->items);
}

void menu_start(struct menu *m, const char *title, const char *verb)
{
	m->verb = verb;
	snprintf(m->title, sizeof(m->title), "%s", title);
	m->notes.count = m->items.count = 0;
	m->selected = m->top = 0;
	m->typed[0] = m->foot[0] = '\0';
	m->is_clicked = false;
	m->drawn.rows = 0;
	m->cols = 0;
}

struct menu_item *menu_add(struct menu *m, int value, const char *name, const char *format, ...)
{
	struct menu_item *item = vec_push(&m->items);
	va_list args;

	item->value = value;
	snprintf(item->name, sizeof(item->name), "%s", name);
	va_start(args, format);
	vsnprintf(item->text, sizeof(item->text), format, args);
	va_end(args);
	return item;
}

void menu_note(struct menu *m, const char *format, ...)
{
	struct menu_item *note = vec_push(&m->notes);
	va_list args;

	va_start(args, format);
	vsnprintf(note->text, sizeof(note->text), format, args);
	va_end(args);
}

void menu_select(struct menu *m, int value)
{
	const struct menu_item *item = m->items.data;

	for (size_t i = 0; i < m->items.count; i++)
		if (item[i].value == value)
			m->selected = i;
}

static bool begins_with(const struct menu_item *item, const char *typed)
{
	size_t n = strlen(typed);

	return strncasecmp(item->name, typed, n) == 0 || strncasecmp(item->name + item->prefix, typed, n) == 0;
}

/* What was typed is a number, which is a value, or the beginning of a name. */
static bool select_typed(struct menu *m)
{
	const struct menu_item *item = m->items.data;
	char *end;
	long number = strtol(m->typed, &end, 10);

	for (size_t i = 0; i < m->items.count; i++)
		if (*end == '\0' ? item[i].value == number : begins_with(&item[i], m->typed)) {
			m->selected = i;
			return true;
		}
	return false;
}

/* A key that does not go on with what was typed begins anew. */
static void type(struct menu *m, char key)
{
	size_t n = strlen(m->typed);

	if (n + 1 >= sizeof(m->typed))
		n = 0;
	m->typed[n] = key;
	m->typed[n + 1] = '\0';
	if (select_typed(m))
		return;
	m->typed[0] = key;
	m->typed[1] = '\0';
	if (!select_typed(m))
		m->typed[0] = '\0';
}

static void move(struct menu *m, long by)
{
	long to = (long)m->selected + by, last = (long)m->items.count - 1;

	m->selected = (size_t)(to < 0 ? 0 : to > last ? (last < 0 ? 0 : last) : to);
	m->typed[0] = '\0';
}

/* Selects; what a click has selected the next one chooses. Never the first: what is selected of itself may end a process. */
static enum menu_result click(struct menu *m)
{
	bool again = m->is_clicked;
	size_t at, before = m->selected;
	int row, col;

	m->is_clicked = false;
	terminal_click(&row, &col);
	row -= m->drawn.row;
	col -= m->drawn.col;
	if (row < 0 || row >= m->drawn.rows || col < 0 || col >= m->drawn.cols)
		return MENU_STAYS;
	at = m->top + (size_t)row;
	if (at >= m->items.count)
		return MENU_STAYS;
	m->selected = at;
	m->typed[0] = '\0';
	m->is_clicked = true;
	return again && at == before ? MENU_CHOSEN : MENU_STAYS;
}

enum menu_result menu_key(struct menu *m, uint32_t key)
{
	static const struct { uint32_t key; long by; } moves[] = {
		{ K_UP, -1 }, { K_DOWN, 1 }, { K_WHEEL_UP, -3 }, { K_WHEEL_DOWN, 3 }, { K_PAGE_UP, -10 }, { K_PAGE_DOWN, 10 },
		{ K_HOME, INT_MIN }, { K_END, INT_MAX },
	};

	if (key == K_CLICK)
		return click(m);
	m->is_clicked = false;
	for (size_t i = 0; i < ARRAY_LEN(moves); i++)
		if (moves[i].key == key) {
			move(m, moves[i].by);
			return MENU_STAYS;
		}
	if (key == K_ENTER)
		return m->items.count ? MENU_CHOSEN : MENU_CANCELLED;
	if (key == K_ESCAPE || key == K_F(10) || (key == 'q' && !m->typed[0]))
		return MENU_CANCELLED;
	if (key > ' ' && key < 127)
		type(m, (char)key);
	return MENU_STAYS;
}

static const struct frame {
	uint32_t corner[4], across, down;
} frames[] = {
	[TEXT_ASCII]   = { { '+', '+', '+', '+' }, '-', '|' },
	[TEXT_UNICODE] = { { 0x250c, 0x2510, 0x2514, 0x2518 }, 0x2500, 0x2502 },
};

void box_draw(struct canvas *c, int row, int col, int rows, int cols, const char *title, enum text_set set)
{
	const struct frame *f = &frames[set];

	for (int r = 0; r < rows; r++) {
		bool edge = r == 0 || r == rows - 1;
		canvas_fill(c, row + r, col, cols, STYLE_ACCENT, edge ? f->across : ' ');
		canvas_fill(c, row + r, col, 1, STYLE_ACCENT, edge ? f->corner[r == 0 ? 0 : 2] : f->down);
		canvas_fill(c, row + r, col + cols - 1, 1, STYLE_ACCENT, edge ? f->corner[r == 0 ? 1 : 3] : f->down);
	}
	canvas_cursor(c, row, col + 2, CURSOR_CHOSEN);
	if (cols > 6) {
		canvas_put(c, row, col + 1, cols - 2, STYLE_STRONG, " ");
		int used = canvas_put(c, row, col + 2, cols - 5, STYLE_STRONG, title);
		canvas_put(c, row, col + 2 + used, 1, STYLE_STRONG, " ");
	}
}

static int widest(const struct vec *items, int least)
{
	const struct menu_item *item = items->data;

	for (size_t i = 0; i < items->count; i++) {
		int width = cell_width(item[i].text, strlen(item[i].text));
		least = width > least ? width : least;
	}
	return least;
}

static void list_draw(struct menu *m, struct canvas *c, int row, int rows, int col, int width)
{
	const struct menu_item *item = m->items.data;

	if (m->selected < m->top)
		m->top = m->selected;
	if (m->selected >= m->top + (size_t)rows)
		m->top = m->selected - (size_t)rows + 1;
	m->drawn.row = row;
	m->drawn.rows = rows;
	m->drawn.col = col;
	m->drawn.cols = width;
	for (int i = 0; i < rows && m->top + (size_t)i < m->items.count; i++) {
		enum style style = m->top + (size_t)i == m->selected ? STYLE_SELECTED : STYLE_TEXT;
		canvas_fill(c, row + i, col, width, style, ' ');
		canvas_put(c, row + i, col + 1, width - 2, style, item[m->top + (size_t)i].text);
		if (style == STYLE_SELECTED)
			canvas_cursor(c, row + i, col + 1, CURSOR_CHOSEN);
	}
}

static bool has_foot(const struct menu *m, int rows)
{
	return m->foot[0] && rows >= 6;
}

/* The list counts more than the notes: of the rows in the frame it keeps three. */
int menu_room(const struct menu *m, int rows)
{
	int room = rows - 2 - LIST_ROWS - has_foot(m, rows);

	return room > 0 ? room : 0;
}

void menu_draw(struct menu *m, struct canvas *c, int row, int rows, enum text_set set)
{
	const struct menu_item *note = m->notes.data;
	int notes = (int)m->notes.count, items = (int)m->items.count, foot = has_foot(m, rows), height, width, col, gap;

	width = widest(&m->items, widest(&m->notes, (int)strlen(m->title) + 2)) + 4;
	width = m->cols ? m->cols : width;
	width = width > c->cols ? c->cols : width;
	col = (c->cols - width) / 2;
	/* Where there is no room for a frame, there is for the list. */
	if (rows < 3) {
		list_draw(m, c, row, rows, 0, c->cols);
		return;
	}
	notes = notes < menu_room(m, rows) ? notes : menu_room(m, rows);
	gap = notes > 0 && notes < menu_room(m, rows);
	height = notes + gap + items + foot + 2;
	height = height > rows ? rows : height;
	row += (rows - height) / 2;
	box_draw(c, row, col, height, width, m->title, set);
	for (int i = 0; i < notes; i++)
		canvas_put(c, row + 1 + i, col + 2, width - 4, STYLE_STRONG, note[i].text);
	list_draw(m, c, row + 1 + notes + gap, height - 2 - notes - gap - foot, col + 1, width - 2);
	if (foot)
		canvas_put(c, row + height - 2, col + 2, width - 4, STYLE_STRONG, m->foot);
}

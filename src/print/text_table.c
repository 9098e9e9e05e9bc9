/* text_table.c - a table as plain text, every column as wide as its widest cell. Knows no rows. */
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "grid_print.h"
#include "tree_lines.h"

static const struct column *column_at(const struct text_table *t, size_t i)
{
	return ((const struct column *const *)t->columns->data)[i];
}

/* Wide enough for the title and for every cell. */
static void measure(const struct text_table *t, char *cell, int *widths)
{
	for (size_t i = 0; i < t->columns->count; i++) {
		const struct column *c = column_at(t, i);
		widths[i] = (int)strlen(c->title) > c->width ? (int)strlen(c->title) : c->width;
		for (size_t r = 0; r < t->rows; r++) {
			int width = cell_width(cell, t->format(t->context, cell, TEXT_CELL_ROOM, r, c));
			if (width > widths[i])
				widths[i] = width;
		}
	}
}

/* A cell and its padding; behind the last text of a line there is none. */
static void put(FILE *out, const struct text_table *t, size_t i, int width, const char *text, size_t length)
{
	bool last = i + 1 == t->columns->count, right = unit_is_right(column_at(t, i)->unit);
	int pad = width - cell_width(text, length);

	if (i > 0)
		putc(' ', out);
	if (right)
		fprintf(out, "%*s", pad, "");
	fwrite(text, 1, length, out);
	if (!right && !last)
		fprintf(out, "%*s", pad, "");
	if (last)
		putc('\n', out);
}

void text_table_print(FILE *out, const struct text_table *t)
{
	size_t n = t->columns->count;
	char *cell = memory_new(TEXT_CELL_ROOM);
	int *widths = memory_new(n * sizeof(*widths));

	measure(t, cell, widths);
	for (size_t i = 0; i < n; i++)
		put(out, t, i, widths[i], column_at(t, i)->title, strlen(column_at(t, i)->title));
	for (size_t r = 0; r < t->rows; r++)
		for (size_t i = 0; i < n; i++)
			put(out, t, i, widths[i], cell, t->format(t->context, cell, TEXT_CELL_ROOM, r, column_at(t, i)));
	free(widths);
	free(cell);
}

struct list {
	const struct grid *grid;
	enum text_set set;
};

static size_t format(void *context, char *out, size_t room, size_t place, const struct column *c)
{
	const struct list *l = context;
	const struct row *branch = c->look == LOOK_COMMAND ? grid_branch(l->grid, place) : NULL;
	struct value v = c->get(&l->grid->scene, grid_row(l->grid, place), c);
	size_t used = branch ? tree_lines(out, TREE_LINES_ROOM, branch, l->set) : 0;

	return used + cell_format(out + used, room - used, c, branch ? grid_name(l->grid, place, v) : v, l->set);
}

void grid_print_text(FILE *out, const struct grid *g, enum text_set set)
{
	struct list l = { g, set };

	text_table_print(out, &(struct text_table){ &g->columns, g->count, format, &l });
}

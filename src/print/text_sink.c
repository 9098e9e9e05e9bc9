/* text_sink.c - samples as plain text: a summary, then a table. Cuts nothing off. */
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "sink.h"
#include "summary.h"
#include "tree_lines.h"

/* A text cell: the longest is a command of 32 K bytes, of which each may become 3. */
#define CELL_ROOM (3 * 32768 + TREE_LINES_ROOM + 1)

static const struct column *column_at(const struct sheet *sheet, size_t i)
{
	return ((const struct column *const *)sheet->settings->columns.data)[i];
}

static size_t format(char *out, const struct sheet *sheet, const struct row *row, const struct column *c)
{
	size_t used = 0;

	if (sheet->settings->view.tree && c->look == LOOK_COMMAND)
		used = tree_lines(out, TREE_LINES_ROOM, row, sheet->settings->set);
	if (row->hidden && c->look == LOOK_COMMAND)
		used += (size_t)snprintf(out + used, CELL_ROOM - used, "(%u) ", row->hidden);
	return used + cell_format(out + used, CELL_ROOM - used, c, c->get(sheet->scene, row->task, c), sheet->settings->set);
}

/* Wide enough for the title and for every cell. */
static void measure(const struct sheet *sheet, char *cell, int *widths)
{
	for (size_t i = 0; i < sheet->settings->columns.count; i++) {
		const struct column *c = column_at(sheet, i);
		widths[i] = (int)strlen(c->title) > c->width ? (int)strlen(c->title) : c->width;
		for (size_t r = 0; r < sheet->rows; r++) {
			int width = cell_width(cell, format(cell, sheet, &view_rows(sheet->view)[r], c));
			if (width > widths[i])
				widths[i] = width;
		}
	}
}

/* A cell and its padding; behind the last text of a line there is none. */
static void put(FILE *out, const struct sheet *sheet, size_t i, int width, const char *text, size_t length)
{
	bool last = i + 1 == sheet->settings->columns.count, right = unit_is_right(column_at(sheet, i)->unit);
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

void text_print(FILE *out, const struct sheet *sheet)
{
	size_t n = sheet->settings->columns.count;
	char *cell = memory_new(CELL_ROOM), line[SUMMARY_ROOM];
	int *widths = memory_new(n * sizeof(*widths));

	for (size_t i = 0; i < SUMMARY_LINES; i++)
		if (summary_line(line, sizeof(line), i, sheet->scene->sample))
			fprintf(out, "%s\n", line);
	putc('\n', out);
	measure(sheet, cell, widths);
	for (size_t i = 0; i < n; i++)
		put(out, sheet, i, widths[i], column_at(sheet, i)->title, strlen(column_at(sheet, i)->title));
	for (size_t r = 0; r < sheet->rows; r++)
		for (size_t i = 0; i < n; i++)
			put(out, sheet, i, widths[i], cell, format(cell, sheet, &view_rows(sheet->view)[r], column_at(sheet, i)));
	putc('\n', out);
	free(widths);
	free(cell);
}

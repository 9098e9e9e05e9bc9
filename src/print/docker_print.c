/* docker_print.c - puts lines with tabs into columns, as Go's tabwriter does for docker stats. Knows no field. */
#include "docker_print.h"

#include <stdlib.h>
#include <string.h>

#define LEAST 10             /* cells of a column, the gap behind it included */
#define GAP 3

void docker_print_init(struct docker_print *p)
{
	*p = (struct docker_print){ 0 };
	vec_init(&p->widths, sizeof(size_t));
	p->lines = open_memstream(&p->text, &p->length);
	if (!p->lines)
		die("out of memory");
}

void docker_print_free(struct docker_print *p)
{
	fclose(p->lines);
	free(p->text);
	vec_free(&p->widths);
}

/* Cells up to the end, which is a tab or the end of the line. */
static size_t cells_of(const char *at, const char *end)
{
	size_t cells = 0;

	while (at < end)
		cells += (size_t)text_cells(text_decode(&at, end));
	return cells;
}

/* The cell with this number, where a tab ends it. NULL: the line has not so many. */
static const char *cell_at(const char *line, size_t column, const char **end)
{
	const char *newline = strchr(line, '\n'), *tab;

	for (;; line = tab + 1) {
		tab = memchr(line, '\t', (size_t)(newline - line));
		if (!tab)
			return NULL;
		*end = tab;
		if (column-- == 0)
			return line;
	}
}

static const char *next_line(const char *line) { return strchr(line, '\n') + 1; }

/* The width of a column from this line on: lines that lack the cell end it. */
static size_t width_of(const char *line, size_t column)
{
	const char *cell, *end;
	size_t width = LEAST;

	for (; *line && (cell = cell_at(line, column, &end)); line = next_line(line)) {
		size_t cells = cells_of(cell, end) + GAP;
		width = cells > width ? cells : width;
	}
	return width;
}

/* Widths hold as long as each line has the cell: those of columns that it lacks are forgotten. */
static void write_line(struct docker_print *p, const char *line, FILE *out)
{
	const char *cell, *end, *rest = line;
	size_t column = 0;

	for (; (cell = cell_at(line, column, &end)); column++) {
		if (column == p->widths.count)
			*(size_t *)vec_push(&p->widths) = width_of(line, column);
		fwrite(cell, 1, (size_t)(end - cell), out);
		for (size_t n = cells_of(cell, end); n < ((size_t *)p->widths.data)[column]; n++)
			putc(' ', out);
		rest = end + 1;
	}
	p->widths.count = column;
	fwrite(rest, 1, (size_t)(next_line(rest) - rest), out);
}

void docker_print(struct docker_print *p, const struct docker_format *f, const struct vec *rows, const struct docker_style *s, FILE *out)
{
	FILE *to = f->is_table ? p->lines : out;
	const struct docker_row *r = rows->data;

	rewind(p->lines);
	if (f->is_table)
		docker_format_write(f, NULL, s, to);
	for (size_t i = 0; i < rows->count; i++)
		docker_format_write(f, &r[i], s, to);
	if (!f->is_table)
		return;
	/* What an earlier, longer table left behind is not of this one. */
	putc('\0', p->lines);
	fflush(p->lines);
	p->widths.count = 0;
	for (const char *line = p->text; *line; line = next_line(line))
		write_line(p, line, out);
}

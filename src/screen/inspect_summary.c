/* inspect_summary.c - the summary of one process: its facts in columns, section by section. */
#include <stdio.h>
#include <string.h>

#include "cell.h"
#include "inspect.h"
#include "inspect_columns.h"

#define COLUMN 39            /* cells of a fact and the gap behind it */
#define LABEL 15
#define TEXT_ROOM 1024

static const struct section {
	const char *id, *title;
	int label;                   /* cells */
} sections[] = {
	{ "memory",  "Memory",                  LABEL },
	{ "oom",     "OOM killer",              LABEL },
	{ "process", "Process",                 LABEL },
	{ "cgroup_memory", "Control group that counts its memory", LABEL },
	{ "cgroup",  "Control groups",          LABEL },
	{ "limits",  "Limits: soft, hard",      22 },
	{ "io",      "Storage",                 22 },
	{ "status",  "In the kernel's words: /proc/PID/status", 27 },
};

struct summary {
	struct ui *ui;
	int row, rows;               /* where on the screen; of which the first shows line summary_top */
	size_t line;                 /* that is written now */
	int column, columns;         /* in it */
	const char *sought;          /* NULL: nothing is */
	struct summary_hits hits;
};

static int row_of(const struct summary *s)
{
	size_t top = s->ui->inspect->summary_top;

	return s->line >= top && s->line - top < (size_t)s->rows ? s->row + (int)(s->line - top) : -1;
}

/* Takes note of a line that holds what is sought. */
static void look_for(struct summary *s, const char *text, size_t length)
{
	if (!s->sought || !text_holds(text, length, s->sought))
		return;
	if (s->hits.count == 0)
		s->hits.first = s->line;
	s->hits.last = s->line;
	s->hits.count++;
	if (s->line < s->hits.from)
		s->hits.before = s->line;
	else if (s->line > s->hits.from && s->hits.behind == SUMMARY_NONE)
		s->hits.behind = s->line;
	if (s->line == s->hits.from)
		s->hits.is_here = true;
}

static void end_line(struct summary *s)
{
	if (s->column > 0)
		s->line++;
	s->column = 0;
}

static void heading(struct summary *s, const char *title)
{
	end_line(s);
	if (s->line > 0)
		s->line++;
	if (row_of(s) >= 0)
		canvas_put(&s->ui->canvas, row_of(s), 1, s->ui->layout.cols - 1, STYLE_STRONG, title);
	look_for(s, title, strlen(title));
	s->line++;
}

/* What does not fit into its column has the line to itself. */
static void put(struct summary *s, int label_cells, const char *label, size_t label_length, const char *value, enum style style)
{
	int width = s->columns > 1 ? COLUMN : s->ui->layout.cols - 2, room = width - label_cells - 1;
	bool is_long = cell_width(value, strlen(value)) > room - 1;
	int row, col;

	if (is_long)
		end_line(s);
	row = row_of(s);
	look_for(s, label, label_length);
	look_for(s, value, strlen(value));
	col = 2 + s->column * COLUMN;
	if (row >= 0) {
		canvas_text(&s->ui->canvas, row, col, label_cells, STYLE_LABEL, label, label_length, 0);
		canvas_put(&s->ui->canvas, row, col + label_cells, is_long ? s->ui->layout.cols - col - label_cells : room, style, value);
	}
	if (++s->column == s->columns || is_long) {
		s->column = 0;
		s->line++;
	}
}

static enum style style_of(const struct summary *s, const struct fact *f)
{
	uint64_t total = sample_parts(s->ui->sample)->total;

	if (f->value.kind != VALUE_NUMBER)
		return f->value.kind == VALUE_UNKNOWN ? STYLE_DIM : STYLE_TEXT;
	if (f->value.number == 0)
		return STYLE_DIM;
	/* A large VSZ is nothing special. */
	return f->unit == UNIT_BYTES && strcmp(f->section, "memory") == 0 && strcmp(f->name, "vsz") != 0 && total &&
	       f->value.number >= total / 10 ? STYLE_LARGE : STYLE_TEXT;
}

static void put_facts(struct summary *s, const struct inspection *found, const struct section *section)
{
	const struct fact *f = found->facts.data;
	char text[TEXT_ROOM];
	bool any = false;

	for (size_t i = 0; i < found->facts.count; i++) {
		if (strcmp(f[i].section, section->id) != 0)
			continue;
		if (!any)
			heading(s, section->title);
		any = true;
		fact_format(text, sizeof(text), &f[i], s->ui->settings->set);
		put(s, section->label, f[i].help ? f[i].help : f[i].name, f[i].help ? strlen(f[i].help) : f[i].name_length, text, style_of(s, &f[i]));
	}
}

static size_t write_limit(char *out, size_t room, uint64_t n)
{
	return n == LIMIT_NONE ? (size_t)snprintf(out, room, "none") : unit_format(out, room, UNIT_COUNT, value_number(n));
}

static void put_limits(struct summary *s, const struct inspection *found, const struct section *section)
{
	const struct limit_row *l = found->limits.data;
	char text[64];

	if (found->limits.count)
		heading(s, section->title);
	for (size_t i = 0; i < found->limits.count; i++) {
		size_t n = write_limit(text, sizeof(text), l[i].soft);
		if (l[i].hard != l[i].soft) {
			n += (size_t)snprintf(text + n, sizeof(text) - n, ", ");
			write_limit(text + n, sizeof(text) - n, l[i].hard);
		}
		put(s, section->label, l[i].name, l[i].name_length, text, l[i].soft == LIMIT_NONE ? STYLE_DIM : STYLE_TEXT);
	}
}

static struct summary start(struct ui *ui, int row, int rows)
{
	int columns = (ui->layout.cols - 1) / COLUMN;

	return (struct summary){ .ui = ui, .row = row, .rows = rows, .columns = columns > 0 ? columns : 1 };
}

static void put_all(struct summary *s, const struct inspection *found)
{
	for (size_t i = 0; i < ARRAY_LEN(sections); i++) {
		if (strcmp(sections[i].id, "limits") == 0)
			put_limits(s, found, &sections[i]);
		else
			put_facts(s, found, &sections[i]);
	}
	end_line(s);
}

void inspect_summary_draw(struct ui *ui, int row, int rows)
{
	struct inspect *in = ui->inspect;
	struct summary s = start(ui, row, rows);

	if (in->summary_lines && in->summary_top + (size_t)rows > in->summary_lines)
		in->summary_top = in->summary_lines > (size_t)rows ? in->summary_lines - (size_t)rows : 0;
	put_all(&s, inspect_found(in, PAGE_SUMMARY));
	in->summary_lines = s.line;
	s.line = in->summary_found;
	if (in->summary_found != SUMMARY_NONE && row_of(&s) >= 0)
		canvas_restyle(&ui->canvas, row_of(&s), 0, ui->layout.cols, STYLE_SELECTED);
}

struct summary_hits inspect_summary_seek(struct ui *ui, const char *sought, size_t from)
{
	const struct inspection *found = inspect_found(ui->inspect, PAGE_SUMMARY);
	struct summary s = start(ui, 0, 0);

	s.sought = sought;
	s.hits = (struct summary_hits){ .from = from, .before = SUMMARY_NONE, .behind = SUMMARY_NONE };
	if (found)
		put_all(&s, found);
	return s.hits;
}

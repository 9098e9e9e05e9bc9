/* rows.c - the table: titles, and the rows that are in sight. Formats no other row. */
#include <stdio.h>
#include <string.h>

#include "cell.h"
#include "tree_lines.h"
#include "ui.h"

#define CELL_ROOM 1024       /* more than the widest screen shows of a command */
#define LEAST_COMMAND 14     /* cells that are left for it before columns are dropped */
#define LEAST_TREE 24

struct paper {
	struct ui *ui;
	struct place places[LAYOUT_COLUMNS];
	int count;
};

/* The column that is marked: the one that sorts, or the one whose sums do where these are not shown. */
static const struct column *sorting_column(const struct ui *ui)
{
	const struct column *const *c = ui->settings->columns.data, *key = view_key(&ui->settings->view);

	for (size_t i = 0; i < ui->settings->columns.count; i++)
		if (c[i] == key)
			return key;
	return ui->settings->view.sort;
}

static void title_draw(const struct paper *p)
{
	static const char *const arrows[][2] = { [TEXT_ASCII] = { "^", "v" }, [TEXT_UNICODE] = { "▲", "▼" } };
	struct ui *ui = p->ui;
	const struct view_settings *view = &ui->settings->view;
	const struct column *sorting = sorting_column(ui);
	int row = ui->layout.title;

	canvas_fill(&ui->canvas, row, 0, ui->layout.cols, STYLE_TITLE, ' ');
	for (int i = 0; i < p->count; i++) {
		const struct place *at = &p->places[i];
		bool sorts = at->column == sorting;
		enum style style = sorts ? STYLE_TITLE_SORT : STYLE_TITLE;
		char title[40];
		snprintf(title, sizeof(title), "%s%s", at->column->title,
		         sorts && (int)strlen(at->column->title) < at->width - at->age ? arrows[ui->settings->set][view->descending] : "");
		if (sorts)
			canvas_fill(&ui->canvas, row, at->col, at->width, style, ' ');
		if (unit_is_right(at->column->unit))
			canvas_put_right(&ui->canvas, row, at->col, at->width - at->age, style, title);
		else
			canvas_put(&ui->canvas, row, at->col, at->width, style, title);
	}
}

/* What is large or wrong stands out; zeros and the unknown recede. */
static enum style style_of(const struct ui *ui, const struct column *c, const struct task *t, struct value v)
{
	uint64_t total = ui->sample->machine.parts.total;
	const struct branch *b = ui->scene.tree ? &tree_branches(ui->scene.tree)[t - sample_tasks(ui->sample)] : NULL;

	/* The sum of one says nothing new. */
	if (c->is_sum && b && b->sums.members == 1)
		return STYLE_DIM;

	if (v.kind == VALUE_UNKNOWN)
		return STYLE_DIM;
	if (c->look == LOOK_STATE)
		return t->state == 'R' ? STYLE_BUSY : t->state == 'D' || t->state == 'Z' ? STYLE_WRONG : STYLE_DIM;
	if (c->unit == UNIT_BYTES && v.kind == VALUE_NUMBER)
		return v.number == 0 ? STYLE_DIM : total && v.number >= total / 10 && c->look != LOOK_QUIET ? STYLE_LARGE : STYLE_TEXT;
	if (v.kind == VALUE_REAL)
		return v.real < 0.05 ? STYLE_DIM : v.real >= 50 && c->unit == UNIT_PERCENT ? STYLE_LARGE : STYLE_TEXT;
	return STYLE_TEXT;
}

/* The command: its path recedes, its name stands out. */
static void command_draw(const struct paper *p, int row, const struct place *at, const struct row *r, const struct task *t)
{
	struct ui *ui = p->ui;
	struct value v = task_command(&ui->scene, t);
	int col = at->col, end = at->col + at->width, skip = ui->across;
	size_t name = 0, length;
	char text[TREE_LINES_ROOM];

	if (ui->settings->view.tree) {
		/* However deep it is, half of the space is the command's. */
		size_t room = TREE_LINES_FOR(at->width / 6);
		length = tree_lines(text, room < sizeof(text) ? room : sizeof(text), r, ui->settings->set);
		col += canvas_text(&ui->canvas, row, col, end - col, STYLE_ACCENT, text, length, 0);
	}
	if (v.kind != VALUE_TEXT) {
		canvas_put(&ui->canvas, row, col, end - col, STYLE_DIM, "?");
		return;
	}
	if (r->hidden) {
		/* How many are folded into it is seen whatever the length of the command. */
		snprintf(text, sizeof(text), "(%u) ", r->hidden);
		col += canvas_put(&ui->canvas, row, col, end - col, STYLE_LABEL, text);
	}
	if (t->is_thread || t->is_kernel || skip > 0) {
		canvas_text(&ui->canvas, row, col, end - col, t->is_kernel ? STYLE_DIM : t->is_thread ? STYLE_ACCENT : STYLE_TEXT,
		            v.text.bytes, v.text.length, skip);
		return;
	}
	name = ui->settings->full_path ? t->who->name_at : 0;
	length = t->who->name_length;
	if (name + length > v.text.length)
		name = length = 0;
	/* The name counts more than the path to it. */
	if ((int)(name + length) > end - col) {
		v.text.bytes += name;
		v.text.length -= name;
		name = 0;
	}
	col += canvas_text(&ui->canvas, row, col, end - col, STYLE_DIM, v.text.bytes, name, 0);
	if (col < end)
		col += canvas_text(&ui->canvas, row, col, end - col, STYLE_STRONG, v.text.bytes + name, length, 0);
	if (col < end)
		canvas_text(&ui->canvas, row, col, end - col, STYLE_TEXT, v.text.bytes + name + length,
		            v.text.length - name - length, 0);
}

/* A number too wide for its cell would be a wrong one if it were cut. */
static void cell_draw(const struct paper *p, int row, const struct place *at, const struct row *r, const struct task *t)
{
	struct ui *ui = p->ui;
	const struct column *c = at->column;
	struct value v = c->get(&ui->scene, r->task, c);
	enum style style = style_of(ui, c, t, v);
	char text[CELL_ROOM];
	size_t length = cell_format(text, sizeof(text), c, v, ui->settings->set);

	if (v.kind == VALUE_TEXT && !unit_is_right(c->unit)) {
		bool cut = cell_width(text, length) > at->width;
		canvas_text(&ui->canvas, row, at->col, at->width - cut, style, text, length, 0);
		if (cut)
			canvas_put(&ui->canvas, row, at->col + at->width - 1, 1, STYLE_DIM, "+");
		return;
	}
	if ((int)length > at->width - at->age)
		strcpy(text, "#");
	if (unit_is_right(c->unit))
		canvas_put_right(&ui->canvas, row, at->col, at->width - at->age, style, text);
	else
		canvas_put(&ui->canvas, row, at->col, at->width, style, text);
	if (at->age && unit_format_age(text, sizeof(text), v.age_s))
		canvas_put_right(&ui->canvas, row, at->col + at->width - at->age, at->age, STYLE_DIM, text);
}

static void row_draw(const struct paper *p, int row, size_t i)
{
	struct ui *ui = p->ui;
	const struct row *r = &view_rows(&ui->view)[i];
	const struct task *t = &sample_tasks(ui->sample)[r->task];

	for (int k = 0; k < p->count; k++) {
		if (p->places[k].column->look == LOOK_COMMAND)
			command_draw(p, row, &p->places[k], r, t);
		else
			cell_draw(p, row, &p->places[k], r, t);
	}
	if (marks_hold(&ui->tagged, mark_of(t))) {
		canvas_restyle(&ui->canvas, row, 0, ui->layout.cols, STYLE_TAGGED);
		if (canvas_at(&ui->canvas, row, 0)->point == ' ')
			canvas_put(&ui->canvas, row, 0, 1, STYLE_TAGGED, "*");
	}
	/* Under a box its bar would run into that of the box. */
	if (mark_is(ui->selected, t) && (ui->pane == ui->home || !ui->pane->draw))
		canvas_restyle(&ui->canvas, row, 0, ui->layout.cols, STYLE_SELECTED);
}

int rows_places(const struct ui *ui, struct place places[LAYOUT_COLUMNS])
{
	return layout_columns(&ui->settings->columns, ui->layout.cols, ui->settings->view.tree ? LEAST_TREE : LEAST_COMMAND,
	                      places);
}

void rows_draw(struct ui *ui)
{
	struct paper p = { .ui = ui };

	p.count = rows_places(ui, p.places);
	if (ui->layout.title >= 0)
		title_draw(&p);
	for (int i = 0; i < ui->layout.body_rows && ui->top + (size_t)i < ui->view.rows.count; i++)
		row_draw(&p, ui->layout.body + i, ui->top + (size_t)i);
	if (ui->view.rows.count == 0)
		canvas_put(&ui->canvas, ui->layout.body, 1, ui->layout.cols - 1, STYLE_DIM, "no process fits the filter");
}

/* rows.c - the table: titles, and the rows that are in sight. Formats no other row. */
#include "cells.h"
#include "ui.h"

#define LEAST_COMMAND 14     /* cells that are left for it before columns are dropped */
#define LEAST_TREE 24

/* The column that is marked: the one that sorts, or the one whose sums do where these are not shown. */
static const struct column *sorting_column(const struct ui *ui)
{
	const struct column *const *c = ui->settings->columns.data, *key = view_key(&ui->settings->view);

	for (size_t i = 0; i < ui->settings->columns.count; i++)
		if (c[i] == key)
			return key;
	return ui->settings->view.sort;
}

/* The sum of one says nothing new; a leak does. */
static enum style style_of(const struct ui *ui, const struct paper *p, const struct column *c, size_t task, struct value v)
{
	const struct branch *b = ui->scene.tree && task < ui->scene.tree->branches.count ? &tree_branches(ui->scene.tree)[task] : NULL;
	const struct growth *growth = c->look == LOOK_GROWTH ? task_growth(scene_task(&ui->scene, task)) : NULL;

	if (c->is_sum && b && b->sums.members == 1)
		return STYLE_DIM;
	return growth && growth->trend == TREND_CLIMB ? STYLE_LARGE : cells_style(p, c, v);
}

static void row_draw(struct ui *ui, const struct paper *p, int row, size_t i)
{
	const struct row *r = &view_rows(&ui->view)[i];
	const struct task *t = scene_task(&ui->scene, r->task);
	const struct alert_case *alert = alerts_find(&ui->settings->alerts, mark_of(t));
	const int star = alert ? 1 : 0;

	for (int k = 0; k < p->count; k++) {
		const struct column *c = p->places[k].column;
		struct value v;
		if (c->look == LOOK_COMMAND) {
			command_draw(ui, row, &p->places[k], r, t);
			continue;
		}
		v = column_value(&ui->scene, r->task, c);
		cells_draw(p, row, &p->places[k], v, style_of(ui, p, c, r->task, v));
	}
	if (alert && !alert->is_silent)
		canvas_restyle(&ui->canvas, row, 0, ui->layout.cols, STYLE_ALERT);
	if (marks_hold(&ui->tagged, mark_of(t))) {
		canvas_restyle(&ui->canvas, row, 0, ui->layout.cols, STYLE_TAGGED);
		if (canvas_at(&ui->canvas, row, star)->point == ' ')
			canvas_put(&ui->canvas, row, star, 1, STYLE_TAGGED, "*");
	}
	if (alert)
		canvas_put(&ui->canvas, row, 0, 1, alert->is_silent ? STYLE_WRONG : STYLE_ALERT, "!");
	if (!mark_is(ui->selected, t))
		return;
	canvas_cursor(&ui->canvas, row, 0, CURSOR_CHOSEN);
	/* Under a box its bar would run into that of the box. */
	if (!ui->hides_bar && (ui->pane == ui->home || !ui->pane->draw))
		canvas_restyle(&ui->canvas, row, 0, ui->layout.cols, STYLE_SELECTED);
}

int rows_places(const struct ui *ui, struct place places[LAYOUT_COLUMNS])
{
	return layout_columns(&ui->settings->columns, ui->layout.cols, ui->settings->view.tree ? LEAST_TREE : LEAST_COMMAND,
	                      places);
}

/* Why there are no rows, and what to do about it. */
static const char *why_empty(const struct filter *f)
{
	if (f->fits.text[0])
		return f->has_user ? "no process of the user fits the filter: F4 changes it, Esc there clears it; u shows all users" :
		                     "no process fits the filter: F4 changes it, Esc there clears it";
	if (f->has_user)
		return "the user has no process: u chooses another, or all";
	if (f->by)
		return "the group has no members any more: Esc goes back to the groups";
	return f->pids.count ? "none of the processes that --pid names is there" : "no process can be seen: /proc may be hidden (hidepid)";
}

void rows_draw(struct ui *ui)
{
	struct paper p = { .canvas = &ui->canvas, .set = ui->settings->set, .whole = sample_parts(ui->sample)->total };

	p.count = rows_places(ui, p.places);
	if (ui->layout.title >= 0)
		cells_titles(&p, ui->layout.title, sorting_column(ui), ui->settings->view.descending);
	for (int i = 0; i < ui->layout.body_rows && ui->top + (size_t)i < ui->view.rows.count; i++)
		row_draw(ui, &p, ui->layout.body + i, ui->top + (size_t)i);
	if (ui->view.rows.count == 0)
		canvas_put(&ui->canvas, ui->layout.body, 1, ui->layout.cols - 1, STYLE_DIM, why_empty(&ui->settings->view.filter));
}

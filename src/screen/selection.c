/* selection.c - the chosen row and the rows in sight. What is chosen is a process, not a place. */
#include "ui.h"

static size_t body_rows(const struct ui *ui)
{
	return ui->layout.body_rows > 0 ? (size_t)ui->layout.body_rows : 1;
}

const struct task *ui_task(const struct ui *ui, size_t row)
{
	return scene_task(&ui->scene, view_rows(&ui->view)[row].task);
}

const struct task *ui_selected(const struct ui *ui)
{
	if (!ui->sample || ui->cursor >= ui->view.rows.count || !mark_is(ui->selected, ui_task(ui, ui->cursor)))
		return NULL;
	return ui_task(ui, ui->cursor);
}

static void bring_into_sight(struct ui *ui)
{
	if (ui->cursor < ui->top)
		ui->top = ui->cursor;
	if (ui->cursor >= ui->top + body_rows(ui))
		ui->top = ui->cursor - body_rows(ui) + 1;
}

bool ui_is_in_sight(const struct ui *ui)
{
	return ui->cursor >= ui->top && ui->cursor < ui->top + body_rows(ui);
}

static void choose(struct ui *ui, size_t row)
{
	size_t count = ui->view.rows.count;

	ui->cursor = row < count ? row : count ? count - 1 : 0;
	if (count)
		ui->selected = mark_of(ui_task(ui, ui->cursor));
	bring_into_sight(ui);
}

void ui_select(struct ui *ui, size_t row)
{
	ui->hides_bar = false;
	choose(ui, row);
}

void ui_restore(struct ui *ui)
{
	size_t row = view_find(&ui->view, &ui->scene, ui->selected), count = ui->view.rows.count, rows = body_rows(ui);

	/* No empty lines at the end while there are rows above. */
	if (ui->top + rows > count)
		ui->top = count > rows ? count - rows : 0;
	/* One that has ended, or is filtered out, leaves its place to its neighbour. */
	if (row == count) {
		choose(ui, ui->cursor);
		return;
	}
	ui->cursor = row;
	if (ui->follow)
		bring_into_sight(ui);
}

void ui_scroll(struct ui *ui, long rows)
{
	long to = (long)ui->cursor + rows;

	ui_select(ui, to < 0 ? 0 : (size_t)to);
}

void ui_pan(struct ui *ui, long rows)
{
	long last = (long)ui->view.rows.count - (long)body_rows(ui), to = (long)ui->top + rows;

	to = to > last ? last : to;
	ui->top = to < 0 ? 0 : (size_t)to;
}

/* ui.c - the state of the screen, and what follows when a sample or a setting changes. Draws nothing, waits for nothing. */
#include "ui.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define HEADER_ROWS 4

void ui_open(struct ui *ui, const struct procfs *proc, struct settings *settings, const struct pane *home)
{
	*ui = (struct ui){ .settings = settings, .proc = proc, .home = home, .pane = home, .header = true };
	ui->canvas.ascii = settings->set == TEXT_ASCII;
	tree_init(&ui->tree);
	view_init(&ui->view);
	demand_init(&ui->demand);
	marks_init(&ui->tagged);
	menu_init(&ui->menu);
	vec_init(&ui->victims, sizeof(struct victim));
}

void ui_close(struct ui *ui)
{
	vec_free(&ui->victims);
	menu_free(&ui->menu);
	marks_free(&ui->tagged);
	demand_free(&ui->demand);
	view_free(&ui->view);
	tree_free(&ui->tree);
	canvas_free(&ui->canvas);
}

void ui_say(struct ui *ui, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(ui->message, sizeof(ui->message), format, args);
	va_end(args);
}

/* Those that are tagged or folded and have ended are forgotten. */
static void forget_ended(const struct sample *s, struct marks *marks)
{
	const struct task *tasks = sample_tasks(s);
	struct mark *set = marks->set.data;
	size_t kept = 0, at = 0;

	if (marks->set.count == 0)
		return;
	for (size_t i = 0; i < marks->set.count; i++) {
		const struct task *t = sample_find(s, set[i].pid);
		bool is_there = t && mark_is(set[i], t);
		/* A thread is found only by looking at all. */
		for (at = 0; !is_there && !t && at < s->tasks.count; at++)
			is_there = tasks[at].is_thread && mark_is(set[i], &tasks[at]);
		if (is_there)
			set[kept++] = set[i];
	}
	marks->set.count = kept;
}

/* Makes the rows from the sample and the settings. */
void ui_build(struct ui *ui)
{
	ui->layout = layout_of(ui->layout.rows, ui->layout.cols, ui->header ? HEADER_ROWS : 0);
	settings_columns(ui->settings);
	if (!ui->sample)
		return;
	ui->scene = (struct scene){ .sample = ui->sample, .full_path = ui->settings->full_path };
	if (view_wants_tree(&ui->settings->view, &ui->settings->columns)) {
		tree_build(&ui->tree, ui->sample);
		ui->scene.tree = &ui->tree;
	}
	view_build(&ui->view, &ui->scene, &ui->settings->view);
	ui_restore(ui);
}

void ui_rebuild(struct ui *ui)
{
	size_t place = ui->cursor - ui->top;

	ui_build(ui);
	/* The user has asked for another order: what was chosen may be far away now, and its place on the screen is not. */
	if (ui->sample && !ui->follow && !ui_is_in_sight(ui))
		ui_select(ui, ui->top + (place < (size_t)ui->layout.body_rows ? place : 0));
}

void ui_take(struct ui *ui, const struct sample *sample)
{
	bool first = !ui->sample;

	ui->sample = sample;
	if (ui->sample->serial != ui->last_serial && ui->sample->machine.has_pressure) {
		if (ui->pressures == UI_PRESSURES)
			memmove(ui->pressure, ui->pressure + 1, --ui->pressures * sizeof(*ui->pressure));
		ui->pressure[ui->pressures++] = ui->sample->machine.pressure.some;
	}
	ui->last_serial = ui->sample->serial;
	forget_ended(ui->sample, &ui->tagged);
	forget_ended(ui->sample, &ui->settings->view.folded);
	ui_build(ui);
	if (first)
		ui_select(ui, 0);
}

/* ui.c - the state of the screen, and what follows when a sample or a setting changes. Draws nothing, waits for nothing. */
#include "ui.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void ui_open(struct ui *ui, const struct procfs *proc, struct settings *settings, const struct pane *home)
{
	struct err never;    /* what is in the settings was looked at when it came there */

	*ui = (struct ui){ .settings = settings, .proc = proc, .home = home, .pane = home };
	ui->canvas.ascii = settings->set == TEXT_ASCII;
	plan_default(&ui->plan);
	if (settings->meters[0])
		plan_parse(settings->meters, &ui->plan, &never);
	trace_open(&ui->trace, proc);
	tree_init(&ui->tree);
	view_init(&ui->view);
	demand_init(&ui->demand);
	marks_init(&ui->tagged);
	marks_init(&ui->living);
	menu_init(&ui->menu);
	since_init(&ui->since);
	vec_init(&ui->closers, sizeof(struct closer));
	ui->wake_fd = -1;
}

void ui_close(struct ui *ui)
{
	const struct closer *c = ui->closers.data;

	for (size_t i = 0; i < ui->closers.count; i++)
		c[i].close(ui);
	vec_free(&ui->closers);
	since_free(&ui->since);
	menu_free(&ui->menu);
	marks_free(&ui->tagged);
	marks_free(&ui->living);
	demand_free(&ui->demand);
	view_free(&ui->view);
	tree_free(&ui->tree);
	canvas_free(&ui->canvas);
}

void ui_at_close(struct ui *ui, void (*close)(struct ui *ui))
{
	((struct closer *)vec_push(&ui->closers))->close = close;
}

void ui_say(struct ui *ui, const char *format, ...)
{
	va_list args;

	ui->message_age = 0;
	va_start(args, format);
	vsnprintf(ui->message, sizeof(ui->message), format, args);
	va_end(args);
}

/* Those that are tagged or folded and have ended are forgotten. */
static void forget_ended(const struct sample *s, struct marks *marks, struct marks *living)
{
	const struct task *tasks = sample_tasks(s);
	struct marks all = *marks;

	if (marks->set.count == 0)
		return;
	marks_clear(living);
	for (size_t i = 0; i < s->tasks.count; i++)
		if (marks_hold(marks, mark_of(&tasks[i])))
			marks_change(living, mark_of(&tasks[i]), MARK);
	*marks = *living;
	*living = all;
}

/* Makes the rows from the sample and the settings. */
void ui_build(struct ui *ui)
{
	ui->layout = layout_of(ui->layout.rows, ui->layout.cols, ui->settings->header ? plan_lines(&ui->plan) : 0, ui->settings->tabs.list.count);
	settings_columns(ui->settings);
	if (!ui->sample)
		return;
	ui->scene = (struct scene){ .sample = ui->sample, .full_path = ui->settings->full_path,
	                            .since = ui->settings->differs ? &ui->since : NULL };
	if (view_wants_tree(&ui->settings->view, &ui->settings->columns) || alerts_want_tree(&ui->settings->alerts)) {
		tree_build(&ui->tree, ui->sample);
		ui->scene.tree = &ui->tree;
	}
	view_build(&ui->view, &ui->scene, &ui->settings->view);
	ui_restore(ui);
	if (ui->pane && ui->pane->take)
		ui->pane->take(ui);
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
	if (ui->sample->serial != ui->last_serial)
		trace_take(&ui->trace, ui->sample);
	if (ui->sample->serial != ui->last_serial && ++ui->message_age > UI_MESSAGE_AGE)
		ui->message[0] = '\0';
	if (first && ui->settings->differs)
		since_mark(&ui->since, ui->sample);
	else if (ui->sample->serial != ui->last_serial)
		since_add(&ui->since, ui->sample);
	ui->last_serial = ui->sample->serial;
	forget_ended(ui->sample, &ui->tagged, &ui->living);
	forget_ended(ui->sample, &ui->settings->view.folded, &ui->living);
	ui_build(ui);
	if (first)
		ui_select(ui, 0);
}

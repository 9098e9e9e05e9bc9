/* order.c - the keys that change which rows there are and how they are sorted, folded and named. */
#include "actions.h"

static enum flow toggle(struct ui *ui, bool *setting)
{
	*setting = !*setting;
	ui_rebuild(ui);
	return GO_ON;
}

enum flow do_toggle_threads(struct ui *ui)
{
	/* Nothing is read while it is paused, and threads are read only when they are wanted. */
	if (ui->paused)
		ui_say(ui, "paused: the threads come when it goes on (Z)");
	return toggle(ui, &ui->settings->view.filter.threads);
}
enum flow do_toggle_kernel(struct ui *ui) { return toggle(ui, &ui->settings->view.filter.kernel); }
enum flow do_toggle_tree(struct ui *ui) { return toggle(ui, &ui->settings->view.tree); }
enum flow do_toggle_invert(struct ui *ui) { return toggle(ui, &ui->settings->view.descending); }
enum flow do_toggle_path(struct ui *ui) { return toggle(ui, &ui->settings->full_path); }
enum flow do_toggle_header(struct ui *ui) { return toggle(ui, &ui->settings->header); }

enum flow sort_by(struct ui *ui, const char *id)
{
	struct view_settings *view = &ui->settings->view;

	view->sort = schema_find(ui->settings->schema, id);
	view->descending = unit_is_descending(view->sort->unit);
	ui_rebuild(ui);
	return GO_ON;
}

enum flow do_sort_memory(struct ui *ui) { return sort_by(ui, "rss"); }
enum flow do_sort_cpu(struct ui *ui) { return sort_by(ui, "cpu"); }
enum flow do_sort_time(struct ui *ui) { return sort_by(ui, "time"); }
enum flow do_sort_pid(struct ui *ui) { return sort_by(ui, "pid"); }

static enum flow fold(struct ui *ui, enum marking how)
{
	const struct task *t = ui_selected(ui);

	if (!t || !ui->settings->view.tree)
		return GO_ON;
	marks_change(&ui->settings->view.folded, mark_of(t), how);
	ui_rebuild(ui);
	return GO_ON;
}

enum flow do_fold_toggle(struct ui *ui) { return fold(ui, TOGGLE); }
enum flow do_fold_close(struct ui *ui) { return fold(ui, MARK); }

/* Folds all parents; opens all if there is a folded one. */
enum flow do_fold_all(struct ui *ui)
{
	struct marks *folded = &ui->settings->view.folded;
	bool any = folded->set.count > 0;

	if (!ui->settings->view.tree)
		return GO_ON;
	marks_clear(folded);
	for (size_t i = 0; !any && i < ui->view.rows.count; i++)
		if (view_rows(&ui->view)[i].has_children)
			marks_change(folded, mark_of(ui_task(ui, i)), MARK);
	ui_rebuild(ui);
	return GO_ON;
}

/* Goes to the parent and folds it. */
enum flow do_fold_parent(struct ui *ui)
{
	const struct task *tasks = sample_tasks(ui->sample), *t = ui_selected(ui), *parent;

	if (!t || !ui->settings->view.tree || !(parent = sample_find(ui->sample, t->is_thread ? t->tgid : t->ppid)))
		return GO_ON;
	for (size_t i = 0; i < ui->view.rows.count; i++)
		if (view_rows(&ui->view)[i].task == (uint32_t)(parent - tasks)) {
			ui_select(ui, i);
			return fold(ui, MARK);
		}
	return GO_ON;
}

bool is_tree(const struct ui *ui)
{
	return ui->settings->view.tree;
}

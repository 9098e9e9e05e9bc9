/* tags.c - marks processes that a signal is to be sent to. Sends none. */
#include "actions.h"

enum flow do_tag(struct ui *ui)
{
	const struct task *t = ui_selected(ui);

	if (t)
		marks_change(&ui->tagged, mark_of(t), TOGGLE);
	ui_scroll(ui, 1);
	return GO_ON;
}

/* The selected process and all that descend from it, seen or not. */
enum flow do_tag_children(struct ui *ui)
{
	const struct task *tasks = sample_tasks(ui->sample), *t = ui_selected(ui);
	const struct branch *b;
	uint32_t root;

	if (!t || t->is_ended)
		return GO_ON;
	tree_build(&ui->tree, ui->sample);
	b = tree_branches(&ui->tree);
	root = (uint32_t)(t - tasks);
	for (size_t i = 0; i < ui->sample->tasks.count; i++) {
		uint32_t at = (uint32_t)i;
		while (at != root && at != TREE_NONE)
			at = b[at].parent;
		if (at == root && (!tasks[i].is_thread || t->is_thread))
			marks_change(&ui->tagged, mark_of(&tasks[i]), MARK);
	}
	return GO_ON;
}

enum flow do_untag_all(struct ui *ui)
{
	if (ui->tagged.set.count == 0)
		ui_say(ui, "nothing is tagged: Space tags the selected row");
	marks_clear(&ui->tagged);
	return GO_ON;
}

/* text_sink.c - samples as plain text: a summary, then a table. Cuts nothing off. */
#include "cell.h"
#include "grid_print.h"
#include "sink.h"
#include "summary.h"
#include "tree_lines.h"

static size_t format(void *context, char *out, size_t room, size_t place, const struct column *c)
{
	const struct sheet *sheet = context;
	const struct row *row = &view_rows(sheet->view)[place];
	const struct task *t = scene_task(sheet->scene, row->task);
	size_t used = 0;

	if (sheet->settings->view.tree && c->look == LOOK_COMMAND)
		used = tree_lines(out, TREE_LINES_ROOM, row, sheet->settings->set);
	if (row->hidden && c->look == LOOK_COMMAND)
		used += (size_t)snprintf(out + used, room - used, "(%u) ", row->hidden);
	if (t->is_ended && c->look == LOOK_COMMAND) {
		used += (size_t)snprintf(out + used, room - used, "(");
		used += column_ended(out + used, room - used, t);
		used += (size_t)snprintf(out + used, room - used, ") ");
	}
	return used + cell_format(out + used, room - used, c, column_value(sheet->scene, row->task, c), sheet->settings->set);
}

void text_print(FILE *out, const struct sheet *sheet)
{
	char line[SUMMARY_ROOM];

	for (size_t i = 0; i < SUMMARY_LINES; i++)
		if (summary_line(line, sizeof(line), i, sheet->scene->sample))
			fprintf(out, "%s\n", line);
	putc('\n', out);
	if (sheet->groups)
		grid_print_text(out, sheet->groups, sheet->settings->set);
	else
		text_table_print(out, &(struct text_table){ &sheet->settings->columns, sheet->rows, format, (void *)(uintptr_t)sheet });
	putc('\n', out);
}

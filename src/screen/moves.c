/* moves.c - goes from row to row: by arrows, by pid, by the mouse. Which row that is, selection.c knows. */
#include "actions.h"

#include "cell.h"

enum flow do_move_up(struct ui *ui) { ui_scroll(ui, -1); return GO_ON; }
enum flow do_move_down(struct ui *ui) { ui_scroll(ui, 1); return GO_ON; }
enum flow do_move_page_up(struct ui *ui) { ui_scroll(ui, -(long)ui->layout.body_rows); return GO_ON; }
enum flow do_move_page_down(struct ui *ui) { ui_scroll(ui, ui->layout.body_rows); return GO_ON; }
enum flow do_move_home(struct ui *ui) { ui_select(ui, 0); return GO_ON; }
enum flow do_move_end(struct ui *ui) { ui_select(ui, ui->view.rows.count); return GO_ON; }
enum flow do_wheel_up(struct ui *ui) { ui_scroll(ui, -3); return GO_ON; }
enum flow do_wheel_down(struct ui *ui) { ui_scroll(ui, 3); return GO_ON; }
enum flow do_scroll_left(struct ui *ui) { ui->across = ui->across > 8 ? ui->across - 8 : 0; return GO_ON; }
enum flow do_scroll_start(struct ui *ui) { ui->across = 0; return GO_ON; }

/* As far as the longest command in sight goes. */
enum flow do_scroll_right(struct ui *ui)
{
	int longest = 0;

	for (size_t i = ui->top; i < ui->view.rows.count && i < ui->top + (size_t)ui->layout.body_rows; i++) {
		struct value v = task_command(&ui->scene, ui_task(ui, i));
		int width = v.kind == VALUE_TEXT ? cell_width(v.text.bytes, v.text.length) : 0;
		longest = width > longest ? width : longest;
	}
	if (ui->across + 8 < longest)
		ui->across += 8;
	return GO_ON;
}

/* On a row, selects it; on a title, sorts by it, or inverts. */
enum flow do_click(struct ui *ui)
{
	struct place places[LAYOUT_COLUMNS];
	struct view_settings *view = &ui->settings->view;
	int row, col, n;

	terminal_click(&row, &col);
	if (tabs_click(ui, row, col))
		return GO_ON;
	if (row >= ui->layout.body && row < ui->layout.body + ui->layout.body_rows &&
	    ui->top + (size_t)(row - ui->layout.body) < ui->view.rows.count)
		ui_select(ui, ui->top + (size_t)(row - ui->layout.body));
	if (row != ui->layout.title)
		return GO_ON;
	n = rows_places(ui, places);
	for (int i = 0; i < n; i++)
		if (col >= places[i].col && col < places[i].col + places[i].width) {
			if (places[i].column == view_key(view) || places[i].column == view->sort)
				return do_toggle_invert(ui);
			return sort_by(ui, places[i].column->id);
		}
	return GO_ON;
}

enum flow type_pid(struct ui *ui, uint32_t key)
{

	if (ui->typed_pid > 99999999)
		ui->typed_pid = 0;
	ui->typed_pid = ui->typed_pid * 10 + (key - '0');
	ui_say(ui, "pid %u is not shown", ui->typed_pid);
	for (size_t i = 0; i < ui->view.rows.count; i++)
		if (ui_task(ui, i)->pid == (pid_t)ui->typed_pid) {
			ui_say(ui, "pid %u", ui->typed_pid);
			ui_select(ui, i);
		}
	return GO_ON;
}

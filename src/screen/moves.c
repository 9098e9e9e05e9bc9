/* moves.c - goes from row to row: by arrows, by pid, by the mouse. Which row that is, selection.c knows. */
#include "actions.h"

#include "cell.h"
#include "tree_lines.h"

enum flow do_move_up(struct ui *ui) { ui_scroll(ui, -1); return GO_ON; }
enum flow do_move_down(struct ui *ui) { ui_scroll(ui, 1); return GO_ON; }
enum flow do_move_page_up(struct ui *ui) { ui_scroll(ui, -(long)ui->layout.body_rows); return GO_ON; }
enum flow do_move_page_down(struct ui *ui) { ui_scroll(ui, ui->layout.body_rows); return GO_ON; }
enum flow do_move_home(struct ui *ui) { ui_select(ui, 0); return GO_ON; }
enum flow do_move_end(struct ui *ui) { ui_select(ui, ui->view.rows.count); return GO_ON; }
enum flow do_wheel_up(struct ui *ui) { ui_scroll(ui, -3); return GO_ON; }
enum flow do_wheel_down(struct ui *ui) { ui_scroll(ui, 3); return GO_ON; }
enum flow do_pan_up(struct ui *ui) { ui_pan(ui, -1); return GO_ON; }
enum flow do_pan_down(struct ui *ui) { ui_pan(ui, 1); return GO_ON; }
enum flow do_scroll_left(struct ui *ui) { ui->across = ui->across > 8 ? ui->across - 8 : 0; return GO_ON; }
enum flow do_scroll_start(struct ui *ui) { ui->across = 0; return GO_ON; }

/* The cells of the longest command in sight, without, or with, what the tree draws before it. */
enum measure { COMMAND_ALONE, COMMAND_IN_TREE };

static int longest(const struct ui *ui, enum measure how, int width)
{
	int most = 0;

	for (size_t i = ui->top; i < ui->view.rows.count && i < ui->top + (size_t)ui->layout.body_rows; i++) {
		struct value v = task_command(&ui->scene, ui_task(ui, i));
		char lines[TREE_LINES_ROOM];
		size_t room = TREE_LINES_FOR(width / 6), n = 0;
		int cells = v.kind == VALUE_TEXT ? cell_width(v.text.bytes, v.text.length) : 0;
		if (how == COMMAND_IN_TREE)
			n = tree_lines(lines, room < sizeof(lines) ? room : sizeof(lines), &view_rows(&ui->view)[i], ui->settings->set);
		cells += cell_width(lines, n);
		most = cells > most ? cells : most;
	}
	return most;
}

enum flow do_scroll_right(struct ui *ui)
{
	if (ui->across + 8 < longest(ui, COMMAND_ALONE, 0))
		ui->across += 8;
	return GO_ON;
}

/* So far that the end of the longest command is seen. */
enum flow do_scroll_end(struct ui *ui)
{
	struct place places[LAYOUT_COLUMNS];
	int n = rows_places(ui, places);

	for (int i = 0; i < n; i++)
		if (places[i].column->look == LOOK_COMMAND) {
			int width = places[i].width, more = longest(ui, is_tree(ui) ? COMMAND_IN_TREE : COMMAND_ALONE, width) - width;
			ui->across = more > 0 ? more : 0;
		}
	return GO_ON;
}

/* Selects the row; of the one that is selected, and seen to be, folds or opens the branch. */
static enum flow click_row(struct ui *ui, size_t row)
{
	bool again = row == ui->cursor && !ui->hides_bar && view_rows(&ui->view)[row].has_children;

	ui_select(ui, row);
	return again ? do_fold_toggle(ui) : GO_ON;
}

/* On a title, sorts by it, or inverts. */
static enum flow click_title(struct ui *ui, int col)
{
	struct place places[LAYOUT_COLUMNS];
	struct view_settings *view = &ui->settings->view;
	int n = rows_places(ui, places);

	for (int i = 0; i < n; i++)
		if (col >= places[i].col && col < places[i].col + places[i].width) {
			if (places[i].column == view_key(view) || places[i].column == view->sort)
				return do_toggle_invert(ui);
			return sort_by(ui, places[i].column->id);
		}
	return GO_ON;
}

enum flow do_click(struct ui *ui)
{
	int row, col;

	terminal_click(&row, &col);
	if (tabs_click(ui, row, col))
		return GO_ON;
	if (row >= ui->layout.body && row < ui->layout.body + ui->layout.body_rows &&
	    ui->top + (size_t)(row - ui->layout.body) < ui->view.rows.count)
		return click_row(ui, ui->top + (size_t)(row - ui->layout.body));
	return row == ui->layout.title ? click_title(ui, col) : GO_ON;
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

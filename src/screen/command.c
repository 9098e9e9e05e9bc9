/* command.c - the cell of the command: the branches of the tree, what is folded, the name that stands out. Knows no other cell. */
#include <stdio.h>
#include <string.h>

#include "task_values.h"
#include "tree_lines.h"
#include "ui.h"

/* Where the next piece goes, and how many cells of what comes are scrolled out at the left. */
struct pen {
	struct ui *ui;
	int row, col, end, skip;
};

static int cells_of(const char *text, size_t length, enum text_set set)
{
	const char *at = text, *end = text + length;
	int cells = 0;

	while (at < end)
		cells += text_cells(text_visible(text_decode(&at, end), set));
	return cells;
}

static void put(struct pen *p, enum style style, const char *text, size_t length)
{
	int cells = p->skip ? cells_of(text, length, p->ui->settings->set) : 0;

	if (p->skip && p->skip >= cells) {
		p->skip -= cells;
		return;
	}
	if (p->col < p->end)
		p->col += canvas_text(&p->ui->canvas, p->row, p->col, p->end - p->col, style, text, length, p->skip);
	p->skip = 0;
}

static const char *border(const struct ui *ui)
{
	return ui->settings->set == TEXT_UNICODE ? "│" : "|";
}

/* Whether the name of the process stands before its command line. */
static bool has_comm(const struct ui *ui, const struct task *t)
{
	return ui->settings->merged && task_is_renamed(t);
}

int command_cells(const struct ui *ui, const struct task *t)
{
	struct value v = task_command(&ui->scene, t);
	int cells = v.kind == VALUE_TEXT ? cells_of(v.text.bytes, v.text.length, ui->settings->set) : 0;

	return has_comm(ui, t) ? cells + cells_of(t->who->comm, t->who->comm_length, ui->settings->set) + 1 : cells;
}

/* "python3 peak >=6.1G, ended 12:03:44" */
static void put_ended(struct pen *p, const struct task *t)
{
	char text[96] = " ";

	p->skip = 0;
	put(p, STYLE_STRONG, t->who->command + t->who->name_at, t->who->name_length);
	column_ended(text + 1, sizeof(text) - 1, t);
	put(p, STYLE_WRONG, text, strlen(text));
}

/* Its path recedes, its name stands out. */
static void put_command(struct pen *p, const struct task *t, struct value v)
{
	size_t name = p->ui->settings->full_path ? t->who->name_at : 0, length = t->who->name_length;

	if (name + length > v.text.length)
		name = length = 0;
	/* The name counts more than the path to it. */
	if (!p->skip && (int)(name + length) > p->end - p->col) {
		v.text.bytes += name;
		v.text.length -= name;
		name = 0;
	}
	put(p, STYLE_DIM, v.text.bytes, name);
	put(p, STYLE_STRONG, v.text.bytes + name, length);
	put(p, STYLE_TEXT, v.text.bytes + name + length, v.text.length - name - length);
}

/* However deep it is, half of the space is the command's. */
static void put_branches(struct pen *p, const struct row *r)
{
	char text[TREE_LINES_ROOM];
	size_t room = TREE_LINES_FOR((p->end - p->col) / 6);
	size_t length = tree_lines(text, room < sizeof(text) ? room : sizeof(text), r, p->ui->settings->set);

	p->col += canvas_text(&p->ui->canvas, p->row, p->col, p->end - p->col, STYLE_ACCENT, text, length, 0);
}

void command_draw(struct ui *ui, int row, const struct place *at, const struct row *r, const struct task *t)
{
	struct pen p = { ui, row, at->col, at->col + at->width, 0 };
	struct value v = task_command(&ui->scene, t);
	char folded[16];

	if (ui->settings->view.tree)
		put_branches(&p, r);
	if (v.kind != VALUE_TEXT) {
		put(&p, STYLE_DIM, "?", 1);
		return;
	}
	if (t->is_ended) {
		put_ended(&p, t);
		return;
	}
	/* How many are folded into it is seen whatever the length of the command. */
	if (r->hidden)
		put(&p, STYLE_LABEL, folded, (size_t)snprintf(folded, sizeof(folded), "(%u) ", r->hidden));
	p.skip = ui->across;
	if (t->is_thread || t->is_kernel) {
		put(&p, t->is_kernel ? STYLE_DIM : STYLE_ACCENT, v.text.bytes, v.text.length);
		return;
	}
	if (has_comm(ui, t)) {
		put(&p, STYLE_ACCENT, t->who->comm, t->who->comm_length);
		put(&p, STYLE_DIM, border(ui), strlen(border(ui)));
	}
	put_command(&p, t, v);
}

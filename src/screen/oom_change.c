/* oom_change.c - asks for another oom_score_adj, shows what it would change, and has it written. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "oom_adjust.h"
#include "oom_pane.h"
#include "oom_text.h"

#define BOX_ROWS 8
#define BOX_COLS 62

/* What was typed. False when it is no such value. */
static bool typed(const struct oom_pane *p, int *value)
{
	size_t n = strlen(p->text);

	return oom_adj_parse(p->text, n, value) && strspn(p->text, "-0123456789") == n && strrchr(p->text, '-') <= p->text;
}

/* "goes 3rd of 41" */
static void write_place(const struct ui *ui, char *out, size_t room, const struct task *t, int adj)
{
	const struct oom_pane *p = ui->oom;
	uint32_t at = (uint32_t)(t - sample_tasks(ui->sample)), rank = oom_rank_with(&p->rank, ui->sample, at, adj);
	const struct oom_candidate *now = oom_find(&p->rank, at);
	size_t of = p->rank.candidates.count + (now ? 0 : 1);
	char place[48];

	if (!(t->have & NEED_OOM) || !t->status)
		snprintf(out, room, "reading ...");
	else if (adj == OOM_ADJUST_NEVER)
		snprintf(out, room, "is never taken");
	else if (rank == 0)
		snprintf(out, room, "cannot be taken");
	else {
		oom_write_place(place, sizeof(place), rank, of);
		snprintf(out, room, "goes %s", place);
	}
}

static void line_draw(struct ui *ui, int row, int col, const char *label, const char *value, const char *what, enum style style)
{
	canvas_put(&ui->canvas, row, col + 2, 6, STYLE_LABEL, label);
	canvas_put_right(&ui->canvas, row, col + 8, 6, style, value);
	canvas_put(&ui->canvas, row, col + 17, BOX_COLS - 19, STYLE_TEXT, what);
}

static void change_draw(struct ui *ui)
{
	struct oom_pane *p = ui->oom;
	const struct task *t = oom_pane_task(ui, p->target);
	struct canvas *c = &ui->canvas;
	int width = ui->layout.cols < BOX_COLS ? ui->layout.cols : BOX_COLS, col = (ui->layout.cols - width) / 2;
	int row = (ui->layout.rows - BOX_ROWS) / 2 > 0 ? (ui->layout.rows - BOX_ROWS) / 2 : 0, value;
	char text[96], number[8];

	/* What it is about stays in sight behind it. */
	if (p->back->draw)
		p->back->draw(ui);
	box_draw(c, row, col, BOX_ROWS, width, "How soon the OOM killer takes it", ui->settings->set);
	snprintf(text, sizeof(text), "%d %s", (int)p->target.pid, p->name);
	canvas_put(c, row + 1, col + 2, width - 4, STYLE_STRONG, text);
	if (!t) {
		canvas_put(c, row + 3, col + 2, width - 4, STYLE_WRONG, "it has ended");
		return;
	}
	write_place(ui, text, sizeof(text), t, t->oom_adj);
	snprintf(number, sizeof(number), "%d", t->oom_adj);
	line_draw(ui, row + 3, col, "now", t->have & NEED_OOM ? number : "?", text, STYLE_TEXT);
	snprintf(text, sizeof(text), "a number from -1000 to 1000");
	if (typed(p, &value))
		write_place(ui, text, sizeof(text), t, value);
	line_draw(ui, row + 4, col, "new", p->text, text, STYLE_STRONG);
	if (!p->is_asking) {
		canvas_fill(c, row + 4, col + 14, 1, STYLE_SELECTED, ' ');
		canvas_cursor(c, row + 4, col + 14, CURSOR_TYPING);
	}
	canvas_put(c, row + 6, col + 2, width - 4, p->is_asking ? STYLE_LARGE : STYLE_DIM,
	           p->is_asking ? "Change oom_score_adj?  y: yes   any other key: no" :
	                          "-1000 never   0 as it holds   1000 before all others");
}

static enum flow leave(struct ui *ui)
{
	ui->pane = ui->oom->back;
	if (ui->pane->take)
		ui->pane->take(ui);
	return GO_ON;
}

static void change(struct ui *ui, int value)
{
	struct oom_pane *p = ui->oom;
	enum oom_adjusted a = oom_adjust(ui->proc, p->target.pid, p->target.start_ns, value);

	if (a == OOM_ADJUSTED)
		ui_say(ui, "oom_score_adj of %d %s is %d now", (int)p->target.pid, p->name, value);
	else
		ui_say(ui, "oom_score_adj of %d %s: %s", (int)p->target.pid, p->name, oom_adjusted_text(a));
	sampler_hurry(ui->sampler);
}

static enum flow change_key(struct ui *ui, uint32_t key)
{
	struct oom_pane *p = ui->oom;
	size_t n = strlen(p->text);
	int value;

	if (p->is_asking) {
		p->is_asking = false;
		if (key != 'y' && key != 'Y')
			return GO_ON;
		if (typed(p, &value))
			change(ui, value);
		return leave(ui);
	}
	if (key == K_ENTER)
		p->is_asking = typed(p, &value) && oom_pane_task(ui, p->target);
	else if (key == K_ESCAPE || key == 'q' || key == K_F(10))
		return leave(ui);
	else if (key == K_BACKSPACE)
		p->text[n ? n - 1 : 0] = '\0';
	else if (key == K_CTRL('U'))
		p->text[0] = '\0';
	else if (((key >= '0' && key <= '9') || (key == '-' && n == 0)) && n < 5) {
		p->text[n] = (char)key;
		p->text[n + 1] = '\0';
	}
	return GO_ON;
}

static void change_keys(struct ui *ui)
{
	static const char *const edit[] = { "Enter", "Change", "Esc", "Cancel", NULL, NULL };
	static const char *const ask[] = { "y", "Yes", "any other key", "No", NULL, NULL };

	keys_draw(ui, ui->oom->is_asking ? ask : edit);
}

enum flow oom_change_open(struct ui *ui, const struct task *t)
{
	static const struct pane pane = { .draw = change_draw, .key = change_key, .keys = change_keys, .want = oom_pane_want, .take = oom_pane_take };
	struct oom_pane *p = oom_pane_of(ui);
	struct value command = task_command(&ui->scene, t);

	p->back = ui->pane;
	p->target = mark_of(t);
	p->is_asking = false;
	p->text[0] = p->name[0] = '\0';
	if (command.kind == VALUE_TEXT)
		text_printable(p->name, sizeof(p->name), command.text.bytes, command.text.length, ui->settings->set);
	ui->pane = &pane;
	oom_pane_take(ui);
	return GO_ON;
}

enum flow oom_change(struct ui *ui)
{
	const struct task *t = ui_selected(ui);

	if (t && t->is_thread)
		t = sample_find(ui->sample, t->tgid);
	if (!t) {
		ui_say(ui, "there is no process");
		return GO_ON;
	}
	oom_pane_of(ui)->of_group = false;
	return oom_change_open(ui, t);
}

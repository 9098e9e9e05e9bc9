/* oom.c - who would be taken if memory ran out now, in place of the table. Changes nothing: see oom_change.c. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "find.h"
#include "oom_pane.h"
#include "oom_text.h"
#include "pane_keys.h"

#define SAID 6               /* lines above the list, at most */

static const struct oom_candidate *chosen(const struct oom_pane *p)
{
	size_t row = browse_selected(&p->list);

	return row == BROWSE_NONE ? NULL : &oom_candidates(&p->rank)[row];
}

static void remember(struct ui *ui)
{
	const struct oom_candidate *c = chosen(ui->oom);

	if (c)
		ui->oom->chosen = mark_of(&sample_tasks(ui->sample)[c->task]);
}

static bool is_read(const struct sample *s)
{
	const struct task *t = sample_tasks(s);

	for (size_t i = 0; i < s->tasks.count; i++)
		if (t[i].have & NEED_OOM && t[i].have & NEED_STATUS && !t[i].is_kernel)
			return true;
	return false;
}

struct lines {
	struct canvas *c;
	int row, end, cols;
};

static void say(struct lines *l, enum style style, const char *text)
{
	if (l->row < l->end && text[0])
		canvas_put(l->c, l->row++, 1, l->cols - 2, style, text);
}

static void say_kills(struct lines *l, const struct ui *ui)
{
	const struct kills_seen *k = &ui->sample->kills;
	const char *why = kills_why_unnamed(k->log);
	char text[OOM_TEXT];

	if (!k->is_known)
		say(l, STYLE_DIM, "OOM kills are not counted here");
	else if (k->since_boot == 0)
		say(l, STYLE_DIM, k->is_of_container ? "no OOM kills in this container" : "no OOM kills since boot");
	else if (kills_write(text, sizeof(text), k, SINCE_BOOT, ui->settings->set))
		say(l, k->since_start ? STYLE_WRONG : STYLE_DIM, text);
	if (k->is_known && k->since_boot && why)
		say(l, STYLE_DIM, why);
}

/* What it comes to, in words; returns the row below. */
static int words_draw(struct ui *ui, int row, int end)
{
	struct lines l = { &ui->canvas, row, end, ui->layout.cols };
	const struct oom_pane *p = ui->oom;
	enum text_set set = ui->settings->set;
	char text[OOM_TEXT + 64], scope[OOM_TEXT];

	for (int r = row; r < end; r++)
		canvas_fill(&ui->canvas, r, 0, ui->layout.cols, STYLE_TEXT, ' ');
	oom_write_scope(scope, sizeof(scope), &p->rank, set);
	snprintf(text, sizeof(text), "Who would the OOM killer take?  %s", scope);
	say(&l, STYLE_LABEL, text);
	if (!is_read(ui->sample)) {
		say(&l, STYLE_DIM, "reading ...");
		return l.row;
	}
	oom_write_first(text, sizeof(text), &p->rank, ui->sample, set);
	say(&l, STYLE_STRONG, text);
	for (size_t i = 0; oom_write_rule(text, sizeof(text), i, &p->rank, ui->sample, set); i++)
		say(&l, STYLE_LARGE, text);
	say_kills(&l, ui);
	return l.row;
}

static void status_line(struct ui *ui)
{
	const struct oom_rank *r = &ui->oom->rank;
	char text[UI_TEXT], note[UI_TEXT / 2];

	if (ui->layout.status < 0 || ui->message[0])
		return;
	find_note(&ui->oom->list, note, sizeof(note));
	canvas_fill(&ui->canvas, ui->layout.status, 0, ui->layout.cols, STYLE_TEXT, ' ');
	snprintf(text, sizeof(text), "%zu may be taken, %zu never%s", r->candidates.count, r->spared, note);
	canvas_put(&ui->canvas, ui->layout.status, 1, ui->layout.cols - 1, STYLE_DIM, text);
}

static void oom_draw(struct ui *ui)
{
	const struct layout *l = &ui->layout;
	int top = l->title < 0 ? l->body : l->title, end = l->body + l->body_rows;
	/* The list keeps half of what there is. */
	int most = (end - top) / 2 < SAID ? (end - top) / 2 : SAID, row = top;

	for (int r = top; r < end; r++)
		canvas_fill(&ui->canvas, r, 0, l->cols, STYLE_TEXT, ' ');
	row = words_draw(ui, top, top + most);
	if (end - row > 8)
		row++;
	browse_draw(&ui->oom->list, &ui->canvas, row, end - row, ui->settings->set);
	status_line(ui);
}

/* From the machine to the group of the chosen process, and back. */
static enum flow change_scope(struct ui *ui)
{
	struct oom_pane *p = ui->oom;
	const struct oom_candidate *c = chosen(p);
	const struct task *t = c ? &sample_tasks(ui->sample)[c->task] : NULL;

	if (!p->of_group && (!t || !oom_group_of(ui->sample, t))) {
		ui_say(ui, "%s", t ? "no control group of the selected process has a limit: the machine decides" : "there is no process");
		return GO_ON;
	}
	p->of_group = !p->of_group;
	if (t)
		p->of = mark_of(t);
	p->list.cursor = 0;
	oom_pane_take(ui);
	return GO_ON;
}

static enum flow do_change(struct ui *ui)
{
	const struct oom_candidate *c = chosen(ui->oom);

	return c ? oom_change_open(ui, &sample_tasks(ui->sample)[c->task]) : GO_ON;
}

static enum flow do_refuse(struct ui *ui)
{
	ui_say(ui, "--readonly: nothing is changed");
	return GO_ON;
}

static enum flow do_back(struct ui *ui)
{
	ui->pane = ui->home;
	return GO_ON;
}

static bool is_of_group(const struct ui *ui) { return ui->oom->of_group; }
static bool is_of_machine(const struct ui *ui) { return !ui->oom->of_group; }
static bool may_change(const struct ui *ui) { return !ui->settings->readonly; }

static bool is_whole(const struct ui *ui) { return !ui->oom->list.grid.filter[0]; }
static bool is_filtered_here(const struct ui *ui) { return ui->oom->list.grid.filter[0]; }

static const struct pane_key keys[] = {
	{ { K_TAB },                 .keys = "Tab", .label = "Its group", .is_on = is_of_machine, .run = change_scope,
	  .help = "the control group of the chosen process alone, or all: the machine, or the container that we are in" },
	{ { K_TAB },                 .keys = "Tab", .label = "All", .is_on = is_of_group, .run = change_scope },
	{ { 0 },                     .keys = "F3", .label = "Search" },
	{ { 0 },                     .keys = "F4", .label = "Filter", .is_on = is_whole },
	{ { 0 },                     .keys = "F4", .label = "FILTER", .is_on = is_filtered_here },
	{ { 0 },                     .keys = "< >", .label = "Sort" },
	{ { K_ESCAPE, 'q', 'o', K_F(10) }, .keys = "Esc", .label = "Back", .run = do_back,
	  .help = "back to the processes; q and o too" },
	{ { 'A' },                   .keys = "A", .label = "Change adj", .is_on = may_change, .run = do_change,
	  .help = "change oom_score_adj of the chosen process" },
	{ { 'A' },                   .keys = "A", .run = do_refuse },
};

const struct pane_keys keys_of_oom = { "The OOM killer's choice (o)", keys, ARRAY_LEN(keys) };

static enum flow oom_key(struct ui *ui, uint32_t key)
{
	enum flow flow = GO_ON;

	ui->message[0] = '\0';
	if (find_key(ui, &ui->oom->list, remember, key))
		return GO_ON;
	if (browse_key(&ui->oom->list, key))
		remember(ui);
	else
		pane_keys_run(ui, &keys_of_oom, key, &flow);
	return flow;
}

static void keys_line_draw(struct ui *ui)
{
	pane_keys_draw(ui, &keys_of_oom);
}

enum flow oom_open(struct ui *ui)
{
	static const struct pane pane = { .draw = oom_draw, .key = oom_key, .keys = keys_line_draw, .want = oom_pane_want, .take = oom_pane_take };
	struct oom_pane *p = oom_pane_of(ui);

	p->of_group = false;
	p->list.cursor = 0;
	p->chosen = (struct mark){ 0 };
	ui->pane = &pane;
	oom_pane_take(ui);
	return GO_ON;
}

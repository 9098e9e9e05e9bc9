/* prompt.c - one line of text, edited at the bottom of the screen. Knows not what it is for. */
#include <stdio.h>
#include <string.h>

#include "cell.h"
#include "pane_keys.h"

#define WIDE 60              /* cells from which on there is room for the keys too */
#define WIDER 76             /* and for more of them */
#define WIDEST 90            /* and for all of them */

static void finish(struct ui *ui, bool ok)
{
	struct prompt *p = &ui->prompt;

	ui->pane = p->back;
	if (ok && p->past && !p->has_fault)
		past_keep(p->past, p->line.text);
	p->done(ui, ok ? p->line.text : p->before, ok);
}

static void look_back(struct ui *ui, enum past_way way)
{
	struct prompt *p = &ui->prompt;
	const char *text = p->past ? past_look(p->past, p->line.text, way) : NULL;

	if (!text)
		return;
	edit_line_set(&p->line, text);
	p->changed(ui, p->line.text);
}

static void clicked(struct ui *ui)
{
	struct prompt *p = &ui->prompt;
	int row, col;

	terminal_click(&row, &col);
	if (row == p->row && col >= p->col)
		edit_line_place(&p->line, col - p->col);
}

static enum flow prompt_key(struct ui *ui, uint32_t key)
{
	struct prompt *p = &ui->prompt;

	switch (key) {
	case K_ENTER:
		finish(ui, true);
		return GO_ON;
	case K_ESCAPE:
		finish(ui, false);
		return GO_ON;
	case K_UP:
	case K_CTRL('P'):
		look_back(ui, OLDER);
		return GO_ON;
	case K_DOWN:
	case K_CTRL('N'):
		look_back(ui, NEWER);
		return GO_ON;
	case K_CLICK:
		clicked(ui);
		return GO_ON;
	}
	switch (edit_line_key(&p->line, key)) {
	case EDIT_CHANGED:
		p->changed(ui, p->line.text);
		return GO_ON;
	case EDIT_MOVED:
		return GO_ON;
	case EDIT_NOTHING:
		break;
	}
	return p->other ? p->other(ui, key) : GO_ON;
}

/* The word that is wrong stands out; at the end, what is missing. */
static void fault_draw(struct ui *ui, int room)
{
	const struct prompt *p = &ui->prompt;
	const char *word = p->line.text + p->fault;
	int at = cell_width(p->line.text, p->fault) - p->line.left, width = cell_width(word, strcspn(word, " "));

	width = width > 0 ? width : 1;
	if (at < 0) {
		width += at;
		at = 0;
	}
	width = width < room - at ? width : room - at;
	if (width > 0)
		canvas_restyle(&ui->canvas, p->row, p->col + at, width, STYLE_ALERT);
}

/* The cursor is seen, however long the text is. */
static void line_draw(struct ui *ui, int room)
{
	struct prompt *p = &ui->prompt;
	int cursor, width;

	if (room < 1)
		return;
	edit_line_scroll(&p->line, room);
	canvas_text(&ui->canvas, p->row, p->col, room, STYLE_STRONG, p->line.text, strlen(p->line.text), p->line.left);
	if (p->has_fault)
		fault_draw(ui, room);
	cursor = edit_line_cursor(&p->line, &width);
	canvas_restyle(&ui->canvas, p->row, p->col + cursor - p->line.left, width, STYLE_SELECTED);
}

static void keys_line_draw(struct ui *ui)
{
	struct prompt *p = &ui->prompt;
	const char *keys[] = { "Enter", "Keep", "Esc", p->escape, NULL, NULL, NULL, NULL, NULL, NULL };
	int cols = ui->layout.cols, col = 0, n = 4;

	if (p->other && cols >= WIDER) {
		keys[n++] = "F3";
		keys[n++] = "Next";
	}
	if (p->past && p->past->count && cols >= WIDEST) {
		keys[n++] = "Up";
		keys[n++] = "Earlier";
	}
	p->row = ui->layout.keys < 0 ? ui->layout.rows - 1 : ui->layout.keys;
	canvas_fill(&ui->canvas, p->row, 0, cols, STYLE_TEXT, ' ');
	if (cols >= WIDE)
		col = keys_draw_at(ui, p->row, keys) + 1;
	p->col = col + canvas_put(&ui->canvas, p->row, col, cols - col, STYLE_LABEL, p->label);
	line_draw(ui, cols - p->col);
}

/* What it was opened from goes on meanwhile. */
static void prompt_draw(struct ui *ui)
{
	ui->prompt.back->draw(ui);
}

static void prompt_want(struct ui *ui, struct demand *d)
{
	if (ui->prompt.back->want)
		ui->prompt.back->want(ui, d);
}

static void prompt_take(struct ui *ui)
{
	if (ui->prompt.back->take)
		ui->prompt.back->take(ui);
}

static void prompt_look(struct ui *ui)
{
	if (ui->prompt.back->look)
		ui->prompt.back->look(ui);
}

void prompt_open(struct ui *ui, const char *label, const char *escape, const char *text, void (*changed)(struct ui *, const char *),
                 void (*done)(struct ui *, const char *, bool), enum flow (*other)(struct ui *, uint32_t))
{
	/* The table is drawn by itself, and its selected row is seen as long as nothing else is. */
	static const struct pane over_table = { .key = prompt_key, .keys = keys_line_draw, .want = prompt_want, .take = prompt_take,
	                                        .look = prompt_look };
	static const struct pane over_pane = { .draw = prompt_draw, .key = prompt_key, .keys = keys_line_draw, .want = prompt_want,
	                                       .take = prompt_take, .look = prompt_look };
	struct prompt *p = &ui->prompt;

	p->back = ui->pane->key == prompt_key ? p->back : ui->pane;
	p->label = label;
	p->escape = escape;
	edit_line_set(&p->line, text);
	snprintf(p->before, sizeof(p->before), "%s", text);
	p->has_fault = false;
	p->changed = changed;
	p->done = done;
	p->other = other;
	p->past = NULL;
	ui->pane = p->back->draw ? &over_pane : &over_table;
}

void prompt_remember(struct ui *ui, struct past *past)
{
	past_start(past);
	ui->prompt.past = past;
}

static const struct pane_key keys[] = {
	{ { 0 },                     .keys = "Left Right", .help = "one character; Ctrl-B and Ctrl-F too; with Ctrl or Shift, one word" },
	{ { 0 },                     .keys = "Home End", .help = "to the start, to the end; Ctrl-A and Ctrl-E too" },
	{ { 0 },                     .keys = "Backspace", .help = "take the character before the cursor away; Delete and Ctrl-D, the one under it" },
	{ { 0 },                     .keys = "Ctrl-W", .help = "cut the word before the cursor; Ctrl-U all before it, Ctrl-K all from it on" },
	{ { 0 },                     .keys = "Up Down", .help = "what was entered here before; Down past the newest is what one was typing" },
	{ { 0 },                     .keys = "click", .help = "puts the cursor there" },
	{ { 0 },                     .keys = "Enter", .help = "take it" },
	{ { 0 },                     .keys = "Esc", .help = "cancel a search; take a filter off" },
};

const struct pane_keys keys_of_prompts = { "While typing (F3, F4)", keys, ARRAY_LEN(keys) };

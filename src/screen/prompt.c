/* prompt.c - one line of text, edited at the bottom of the screen. Knows not what it is for. */
#include <stdio.h>
#include <string.h>

#include "cell.h"
#include "ui.h"

#define WIDE 60              /* cells from which on there is room for the keys too */

static void finish(struct ui *ui, bool ok)
{
	ui->pane = ui->home;
	ui->prompt.done(ui, ok ? ui->prompt.text : ui->prompt.before, ok);
}

/* Takes away the last character, whatever bytes it has. */
static void rub_out(char *text)
{
	size_t n = strlen(text);

	while (n > 0 && ((unsigned char)text[n - 1] & 0xc0) == 0x80)
		n--;
	text[n ? n - 1 : 0] = '\0';
}

static enum flow prompt_key(struct ui *ui, uint32_t key)
{
	struct prompt *p = &ui->prompt;
	size_t n = strlen(p->text);

	switch (key) {
	case K_ENTER:
		finish(ui, true);
		return GO_ON;
	case K_ESCAPE:
		finish(ui, false);
		return GO_ON;
	case K_BACKSPACE:
		rub_out(p->text);
		break;
	case K_CTRL('U'):
		p->text[0] = '\0';
		break;
	default:
		if (key > 0x10ffff && p->other)
			return p->other(ui, key);
		if (key < ' ' || key > 0x10ffff || n + 5 > sizeof(p->text))
			return GO_ON;
		p->text[n + text_encode(p->text + n, key)] = '\0';
	}
	p->changed(ui, p->text);
	return GO_ON;
}

/* The word that is wrong stands out; at the end, what is missing. */
static void fault_draw(struct ui *ui, int row, int col, int skip)
{
	const struct prompt *p = &ui->prompt;
	int at = cell_width(p->text, p->fault) - skip, width = cell_width(p->text + p->fault, strcspn(p->text + p->fault, " "));

	width = width > 0 ? width : 1;
	if (at < 0) {
		width += at;
		at = 0;
	}
	if (width > 0)
		canvas_restyle(&ui->canvas, row, col + at, width, STYLE_ALERT);
}

/* The end of the text is seen, where one types, however long it is. */
static void prompt_keys(struct ui *ui)
{
	const struct prompt *p = &ui->prompt;
	const char *const keys[] = { "Enter", "Keep", "Esc", p->escape, NULL, NULL };
	int row = ui->layout.keys < 0 ? ui->layout.rows - 1 : ui->layout.keys, cols = ui->layout.cols, col = 0, room, skip, start;

	canvas_fill(&ui->canvas, row, 0, cols, STYLE_TEXT, ' ');
	if (cols >= WIDE)
		col = keys_draw_at(ui, row, keys) + 1;
	col += canvas_put(&ui->canvas, row, col, cols - col, STYLE_LABEL, p->label);
	room = cols - col - 1;
	skip = cell_width(p->text, strlen(p->text)) - room;
	skip = skip > 0 ? skip : 0;
	start = col;
	col += canvas_text(&ui->canvas, row, col, room, STYLE_STRONG, p->text, strlen(p->text), skip);
	canvas_fill(&ui->canvas, row, col, 1, STYLE_SELECTED, ' ');
	canvas_cursor(&ui->canvas, row, col, CURSOR_TYPING);
	if (p->has_fault)
		fault_draw(ui, row, start, skip);
}

void prompt_open(struct ui *ui, const char *label, const char *escape, const char *text, void (*changed)(struct ui *, const char *),
                 void (*done)(struct ui *, const char *, bool), enum flow (*other)(struct ui *, uint32_t))
{
	static const struct pane pane = { .key = prompt_key, .keys = prompt_keys };
	struct prompt *p = &ui->prompt;

	p->label = label;
	p->escape = escape;
	snprintf(p->text, sizeof(p->text), "%s", text);
	snprintf(p->before, sizeof(p->before), "%s", text);
	p->has_fault = false;
	p->changed = changed;
	p->done = done;
	p->other = other;
	ui->pane = &pane;
}

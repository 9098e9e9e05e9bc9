/* keys.c - the line of keys at the bottom, and which of them a click there stands for. Knows not what they do. */
#include <string.h>

#include "cell.h"
#include "ui.h"

/* Names that stand for one key; a single character stands for itself. */
static const struct { const char *name; uint32_t key; } names[] = {
	{ "F1", K_F(1) },    { "F2", K_F(2) },      { "F3", K_F(3) },       { "F4", K_F(4) },     { "F5", K_F(5) },     { "F6", K_F(6) },
	{ "F7", K_F(7) },    { "F8", K_F(8) },      { "F9", K_F(9) },       { "F10", K_F(10) },   { "F11", K_F(11) },   { "F12", K_F(12) },
	{ "Enter", K_ENTER }, { "Esc", K_ESCAPE },  { "Tab", K_TAB },       { "Space", ' ' },     { "Del", K_DELETE },  { "Backspace", K_BACKSPACE },
	{ "Up", K_UP },      { "Down", K_DOWN },    { "Left", K_LEFT },     { "Right", K_RIGHT }, { "PgUp", K_PAGE_UP }, { "PgDn", K_PAGE_DOWN },
	{ "Home", K_HOME },  { "End", K_END },      { "Shift-Tab", K_BACKTAB }, { "Shift-F3", K_F(15) },
};

/* K_NONE where it names several, or none. */
static uint32_t key_named(const char *name)
{
	if (name[0] > ' ' && name[0] < 127 && !name[1])
		return (uint32_t)name[0];
	if (strncmp(name, "Ctrl-", 5) == 0 && name[5] >= 'A' && name[5] <= 'Z' && !name[6])
		return K_CTRL((uint32_t)name[5]);
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (strcmp(names[i].name, name) == 0)
			return names[i].key;
	return K_NONE;
}

void keys_button(struct ui *ui, int row, int col, int end, uint32_t key)
{
	if (key != K_NONE && ui->buttons < UI_BUTTONS)
		ui->button[ui->buttons++] = (struct button){ row, col, end, key };
}

void keys_forget(struct ui *ui)
{
	ui->buttons = 0;
}

uint32_t keys_clicked(const struct ui *ui, int row, int col)
{
	for (size_t i = 0; i < ui->buttons; i++)
		if (ui->button[i].row == row && col >= ui->button[i].col && col < ui->button[i].end)
			return ui->button[i].key;
	return K_NONE;
}

int keys_width(const char *const *key)
{
	return (int)(strlen(key[0]) + strlen(key[1])) + 1;
}

int keys_draw_at(struct ui *ui, int row, const char *const *keys)
{
	int col = 0, cols = ui->layout.cols;

	for (; keys[0] && keys[1]; keys += 2) {
		int start = col;
		if (col + keys_width(keys) > cols)
			break;
		col += canvas_put(&ui->canvas, row, col, cols - col, STYLE_KEY, keys[0]);
		col += canvas_put(&ui->canvas, row, col, cols - col, STYLE_KEY_LABEL, keys[1]);
		col += canvas_put(&ui->canvas, row, col, cols - col, STYLE_KEY_LABEL, " ");
		keys_button(ui, row, start, col, key_named(keys[0]));
	}
	return col;
}

void keys_draw(struct ui *ui, const char *const *keys)
{
	int col, row = ui->layout.keys, cols = ui->layout.cols;

	if (row < 0)
		return;
	col = keys_draw_at(ui, row, keys);
	canvas_fill(&ui->canvas, row, col, cols - col, STYLE_KEY_LABEL, ' ');
}

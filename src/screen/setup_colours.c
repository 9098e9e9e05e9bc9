/* setup_colours.c - the page of the setup with the themes. A theme is shown at once, and kept when it is chosen. */
#include <stdio.h>
#include <string.h>

#include "setup.h"
#include "themes.h"

static const struct theme *theme_at(size_t i)
{
	size_t count;
	const struct theme *all = themes_all(&count);

	return i < count ? &all[i] : NULL;
}

static size_t themes_count(const struct ui *ui)
{
	size_t count;

	(void)ui;
	themes_all(&count);
	return count;
}

static const struct theme *chosen(const struct ui *ui)
{
	return themes_find(ui->settings->color ? ui->settings->theme : "mono");
}

static void theme_line(struct ui *ui, size_t i, int row)
{
	const struct theme *t = theme_at(i);

	canvas_put(&ui->canvas, row, 2, 4, STYLE_ACCENT, t == chosen(ui) ? "(x)" : "( )");
	canvas_put(&ui->canvas, row, 6, 12, STYLE_STRONG, t->id);
}

static void theme_help(struct ui *ui, size_t i, char *out, size_t room)
{
	(void)ui;
	snprintf(out, room, "%s. Space or Enter takes it, Esc leaves it as it was.", theme_at(i)->help);
}

/* What it looks like, beside the header, which looks so too. */
static void samples_draw(struct ui *ui, int row, int rows)
{
	static const struct { enum style style; const char *text; } samples[] = {
		{ STYLE_TITLE, "    PID   RSS COMMAND  " }, { STYLE_SELECTED, "   4711 1.91G selected " }, { STYLE_TEXT, "   4712   96M text     " },
		{ STYLE_LARGE, "   4713 8.20G large    " }, { STYLE_STRONG, "   4714  512M strong   " }, { STYLE_DIM, "   4715     0 dim      " },
		{ STYLE_TAGGED, "*  4716   12M tagged   " }, { STYLE_ALERT, "!  4717 6.00G alert    " }, { STYLE_WRONG, "   4718     ? wrong    " },
		{ STYLE_BUSY, "   4719   48M busy     " },
	};

	for (int i = 0; i < (int)ARRAY_LEN(samples) && i < rows; i++)
		canvas_put(&ui->canvas, row + i, 20, ui->layout.cols - 21, samples[i].style, samples[i].text);
}

static void show(struct ui *ui)
{
	terminal_theme(theme_at(*setup_cursor(ui)));
}

static void show_chosen(struct ui *ui)
{
	terminal_theme(chosen(ui));
}

static enum flow do_choose(struct ui *ui)
{
	ui->settings->theme = theme_at(*setup_cursor(ui))->id;
	ui->settings->color = true;
	show(ui);
	return GO_ON;
}

static const struct pane_key keys[] = {
	{ { ' ', K_ENTER }, .keys = "Space", .label = "Take", .help = "colours: takes the theme that is shown; Enter too", .run = do_choose },
};

const struct pane_keys keys_of_setup_colours = { "Setup: colours", keys, ARRAY_LEN(keys) };

const struct setup_page setup_colours = {
	.title = "Colours", .keys = &keys_of_setup_colours, .count = themes_count, .line = theme_line, .help = theme_help,
	.beside = samples_draw, .moved = show, .left = show_chosen,
};

/* setup_options.c - the page of the setup with what is on or off, or a number. Which these are, kept_kinds.c says. */
#include <stdio.h>

#include "kept.h"
#include "setup.h"

/* Those that have no page of their own. */
static const struct setting *option_at(size_t i)
{
	size_t count;
	const struct setting *all = settings_all(&count);

	for (size_t k = 0; k < count; k++)
		if (all[k].title && i-- == 0)
			return &all[k];
	return NULL;
}

static size_t options_count(const struct ui *ui)
{
	size_t n = 0;

	(void)ui;
	while (option_at(n))
		n++;
	return n;
}

static void option_line(struct ui *ui, size_t i, int row)
{
	const struct setting *x = option_at(i);
	char value[SETTING_TEXT];
	int cols = ui->layout.cols;

	x->kind->write(x, ui->settings, value, sizeof(value));
	canvas_put(&ui->canvas, row, 2, 16, STYLE_STRONG, x->title);
	canvas_put(&ui->canvas, row, 19, 8, STYLE_TEXT, value);
	canvas_put(&ui->canvas, row, 28, cols - 29, STYLE_DIM, x->help);
}

static void option_help(struct ui *ui, size_t i, char *out, size_t room)
{
	(void)ui;
	snprintf(out, room, "%s: %s", option_at(i)->id, option_at(i)->help);
}

static enum flow step(struct ui *ui, int by)
{
	const struct setting *x = option_at(*setup_cursor(ui));

	x->kind->step(x, ui->settings, by);
	setup_apply(ui);
	return GO_ON;
}

static enum flow do_more(struct ui *ui) { return step(ui, 1); }
static enum flow do_less(struct ui *ui) { return step(ui, -1); }

static const struct pane_key keys[] = {
	{ { ' ', K_ENTER, '+', K_F(8) }, .keys = "Space", .label = "Change", .help = "options: on, off, or more; Enter and + too", .run = do_more },
	{ { '-', K_F(7) },               .keys = "-", .label = "Less", .help = "options: less of it", .run = do_less },
};

const struct pane_keys keys_of_setup_options = { "Setup: options", keys, ARRAY_LEN(keys) };

const struct setup_page setup_options = {
	.title = "Options", .keys = &keys_of_setup_options, .count = options_count, .line = option_line, .help = option_help,
};

/* setup_screens.c - the page of the setup with the screens: new ones, other names, another order. */
#include <stdio.h>
#include <string.h>

#include "kept.h"
#include "setup.h"


static struct tabs *tabs_of(const struct ui *ui)
{
	return &ui->settings->tabs;
}

static size_t screens_count(const struct ui *ui)
{
	return tabs_of(ui)->list.count;
}

static void screen_line(struct ui *ui, size_t i, int row)
{
	const struct tab *t = tabs_at(tabs_of(ui), i);
	char columns[512];

	columns_write(&t->columns, columns, sizeof(columns), " ");
	canvas_put(&ui->canvas, row, 2, 4, STYLE_ACCENT, i == tabs_of(ui)->current ? "(x)" : "( )");
	canvas_put(&ui->canvas, row, 6, 14, STYLE_STRONG, t->name);
	canvas_put(&ui->canvas, row, 21, 5, STYLE_TEXT, t->tree ? "tree" : "list");
	canvas_put(&ui->canvas, row, 27, ui->layout.cols - 28, STYLE_DIM, columns);
}

static void screen_help(struct ui *ui, size_t i, char *out, size_t room)
{
	const struct tab *t = tabs_at(tabs_of(ui), i);

	snprintf(out, room, "%s: sorted by %s, a %s. Space shows it; its columns are on the page before.", t->name, t->sort->id, t->tree ? "tree" : "list");
}

static enum flow do_show(struct ui *ui)
{
	tabs_show(ui, *setup_cursor(ui));
	return GO_ON;
}

/* What is typed is looked at when it is entered. */
static void name_changed(struct ui *ui, const char *text)
{
	(void)text;
	ui->message[0] = '\0';
}

static bool may_be_called(struct ui *ui, const char *name)
{
	if (tabs_find(tabs_of(ui), name) < screens_count(ui))
		ui_say(ui, "there is a screen '%s' already", name);
	else if (!tab_name_is_good(name))
		ui_say(ui, "no name for a screen: 1 to %d characters, without [ ] and ;", TAB_NAME - 1);
	else
		return true;
	return false;
}

static void new_done(struct ui *ui, const char *text, bool ok)
{
	if (!ok || !may_be_called(ui, text))
		return;
	settings_keep(ui->settings);
	tabs_add(tabs_of(ui), ui->settings->schema, text);
	*setup_cursor(ui) = screens_count(ui) - 1;
	tabs_show(ui, *setup_cursor(ui));
}

static void rename_done(struct ui *ui, const char *text, bool ok)
{
	if (ok && may_be_called(ui, text))
		snprintf(tabs_at(tabs_of(ui), *setup_cursor(ui))->name, TAB_NAME, "%s", text);
}

static enum flow do_new(struct ui *ui)
{
	if (screens_count(ui) < TABS_MOST)
		prompt_open(ui, "Name of the new screen: ", "Cancel", "", name_changed, new_done, NULL);
	else
		ui_say(ui, "%d screens are enough", TABS_MOST);
	return GO_ON;
}

static enum flow do_rename(struct ui *ui)
{
	prompt_open(ui, "New name: ", "Cancel", tabs_at(tabs_of(ui), *setup_cursor(ui))->name, name_changed, rename_done, NULL);
	return GO_ON;
}

static enum flow do_remove(struct ui *ui)
{
	if (screens_count(ui) == 1) {
		ui_say(ui, "one screen must stay");
		return GO_ON;
	}
	settings_keep(ui->settings);
	tabs_remove(tabs_of(ui), *setup_cursor(ui));
	settings_take(ui->settings);
	setup_apply(ui);
	return GO_ON;
}

static enum flow do_tree(struct ui *ui)
{
	struct tab *t = tabs_at(tabs_of(ui), *setup_cursor(ui));

	settings_keep(ui->settings);
	t->tree = !t->tree;
	settings_take(ui->settings);
	setup_apply(ui);
	return GO_ON;
}

static enum flow swap(struct ui *ui, size_t k)
{
	if (k >= screens_count(ui))
		return GO_ON;
	settings_keep(ui->settings);
	tabs_swap(tabs_of(ui), *setup_cursor(ui), k);
	*setup_cursor(ui) = k;
	return GO_ON;
}

static enum flow do_up(struct ui *ui) { return swap(ui, *setup_cursor(ui) - 1); }
static enum flow do_down(struct ui *ui) { return swap(ui, *setup_cursor(ui) + 1); }

static const struct pane_key keys[] = {
	{ { ' ', K_ENTER },        .keys = "Space", .label = "Show", .help = "screens: shows it; Enter too", .run = do_show },
	{ { 'n', K_F(5) },         .keys = "n", .label = "New", .help = "screens: a new one; F5 too", .run = do_new },
	{ { 'r', K_F(3) },         .keys = "r", .label = "Rename", .help = "screens: another name; F3 too", .run = do_rename },
	{ { 't' },                 .keys = "t", .label = "Tree", .help = "screens: a tree, or a list", .run = do_tree },
	{ { '[', K_F(7) },         .keys = "[", .label = "Up", .run = do_up },
	{ { ']', K_F(8) },         .keys = "]", .label = "Down", .run = do_down },
	{ { 'x', K_DELETE, K_F(9) }, .keys = "x", .label = "Remove", .help = "screens, header: removes it; Delete and F9 too", .run = do_remove },
};

const struct pane_keys keys_of_setup_screens = { "Setup: screens", keys, ARRAY_LEN(keys) };

const struct setup_page setup_screens = {
	.title = "Screens", .keys = &keys_of_setup_screens, .count = screens_count, .line = screen_line, .help = screen_help,
};

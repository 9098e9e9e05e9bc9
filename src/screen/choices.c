/* choices.c - menus over the table: the column to sort by, the user to show. */
#include <stdlib.h>
#include <string.h>

#include "pane_keys.h"

static void menu_pane_draw(struct ui *ui)
{
	int row = ui->layout.title < 0 ? ui->layout.body : ui->layout.title + 1;

	menu_draw(&ui->menu, &ui->canvas, row, ui->layout.body + ui->layout.body_rows - row, ui->settings->set);
}

static enum flow menu_pane_key(struct ui *ui, uint32_t key)
{
	enum menu_result result = menu_key(&ui->menu, key);
	const struct menu_item *items = ui->menu.items.data;

	if (result == MENU_STAYS)
		return GO_ON;
	ui->pane = ui->home;
	if (result == MENU_CHOSEN)
		ui->menu_chosen(ui, items[ui->menu.selected].value);
	return GO_ON;
}

static void menu_pane_keys(struct ui *ui)
{
	const char *const keys[] = { "Enter", ui->menu.verb, "Esc", "Cancel", "a-z 0-9", "Find", NULL, NULL };

	keys_draw(ui, keys);
}

void menu_open(struct ui *ui, void (*chosen)(struct ui *ui, int value))
{
	static const struct pane pane = { .draw = menu_pane_draw, .key = menu_pane_key, .keys = menu_pane_keys };

	ui->menu_chosen = chosen;
	ui->pane = &pane;
}

static void sort_chosen(struct ui *ui, int value)
{
	struct view_settings *view = &ui->settings->view;

	view->sort = &ui->settings->schema->columns[value];
	view->descending = unit_is_descending(view->sort->unit);
	ui_rebuild(ui);
}

enum flow choose_sort(struct ui *ui)
{
	const struct column *const *c = ui->settings->columns.data;
	int now = (int)(view_key(&ui->settings->view) - ui->settings->schema->columns);

	menu_start(&ui->menu, "Sort by", "Sort");
	for (size_t i = 0; i < ui->settings->columns.count; i++)
		menu_add(&ui->menu, (int)(c[i] - ui->settings->schema->columns), c[i]->title, "%-10s %s", c[i]->title, c[i]->help);
	menu_select(&ui->menu, now);
	menu_open(ui, sort_chosen);
	return GO_ON;
}

#define EVERYBODY -1

static void user_chosen(struct ui *ui, int value)
{
	struct filter *f = &ui->settings->view.filter;

	f->has_user = value != EVERYBODY;
	f->user = (uid_t)value;
	ui_rebuild(ui);
}

static bool is_listed(const struct menu *m, int uid)
{
	const struct menu_item *items = m->items.data;

	for (size_t i = 0; i < m->items.count; i++)
		if (items[i].value == uid)
			return true;
	return false;
}

static int by_name(const void *a, const void *b)
{
	const struct menu_item *x = a, *y = b;

	return strcmp(x->name, y->name);
}

enum flow choose_user(struct ui *ui)
{
	const struct task *tasks = sample_tasks(ui->sample);
	const struct filter *f = &ui->settings->view.filter;
	struct menu_item *items;

	menu_start(&ui->menu, "Show the processes of", "Show");
	menu_add(&ui->menu, EVERYBODY, "All users", "All users");
	for (size_t i = 0; i < ui->sample->tasks.count; i++) {
		const char *user;
		char name[64];
		if (!(tasks[i].have & NEED_OWNER) || is_listed(&ui->menu, (int)tasks[i].who->uid))
			continue;
		user = user_name(tasks[i].who->user);
		text_printable(name, sizeof(name), user, strlen(user), ui->settings->set);
		menu_add(&ui->menu, (int)tasks[i].who->uid, name, "%s", name);
	}
	items = ui->menu.items.data;
	qsort(items + 1, ui->menu.items.count - 1, sizeof(*items), by_name);
	menu_select(&ui->menu, f->has_user ? (int)f->user : EVERYBODY);
	menu_open(ui, user_chosen);
	return GO_ON;
}

static const struct pane_key keys[] = {
	{ { 0 },                     .keys = "Up Down", .help = "the line above, or below; PgUp PgDn Home End and the wheel too" },
	{ { 0 },                     .keys = "a-z 0-9", .help = "the line that begins so, or has this number" },
	{ { 0 },                     .keys = "Enter", .help = "take the chosen line" },
	{ { 0 },                     .keys = "Esc q F10", .help = "take none" },
};

const struct pane_keys keys_of_menus = { "In a menu (F6, F9, u)", keys, ARRAY_LEN(keys) };

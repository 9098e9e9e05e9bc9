/* tabs.c - the screens above the table, and the keys that go from one to the next. */
#include "actions.h"
#include "strip.h"

#define MOST 64              /* that are drawn */

static size_t names_of(const struct ui *ui, const char *names[MOST])
{
	const struct tabs *t = &ui->settings->tabs;
	size_t n = 0;

	for (; n < t->list.count && n < MOST; n++)
		names[n] = tabs_at(t, n)->name;
	return n;
}

void tabs_draw(struct ui *ui)
{
	const char *names[MOST] = { NULL };
	size_t n = names_of(ui, names);

	if (ui->layout.tabs >= 0)
		strip_draw(&ui->canvas, ui->layout.tabs, 0, names, n, ui->settings->tabs.current);
}

/* The selection stays on its process. */
void tabs_show(struct ui *ui, size_t tab)
{
	settings_show(ui->settings, tab);
	ui->across = 0;
	ui_rebuild(ui);
}

static enum flow show_beside(struct ui *ui, size_t by)
{
	const struct tabs *t = &ui->settings->tabs;

	tabs_show(ui, (t->current + by) % t->list.count);
	return GO_ON;
}

enum flow do_tab_next(struct ui *ui) { return show_beside(ui, 1); }
enum flow do_tab_previous(struct ui *ui) { return show_beside(ui, ui->settings->tabs.list.count - 1); }

bool tabs_click(struct ui *ui, int row, int col)
{
	const char *names[MOST] = { NULL };
	size_t n = names_of(ui, names), tab;

	if (row != ui->layout.tabs)
		return false;
	tab = strip_at(ui->layout.cols, 0, names, n, ui->settings->tabs.current, col);
	if (tab < n)
		tabs_show(ui, tab);
	return true;
}

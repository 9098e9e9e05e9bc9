/* search.c - looks for text in the commands: to go there, or to show nothing else. */
#include "actions.h"

#include <stdio.h>

/* What is found is followed. */
static void search_from(struct ui *ui, size_t from, enum direction way)
{
	size_t row = view_search(&ui->view, &ui->scene, ui->search, from, way);

	if (row < ui->view.rows.count) {
		ui_select(ui, row);
		ui->follow = true;
	} else
		ui_say(ui, "no row has '%s' in its command%s", ui->search, is_filtered(ui) ? ": the filter (F4) may hide it" : "");
}

static void search_changed(struct ui *ui, const char *text)
{
	snprintf(ui->search, sizeof(ui->search), "%s", text);
	ui->message[0] = '\0';
	if (text[0])
		search_from(ui, ui->cursor, FORWARD);
}

static void search_done(struct ui *ui, const char *text, bool ok)
{
	ui->follow = ui->follow && ok;
	snprintf(ui->search, sizeof(ui->search), "%s", text);
}

/* Says so where there is none. */
static bool has_search(struct ui *ui)
{
	if (!ui->search[0])
		ui_say(ui, "nothing was searched for: / does");
	return ui->search[0];
}

enum flow do_search_next(struct ui *ui)
{
	if (has_search(ui))
		search_from(ui, ui->cursor + 1, FORWARD);
	return GO_ON;
}

enum flow do_search_previous(struct ui *ui)
{
	if (has_search(ui))
		search_from(ui, ui->cursor + ui->view.rows.count - 1, BACKWARD);
	return GO_ON;
}

/* While one searches, the key that began it goes on. */
static enum flow search_key(struct ui *ui, uint32_t key)
{
	return key == K_F(3) ? do_search_next(ui) : key == K_F(15) ? do_search_previous(ui) : GO_ON;
}

enum flow do_search(struct ui *ui)
{
	prompt_open(ui, "Search: ", "Cancel", "", search_changed, search_done, search_key);
	prompt_remember(ui, &ui->searches);
	return GO_ON;
}

/* What is no condition, or not yet, leaves the list as it was. */
static bool filter_take(struct ui *ui, const char *text)
{
	struct err e;

	ui->prompt.has_fault = !expr_set(&ui->settings->view.filter.fits, task_schema(), text, &ui->prompt.fault, &e);
	if (ui->prompt.has_fault) {
		ui_say(ui, "%s", e.text);
		return false;
	}
	ui->message[0] = '\0';
	ui_rebuild(ui);
	return true;
}

static void filter_changed(struct ui *ui, const char *text)
{
	filter_take(ui, text);
}

static void filter_done(struct ui *ui, const char *text, bool ok);

static void filter_open(struct ui *ui, const char *text)
{
	prompt_open(ui, "Filter: ", "Clear", text, filter_changed, filter_done, NULL);
	prompt_remember(ui, &ui->filters);
}

/* A fault is to be mended, not forgotten. */
static void filter_done(struct ui *ui, const char *text, bool ok)
{
	char wrong[FILTER_TEXT];

	snprintf(wrong, sizeof(wrong), "%s", text);
	if (filter_take(ui, ok ? text : ""))
		return;
	filter_open(ui, wrong);
	ui->prompt.has_fault = true;
}

enum flow do_filter(struct ui *ui)
{
	filter_open(ui, ui->settings->view.filter.fits.text);
	return GO_ON;
}

bool is_filtered(const struct ui *ui)
{
	return ui->settings->view.filter.fits.text[0];
}

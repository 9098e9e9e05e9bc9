/* actions.c - the keys of the table, each declared once: what it does, how it is written, what the help says of it. */
#include <stdio.h>
#include <string.h>

#include "ui.h"

#define MAX_KEYS 4

struct action {
	uint32_t key[MAX_KEYS];
	const char *keys;         /* as they are written */
	const char *help;
	const char *bar;          /* in the line of keys; NULL: not there */
	bool changes;             /* the machine: not with --readonly */
	enum flow (*run)(struct ui *ui);
};

#define DO(name) static enum flow name(struct ui *ui)

DO(move_up)        { ui_scroll(ui, -1); return GO_ON; }
DO(move_down)      { ui_scroll(ui, 1); return GO_ON; }
DO(move_page_up)   { ui_scroll(ui, -(long)ui->layout.body_rows); return GO_ON; }
DO(move_page_down) { ui_scroll(ui, ui->layout.body_rows); return GO_ON; }
DO(move_home)      { ui_select(ui, 0); return GO_ON; }
DO(move_end)       { ui_select(ui, ui->view.rows.count); return GO_ON; }
DO(wheel_up)       { ui_scroll(ui, -3); return GO_ON; }
DO(wheel_down)     { ui_scroll(ui, 3); return GO_ON; }
DO(scroll_right)   { ui->across += 8; return GO_ON; }
DO(scroll_left)    { ui->across = ui->across > 8 ? ui->across - 8 : 0; return GO_ON; }
DO(scroll_start)   { ui->across = 0; return GO_ON; }
DO(redraw)         { ui->wants_redraw = true; sampler_hurry(ui->sampler); return GO_ON; }

DO(quit)
{
	(void)ui;
	return STOP;
}

static enum flow toggle(struct ui *ui, bool *setting)
{
	*setting = !*setting;
	ui_rebuild(ui);
	return GO_ON;
}

DO(toggle_threads) { return toggle(ui, &ui->settings->view.filter.threads); }
DO(toggle_kernel)  { return toggle(ui, &ui->settings->view.filter.kernel); }
DO(toggle_tree)    { return toggle(ui, &ui->settings->view.tree); }
DO(toggle_invert)  { return toggle(ui, &ui->settings->view.descending); }
DO(toggle_path)    { return toggle(ui, &ui->settings->full_path); }
DO(toggle_header)  { return toggle(ui, &ui->header); }

static enum flow sort_by(struct ui *ui, const char *id)
{
	struct view_settings *view = &ui->settings->view;

	view->sort = schema_find(ui->settings->schema, id);
	view->descending = unit_is_descending(view->sort->unit);
	ui_rebuild(ui);
	return GO_ON;
}

DO(sort_memory)    { return sort_by(ui, "rss"); }
DO(sort_cpu)       { return sort_by(ui, "cpu"); }
DO(sort_time)      { return sort_by(ui, "time"); }
DO(sort_pid)       { return sort_by(ui, "pid"); }

DO(toggle_pause)
{
	ui->paused = !ui->paused;
	sampler_pause(ui->sampler, ui->paused);
	return GO_ON;
}

DO(toggle_follow)
{
	ui->follow = !ui->follow;
	ui_restore(ui);
	return GO_ON;
}

DO(end_follow)
{
	ui->follow = false;
	return GO_ON;
}

static enum flow fold(struct ui *ui, enum marking how)
{
	const struct task *t = ui_selected(ui);

	if (!t || !ui->settings->view.tree)
		return GO_ON;
	marks_change(&ui->settings->view.folded, mark_of(t), how);
	ui_rebuild(ui);
	return GO_ON;
}

DO(fold_toggle)    { return fold(ui, TOGGLE); }
DO(fold_close)     { return fold(ui, MARK); }

/* Folds all parents; opens all if there is a folded one. */
DO(fold_all)
{
	struct marks *folded = &ui->settings->view.folded;
	const struct task *tasks = sample_tasks(ui->sample);
	bool any = folded->set.count > 0;

	if (!ui->settings->view.tree)
		return GO_ON;
	marks_clear(folded);
	for (size_t i = 0; !any && i < ui->view.rows.count; i++)
		if (view_rows(&ui->view)[i].has_children)
			marks_change(folded, mark_of(&tasks[view_rows(&ui->view)[i].task]), MARK);
	ui_rebuild(ui);
	return GO_ON;
}

DO(tag)
{
	const struct task *t = ui_selected(ui);

	if (t)
		marks_change(&ui->tagged, mark_of(t), TOGGLE);
	ui_scroll(ui, 1);
	return GO_ON;
}

/* The selected process and all that descend from it, seen or not. */
DO(tag_children)
{
	const struct task *tasks = sample_tasks(ui->sample), *t = ui_selected(ui);
	const struct branch *b;
	uint32_t root;

	if (!t)
		return GO_ON;
	tree_build(&ui->tree, ui->sample);
	b = tree_branches(&ui->tree);
	root = (uint32_t)(t - tasks);
	for (size_t i = 0; i < ui->sample->tasks.count; i++) {
		uint32_t at = (uint32_t)i;
		while (at != root && at != TREE_NONE)
			at = b[at].parent;
		if (at == root && (!tasks[i].is_thread || t->is_thread))
			marks_change(&ui->tagged, mark_of(&tasks[i]), MARK);
	}
	return GO_ON;
}

DO(untag_all)
{
	marks_clear(&ui->tagged);
	return GO_ON;
}

static void search_from(struct ui *ui, size_t from, enum direction way)
{
	size_t row = view_search(&ui->view, &ui->scene, ui->search, from, way);

	if (row < ui->view.rows.count)
		ui_select(ui, row);
	else
		ui_say(ui, "no row has '%s' in its command", ui->search);
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
	(void)ok;
	snprintf(ui->search, sizeof(ui->search), "%s", text);
}

DO(search_next)
{
	if (ui->search[0])
		search_from(ui, ui->cursor + 1, FORWARD);
	return GO_ON;
}

DO(search_previous)
{
	if (ui->search[0])
		search_from(ui, ui->cursor + ui->view.rows.count - 1, BACKWARD);
	return GO_ON;
}

/* While one searches, the key that began it goes on. */
static enum flow search_key(struct ui *ui, uint32_t key)
{
	return key == K_F(3) ? search_next(ui) : key == K_F(15) ? search_previous(ui) : GO_ON;
}

DO(search)
{
	prompt_open(ui, "Search: ", "", search_changed, search_done, search_key);
	return GO_ON;
}

static void filter_changed(struct ui *ui, const char *text)
{
	snprintf(ui->settings->view.filter.text, FILTER_TEXT, "%s", text);
	ui_rebuild(ui);
}

static void filter_done(struct ui *ui, const char *text, bool ok)
{
	filter_changed(ui, ok ? text : "");
}

DO(filter)
{
	prompt_open(ui, "Filter: ", ui->settings->view.filter.text, filter_changed, filter_done, NULL);
	return GO_ON;
}

/* On a row, selects it; on a title, sorts by it, or inverts. */
DO(click)
{
	struct place places[LAYOUT_COLUMNS];
	struct view_settings *view = &ui->settings->view;
	int row, col, n;

	terminal_click(&row, &col);
	if (row >= ui->layout.body && row < ui->layout.body + ui->layout.body_rows &&
	    ui->top + (size_t)(row - ui->layout.body) < ui->view.rows.count)
		ui_select(ui, ui->top + (size_t)(row - ui->layout.body));
	if (row != ui->layout.title)
		return GO_ON;
	n = rows_places(ui, places);
	for (int i = 0; i < n; i++)
		if (col >= places[i].col && col < places[i].col + places[i].width) {
			if (places[i].column == view_key(view) || places[i].column == view->sort)
				return toggle_invert(ui);
			return sort_by(ui, places[i].column->id);
		}
	return GO_ON;
}

static const struct action actions[] = {
	{ { K_F(1), 'h', '?' },   "F1 h ?",    "this help", "Help", false, help_open },
	{ { K_F(3), '/' },        "F3 /",      "search: moves to the next row with the text as it is typed", "Search", false, search },
	{ { 'n' },                "n",         "search on; F3 does so while searching", NULL, false, search_next },
	{ { K_F(15) },            "Shift-F3",  "search back", NULL, false, search_previous },
	{ { K_F(4), '\\' },       "F4 \\",     "filter: shows only the rows with the text", "Filter", false, filter },
	{ { K_F(5), 't' },        "F5 t",      "tree: children below their parents, with the sums of their subtrees", "Tree", false, toggle_tree },
	{ { '+', '=' },           "+ =",       "tree: folds the selected row, or opens it", NULL, false, fold_toggle },
	{ { '-' },                "-",         "tree: folds the selected row", NULL, false, fold_close },
	{ { '*' },                "*",         "tree: folds all, or opens all", NULL, false, fold_all },
	{ { K_F(6), '<', '>' },   "F6 < >",    "choose the column to sort by", "Sort", false, choose_sort },
	{ { 'M' },                "M",         "sort by memory", NULL, false, sort_memory },
	{ { 'P' },                "P",         "sort by CPU", NULL, false, sort_cpu },
	{ { 'T' },                "T",         "sort by time", NULL, false, sort_time },
	{ { 'N' },                "N",         "sort by pid", NULL, false, sort_pid },
	{ { 'I' },                "I",         "invert the order", NULL, false, toggle_invert },
	{ { K_F(9), 'k' },        "F9 k",      "send a signal to the tagged processes, else to the selected one", "Kill", true, kill_open },
	{ { K_F(10), 'q' },       "F10 q",     "quit; so does Ctrl-C", "Quit", false, quit },
	{ { K_UP, K_CTRL('P') },  "Up",        "one row up", NULL, false, move_up },
	{ { K_DOWN, K_CTRL('N') },"Down",      "one row down", NULL, false, move_down },
	{ { K_PAGE_UP },          "PgUp",      "one page up", NULL, false, move_page_up },
	{ { K_PAGE_DOWN },        "PgDn",      "one page down", NULL, false, move_page_down },
	{ { K_HOME },             "Home",      "the first row", NULL, false, move_home },
	{ { K_END },              "End",       "the last row", NULL, false, move_end },
	{ { K_RIGHT, K_CTRL('F') },"Right",    "scrolls the commands to the left", NULL, false, scroll_right },
	{ { K_LEFT, K_CTRL('B') },"Left",      "scrolls them back", NULL, false, scroll_left },
	{ { K_CTRL('A'), '^' },   "Ctrl-A ^",  "scrolls them to their start", NULL, false, scroll_start },
	{ { ' ' },                "Space",     "tag the selected row, or take the tag off", NULL, false, tag },
	{ { 'c' },                "c",         "tag the selected process and all its descendants", NULL, false, tag_children },
	{ { 'U' },                "U",         "untag all", NULL, false, untag_all },
	{ { 'H' },                "H",         "show threads", NULL, false, toggle_threads },
	{ { 'K' },                "K",         "show the threads of the kernel", NULL, false, toggle_kernel },
	{ { 'u' },                "u",         "show the processes of one user", NULL, false, choose_user },
	{ { 'p' },                "p",         "show programs with their paths", NULL, false, toggle_path },
	{ { 'F' },                "F",         "follow: keep the selected process in sight", NULL, false, toggle_follow },
	{ { K_ESCAPE },           "Esc",       "follow no more", NULL, false, end_follow },
	{ { 'Z' },                "Z",         "pause, or go on", NULL, false, toggle_pause },
	{ { '#' },                "#",         "hide the header, or show it", NULL, false, toggle_header },
	{ { K_CTRL('L') },        "Ctrl-L",    "refresh now, and draw everything again", NULL, false, redraw },
	{ { K_CLICK },            "click",     "selects a row; on a title, sorts by it", NULL, false, click },
	{ { K_WHEEL_UP },         "wheel",     "moves three rows", NULL, false, wheel_up },
	{ { K_WHEEL_DOWN },       NULL,        NULL, NULL, false, wheel_down },
};

static bool has_key(const struct action *a, uint32_t key)
{
	for (int i = 0; i < MAX_KEYS && a->key[i]; i++)
		if (a->key[i] == key)
			return true;
	return false;
}

enum flow actions_run(struct ui *ui, uint32_t key)
{
	for (size_t i = 0; i < ARRAY_LEN(actions); i++) {
		if (!has_key(&actions[i], key))
			continue;
		if (!actions[i].changes || !ui->settings->readonly)
			return actions[i].run(ui);
		ui_say(ui, "--readonly: nothing is changed");
	}
	return GO_ON;
}

bool actions_help(size_t i, struct action_help *out)
{
	for (size_t k = 0; k < ARRAY_LEN(actions); k++)
		if (actions[k].keys && i-- == 0) {
			*out = (struct action_help){ actions[k].keys, actions[k].help };
			return true;
		}
	return false;
}

void actions_bar(struct ui *ui)
{
	const char *keys[2 * ARRAY_LEN(actions) + 2] = { NULL };
	char names[ARRAY_LEN(actions)][8];
	size_t n = 0;

	for (size_t i = 0; i < ARRAY_LEN(actions); i++) {
		if (!actions[i].bar || (actions[i].changes && ui->settings->readonly))
			continue;
		/* The first of its keys is a function key. */
		snprintf(names[i], sizeof(names[i]), "%.*s", (int)strcspn(actions[i].keys, " "), actions[i].keys);
		keys[n++] = names[i];
		keys[n++] = actions[i].bar;
	}
	keys_draw(ui, keys);
}

/* kill.c - the menu of signals: which processes get which. Sends none itself: kill_send.c does. */
#include "kill.h"
#include "pane_keys.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "signals.h"

#define NAMED 6          /* victims that the menu names; the others are counted */
#define BOX_COLS 68      /* the menu stays as wide as that, whatever the preview says */

static void kill_close(struct ui *ui)
{
	struct kill_pane *k = ui->kill;

	kill_forget(k);
	kill_group_drop(k);
	cgroup_tree_close(&k->tree);
	cgroup_places_close(&k->places);
	vec_free(&k->group.members);
	vec_free(&k->frozen);
	kill_preview_close(k);
	close(k->timer);
	close(k->events);
	marks_free(&k->roots);
	vec_free(&k->chosen);
	vec_free(&k->is_in);
	vec_free(&k->victims);
	free(k);
	ui->kill = NULL;
}

struct kill_pane *kill_of(struct ui *ui)
{
	struct kill_pane *k = ui->kill;

	if (k)
		return k;
	k = ui->kill = memory_new(sizeof(*k));
	*k = (struct kill_pane){ .events = epoll_create1(EPOLL_CLOEXEC), .timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK),
	                           .group = { .dir = -1, .freezer = { .dir = -1 } }, .tree = { .dir = -1 } };
	for (size_t i = 0; i < CGROUP_CONTROLLERS; i++)
		k->places.of[i].dir = -1;
	vec_init(&k->group.members, sizeof(pid_t));
	vec_init(&k->frozen, sizeof(uint64_t));
	marks_init(&k->roots);
	vec_init(&k->chosen, sizeof(struct victim));
	vec_init(&k->is_in, sizeof(bool));
	vec_init(&k->victims, sizeof(struct victim));
	kill_listen(k, k->timer, KILL_TIMER);
	ui_at_close(ui, kill_close);
	return k;
}

const char *kill_signal_name(int number)
{
	size_t n;
	const struct signal_entry *all = signals_all(&n);

	for (size_t i = 0; i < n; i++)
		if (all[i].number == number)
			return all[i].name;
	return "?";
}

/* ---- who ------------------------------------------------------------------------------------------------------------------- */

/* All that are tagged, seen or not; else the selected one. A thread stands for its process: signals are for processes. */
static void choose_roots(struct ui *ui)
{
	const struct task *tasks = sample_tasks(ui->sample), *selected = ui_selected(ui);
	struct marks *roots = &ui->kill->roots;

	marks_clear(roots);
	for (size_t i = 0; i < ui->sample->tasks.count; i++) {
		const struct task *t = &tasks[i], *process = t->is_thread ? sample_find(ui->sample, t->tgid) : t;
		bool is_meant = ui->tagged.set.count ? marks_hold(&ui->tagged, mark_of(t)) : t == selected;
		if (is_meant && process)
			marks_change(roots, mark_of(process), MARK);
	}
}

void kill_add_victim(struct ui *ui, const struct task *t)
{
	/* Where there is little room, the path of the program says least. */
	struct value command = task_command(&(struct scene){ .sample = ui->sample }, t);
	struct victim *v = vec_push(&ui->kill->chosen);

	*v = (struct victim){ .mark = mark_of(t), .rss = t->rss, .is_zombie = kill_is_zombie(t), .watch = -1 };
	if (command.kind == VALUE_TEXT)
		text_printable(v->name, sizeof(v->name), command.text.bytes, command.text.length, ui->settings->set);
}

/* Those at the roots and, where the whole of their subtrees is meant, all below them. */
static void choose_victims(struct ui *ui)
{
	struct kill_pane *k = ui->kill;
	const struct task *tasks = sample_tasks(ui->sample);
	const struct branch *b;
	const uint32_t *order;
	bool *is_in;

	k->chosen.count = 0;
	tree_build(&ui->tree, ui->sample);
	b = tree_branches(&ui->tree);
	order = ui->tree.order.data;
	/* All are in the order: nobody is his own ancestor. */
	vec_reserve(&k->is_in, ui->sample->tasks.count);
	is_in = k->is_in.data;
	for (size_t i = 0; i < ui->tree.order.count; i++) {
		uint32_t at = order[i], parent = b[at].parent;
		is_in[at] = marks_hold(&k->roots, mark_of(&tasks[at])) || (k->whole && parent != TREE_NONE && is_in[parent]);
	}
	for (size_t i = 0; i < ui->sample->tasks.count; i++)
		if (is_in[i] && !tasks[i].is_thread)
			kill_add_victim(ui, &tasks[i]);
}

void kill_note_victim(struct menu *m, const struct victim *v)
{
	char size[32];

	unit_format(size, sizeof(size), UNIT_BYTES, value_number(v->rss));
	menu_note(m, "%7d %6s %.76s", (int)v->mark.pid, size, v->name);
}

/* The title and the names, above the list of signals, as many as there is room for. */
static void name_victims(struct ui *ui, int rows)
{
	const struct kill_pane *k = ui->kill;
	const struct victim *v = k->chosen.data;
	struct menu *m = &ui->menu;
	size_t n = k->chosen.count;
	char name[KILL_SHORT + 1];
	int room;

	snprintf(m->title, sizeof(m->title), "Send a signal to %zu process%s%s", n, n == 1 ? "" : "es",
	         k->group.is_meant ? " of a control group" : k->whole ? " (whole subtree)" : "");
	m->notes.count = 0;
	room = menu_room(m, rows);
	if (k->group.is_meant && room > 1)
		kill_group_note(&k->group, m);
	room -= (int)m->notes.count;
	room = room > NAMED ? NAMED : room;
	for (int i = 0; i < room && (size_t)i < n; i++) {
		bool is_last = i + 1 == room && n > (size_t)room;
		if (is_last && i > 0)
			menu_note(m, "and %zu more", n - (size_t)i);
		else if (is_last)
			menu_note(m, "%d %s, and %zu more", (int)v[i].mark.pid, kill_short_name(&v[i], name), n - 1);
		else if (k->group.is_meant)
			kill_note_victim(m, &v[i]);
		else
			menu_note(m, "%7d %s", (int)v[i].mark.pid, v[i].name);
	}
}

/* ---- what is behind it ------------------------------------------------------------------------------------------------------ */

void kill_draw_behind(struct ui *ui)
{
	if (ui->kill->back->draw)
		ui->kill->back->draw(ui);
}

void kill_want(struct ui *ui, struct demand *d)
{
	if (ui->kill->back->want)
		ui->kill->back->want(ui, d);
}

void kill_take(struct ui *ui)
{
	if (ui->kill->back->take)
		ui->kill->back->take(ui);
}

void kill_leave(struct ui *ui)
{
	ui->pane = ui->kill->back;
}

/* ---- the menu -------------------------------------------------------------------------------------------------------------- */

static void list_signals(struct ui *ui)
{
	size_t n;
	const struct signal_entry *all = signals_all(&n);

	for (size_t i = 0; i < n; i++) {
		menu_add(&ui->menu, all[i].number, all[i].name, "%2d %-9s  %s", all[i].number, all[i].name, all[i].help)->prefix =
			strlen("SIG");
		if (all[i].number == SIGTERM)
			menu_add(&ui->menu, TERM_THEN_KILL, "TERM+KILL", "   %-9s  then SIGKILL after %g s, if still here", "TERM+KILL",
			         (double)ui->settings->grace_ns / 1e9);
	}
}

static void menu_pane_draw(struct ui *ui)
{
	int row = ui->layout.title < 0 ? ui->layout.body : ui->layout.title + 1, rows = ui->layout.body + ui->layout.body_rows - row;
	int inside = (ui->layout.cols < BOX_COLS ? ui->layout.cols : BOX_COLS) - 4;

	kill_draw_behind(ui);
	kill_preview_write(ui->kill, ui->menu.foot, sizeof(ui->menu.foot), inside);
	name_victims(ui, rows);
	menu_draw(&ui->menu, &ui->canvas, row, rows, ui->settings->set);
}

static enum flow toggle_whole(struct ui *ui)
{
	struct kill_pane *k = ui->kill;

	k->whole = !k->whole;
	choose_victims(ui);
	if (k->chosen.count) {
		kill_preview_start(ui);
		return GO_ON;
	}
	kill_preview_stop(k);
	ui_say(ui, "nobody is left to send a signal to");
	kill_leave(ui);
	return GO_ON;
}

static bool is_whole(const struct ui *ui) { return ui->kill->whole; }
static bool is_only_chosen(const struct ui *ui) { return !ui->kill->whole && !ui->kill->group.is_meant; }

static const struct pane_key keys[] = {
	{ { 0 },                     .keys = "Enter", .label = "Send", .help = "send the signal" },
	{ { K_TAB },                 .keys = "Tab", .label = "Whole subtree", .is_on = is_only_chosen, .run = toggle_whole,
	  .help = "the whole subtree of each, or only those that were chosen" },
	{ { K_TAB },                 .keys = "Tab", .label = "Only chosen", .is_on = is_whole, .run = toggle_whole },
	{ { 0 },                     .keys = "Esc", .label = "Cancel", .help = "send nothing; q too" },
	{ { 0 },                     .keys = "a-z 0-9", .label = "Find", .help = "the signal with this name or number; Up and Down too" },
};

const struct pane_keys keys_of_kill = { "Sending a signal (F9)", keys, ARRAY_LEN(keys) };

static void menu_pane_keys(struct ui *ui)
{
	pane_keys_draw(ui, &keys_of_kill);
}

static enum flow menu_pane_key(struct ui *ui, uint32_t key)
{
	const struct menu_item *items = ui->menu.items.data;
	enum menu_result result;
	enum flow flow;
	int asked;

	if (pane_keys_run(ui, &keys_of_kill, key, &flow))
		return flow;
	result = menu_key(&ui->menu, key);
	if (result == MENU_STAYS)
		return GO_ON;
	kill_preview_stop(ui->kill);
	kill_leave(ui);
	/* The menu may be another before it is answered. */
	asked = items[ui->menu.selected].value;
	if (result == MENU_CHOSEN && !kill_confirm(ui, asked))
		kill_send(ui, asked);
	return GO_ON;
}

enum flow kill_open_menu(struct ui *ui)
{
	static const struct pane pane = { .draw = menu_pane_draw, .key = menu_pane_key, .keys = menu_pane_keys, .want = kill_want, .take = kill_take };

	ui->kill->back = ui->pane;
	if (ui->kill->chosen.count == 0) {
		ui_say(ui, "there is no process to send a signal to");
		return GO_ON;
	}
	menu_start(&ui->menu, "", "Send");
	ui->menu.cols = BOX_COLS;
	/* The first stays preselected, whatever was sent last: a habit must not end a process at once. */
	list_signals(ui);
	kill_preview_start(ui);
	ui->pane = &pane;
	return GO_ON;
}

enum flow kill_open(struct ui *ui)
{
	struct kill_pane *k = kill_of(ui);

	k->whole = false;
	kill_group_drop(k);
	choose_roots(ui);
	choose_victims(ui);
	return kill_open_menu(ui);
}

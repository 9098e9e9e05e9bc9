/* groups.c - groups of processes in place of the table: their sums, and the way into one of them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "find.h"
#include "group_acts.h"
#include "kill.h"
#include "pane_keys.h"

struct group_pane {
	struct groups groups;
	struct browse list;
	struct view view;         /* scratch: the filter's */
	struct vec placed;        /* of const struct column *: those that there is room for */
	enum group_by by;
	bool is_tree;             /* control groups stand below those that they are in */
	bool has_selected;        /* a group was chosen: it stays so when rows move */
	uint64_t selected;        /* its key */
	enum freezing freezing;   /* of the one where the cursor is */
};

static const struct task_group *chosen(const struct group_pane *p)
{
	size_t row = browse_selected(&p->list);

	return row == BROWSE_NONE ? NULL : (const struct task_group *)p->groups.list.data + row;
}

static void look_at_freezer(struct ui *ui)
{
	const struct task_group *g = chosen(ui->groups);

	ui->groups->freezing = g && g->cgroup ? kill_group_state(ui, g) : FREEZER_UNKNOWN;
}

static void groups_take(struct ui *ui)
{
	struct group_pane *p = ui->groups;
	const struct task_group *g;

	if (!ui->sample)
		return;
	view_groups(&p->view, &ui->scene, &ui->settings->view, p->by, &p->groups);
	if (ui->settings->group_may_change && !groups_have_any(&p->groups)) {
		ui_say(ui, "no containers here: units are shown");
		p->by = GROUP_UNIT;
		view_groups(&p->view, &ui->scene, &ui->settings->view, p->by, &p->groups);
	}
	ui->settings->group_may_change = false;
	p->list.grid.scene = ui->scene;
	p->list.grid.tree = p->is_tree && group_kinds[p->by].has_cgroups ? &group_tree : NULL;
	grid_fill(&p->list.grid, p->groups.list.data, p->groups.list.count - !group_shows_outside(&p->list.grid.columns));
	p->list.whole = sample_parts(ui->sample)->total;
	g = p->groups.list.data;
	for (size_t i = 0; p->has_selected && i < p->groups.list.count; i++)
		if (g[i].key == p->selected && !g[i].is_outside)
			browse_select(&p->list, i);
	look_at_freezer(ui);
}

static int compare_keys(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static void groups_want(struct ui *ui, struct demand *d)
{
	struct browse *list = &ui->groups->list;
	const struct task_group *g = ui->groups->groups.list.data;

	browse_columns(list, ui->layout.cols, &ui->groups->placed);
	view_demand_groups(&ui->settings->view, ui->groups->by, &ui->groups->placed, list->grid.sort, d);
	d->shown_cgroups.count = 0;
	for (size_t i = list->top; ui->sample && i < list->grid.count && i < list->top + list->rows; i++) {
		const struct task_group *shown = &g[grid_row(&list->grid, i)];
		if (shown->cgroup)
			*(uint64_t *)vec_push(&d->shown_cgroups) = shown->cgroup->group->key;
	}
	if (d->shown_cgroups.count)
		qsort(d->shown_cgroups.data, d->shown_cgroups.count, sizeof(uint64_t), compare_keys);
}

/* Of the chosen one, behind what is said of all. */
static const char *const freezing_words[] = {
	[FREEZER_UNKNOWN] = "", [FREEZER_RUNS] = "", [FREEZER_BEGINS] = "; the chosen one freezes", [FREEZER_FROZEN] = "; the chosen one is frozen",
	[FREEZER_ABOVE] = "; the chosen one is frozen by one above it",
};

static void groups_draw(struct ui *ui)
{
	struct layout *l = &ui->layout;
	int row = l->title < 0 ? l->body : l->title;
	char text[UI_TEXT], note[UI_TEXT / 2];
	size_t others;

	browse_draw(&ui->groups->list, &ui->canvas, row, l->body + l->body_rows - row, ui->settings->set);
	/* What is said there counts more. */
	if (l->status < 0 || ui->message[0] || alerts_newest(&ui->settings->alerts, &others))
		return;
	canvas_fill(&ui->canvas, l->status, 0, l->cols, STYLE_TEXT, ' ');
	find_note(&ui->groups->list, note, sizeof(note));
	snprintf(text, sizeof(text), "%zu groups by %s%s%s", ui->groups->groups.list.count - 1, group_kinds[ui->groups->by].help, note,
	         freezing_words[ui->groups->freezing]);
	canvas_put(&ui->canvas, l->status, 1, l->cols - 1, STYLE_DIM, text);
}

/* Shows the members of a group in the table. */
static void open_group(struct ui *ui, const struct task_group *g)
{
	struct filter *f = &ui->settings->view.filter;
	int used = snprintf(ui->group_name, sizeof(ui->group_name), "  %s: ", group_kinds[ui->groups->by].name);

	f->by = ui->groups->by;
	f->group = g->key;
	text_printable(ui->group_name + used, sizeof(ui->group_name) - (size_t)used, g->name, g->length, ui->settings->set);
	ui->pane = ui->home;
	ui_rebuild(ui);
}

static bool is_shown(const struct grid *g, const struct column *c)
{
	for (size_t i = 0; i < g->columns.count; i++)
		if (((const struct column *const *)g->columns.data)[i] == c)
			return true;
	return false;
}

static void show_columns(struct ui *ui)
{
	struct grid *g = &ui->groups->list.grid;

	if (ui->settings->group_columns.count)
		grid_choose(g, &ui->settings->group_columns);
	else
		grid_show(g, group_standard(ui->groups->by));
	if (!is_shown(g, g->sort))
		grid_sort(g, group_sort(ui->groups->by), true);
}

static void change_kind(struct ui *ui, int by)
{
	int n = GROUP_KINDS - 1;

	ui->groups->by = (enum group_by)(1 + ((int)ui->groups->by - 1 + by + n) % n);
	ui->groups->has_selected = false;
	show_columns(ui);
	groups_take(ui);
	ui->groups->list.cursor = 0;
}

static void remember(struct ui *ui)
{
	struct group_pane *p = ui->groups;
	const struct task_group *g = chosen(p);

	p->has_selected = g && !g->is_outside;
	p->selected = p->has_selected ? g->key : 0;
	look_at_freezer(ui);
}

static void found(struct ui *ui)
{
	remember(ui);
}

static enum flow do_open(struct ui *ui)
{
	const struct task_group *g = chosen(ui->groups);

	if (g && g->is_outside)
		ui_say(ui, "what is in no process has no members: L, the ledger, tells what it is");
	else if (g && g->sums.members == 0)
		ui_say(ui, "no process is in it: what it holds is in none");
	else if (g)
		open_group(ui, g);
	return GO_ON;
}

static enum flow do_next(struct ui *ui)
{
	change_kind(ui, 1);
	return GO_ON;
}

static enum flow do_previous(struct ui *ui)
{
	change_kind(ui, -1);
	return GO_ON;
}

static enum flow do_tree(struct ui *ui)
{
	struct group_pane *p = ui->groups;

	p->is_tree = !p->is_tree;
	groups_take(ui);
	return GO_ON;
}

static void fold(struct ui *ui, enum marking how)
{
	struct grid *g = &ui->groups->list.grid;
	size_t row = browse_selected(&ui->groups->list);

	if (row == BROWSE_NONE || !g->tree)
		return;
	marks_change(&g->folded, g->tree->mark(g, row), how);
	groups_take(ui);
	browse_select(&ui->groups->list, row);
}

static enum flow do_fold_toggle(struct ui *ui)
{
	fold(ui, TOGGLE);
	return GO_ON;
}

static enum flow do_fold(struct ui *ui)
{
	fold(ui, MARK);
	return GO_ON;
}

static enum flow do_signal(struct ui *ui) { return group_signal(ui, chosen(ui->groups)); }
static enum flow do_freeze(struct ui *ui) { return group_freeze(ui, chosen(ui->groups)); }

static bool is_frozen(const struct ui *ui)
{
	return group_can_act(ui, chosen(ui->groups)) && (ui->groups->freezing == FREEZER_BEGINS || ui->groups->freezing == FREEZER_FROZEN);
}

static bool is_going(const struct ui *ui) { return group_can_act(ui, chosen(ui->groups)) && !is_frozen(ui); }
static bool may_signal(const struct ui *ui) { return group_can_act(ui, chosen(ui->groups)); }

static enum flow do_back(struct ui *ui)
{
	ui->pane = ui->home;
	return GO_ON;
}

static bool has_cgroups(const struct ui *ui) { return group_kinds[ui->groups->by].has_cgroups; }
static bool is_list(const struct ui *ui) { return has_cgroups(ui) && !ui->groups->is_tree; }
static bool is_tree(const struct ui *ui) { return has_cgroups(ui) && ui->groups->is_tree; }
static bool is_whole(const struct ui *ui) { return !ui->groups->list.grid.filter[0]; }
static bool is_filtered_here(const struct ui *ui) { return ui->groups->list.grid.filter[0]; }

static const struct pane_key keys[] = {
	{ { K_ENTER },               .keys = "Enter", .label = "Members", .run = do_open,
	  .help = "show the members of the chosen group in the table; Esc there comes back" },
	{ { 'G', K_TAB, K_RIGHT },   .keys = "G", .label = "By another", .run = do_next,
	  .help = "by another: container, unit, control group, user, command, session; Tab and Right too" },
	{ { K_LEFT },                .keys = "Left", .run = do_previous, .help = "by the one before" },
	{ { 't', K_F(5) },           .keys = "t", .label = "Tree", .is_on = is_list, .run = do_tree,
	  .help = "control groups below those that they are in, or a list again; F5 too" },
	{ { 't', K_F(5) },           .keys = "t", .label = "List", .is_on = is_tree, .run = do_tree },
	{ { '+', '=' },              .keys = "+ =", .is_on = is_tree, .run = do_fold_toggle, .help = "in the tree: folds what is below the chosen group, or opens it" },
	{ { '-' },                   .keys = "-", .is_on = is_tree, .run = do_fold, .help = "in the tree: folds it" },
	{ { 'k', K_F(9) },           .keys = "k", .label = "Kill", .is_on = may_signal, .run = do_signal,
	  .help = "send a signal to all processes of a container or control group and of those below it; F9 too" },
	{ { 'f' },                   .keys = "f", .label = "Freeze", .is_on = is_going, .run = do_freeze,
	  .help = "freeze it: its processes stand still and keep their memory; or let it go on" },
	{ { 'f' },                   .keys = "f", .label = "Thaw", .is_on = is_frozen, .run = do_freeze },
	{ { 'k', K_F(9) },           .run = do_signal },
	{ { 'f' },                   .run = do_freeze },
	{ { 0 },                     .keys = "F3", .label = "Search" },
	{ { 0 },                     .keys = "F4", .label = "Filter", .is_on = is_whole },
	{ { 0 },                     .keys = "F4", .label = "FILTER", .is_on = is_filtered_here },
	{ { 0 },                     .keys = "< >", .label = "Sort" },
	{ { 0 },                     .keys = "I", .label = "Invert" },
	{ { K_ESCAPE, 'q', K_F(10) }, .keys = "Esc", .label = "Back", .run = do_back,
	  .help = "back to the processes; q too" },
};

const struct pane_keys keys_of_groups = { "Groups (G)", keys, ARRAY_LEN(keys) };

static enum flow groups_key(struct ui *ui, uint32_t key)
{
	enum flow flow = GO_ON;

	ui->message[0] = '\0';
	key = browse_meant(&ui->groups->list, key);
	if (find_key(ui, &ui->groups->list, found, key))
		return GO_ON;
	if (browse_key(&ui->groups->list, key))
		remember(ui);
	else
		pane_keys_run(ui, &keys_of_groups, key, &flow);
	return flow;
}

static void keys_line_draw(struct ui *ui)
{
	pane_keys_draw(ui, &keys_of_groups);
}

static void groups_close(struct ui *ui)
{
	if (!ui->groups)
		return;
	browse_free(&ui->groups->list);
	view_free(&ui->groups->view);
	vec_free(&ui->groups->placed);
	groups_free(&ui->groups->groups);
	free(ui->groups);
	ui->groups = NULL;
}

/* The members of no group alone are shown any more. */
static void show_all(struct ui *ui)
{
	struct filter *f = &ui->settings->view.filter;

	if (f->by == GROUP_NONE)
		return;
	f->by = GROUP_NONE;
	ui->group_name[0] = '\0';
	ui_rebuild(ui);
}

enum flow groups_open(struct ui *ui)
{
	static const struct pane pane = { .draw = groups_draw, .key = groups_key, .keys = keys_line_draw, .want = groups_want, .take = groups_take };
	const struct settings *s = ui->settings;

	if (!ui->groups) {
		ui->groups = memory_new(sizeof(*ui->groups));
		*ui->groups = (struct group_pane){ .by = s->group ? s->group : GROUP_USER, .is_tree = s->group && s->view.tree };
		ui_at_close(ui, groups_close);
		groups_init(&ui->groups->groups);
		view_init(&ui->groups->view);
		vec_init(&ui->groups->placed, sizeof(const struct column *));
		browse_init(&ui->groups->list, group_schema());
		show_columns(ui);
		if (s->group_sort)
			grid_sort(&ui->groups->list.grid, s->group_sort, s->group_descending);
	}
	show_all(ui);
	ui->pane = &pane;
	groups_take(ui);
	return GO_ON;
}

enum flow groups_leave(struct ui *ui)
{
	if (ui->settings->view.filter.by)
		return groups_open(ui);
	ui->hides_bar = ui->hides_bar || !ui->follow;
	ui->follow = false;
	return GO_ON;
}

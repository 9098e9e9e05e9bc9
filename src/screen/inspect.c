/* inspect.c - the keys of one process in depth: opens it, goes from page to page, back. Draws and reads nothing itself. */
#define _GNU_SOURCE
#include "inspect.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "inspect_columns.h"
#include "pane_keys.h"
#include "thread.h"

#define MOST_POINTS 2048

static struct inspect *inspect_new(void)
{
	const struct schema *schemas[PAGES] = {
		[PAGE_REGIONS] = region_schema(), [PAGE_THREADS] = thread_schema(), [PAGE_FILES] = file_schema(),
		[PAGE_ENVIRONMENT] = variable_schema(),
	};
	struct inspect *in = memory_new(sizeof(*in));

	memset(in, 0, sizeof(*in));
	in->wake = -1;
	for (int i = 0; i < PAGES; i++)
		if (schemas[i])
			browse_init(&in->pages[i].browse, schemas[i]);
	browse_init(&in->mappings, mapping_schema());
	regions_mark_init(&in->mark);
	vec_init(&in->rss.points, sizeof(struct point));
	vec_init(&in->pss.points, sizeof(struct point));
	vec_init(&in->swap.points, sizeof(struct point));
	vec_init(&in->seen, sizeof(struct point));
	return in;
}

static void inspect_close(struct ui *ui)
{
	struct inspect *in = ui->inspect;

	if (!in)
		return;
	in->is_open = false;
	inspect_stop(in);
	in->under_way = NULL;
	inspect_forget(in);
	for (int i = 0; i < PAGES; i++)
		if (i != PAGE_SUMMARY)
			browse_free(&in->pages[i].browse);
	browse_free(&in->mappings);
	regions_mark_free(&in->mark);
	vec_free(&in->rss.points);
	vec_free(&in->pss.points);
	vec_free(&in->swap.points);
	vec_free(&in->seen);
	free(in);
	ui->inspect = NULL;
}

/* Its own growth, and what its RSS has been. */
static void inspect_want(struct ui *ui, struct demand *d)
{
	d->history_pid = ui->inspect->who.pid;
	d->shown |= NEED_GROWTH;
}

/* ---- what the figures have been -------------------------------------------------------------------------------------------- */

/* When there are very many, every second one of them goes. */
static void add_point(struct vec *points, uint64_t at_ns, uint64_t bytes)
{
	struct point *p = points->data;

	if (points->count && p[points->count - 1].at_ns >= at_ns)
		return;
	if (points->count == MOST_POINTS) {
		for (size_t i = 0; i < MOST_POINTS / 2; i++)
			p[i] = p[2 * i + 1];
		points->count = MOST_POINTS / 2;
	}
	*(struct point *)vec_push(points) = (struct point){ at_ns, bytes };
}

/* What was known of it before it was opened, then what was seen since. */
static void join_points(struct inspect *in, const struct sample *s)
{
	const struct point *own = in->rss.points.data;

	in->seen.count = 0;
	for (size_t i = 0; i < s->points && s->history_pid == in->who.pid; i++)
		if (in->rss.points.count == 0 || s->history[i].at_ns < own[0].at_ns)
			*(struct point *)vec_push(&in->seen) = s->history[i];
	for (size_t i = 0; i < in->rss.points.count; i++)
		*(struct point *)vec_push(&in->seen) = own[i];
}

static void note_figure(struct vec *points, struct value v, uint64_t at_ns)
{
	if (v.kind == VALUE_NUMBER)
		add_point(points, at_ns, v.number);
}

/* Of another program the environment is another too. */
static void take_name(struct ui *ui, const struct task *t)
{
	struct inspect *in = ui->inspect;
	/* The path of the program is in the summary. */
	struct value command = task_command(&(struct scene){ .sample = ui->sample }, t);
	char name[sizeof(in->name)];
	const char *user = t->who->user ? user_name(t->who->user) : "?";

	name[0] = '\0';
	if (command.kind == VALUE_TEXT)
		text_printable(name, sizeof(name), command.text.bytes, command.text.length, ui->settings->set);
	if (name[0] && strcmp(name, in->name) != 0) {
		strcpy(in->name, name);
		in->pages[PAGE_ENVIRONMENT].is_wanted = true;
	}
	text_printable(in->user, sizeof(in->user), user, strlen(user), ui->settings->set);
}

static void take_sample(struct ui *ui)
{
	struct inspect *in = ui->inspect;
	const struct sample *s = ui->sample;
	const struct task *t = sample_find(s, in->who.pid);

	in->last_serial = s->serial;
	if (!t || !mark_is(in->who, t)) {
		in->has_ended = true;
		return;
	}
	take_name(ui, t);
	in->start_wall_ns = s->wall_ns - s->boot_ns + t->start_ns;
	if (t->have & NEED_STAT) {
		in->key.rss = value_number(t->rss);
		in->key.vsz = value_number(t->vsz);
	}
	note_figure(&in->rss.points, in->key.rss, s->boot_ns);
	note_figure(&in->pss.points, in->key.pss, s->boot_ns);
	note_figure(&in->swap.points, in->key.swap, s->boot_ns);
	join_points(in, s);
}

static void inspect_look(struct ui *ui)
{
	struct inspect *in = ui->inspect;

	if (!in)
		return;
	inspect_take(ui);
	if (!in->is_open || !ui->sample || ui->sample->serial == in->last_serial)
		return;
	take_sample(ui);
	inspect_ask(ui);
}

/* ---- the keys -------------------------------------------------------------------------------------------------------------- */

static void go_to(struct ui *ui, int page)
{
	struct inspect *in = ui->inspect;

	in->page = (enum page_name)((page + PAGES) % PAGES);
	in->pages[in->page].is_wanted = !in->pages[in->page].job;
	inspect_ask(ui);
}

static void do_next(struct ui *ui) { go_to(ui, (int)ui->inspect->page + 1); }
static void do_previous(struct ui *ui) { go_to(ui, (int)ui->inspect->page - 1); }

static void do_refresh(struct ui *ui)
{
	struct inspect *in = ui->inspect;

	in->pages[in->page].is_wanted = in->pages[PAGE_SUMMARY].is_wanted = true;
	in->pages[in->page].hangs = false;
	inspect_ask(ui);
	sampler_hurry(ui->sampler);
}

static void do_ungroup(struct ui *ui)
{
	struct inspect *in = ui->inspect;

	if (in->page != PAGE_REGIONS)
		go_to(ui, PAGE_REGIONS);
	else
		in->is_ungrouped = !in->is_ungrouped;
	if (in->is_ungrouped)
		inspect_fill_mappings(in);
}

static void do_mark(struct ui *ui)
{
	struct inspect *in = ui->inspect;

	in->wants_mark = in->pages[PAGE_REGIONS].is_wanted = true;
	ui_say(ui, "marked: growth counts from here on");
	inspect_ask(ui);
}

static void do_back(struct ui *ui)
{
	struct inspect *in = ui->inspect;

	in->is_open = false;
	inspect_forget(in);
	ui->wake_fd = -1;
	ui->pane = ui->home;
}

#define MAX_KEYS 4

static const struct {
	uint32_t key[MAX_KEYS];
	const char *keys, *label;      /* in the line of keys; NULL: not there */
	void (*run)(struct ui *ui);
} keys[] = {
	{ { K_TAB, K_RIGHT },                 "Tab",   "Next",    do_next },
	{ { K_BACKTAB, K_LEFT },              NULL,    NULL,      do_previous },
	{ { 'u' },                            "u",     "Ungroup", do_ungroup },
	{ { 'g' },                            "g",     "Mark",    do_mark },
	{ { K_F(5), 'r', K_CTRL('L') },       "r",     "Refresh", do_refresh },
	{ { K_ESCAPE, 'q', K_F(10), K_BACKSPACE }, "Esc", "Back", do_back },
};

static bool scroll_summary(struct inspect *in, uint32_t key)
{
	static const struct { uint32_t key; long by; } moves[] = {
		{ K_UP, -1 }, { K_DOWN, 1 }, { K_PAGE_UP, -10 }, { K_PAGE_DOWN, 10 }, { K_HOME, -10000 }, { K_END, 10000 },
		{ K_WHEEL_UP, -3 }, { K_WHEEL_DOWN, 3 },
	};

	for (size_t i = 0; i < ARRAY_LEN(moves); i++)
		if (moves[i].key == key) {
			long to = (long)in->summary_top + moves[i].by;
			in->summary_top = (size_t)(to < 0 ? 0 : to);
			return true;
		}
	return false;
}

static enum flow inspect_key(struct ui *ui, uint32_t key)
{
	struct inspect *in = ui->inspect;

	ui->message[0] = '\0';
	for (size_t i = 0; i < ARRAY_LEN(keys); i++)
		for (int k = 0; k < MAX_KEYS && keys[i].key[k]; k++)
			if (keys[i].key[k] == key) {
				keys[i].run(ui);
				return GO_ON;
			}
	if (key >= '1' && key < '1' + PAGES)
		go_to(ui, (int)(key - '1'));
	else if (in->page == PAGE_SUMMARY)
		scroll_summary(in, key);
	else
		browse_key(in->page == PAGE_REGIONS && in->is_ungrouped ? &in->mappings : &in->pages[in->page].browse, key);
	return GO_ON;
}

static void inspect_keys(struct ui *ui)
{
	const char *line[2 * ARRAY_LEN(keys) + 6] = { NULL };
	size_t n = 0;

	line[n++] = "1-5";
	line[n++] = "Page";
	for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
		if (!keys[i].keys)
			continue;
		if (keys[i].run == do_back) {
			line[n++] = "< > I";
			line[n++] = "Sort";
		}
		line[n++] = keys[i].keys;
		line[n++] = keys[i].run == do_ungroup && ui->inspect->is_ungrouped ? "Group" : keys[i].label;
	}
	keys_draw(ui, line);
}

static void forget_points(struct inspect *in)
{
	in->rss.points.count = in->pss.points.count = in->swap.points.count = in->seen.count = 0;
	in->key = (struct key_figures){ 0 };
	in->oom = in->oom_before = in->oom_alike = value_unknown();
	in->mark.is_set = false;
	in->summary_top = in->summary_lines = 0;
}

/* A thread stands for its process: memory is the process's. */
enum flow inspect_open(struct ui *ui)
{
	static const struct pane pane = { .draw = inspect_draw, .key = inspect_key, .keys = inspect_keys, .want = inspect_want,
	                                  .look = inspect_look };
	const struct task *selected = ui_selected(ui), *t;
	struct inspect *in;

	t = selected && selected->is_thread ? sample_find(ui->sample, selected->tgid) : selected;
	if (!t || t->is_ended) {
		ui_say(ui, t ? "it has ended: there is nothing left to look into" : "there is no process to look into");
		return GO_ON;
	}
	if (!ui->inspect) {
		ui->inspect = inspect_new();
		ui_at_close(ui, inspect_close);
	}
	in = ui->inspect;
	inspect_forget(in);
	forget_points(in);
	in->who = mark_of(t);
	in->is_open = true;
	in->has_ended = in->is_ungrouped = false;
	in->wants_mark = true;
	in->page = PAGE_REGIONS;
	in->name[0] = '\0';
	inspect_start(ui);
	take_sample(ui);
	inspect_ask(ui);
	ui->wake_fd = in->wake;
	ui->pane = &pane;
	return GO_ON;
}

/* ---- what the help says of its keys ------------------------------------------------------------------------------------ */

static const struct pane_key told[] = {
	{ { 0 },                     .keys = "Tab Right", .help = "the next page: summary, regions, threads, files, environment" },
	{ { 0 },                     .keys = "Shift-Tab Left", .help = "the page before" },
	{ { 0 },                     .keys = "1-5", .help = "a page by its number" },
	{ { 0 },                     .keys = "u", .help = "every mapping for itself, or grouped as a person thinks of them" },
	{ { 0 },                     .keys = "g", .help = "mark: growth counts from here on" },
	{ { 0 },                     .keys = "r F5", .help = "read the page again, now" },
};

const struct pane_keys keys_of_inspect = { "One process (Enter)", told, ARRAY_LEN(told) };

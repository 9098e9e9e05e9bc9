/* inspect.c - the keys of one process in depth: opens it, goes from page to page, back. Draws and reads nothing itself. */
#define _GNU_SOURCE
#include "find.h"
#include "inspect.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "inspect_columns.h"
#include "pane_keys.h"
#include "thread.h"
#include "whole.h"

static struct inspect *inspect_new(void)
{
	const struct schema *schemas[PAGES] = {
		[PAGE_REGIONS] = region_schema(), [PAGE_THREADS] = thread_schema(), [PAGE_FILES] = file_schema(),
		[PAGE_ENVIRONMENT] = variable_schema(), [PAGE_LOCKS] = lock_schema(), [PAGE_COMMAND] = line_schema(),
	};
	struct inspect *in = memory_new(sizeof(*in));

	memset(in, 0, sizeof(*in));
	in->wake = -1;
	for (int i = 0; i < PAGES; i++)
		if (schemas[i])
			browse_init(&in->pages[i].browse, schemas[i]);
	in->pages[PAGE_COMMAND].browse.is_text = true;
	browse_init(&in->mappings, mapping_schema());
	vec_init(&in->lines, sizeof(struct command_line));
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
	vec_free(&in->lines);
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

static void inspect_look(struct ui *ui)
{
	struct inspect *in = ui->inspect;

	if (!in)
		return;
	inspect_take(ui);
	if (!in->is_open || !ui->sample || ui->sample->serial == in->last_serial)
		return;
	inspect_take_sample(ui);
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

static enum flow do_next(struct ui *ui) { go_to(ui, (int)ui->inspect->page + 1); return GO_ON; }
static enum flow do_previous(struct ui *ui) { go_to(ui, (int)ui->inspect->page - 1); return GO_ON; }

static enum flow do_refresh(struct ui *ui)
{
	struct inspect *in = ui->inspect;

	in->pages[in->page].is_wanted = in->pages[PAGE_SUMMARY].is_wanted = true;
	in->pages[in->page].hangs = false;
	inspect_ask(ui);
	sampler_hurry(ui->sampler);
	return GO_ON;
}

static enum flow do_ungroup(struct ui *ui)
{
	struct inspect *in = ui->inspect;

	if (in->page != PAGE_REGIONS)
		go_to(ui, PAGE_REGIONS);
	else
		in->is_ungrouped = !in->is_ungrouped;
	if (in->is_ungrouped)
		inspect_fill_mappings(in);
	return GO_ON;
}

static enum flow do_mark(struct ui *ui)
{
	struct inspect *in = ui->inspect;

	in->wants_mark = in->pages[PAGE_REGIONS].is_wanted = true;
	ui_say(ui, "marked: growth counts from here on");
	inspect_ask(ui);
	return GO_ON;
}

static enum flow do_whole(struct ui *ui)
{
	whole_open(ui, inspect_list(ui->inspect));
	return GO_ON;
}

static enum flow do_back(struct ui *ui)
{
	struct inspect *in = ui->inspect;

	in->is_open = false;
	inspect_forget(in);
	ui->wake_fd = -1;
	ui->pane = ui->home;
	return GO_ON;
}

static bool has_list(const struct ui *ui) { return inspect_list(ui->inspect); }
static bool has_rows(const struct ui *ui) { return has_list(ui) && !inspect_list(ui->inspect)->is_text; }
static bool is_whole(const struct ui *ui) { return has_list(ui) && !inspect_list(ui->inspect)->grid.filter[0]; }
static bool is_filtered_here(const struct ui *ui) { return has_list(ui) && inspect_list(ui->inspect)->grid.filter[0]; }
static bool is_grouped(const struct ui *ui) { return !ui->inspect->is_ungrouped; }
static bool is_ungrouped(const struct ui *ui) { return ui->inspect->is_ungrouped; }

static const struct pane_key keys[] = {
	{ { 0 },                     .keys = "1-7", .label = "Page", .help = "a page by its number" },
	{ { K_TAB, K_RIGHT },        .keys = "Tab", .label = "Next", .run = do_next, .help = "the next page; Right too" },
	{ { K_BACKTAB, K_LEFT },     .keys = "Shift-Tab", .run = do_previous, .help = "the page before; Left too" },
	{ { K_ENTER },               .keys = "Enter", .label = "Whole", .is_on = has_rows, .run = do_whole, .help = "all of a row, nothing cut" },
	{ { 0 },                     .keys = "F3", .label = "Search" },
	{ { 0 },                     .keys = "F4", .label = "Filter", .is_on = is_whole },
	{ { 0 },                     .keys = "F4", .label = "FILTER", .is_on = is_filtered_here },
	{ { K_ESCAPE, 'q', K_F(10), K_BACKSPACE }, .keys = "Esc", .label = "Back", .run = do_back,
	  .help = "back to the processes; q and Backspace too" },
	{ { 0 },                     .keys = "< > I", .label = "Sort", .is_on = has_rows },
	{ { K_F(5), 'r', K_CTRL('L') }, .keys = "r", .label = "Refresh", .run = do_refresh, .help = "read the page again, now; F5 too" },
	{ { 'u' },                   .keys = "u", .label = "Ungroup", .is_on = is_grouped, .run = do_ungroup,
	  .help = "every mapping for itself, or grouped as a person thinks of them" },
	{ { 'u' },                   .keys = "u", .label = "Group", .is_on = is_ungrouped, .run = do_ungroup },
	{ { 'g' },                   .keys = "g", .label = "Mark", .run = do_mark, .help = "mark: growth counts from here on" },
};

const struct pane_keys keys_of_inspect = { "One process (Enter)", keys, ARRAY_LEN(keys) };

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
	struct browse *list = inspect_list(in);
	enum flow flow = GO_ON;

	ui->message[0] = '\0';
	if (pane_keys_run(ui, &keys_of_inspect, key, &flow))
		return flow;
	if (key >= '1' && key < '1' + PAGES)
		go_to(ui, (int)(key - '1'));
	else if (!list && !inspect_summary_key(ui, key))
		scroll_summary(in, key);
	else if (list && !find_key(ui, list, NULL, key))
		browse_key(list, key);
	return GO_ON;
}

static void keys_line_draw(struct ui *ui)
{
	pane_keys_draw(ui, &keys_of_inspect);
}

/* Of another process other rows are of interest. */
static void forget_filters(struct inspect *in)
{
	for (int i = 0; i < PAGES; i++)
		if (i != PAGE_SUMMARY)
			in->pages[i].browse.grid.filter[0] = in->pages[i].browse.sought[0] = '\0';
	in->mappings.grid.filter[0] = in->mappings.sought[0] = '\0';
}

/* A thread stands for its process: memory is the process's. */
static enum flow open_at(struct ui *ui, enum page_name page)
{
	static const struct pane pane = { .draw = inspect_draw, .key = inspect_key, .keys = keys_line_draw, .want = inspect_want,
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
	inspect_forget_points(in);
	forget_filters(in);
	in->who = mark_of(t);
	in->is_open = true;
	in->has_ended = in->is_ungrouped = false;
	in->wants_mark = true;
	in->page = page;
	in->set = ui->settings->set;
	in->name[0] = '\0';
	inspect_start(ui);
	inspect_take_sample(ui);
	inspect_ask(ui);
	ui->wake_fd = in->wake;
	ui->pane = &pane;
	return GO_ON;
}

enum flow inspect_open(struct ui *ui) { return open_at(ui, PAGE_REGIONS); }
enum flow inspect_open_files(struct ui *ui) { return open_at(ui, PAGE_FILES); }
enum flow inspect_open_environment(struct ui *ui) { return open_at(ui, PAGE_ENVIRONMENT); }
enum flow inspect_open_locks(struct ui *ui) { return open_at(ui, PAGE_LOCKS); }
enum flow inspect_open_command(struct ui *ui) { return open_at(ui, PAGE_COMMAND); }

/* batch.c - samples, views and prints in turn. Draws nothing. */
#define _GNU_SOURCE
#include "batch.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "alert_run.h"
#include "history.h"

#define SECOND 1000000000u
#define FIRST_LOOK (SECOND / 4)  /* CPU% is a share of time: it takes two looks, and the second one this much later */

struct batch {
	struct source *source;
	struct settings *settings;
	struct sample samples[2], *now, *before;
	struct demand demand;
	struct history history;
	struct since since;
	struct tree tree;
	struct view view;
	struct groups groups;
	struct grid grid;         /* of groups */
	struct timespec due;
	struct runner *runner;    /* NULL: no command is to be run */
};

static void wait_for(struct batch *b, uint64_t ns)
{
	uint64_t sum = (uint64_t)b->due.tv_nsec + ns;

	b->due.tv_sec += (time_t)(sum / SECOND);
	b->due.tv_nsec = (long)(sum % SECOND);
	while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &b->due, NULL) == EINTR)
		;
}

static void look(struct batch *b)
{
	struct sample *spare = b->now == &b->samples[0] ? &b->samples[1] : &b->samples[0];

	b->before = b->now;
	b->now = spare;
	sample_clear(b->now);
	b->source->next(b->source, &b->demand, b->before, b->now);
	if (!((b->demand.all | b->demand.shown) & (NEED_GROWTH | NEED_SERIES)))
		return;
	history_add(&b->history, b->now);
	history_tell(&b->history, &b->demand, b->now);
}

/* Reads what only the rows that are printed need. False when that is nothing more. */
static bool refine(struct batch *b, size_t rows)
{
	const struct task *tasks = sample_tasks(b->now);
	struct vec *pids = &b->demand.shown_pids;

	if (!(b->demand.shown & ~b->demand.all))
		return false;
	pids->count = 0;
	for (size_t i = 0; i < rows; i++)
		/* Those that have ended stand behind the sample's. */
		if (view_rows(&b->view)[i].task < b->now->tasks.count && !tasks[view_rows(&b->view)[i].task].is_thread)
			*(pid_t *)vec_push(pids) = tasks[view_rows(&b->view)[i].task].pid;
	pids_sort(pids);
	b->source->refine(b->source, &b->demand, b->now);
	history_tell(&b->history, &b->demand, b->now);
	return true;
}

/* Says which alerts have begun, on stderr, and runs the command. */
static void alert(struct batch *b, const struct scene *scene)
{
	const struct settings *s = b->settings;
	const struct alert_case *c;
	char text[2 * EXPR_TEXT];
	size_t failed;

	if (alerts_look(&b->settings->alerts, scene) == 0)
		return;
	c = alerts_cases(&s->alerts);
	for (size_t i = 0; i < s->alerts.cases.count; i++)
		if (c[i].is_new) {
			alerts_say(&s->alerts, &c[i], scene->sample, text, sizeof(text), s->set);
			fprintf(stderr, "ramtop: alert: %s\n", text);
		}
	failed = b->runner ? alert_run(b->runner, s->alert_command, &s->alerts, scene) : 0;
	if (failed)
		fprintf(stderr, "ramtop: --alert-run: %d commands are running: %zu more could not be started\n", RUNNER_MOST, failed);
}

static bool print_tasks(struct batch *b, const struct sink *sink)
{
	struct settings *s = b->settings;
	bool has_sums = view_wants_tree(&s->view, &s->columns) || alerts_want_tree(&s->alerts);
	struct scene scene = { .sample = b->now, .tree = has_sums ? &b->tree : NULL, .full_path = s->full_path,
	                       .since = s->differs ? &b->since : NULL };
	struct sheet sheet = { .settings = s, .scene = &scene, .view = &b->view };

	if (has_sums)
		tree_build(&b->tree, b->now);
	view_build(&b->view, &scene, &s->view);
	sheet.rows = s->limit && s->limit < b->view.rows.count ? s->limit : b->view.rows.count;
	/* What is read now may be more exact than what was summed. */
	if (refine(b, sheet.rows) && has_sums)
		tree_build(&b->tree, b->now);
	alert(b, &scene);
	sink->print(stdout, &sheet);
	return fflush(stdout) == 0;
}

static bool print_groups(struct batch *b, const struct sink *sink)
{
	struct settings *s = b->settings;
	bool has_sums = alerts_want_tree(&s->alerts) || expr_wants_tree(&s->view.filter.fits);
	struct scene scene = { .sample = b->now, .tree = has_sums ? &b->tree : NULL, .full_path = s->full_path };
	struct sheet sheet = { .settings = s, .scene = &scene, .groups = &b->grid };

	if (has_sums)
		tree_build(&b->tree, b->now);
	alert(b, &scene);
	view_groups(&b->view, &scene, &s->view, s->group, &b->groups);
	if (s->group_may_change && !groups_have_any(&b->groups)) {
		fprintf(stderr, "ramtop: no containers here: units are shown\n");
		s->group = GROUP_UNIT;
		view_groups(&b->view, &scene, &s->view, s->group, &b->groups);
	}
	s->group_may_change = false;
	b->grid.scene = scene;
	b->grid.tree = s->view.tree && group_kinds[s->group].has_cgroups ? &group_tree : NULL;
	grid_fill(&b->grid, b->groups.list.data, b->groups.list.count - !group_shows_outside(&b->grid.columns));
	if (s->limit && s->limit < b->grid.count)
		b->grid.count = s->limit;
	sink->print(stdout, &sheet);
	return fflush(stdout) == 0;
}

static bool print(struct batch *b, const struct sink *sink)
{
	struct settings *s = b->settings;

	return s->group ? print_groups(b, sink) : print_tasks(b, sink);
}

/* Whether each process that was asked for by its pid was seen. */
static bool saw_all(const struct batch *b, struct err *e)
{
	const struct vec *pids = &b->settings->view.filter.pids;

	for (size_t i = 0; i < pids->count; i++) {
		pid_t pid = ((const pid_t *)pids->data)[i];
		if (!sample_find(b->now, pid))
			return err_set(e, "there is no process %d", (int)pid);
	}
	return true;
}

static bool run(struct batch *b, const struct sink *sink, struct err *e)
{
	const struct settings *s = b->settings;
	bool all_seen = true;

	clock_gettime(CLOCK_MONOTONIC, &b->due);
	if ((b->demand.all | b->demand.shown) & NEED_CPU || b->demand.cgroups.all & (CGROUP_HAS_CPU_RATE | CGROUP_HAS_FLOWS)) {
		look(b);
		wait_for(b, s->delay_ns < FIRST_LOOK ? s->delay_ns : FIRST_LOOK);
	}
	if (s->differs) {
		look(b);
		since_mark(&b->since, b->now);
	}
	for (uint64_t i = 0; (s->iterations == 0 || i < s->iterations) && !(s->alert_exit && s->alerts.has_fired); i++) {
		if (i > 0 || s->differs)
			wait_for(b, s->delay_ns);
		look(b);
		since_add(&b->since, b->now);
		if (!print(b, sink))
			return err_set(e, "cannot write to stdout: %s", strerror(errno));
		all_seen = saw_all(b, e) && all_seen;
	}
	return all_seen;
}

/* The columns that were asked for, else all where no width is short, or the usual ones. */
static void choose_groups(struct batch *b, const struct sink *sink)
{
	const struct settings *s = b->settings;
	const struct column *sort = s->group_sort ? s->group_sort : group_sort(s->group);

	if (s->group_columns.count)
		grid_choose(&b->grid, &s->group_columns);
	else if (sink->is_whole)
		grid_show_all(&b->grid);
	else
		grid_show(&b->grid, group_standard(s->group));
	grid_sort(&b->grid, sort, s->group_sort ? s->group_descending : unit_is_descending(sort->unit));
}

static void demand_groups(struct batch *b)
{
	view_demand_groups(&b->settings->view, b->settings->group, &b->grid.columns, b->grid.sort, &b->demand);
	/* All of them are printed. */
	b->demand.cgroups.all |= b->demand.cgroups.shown;
}

bool batch_run(struct source *source, struct settings *settings, const struct sink *sink, struct err *e)
{
	struct batch b = { .source = source, .settings = settings };
	bool ok;

	sample_init(&b.samples[0]);
	sample_init(&b.samples[1]);
	demand_init(&b.demand);
	history_init(&b.history);
	since_init(&b.since);
	tree_init(&b.tree);
	view_init(&b.view);
	groups_init(&b.groups);
	grid_init(&b.grid, group_schema());
	choose_groups(&b, sink);
	settings_columns(settings);
	if (settings->group)
		demand_groups(&b);
	else
		view_demand(&settings->view, &settings->columns, &b.demand);
	/* Then too what is shown must be known of all: who knows which rows will be. */
	if (settings->differs)
		b.demand.all |= b.demand.shown;
	/* How fast is told by two looks: at the first nobody knows yet which rows there will be. */
	b.demand.all |= b.demand.shown & NEED_IO;
	alerts_want(&settings->alerts, &b.demand);
	if (settings->alert_command)
		b.runner = runner_open(RUNNER_KEEPS_ERRORS);
	b.demand.events = sink->events;
	b.demand.fresh = true;
	ok = run(&b, sink, e);
	if (b.runner)
		runner_close(b.runner);
	view_free(&b.view);
	grid_free(&b.grid);
	groups_free(&b.groups);
	tree_free(&b.tree);
	demand_free(&b.demand);
	history_free(&b.history);
	since_free(&b.since);
	sample_free(&b.samples[0]);
	sample_free(&b.samples[1]);
	return ok;
}

/* oom_mode.c - "ramtop oom": who would be taken if memory ran out now, on stdout. */
#include <stdio.h>
#include <string.h>

#include "grid_print.h"
#include "modes.h"
#include "oom_columns.h"
#include "oom_text.h"

struct said {
	struct oom_rank rank;
	struct grid grid;
	struct sample sample;
};

static void put_kill(struct json *j, const struct kill *k)
{
	json_open(j, '{');
	json_key(j, "time");
	json_instant(j, k->wall_ns);
	json_key(j, "pid");
	k->pid ? json_number(j, (uint64_t)k->pid) : json_null(j);
	json_key(j, "comm");
	k->pid ? json_text(j, k->comm, strlen(k->comm)) : json_null(j);
	json_key(j, "cgroup");
	k->group[0] ? json_text(j, k->group, strlen(k->group)) : json_null(j);
	json_key(j, "held");
	k->rss ? json_number(j, k->rss) : json_null(j);
	json_key(j, "limit_of_cgroup");
	json_bool(j, k->is_of_group);
	json_close(j, '}');
}

static void put_kills(struct json *j, const struct kills_seen *k)
{
	const char *why = kills_why_unnamed(k->log);

	json_key(j, "kills_since_boot");
	k->is_known ? json_number(j, k->since_boot) : json_null(j);
	json_key(j, "kills_of_container");
	json_bool(j, k->is_of_container);
	json_key(j, "kills");
	json_open(j, '[');
	for (size_t i = 0; i < k->count; i++)
		put_kill(j, &k->list[i]);
	json_close(j, ']');
	json_key(j, "kills_unnamed_because");
	why ? json_text(j, why, strlen(why)) : json_null(j);
}

static void print_json(FILE *out, const struct said *d)
{
	const struct cgroup *g = d->rank.group ? d->rank.group->group : NULL;
	struct json j = { out, false };
	char text[OOM_TEXT];

	json_open(&j, '{');
	json_key(&j, "time");
	json_instant(&j, d->sample.wall_ns);
	json_key(&j, "cgroup");
	g ? json_text(&j, g->path, g->length) : json_null(&j);
	json_key(&j, "total");
	d->rank.total ? json_number(&j, d->rank.total) : json_null(&j);
	json_key(&j, "never_taken");
	json_number(&j, d->rank.spared);
	json_key(&j, "unreadable");
	json_number(&j, d->rank.unknown);
	json_key(&j, "rules");
	json_open(&j, '[');
	for (size_t i = 0, n; (n = oom_write_rule(text, sizeof(text), i, &d->rank, &d->sample, TEXT_UNICODE)); i++)
		json_text(&j, text, n);
	json_close(&j, ']');
	put_kills(&j, &d->sample.kills);
	json_key(&j, "candidates");
	grid_print_json(&j, &d->grid);
	json_close(&j, '}');
	putc('\n', out);
}

static void print_text(FILE *out, const struct said *d, enum text_set set)
{
	const struct kills_seen *k = &d->sample.kills;
	const char *why = k->since_boot ? kills_why_unnamed(k->log) : NULL;
	char text[OOM_TEXT];

	oom_write_scope(text, sizeof(text), &d->rank, set);
	fprintf(out, "OOM killer of %s\n", text);
	oom_write_first(text, sizeof(text), &d->rank, &d->sample, set);
	fprintf(out, "%s\n", text);
	for (size_t i = 0; oom_write_rule(text, sizeof(text), i, &d->rank, &d->sample, set); i++)
		fprintf(out, "%s\n", text);
	if (kills_write(text, sizeof(text), k, SINCE_BOOT, set))
		fprintf(out, "%s\n", text);
	for (size_t i = 0; i + 1 < k->count; i++) {
		kill_write(text, sizeof(text), &k->list[i], set);
		fprintf(out, "  before: %s\n", text);
	}
	if (why)
		fprintf(out, "%s\n", why);
	putc('\n', out);
	grid_print_text(out, &d->grid, set);
}

/* The group that -p names a process of: the first of them that has a limit. Else the container that we are in. */
static const struct cgroup_figures *group_of(const struct options *o, const struct sample *s)
{
	const struct vec *pids = &o->settings.view.filter.pids;
	const struct cgroup_figures *g = pids->count ? NULL : oom_group_of_all(s);

	for (size_t i = 0; i < pids->count && !g; i++) {
		const struct task *t = sample_find(s, ((const pid_t *)pids->data)[i]);
		g = t ? oom_group_of(s, t) : NULL;
	}
	return g;
}

/* Whether all processes that -p names are there. */
static bool is_all_there(const struct options *o, const struct sample *s, struct err *e)
{
	const struct vec *pids = &o->settings.view.filter.pids;

	for (size_t i = 0; i < pids->count; i++)
		if (!sample_find(s, ((const pid_t *)pids->data)[i]))
			return err_set(e, "there is no process %d", (int)((const pid_t *)pids->data)[i]);
	return true;
}

static void rank(struct said *d, const struct options *o)
{
	size_t count;

	oom_rank(&d->rank, &d->sample, group_of(o, &d->sample));
	count = d->rank.candidates.count;
	d->grid.scene = (struct scene){ .sample = &d->sample, .full_path = o->settings.full_path };
	grid_fill(&d->grid, d->rank.candidates.data, o->settings.limit && o->settings.limit < count ? o->settings.limit : count);
}

int oom_run(struct options *o)
{
	struct demand demand;
	struct said d;
	struct procfs proc;
	struct source *source;
	struct err e;
	bool ok;

	if (o->origin == ORIGIN_AUTO)
		o->origin = ORIGIN_PROC;
	if (!mode_open(o, SCAN_IF_IT_CAN, &proc, &source, &e))
		return mode_fail(EXIT_USAGE, &e);
	demand_init(&demand);
	sample_init(&d.sample);
	oom_rank_init(&d.rank);
	grid_init(&d.grid, oom_schema());
	demand.all = OOM_NEEDS;
	demand.events = true;
	source->next(source, &demand, NULL, &d.sample);
	rank(&d, o);
	ok = is_all_there(o, &d.sample, &e);
	if (ok && o->sink == sink_find("json"))
		print_json(stdout, &d);
	else if (ok)
		print_text(stdout, &d, o->settings.set);
	grid_free(&d.grid);
	oom_rank_free(&d.rank);
	sample_free(&d.sample);
	demand_free(&demand);
	source->close(source);
	procfs_close(&proc);
	if (!ok)
		return mode_fail(EXIT_UNREAD, &e);
	return fflush(stdout) == 0 ? EXIT_FINE : EXIT_UNREAD;
}

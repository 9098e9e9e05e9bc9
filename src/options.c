/* options.c - the command line's options, each declared once. Runs nothing. */
#define _GNU_SOURCE
#include "options.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "themes.h"
#include "users.h"

#define TAKE(name) static bool name(struct options *o, const char *argument, struct err *e)
#define UNUSED (void)o; (void)argument; (void)e

static bool parse_count(const char *text, const char *what, uint64_t *out, struct err *e)
{
	char *end;

	errno = 0;
	*out = strtoull(text, &end, 10);
	if (text[0] < '0' || text[0] > '9' || *end || errno || *out == 0)
		return err_set(e, "'%s' is no %s: a number from 1 on is", text, what);
	return true;
}

static bool parse_seconds(const char *text, const char *what, double most, uint64_t *out_ns, struct err *e)
{
	char *end;
	double seconds = strtod(text, &end);

	if (end == text || *end || !(seconds >= 0.1 && seconds <= most))
		return err_set(e, "'%s' is no %s: seconds from 0.1 to %.0f are", text, what, most);
	*out_ns = (uint64_t)(seconds * 1e9);
	return true;
}

TAKE(take_delay) { return parse_seconds(argument, "delay", 86400, &o->settings.delay_ns, e); }
TAKE(take_grace) { return parse_seconds(argument, "time to wait", 3600, &o->settings.grace_ns, e); }

TAKE(take_iterations)
{
	return parse_count(argument, "number of iterations", &o->settings.iterations, e);
}

TAKE(take_limit)
{
	uint64_t n;

	if (!parse_count(argument, "number of rows", &n, e))
		return false;
	o->settings.limit = n > SIZE_MAX ? SIZE_MAX : (size_t)n;
	return true;
}

TAKE(take_format)
{
	o->sink = sink_find(argument);
	o->mode = "batch";
	o->prints = true;
	return o->sink ? true : err_set(e, "no format is called '%s': text and json are", argument);
}

TAKE(take_columns)
{
	(void)e;
	o->columns = argument;
	return true;
}

TAKE(take_sort)
{
	(void)e;
	o->sort = argument;
	return true;
}

/* Columns are those of processes or of groups: which, is known when all options are. */
static bool choose(struct options *o, struct err *e)
{
	struct settings *s = &o->settings;

	s->is_chosen = o->columns && !s->group;
	if (o->columns && !schema_choose(s->group ? group_schema() : s->schema, o->columns, s->group ? &s->group_columns : &s->chosen, e))
		return false;
	if (!o->sort)
		return true;
	if (s->group)
		return schema_order(group_schema(), o->sort, &s->group_sort, &s->group_descending, e);
	return schema_order(s->schema, o->sort, &s->view.sort, &s->view.descending, e);
}

TAKE(take_filter)
{
	struct err why;

	return filter_set_text(&o->settings.view.filter, argument, &why) || err_set(e, "--filter: %.*s", 480, why.text);
}

TAKE(take_alert)
{
	struct err why;

	return alerts_add(&o->settings.alerts, argument, &why) || err_set(e, "--alert: %.*s", 480, why.text);
}

TAKE(take_alert_run)
{
	(void)e;
	o->settings.alert_command = argument;
	return true;
}

TAKE(take_user)
{
	struct filter *f = &o->settings.view.filter;

	f->has_user = users_find(argument, &f->user);
	return f->has_user ? true : err_set(e, "there is no user '%s'", argument);
}

TAKE(take_pids)
{
	o->settings.view.filter.kernel = true;
	return filter_set_pids(&o->settings.view.filter, argument, e);
}

TAKE(take_group)
{
	o->settings.group = group_kind_find(argument);
	return o->settings.group ? true : err_set(e, "no groups are made by '%s': container, unit, cgroup, user, command and session are", argument);
}

TAKE(take_proc)
{
	(void)e;
	o->proc = argument;
	return true;
}

TAKE(take_cgroup)
{
	(void)e;
	o->cgroup = o->settings.cgroup = argument;
	return true;
}

const struct origin_entry origins[ORIGINS] = {
	[ORIGIN_AUTO] = { "auto", "by the iterator where it works, else by files" },
	[ORIGIN_BPF]  = { "bpf",  "by the kernel's task iterator: all in one read" },
	[ORIGIN_PROC] = { "proc", "by files of /proc" },
};

TAKE(take_source)
{
	for (size_t i = 0; i < ORIGINS; i++)
		if (strcmp(argument, origins[i].name) == 0) {
			o->origin = (enum origin)i;
			return true;
		}
	return err_set(e, "no source is called '%s': auto, bpf and proc are", argument);
}

TAKE(take_pss_budget)
{
	char *end;

	o->pss_percent = strtod(argument, &end);
	if (end == argument || *end || !(o->pss_percent >= 0.01 && o->pss_percent <= 100))
		return err_set(e, "'%s' is no budget: percents of one CPU from 0.01 to 100 are", argument);
	return true;
}

TAKE(take_list)
{
	(void)e;
	o->list = argument;
	o->mode = "list";
	return true;
}

TAKE(take_config)
{
	(void)e;
	o->config = argument;
	return true;
}

/* Whoever asks for one wants its colours, whatever the environment says. */
TAKE(take_theme)
{
	size_t n;
	const struct theme *all = themes_all(&n);
	char names[128] = "";

	for (size_t i = 0; i < n; i++)
		snprintf(names + strlen(names), sizeof(names) - strlen(names), "%s%s", i == 0 ? "" : i + 1 < n ? ", " : " and ", all[i].id);
	o->settings.theme = argument;
	o->settings.color = true;
	return themes_find(argument) ? true : err_set(e, "no theme is called '%s': %s are", argument, names);
}

TAKE(take_batch)    { UNUSED; o->mode = "batch"; return o->prints = true; }
TAKE(take_json)     { UNUSED; return take_format(o, "json", e); }
TAKE(take_tree)     { UNUSED; return o->settings.view.tree = true; }
TAKE(take_threads)  { UNUSED; return o->settings.view.filter.threads = true; }
TAKE(take_kernel)   { UNUSED; return o->settings.view.filter.kernel = true; }
TAKE(take_no_color) { UNUSED; o->settings.color = false; return true; }
TAKE(take_no_mouse) { UNUSED; o->settings.mouse = false; return true; }
TAKE(take_cursor)   { UNUSED; return o->settings.cursor = true; }
TAKE(take_diff)     { UNUSED; return o->settings.differs = true; }
TAKE(take_readonly) { UNUSED; return o->settings.readonly = true; }
TAKE(take_alert_exit) { UNUSED; return o->settings.alert_exit = true; }
TAKE(take_mlock)    { UNUSED; return o->mlock = true; }
TAKE(take_help)     { UNUSED; o->mode = "help"; return true; }
TAKE(take_version)  { UNUSED; o->mode = "version"; return true; }

static const struct option_entry entries[] = {
	{ 'd', "delay",      "SEC",   "seconds between two refreshes (1.0)", take_delay },
	{ 'n', "iterations", "N",     "end after N refreshes", take_iterations },
	{ 'b', "batch",      NULL,    "print to stdout instead of showing a screen", take_batch },
	{ 0,   "format",     "FORMAT", "print as text or json; implies --batch", take_format },
	{ 0,   "json",       NULL,    "the same as --format json", take_json },
	{ 'o', "columns",    "COLUMNS", "the columns to show: ids with commas between them (see --list columns)", take_columns },
	{ 's', "sort",       "[-]COLUMN", "the column to sort by; with a minus the other way round", take_sort },
	{ 'f', "filter",     "FILTER", "only processes with this text in their command, or that fit: 'rss>1g and not user=root'", take_filter },
	{ 'u', "user",       "USER",  "only processes of this user", take_user },
	{ 'p', "pid",        "PIDS",  "only processes with these pids", take_pids },
	{ 't', "tree",       NULL,    "children below their parents, with the sums of their subtrees", take_tree },
	{ 'g', "group",      "GROUP", "groups of processes and their sums: by container, unit, cgroup, user, command or session", take_group },
	{ 'H', "threads",    NULL,    "threads too", take_threads },
	{ 'K', "kernel",     NULL,    "threads of the kernel too", take_kernel },
	{ 'D', "diff",       NULL,    "what has changed since the first sample, and who has ended", take_diff },
	{ 'L', "limit",      "N",     "print at most N rows", take_limit },
	{ 0,   "proc",       "DIR",   "the procfs to read (/proc)", take_proc },
	{ 0,   "cgroup",     "DIR",   "the control groups to read (where they are mounted; /sys/fs/cgroup)", take_cgroup },
	{ 0,   "source",     "SOURCE", "read tasks by the kernel's task iterator (bpf), by files (proc), or what can be (auto)", take_source },
	{ 0,   "pss-budget", "PERCENT", "of one CPU, that reading PSS may take on the screen (1)", take_pss_budget },
	{ 0,   "alert",      "FILTER", "tell when a process fits: 'rss>4g for 30s'; may be given several times", take_alert },
	{ 0,   "alert-run",  "COMMAND", "run it when an alert begins: its environment says which (RAMTOP_PID, RAMTOP_RSS, ...)", take_alert_run },
	{ 0,   "alert-exit", NULL,    "in a batch, end when an alert begins", take_alert_exit },
	{ 0,   "mlock",      NULL,    "keep ramtop itself in RAM where memory is short: takes some 3M more, and the right to lock it", take_mlock },
	{ 0,   "grace",      "SEC",   "from SIGTERM to SIGKILL, where the menu of signals sends both (5)", take_grace },
	{ 0,   "readonly",   NULL,    "change nothing: no signals, commands, priorities, CPUs, oom_score_adj", take_readonly },
	{ 0,   "no-color",   NULL,    "no colours, the theme mono; so does the variable NO_COLOR", take_no_color },
	{ 0,   "theme",      "THEME", "the colours of the screen: default, light, contrast or mono", take_theme },
	{ 0,   "no-mouse",   NULL,    "leave the mouse to the terminal, which then selects text with it", take_no_mouse },
	{ 0,   "cursor",     NULL,    "show the terminal's cursor: it always stands on the selected row, for screen readers", take_cursor },
	{ 0,   "config",     "FILE",  "the screen's settings, instead of those in ~/.config/ramtop/config; none: no file", take_config },
	{ 0,   "list",       "TABLE", "print a table of ramtop's own: columns, keys, ...; --list tables names them", take_list },
	{ 'h', "help",       NULL,    "print this help", take_help },
	{ 'V', "version",    NULL,    "print the version", take_version },
};

const struct option_entry *options_all(size_t *count)
{
	*count = ARRAY_LEN(entries);
	return entries;
}

bool options_have_screen(const struct options *o)
{
	return strcmp(o->mode, "watch") == 0 || (o->command && o->command->group && !o->prints);
}

bool options_settle(struct options *o, struct err *e)
{
	struct settings *s = &o->settings;

	if (o->settings.alert_command && o->settings.alerts.list.count == 0)
		return err_set(e, "--alert-run needs an --alert");
	if (o->settings.alert_command && o->settings.readonly)
		return err_set(e, "--alert-run may change anything: not with --readonly");
	if (o->settings.differs && o->settings.group)
		return err_set(e, "--diff is for processes: not with --group");
	if (o->command && o->command->group && !s->group) {
		s->group = o->command->group;
		s->group_may_change = true;
	}
	if (o->command && o->command->group && o->operand)
		return err_set(e, "ramtop %s shows all of them: --filter chooses, or a name with --docker", o->command->name);
	if (s->group && o->command && o->command->group && !group_kinds[s->group].has_cgroups)
		return err_set(e, "ramtop %s groups by container, unit or cgroup, not by %s", o->command->name, group_kinds[s->group].name);
	if (o->config && !options_have_screen(o))
		return err_set(e, "--config is for the screen: nothing else has settings in a file");
	return choose(o, e);
}

void options_start(struct options *o)
{
	const char *no_color = getenv("NO_COLOR");

	*o = (struct options){ .proc = "/proc", .pss_percent = 1, .mode = "watch", .sink = sink_find("text"),
	                       .run.threshold = 10 };
	settings_init(&o->settings, task_schema());
	o->settings.color = !(no_color && no_color[0]);
	o->settings.set = text_locale();
}

void options_start_again(struct options *o)
{
	const struct command *(*command_at)(size_t i) = o->command_at;
	const char *config = o->config;

	options_free(o);
	options_start(o);
	o->command_at = command_at;
	keeping_start(&o->keeping, config);
	kept_load(&o->keeping, &o->settings);
}

void options_free(struct options *o)
{
	settings_free(&o->settings);
}

/* options.c - the command line's options, each declared once. Runs nothing. */
#define _GNU_SOURCE
#include "options.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

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

TAKE(take_delay)
{
	char *end;
	double seconds = strtod(argument, &end);

	if (end == argument || *end || !(seconds >= 0.1 && seconds <= 86400))
		return err_set(e, "'%s' is no delay: seconds from 0.1 to 86400 are", argument);
	o->settings.delay_ns = (uint64_t)(seconds * 1e9);
	return true;
}

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
	return o->settings.group ? true : err_set(e, "no groups are made by '%s': container, cgroup, user, command and session are", argument);
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
	o->cgroup = argument;
	return true;
}

TAKE(take_source)
{
	static const char *const names[] = { [ORIGIN_AUTO] = "auto", [ORIGIN_BPF] = "bpf", [ORIGIN_PROC] = "proc" };

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (strcmp(argument, names[i]) == 0) {
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

TAKE(take_batch)    { UNUSED; o->mode = "batch"; return true; }
TAKE(take_json)     { UNUSED; return take_format(o, "json", e); }
TAKE(take_tree)     { UNUSED; return o->settings.view.tree = true; }
TAKE(take_threads)  { UNUSED; return o->settings.view.filter.threads = true; }
TAKE(take_kernel)   { UNUSED; return o->settings.view.filter.kernel = true; }
TAKE(take_no_color) { UNUSED; o->settings.color = false; return true; }
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
	{ 0,   "format",     "NAME",  "print as text or json; implies --batch", take_format },
	{ 0,   "json",       NULL,    "the same as --format json", take_json },
	{ 'o', "columns",    "LIST",  "the columns to show: ids with commas between them", take_columns },
	{ 's', "sort",       "[-]ID", "the column to sort by; with a minus the other way round", take_sort },
	{ 'f', "filter",     "TEXT",  "only processes with this text in their command, or that fit: 'rss>1g and not user=root'", take_filter },
	{ 'u', "user",       "NAME",  "only processes of this user", take_user },
	{ 'p', "pid",        "LIST",  "only processes with these pids", take_pids },
	{ 't', "tree",       NULL,    "children below their parents, with the sums of their subtrees", take_tree },
	{ 'g', "group",      "BY",    "groups of processes and their sums: by container, cgroup, user, command or session", take_group },
	{ 'H', "threads",    NULL,    "threads too", take_threads },
	{ 'K', "kernel",     NULL,    "threads of the kernel too", take_kernel },
	{ 'D', "diff",       NULL,    "what has changed since the first sample, and who has ended", take_diff },
	{ 'L', "limit",      "N",     "print at most N rows", take_limit },
	{ 0,   "proc",       "DIR",   "the procfs to read (/proc)", take_proc },
	{ 0,   "cgroup",     "DIR",   "the control groups to read (where they are mounted; /sys/fs/cgroup)", take_cgroup },
	{ 0,   "source",     "NAME",  "read tasks by the kernel's task iterator (bpf), by files (proc), or what can be (auto)", take_source },
	{ 0,   "pss-budget", "PERCENT", "of one CPU, that reading PSS may take on the screen (1)", take_pss_budget },
	{ 0,   "alert",      "COND",  "tell when a process fits: 'rss>4g for 30s'; may be given several times", take_alert },
	{ 0,   "alert-run",  "COMMAND", "run it when an alert begins: its environment says which (RAMTOP_PID, RAMTOP_RSS, ...)", take_alert_run },
	{ 0,   "alert-exit", NULL,    "in a batch, end when an alert begins", take_alert_exit },
	{ 0,   "mlock",      NULL,    "keep ramtop itself in RAM where memory is short: takes some 3M more, and the right to lock it", take_mlock },
	{ 0,   "readonly",   NULL,    "change nothing: no signals, commands, priorities, CPUs, oom_score_adj", take_readonly },
	{ 0,   "no-color",   NULL,    "no colours; so does the variable NO_COLOR", take_no_color },
	{ 0,   "config",     "FILE",  "the screen's settings, instead of those in ~/.config/ramtop/config; none: no file", take_config },
	{ 0,   "list",       "TABLE", "print a table of ramtop's own: columns, commands, groups, keys, options or settings", take_list },
	{ 'h', "help",       NULL,    "print this help", take_help },
	{ 'V', "version",    NULL,    "print the version", take_version },
};

const struct option_entry *options_all(size_t *count)
{
	*count = ARRAY_LEN(entries);
	return entries;
}

bool options_settle(struct options *o, struct err *e)
{
	if (o->settings.alert_command && o->settings.alerts.list.count == 0)
		return err_set(e, "--alert-run needs an --alert");
	if (o->settings.alert_command && o->settings.readonly)
		return err_set(e, "--alert-run may change anything: not with --readonly");
	if (o->settings.differs && o->settings.group)
		return err_set(e, "--diff is for processes: not with --group");
	if (o->config && strcmp(o->mode, "watch") != 0)
		return err_set(e, "--config is for the screen: nothing else has settings in a file");
	return choose(o, e);
}

void options_start(struct options *o)
{
	const char *no_color = getenv("NO_COLOR");

	*o = (struct options){ .proc = "/proc", .pss_percent = 1, .mode = "watch", .sink = sink_find("text") };
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

/* "-d, --delay SEC" */
static int write_name(char *out, size_t room, const struct option_entry *entry)
{
	char letter[8] = "    ";

	if (entry->letter)
		snprintf(letter, sizeof(letter), "-%c, ", entry->letter);
	return snprintf(out, room, "%s--%s%s%s", letter, entry->name, entry->argument ? " " : "",
	                entry->argument ? entry->argument : "");
}

void options_list(FILE *out)
{
	char name[64];

	for (size_t i = 0; i < ARRAY_LEN(entries); i++) {
		write_name(name, sizeof(name), &entries[i]);
		fprintf(out, "%-24s  %s\n", name, entries[i].help);
	}
}

void options_help(const struct options *o, FILE *out)
{
	const struct command *c;

	fputs("Usage: ramtop [OPTION]...\n", out);
	for (size_t i = 0; (c = o->command_at(i)); i++)
		fprintf(out, "       ramtop %s [OPTION]...%s%s\n", c->name, c->operand ? " " : "", c->operand ? c->operand : "");
	fputs("Shows where the memory of this machine went: who holds it, and what may be ended.\n\n", out);
	for (size_t i = 0; (c = o->command_at(i)); i++)
		fprintf(out, "%-24s  %s\n", c->name, c->help);
	options_list(out);
	fputs("\nOn the screen, h shows the keys. Exit status: 0 fine, 1 something could not be read, 2 wrong usage,\n"
	      "4 an alert has begun in a batch.\n", out);
}

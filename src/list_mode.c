/* list_mode.c - ramtop --list TABLE: prints the tables that it is made of, for people, manuals and completions. */
#include "modes.h"

#include <stdio.h>
#include <string.h>

#include "balance.h"
#include "help_text.h"
#include "kept.h"
#include "themes.h"
#include "time_print.h"
#include "usage.h"

static void print_entry(const char *name, const char *help)
{
	printf("%-16s  %s\n", name, help);
}

static void list_schema(const struct schema *s)
{
	for (size_t i = 0; i < s->count; i++)
		print_entry(s->columns[i].id, s->columns[i].help);
}

static void list_columns(const struct options *o)
{
	(void)o;
	list_schema(task_schema());
}

static void list_group_columns(const struct options *o)
{
	(void)o;
	list_schema(group_schema());
}

static void list_groups(const struct options *o)
{
	(void)o;
	for (size_t i = 1; i < GROUP_KINDS; i++)
		print_entry(group_kinds[i].name, group_kinds[i].help);
}

static void list_commands(const struct options *o)
{
	usage_list_commands(o, stdout);
}

static void list_options(const struct options *o)
{
	(void)o;
	usage_list_options(stdout, options_all);
}

static void list_run_options(const struct options *o)
{
	(void)o;
	usage_list_options(stdout, run_options_all);
}

static void list_docker_options(const struct options *o)
{
	(void)o;
	usage_list_options(stdout, docker_options_all);
}

static void list_time_letters(const struct options *o)
{
	(void)o;
	time_list(stdout);
}

static void list_keys(const struct options *o)
{
	(void)o;
	help_list_keys(stdout);
}

static void list_formats(const struct options *o)
{
	size_t count;
	const struct sink *sinks = sink_all(&count);

	(void)o;
	for (size_t i = 0; i < count; i++)
		print_entry(sinks[i].name, sinks[i].help);
}

static void list_sources(const struct options *o)
{
	(void)o;
	for (size_t i = 0; i < ORIGINS; i++)
		print_entry(origins[i].name, origins[i].help);
}

static void list_settings(const struct options *o)
{
	(void)o;
	settings_list(stdout);
}

/* Those that open into a list. */
static void list_lines(const struct options *o)
{
	(void)o;
	for (int i = 0; i < BALANCE_LINES; i++) {
		const struct balance_entry *e = balance_entry((enum balance_line)i);
		if (e->list != LIST_NONE)
			print_entry(e->id, e->help);
	}
}

static void list_themes(const struct options *o)
{
	size_t count;
	const struct theme *themes = themes_all(&count);

	(void)o;
	for (size_t i = 0; i < count; i++)
		print_entry(themes[i].id, themes[i].help);
}

static void list_tables(const struct options *o);

/* An option's or a command's argument that is called like one of these takes what stands in it: GROUP, COLUMNS. */
static const struct table {
	const char *name, *help;
	void (*print)(const struct options *o);
} tables[] = {
	{ "columns",       "columns of processes: ids, as in --columns, --sort and filters", list_columns },
	{ "commands",      "what else ramtop can do, and the options that each heeds", list_commands },
	{ "docker_options", "of ramtop containers --docker", list_docker_options },
	{ "formats",       "of --format", list_formats },
	{ "group_columns", "columns of groups: ids, as in --columns with --group", list_group_columns },
	{ "groups",        "what --group makes groups by", list_groups },
	{ "keys",          "keys of the screen", list_keys },
	{ "lines",         "of the ledger, that open into a list", list_lines },
	{ "options",       "of the command line", list_options },
	{ "run_options",   "of ramtop run", list_run_options },
	{ "settings",      "of the file that the screen keeps them in", list_settings },
	{ "sources",       "of --source", list_sources },
	{ "tables",        "these", list_tables },
	{ "themes",        "of --theme", list_themes },
	{ "time_letters",  "of ramtop run --format", list_time_letters },
};

static void list_tables(const struct options *o)
{
	(void)o;
	for (size_t i = 0; i < ARRAY_LEN(tables); i++)
		print_entry(tables[i].name, tables[i].help);
}

int list_run(struct options *o)
{
	struct err e;

	for (size_t i = 0; i < ARRAY_LEN(tables); i++)
		if (strcmp(tables[i].name, o->list) == 0) {
			tables[i].print(o);
			return EXIT_FINE;
		}
	err_set(&e, "no table is called '%s': --list tables names those that are", o->list);
	return mode_fail(EXIT_USAGE, &e);
}

/* usage.c - what the program says of its command line: --help, and the tables of options and commands. Takes no option. */
#include "usage.h"

#include <string.h>

#include "text.h"

#define NAME_WIDTH 26        /* a longer name has a line of its own */
#define WIDTH 80

/* The options below each, from the first one named on; options_all has them in this order. */
static const struct { const char *first, *title; } sections[] = {
	{ "delay",    "How often" },
	{ "batch",    "Where it goes" },
	{ "columns",  "What is shown" },
	{ "proc",     "Where it comes from" },
	{ "alert",    "Alerts" },
	{ "mlock",    "What else" },
	{ "output",   "Options" },
	{ "docker",   "Options" },
	{ "verbose",  "Instead of the report, as GNU time does it" },
};

/* "-d, --delay SEC" */
static void write_name(char *out, size_t room, const struct option_entry *entry)
{
	char letter[8] = "    ";

	if (entry->letter)
		snprintf(letter, sizeof(letter), "-%c, ", entry->letter);
	snprintf(out, room, "%s--%s%s%s", letter, entry->name, entry->argument ? " " : "", entry->argument ? entry->argument : "");
}

void usage_list_options(FILE *out, const struct option_entry *(*all)(size_t *count))
{
	size_t count;
	const struct option_entry *entries = all(&count);
	char name[64];

	for (size_t i = 0; i < count; i++) {
		write_name(name, sizeof(name), &entries[i]);
		fprintf(out, "%-24s  %s\n", name, entries[i].help);
	}
}

static void write_command(char *out, size_t room, const struct command *c)
{
	snprintf(out, room, "%s%s%s", c->name, c->operand ? " " : "", c->operand ? c->operand : "");
}

/* "--format --json" */
static void print_heeded(FILE *out, const struct command *c)
{
	const char *names = c->options ? c->options : "";
	size_t count = 0;
	const struct option_entry *own = c->own ? c->own(&count) : NULL;

	for (size_t i = 0; i < count; i++)
		fprintf(out, " --%s", own[i].name);
	while (*names) {
		int n = (int)strcspn(names, " ");
		fprintf(out, " --%.*s", n, names);
		names += n + (names[n] == ' ');
	}
}

void usage_list_commands(const struct options *o, FILE *out)
{
	const struct command *c;
	char name[64];

	for (size_t i = 0; (c = o->command_at(i)); i++) {
		write_command(name, sizeof(name), c);
		fprintf(out, "%-16s  %s; heeds", name, c->help);
		print_heeded(out, c);
		putc('\n', out);
	}
}

/* The name, and beside it what it means, in as many lines as that takes. */
static void print_entry(FILE *out, const char *name, const char *help)
{
	size_t next, length;

	if (strlen(name) > NAME_WIDTH - 2) {
		fprintf(out, "%s\n", name);
		name = "";
	}
	do {
		length = text_wrap(help, WIDTH - NAME_WIDTH, &next);
		fprintf(out, "%-*s%.*s\n", NAME_WIDTH, name, (int)length, help);
		name = "";
		help += next;
	} while (*help);
}

static void print_options(FILE *out, const struct option_entry *(*all)(size_t *count))
{
	size_t count;
	const struct option_entry *entries = all(&count);
	char name[64];

	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < ARRAY_LEN(sections); k++)
			if (strcmp(sections[k].first, entries[i].name) == 0)
				fprintf(out, "\n%s:\n", sections[k].title);
		write_name(name, sizeof(name), &entries[i]);
		print_entry(out, name, entries[i].help);
	}
}

void usage_help(const struct options *o, FILE *out)
{
	const struct command *c;
	char name[64];

	fputs("Usage: ramtop [OPTION]...\n", out);
	for (size_t i = 0; (c = o->command_at(i)); i++)
		fprintf(out, "       ramtop %s [OPTION]...%s%s\n", c->name, c->operand ? " " : "", c->operand ? c->operand : "");
	fputs("Shows where the memory of this machine went: who holds it, what may be ended.\n\nCommands:\n", out);
	for (size_t i = 0; (c = o->command_at(i)); i++) {
		write_command(name, sizeof(name), c);
		print_entry(out, name, c->help);
	}
	print_options(out, options_all);
	fputs("\nA FILTER is text that the command has, or conditions on columns:\n"
	      "'rss>1g and not user=root', 'java|python', 'command~^/usr'.\n"
	      "On the screen, F1 or h shows the keys; man ramtop has all of it.\n"
	      "Exit status: 0 fine, 1 something could not be read, 2 wrong usage,\n"
	      "4 an alert has begun in a batch.\n", out);
}

void usage_run_help(FILE *out)
{
	fputs("Usage: ramtop run [OPTION]... [--] COMMAND [ARGUMENT]...\n"
	      "Runs a command and tells what it and everything that it started took.\n", out);
	print_options(out, run_options_all);
	fputs("\nWithout -f, -v or -p the variable TIME is the format, where it is set.\n"
	      "Exit status: that of the command; 128+N when signal N ended it; 126 it cannot be\n"
	      "run, 127 it is not found, 125 something else is wrong, 3 memory is over a limit\n"
	      "or over a threshold.\n", out);
}

void usage_docker_help(FILE *out)
{
	fputs("Usage: ramtop containers --docker [OPTION]... [CONTAINER]...\n"
	      "Prints what docker stats prints, of all containers or of those with these names or\n"
	      "ids: read from the kernel, whatever engine they are of; engines tell their names.\n", out);
	print_options(out, docker_options_all);
	fputs("\nIn a FORMAT: {{.Container}} {{.ID}} {{.Name}} {{.CPUPerc}} {{.MemUsage}}\n"
	      "{{.MemPerc}} {{.NetIO}} {{.BlockIO}} {{.PIDs}}, {{json .}} for all of them, and\n"
	      "the functions json, lower, title and upper. 'table FORMAT' puts titles above,\n"
	      "'json' is {{json .}}.\n"
	      "Exit status: 0 fine, 1 there is no such container, 2 wrong usage.\n", out);
}

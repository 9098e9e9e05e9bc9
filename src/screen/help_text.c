/* help_text.c - what the help says: printed from the tables of keys and columns, and a few words of its own. Draws nothing. */
#include "help_text.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "pane_keys.h"

struct words { const char *name, *text; };

static const struct words conditions[] = {
	{ "java",               "the command has these letters; upper and lower case alike" },
	{ "chrome|firefox",     "one or the other; or is the same" },
	{ "rss>1g",             "any column, shown or not, by its id below: = != < <= > >= and a value: 300m, 2g, 50 (%), 90s, 2h" },
	{ "user=root",          "texts are compared as a whole" },
	{ "command~^/usr",      "a regular expression; ~x alone is one on the command" },
	{ "rss>1g and not (user=root or pss<10m)", "and, or, not, ! and parentheses; what is unknown (?) fits nothing, nor its opposite" },
};

/* What is ? may not be read. */
static const struct words rights[] = {
	{ "PSS USS NUMA", "of other users' processes, and what Enter shows of them: CAP_SYS_PTRACE" },
	{ "all tasks",    "from the kernel in one read: CAP_BPF and CAP_PERFMON" },
	{ "OOM kills",    "their names, where kernel.dmesg_restrict is set: CAP_SYSLOG" },
	{ "oom_adj",      "to lower it: CAP_SYS_RESOURCE" },
	{ "the ledger",   "slab caches, vmalloc and dma-bufs by name: root" },
	{ "kill",         "processes of other users: CAP_KILL" },
	{ "nice a i",     "of other users' processes, to lower nice, real-time I/O: CAP_SYS_NICE" },
};

static void add(struct vec *out, const char *heading, const char *name, const char *text)
{
	struct help_entry *e = vec_push(out);

	*e = (struct help_entry){ .heading = heading, .text = text };
	snprintf(e->name, sizeof(e->name), "%s", name);
}

static void add_words(struct vec *out, const char *heading, const struct words *w, size_t count)
{
	for (size_t i = 0; i < count; i++)
		add(out, heading, w[i].name, w[i].text);
}

static void add_keys(struct vec *out)
{
	const struct pane_keys *p;
	struct action_help a;

	for (size_t i = 0; actions_help(i, &a); i++)
		add(out, a.section, a.keys, a.help);
	for (size_t i = 0; (p = pane_keys_at(i)); i++)
		for (size_t k = 0; k < p->count; k++)
			if (p->all[k].help)
				add(out, p->title, p->all[k].keys, p->all[k].help);
}

/* "RSS", or where the id is another word "THR threads". */
static void add_column(struct vec *out, const char *heading, const struct column *c)
{
	char name[32];

	if (strcasecmp(c->title, c->id) == 0)
		snprintf(name, sizeof(name), "%s", c->title);
	else
		snprintf(name, sizeof(name), "%s %s", c->title, c->id);
	add(out, heading, name, c->help);
}

static bool is_shown(const struct settings *s, const struct column *c)
{
	const struct column *const *shown = s->columns.data;

	for (size_t i = 0; i < s->columns.count; i++)
		if (shown[i] == c)
			return true;
	return false;
}

static void add_columns(struct vec *out, const struct settings *s)
{
	static const char shown[] = "Columns that are shown: title, and id where that is another",
	                  others[] = "All other columns";

	add(out, shown, "", "K, M and G are units of 1024. ? is unknown, >= a sum with unknown parts, ~ an estimate; 8s behind a value is its age.");
	for (size_t i = 0; i < s->columns.count; i++)
		add_column(out, shown, ((const struct column *const *)s->columns.data)[i]);
	for (size_t i = 0; i < s->schema->count; i++)
		if (!is_shown(s, &s->schema->columns[i]))
			add_column(out, others, &s->schema->columns[i]);
}

void help_text(const struct ui *ui, struct vec *out)
{
	out->count = 0;
	add_keys(out);
	add_words(out, "Conditions: what a filter (F4) and --alert understand", conditions, ARRAY_LEN(conditions));
	add_columns(out, ui->settings);
	add_words(out, "What is ? needs a right (setcap gives one to the program)", rights, ARRAY_LEN(rights));
	if (ui->sample && ui->sample->origin)
		add(out, "Where the figures come from", "tasks", ui->sample->origin);
}

static void print_pane(FILE *out, const struct pane_keys *p)
{
	fprintf(out, "\n%s\n", p->title);
	for (size_t i = 0; i < p->count; i++)
		if (p->all[i].help)
			fprintf(out, "%-12s  %s\n", p->all[i].keys, p->all[i].help);
}

void help_list_keys(FILE *out)
{
	const struct pane_keys *p;
	const char *section = NULL;
	struct action_help a;

	for (size_t i = 0; actions_help(i, &a); i++) {
		if (a.section != section)
			fprintf(out, "%s%s\n", section ? "\n" : "", a.section);
		section = a.section;
		fprintf(out, "%-12s  %s\n", a.keys, a.help);
	}
	for (size_t i = 0; (p = pane_keys_at(i)); i++)
		print_pane(out, p);
}

/* inspect_print.c - prints what was found in one process. Reads nothing. */
#include "inspect_print.h"

#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "grid_print.h"
#include "inspect_columns.h"

#define WIDTH 79             /* of a line of figures */

/* ---- what is not there, and why ----------------------------------------------------------------------------------------- */

static const struct part_name {
	const char *name;
	size_t end;              /* where in an inspection its end is */
} part_names[] = {
	{ "summary",     offsetof(struct inspection, facts_end) },
	{ "PSS",         offsetof(struct inspection, rollup_end) },
	{ "regions",     offsetof(struct inspection, regions.end) },
	{ "threads",     offsetof(struct inspection, threads_end) },
	{ "files",       offsetof(struct inspection, files_end) },
	{ "locks",       offsetof(struct inspection, locks_end) },
	{ "environment", offsetof(struct inspection, environment_end) },
	{ "limits",      offsetof(struct inspection, limits_end) },
};

static enum probe_end end_of(const struct inspection *i, const struct part_name *part)
{
	enum probe_end end;

	memcpy(&end, (const char *)i + part->end, sizeof(end));
	return end;
}

/* Neither is what a kernel thread or a zombie has not got. */
static bool is_missing(enum probe_end end)
{
	return end != PROBE_READ && end != PROBE_UNREAD && end != PROBE_NONE;
}

bool inspect_complaint(const struct inspection *i, char *out, size_t room)
{
	enum probe_end why = PROBE_UNREAD;
	size_t used = 0;

	if (i->has_ended) {
		snprintf(out, room, "process %d has ended", (int)i->subject.pid);
		return true;
	}
	for (size_t k = 0; k < ARRAY_LEN(part_names) && used < room; k++) {
		enum probe_end end = end_of(i, &part_names[k]);
		/* Those that come to the same end are named together. */
		if (!is_missing(end) || (why != PROBE_UNREAD && end != why))
			continue;
		used += (size_t)snprintf(out + used, room - used, "%s%s", why == PROBE_UNREAD ? "" : ", ", part_names[k].name);
		why = end;
	}
	if (why == PROBE_UNREAD)
		return false;
	if (used < room)
		snprintf(out + used, room - used, " of %d: %s", (int)i->subject.pid, probe_reason(why));
	return true;
}

/* ---- text ----------------------------------------------------------------------------------------------------------------- */

static void print_grid(FILE *out, const char *title, const struct schema *schema, const char *columns, const struct vec *rows,
                       enum probe_end end, enum text_set set)
{
	const char *why = probe_reason(end);
	struct grid g;
	struct err never;

	fprintf(out, "\n%s (%zu)%s%s\n", title, rows->count, why ? ": " : "", why ? why : "");
	if (rows->count == 0)
		return;
	grid_init(&g, schema);
	if (!schema_choose(schema, columns, &g.columns, &never))
		die("bug: %s", never.text);
	grid_fill(&g, rows->data, rows->count);
	grid_print_text(out, &g, set);
	grid_free(&g);
}

static bool is_section(const struct fact *f, const char *section)
{
	return strcmp(f->section, section) == 0;
}

static bool is_named(const struct fact *f, const char *name)
{
	return f->name_length == strlen(name) && memcmp(f->name, name, f->name_length) == 0;
}

/* One fact a line. */
static void print_lines(FILE *out, const struct inspection *i, const char *section, const char *user, enum text_set set)
{
	const struct fact *f = i->facts.data;
	char name[256], *text = memory_new(TEXT_CELL_ROOM);

	for (size_t k = 0; k < i->facts.count; k++) {
		if (!is_section(&f[k], section))
			continue;
		fact_format(text, TEXT_CELL_ROOM, &f[k], set);
		if (user && is_named(&f[k], "uid")) {
			text_printable(name, sizeof(name), user, strlen(user), set);
			fprintf(out, "%-14s %s (%s)\n", "user", name, text);
		} else
			fprintf(out, "%-14s %s\n", f[k].help ? f[k].help : f[k].name, text);
	}
	free(text);
}

/* Several figures a line. */
static void print_figures(FILE *out, const struct inspection *i, const char *section, enum text_set set)
{
	const struct fact *f = i->facts.data;
	int used = 0;

	for (size_t k = 0; k < i->facts.count; k++) {
		char value[32], text[80];
		int width;
		if (!is_section(&f[k], section))
			continue;
		fact_format(value, sizeof(value), &f[k], set);
		width = snprintf(text, sizeof(text), "%s %s", f[k].help ? f[k].help : f[k].name, value);
		if (used && used + 3 + width > WIDTH)
			used = 0, putc('\n', out);
		used += fprintf(out, "%s%s", used ? "   " : "", text);
	}
	if (used)
		putc('\n', out);
}

/* What the group holds and may hold. */
static void print_group(FILE *out, const struct inspection *i, enum text_set set)
{
	const struct fact *f = i->facts.data;
	char text[32];
	int n = 0;

	for (size_t k = 0; k < i->facts.count; k++) {
		if (!is_section(&f[k], "cgroup_memory") || is_named(&f[k], "path") || f[k].value.kind == VALUE_BLANK)
			continue;
		fact_format(text, sizeof(text), &f[k], set);
		fprintf(out, "%s %s %s", n++ ? "  " : "cgroup", f[k].help, text);
	}
	if (n)
		putc('\n', out);
}

/* Where its memory is counted. */
static void print_cgroups(FILE *out, const struct inspection *i, enum text_set set)
{
	const struct fact *f = i->facts.data;
	char *text = memory_new(TEXT_CELL_ROOM);

	for (size_t k = 0; k < i->facts.count; k++) {
		if (!is_section(&f[k], "cgroup") || !(is_named(&f[k], "unified") || is_named(&f[k], "memory")))
			continue;
		fact_format(text, TEXT_CELL_ROOM, &f[k], set);
		fprintf(out, "%-14s %s%s\n", "cgroup", text, is_named(&f[k], "memory") ? " (memory)" : "");
	}
	free(text);
}

void inspect_print_text(FILE *out, const struct inspection *i, const char *user, enum text_set set)
{
	print_lines(out, i, "process", user, set);
	print_cgroups(out, i, set);
	putc('\n', out);
	print_figures(out, i, "memory", set);
	print_figures(out, i, "oom", set);
	print_group(out, i, set);
	print_grid(out, "Regions", region_schema(), "count,size,rss,pss,uss,dirty,swap,thp,kind,region", &i->regions.regions,
	           i->regions.end, set);
	print_grid(out, "Threads", thread_schema(), thread_schema()->standard, &i->threads, i->threads_end, set);
	print_grid(out, "Files", file_schema(), file_schema()->standard, &i->files, i->files_end, set);
	print_grid(out, "Locks", lock_schema(), lock_schema()->standard, &i->locks, i->locks_end, set);
}

/* ---- JSON ------------------------------------------------------------------------------------------------------------------ */

static void put_text(struct json *j, const char *key, const char *text)
{
	json_key(j, key);
	if (text)
		json_text(j, text, strlen(text));
	else
		json_null(j);
}

static void put_fact(struct json *j, const struct fact *f)
{
	char key[128];

	snprintf(key, sizeof(key), "%.*s", (int)f->name_length, f->name);
	json_key(j, key);
	json_value(j, &(struct column){ .unit = f->unit }, f->value);
}

/* Each section is an object; a name that comes again in it is left out, as an object has each key once. */
static bool came_before(const struct fact *first, const struct fact *f)
{
	for (; first < f; first++)
		if (first->name_length == f->name_length && memcmp(first->name, f->name, f->name_length) == 0)
			return true;
	return false;
}

static void put_facts(struct json *j, const struct inspection *i, const char *user)
{
	const struct fact *f = i->facts.data;

	json_key(j, "summary");
	json_open(j, '{');
	put_text(j, "user", user);
	for (size_t k = 0; k < i->facts.count;) {
		const struct fact *first = &f[k];
		json_key(j, first->section);
		json_open(j, '{');
		for (; k < i->facts.count && is_section(&f[k], first->section); k++)
			if (!came_before(first, &f[k]))
				put_fact(j, &f[k]);
		json_close(j, '}');
	}
	json_close(j, '}');
}

/* What could not be read is null, and "unread" says why. */
static void put_grid(struct json *j, const char *key, const struct schema *schema, const struct vec *rows, enum probe_end end)
{
	struct grid g;

	json_key(j, key);
	if (rows->count == 0 && end != PROBE_READ && end != PROBE_NONE) {
		json_null(j);
		return;
	}
	grid_init(&g, schema);
	grid_fill(&g, rows->data, rows->count);
	grid_print_json(j, &g);
	grid_free(&g);
}

static void put_unread(struct json *j, const struct inspection *i)
{
	json_key(j, "unread");
	json_open(j, '{');
	for (size_t k = 0; k < ARRAY_LEN(part_names); k++)
		if (probe_reason(end_of(i, &part_names[k])))
			put_text(j, part_names[k].name, probe_reason(end_of(i, &part_names[k])));
	json_close(j, '}');
}

void inspect_print_json(FILE *out, const struct inspection *i, const char *user)
{
	struct json j = { out, false };

	json_open(&j, '{');
	json_key(&j, "pid");
	json_number(&j, (uint64_t)i->subject.pid);
	put_facts(&j, i, user);
	put_grid(&j, "regions", region_schema(), &i->regions.regions, i->regions.end);
	put_grid(&j, "mappings", mapping_schema(), &i->regions.parts, i->regions.end);
	put_grid(&j, "threads", thread_schema(), &i->threads, i->threads_end);
	put_grid(&j, "files", file_schema(), &i->files, i->files_end);
	put_grid(&j, "locks", lock_schema(), &i->locks, i->locks_end);
	put_grid(&j, "environment", variable_schema(), &i->environment, i->environment_end);
	put_grid(&j, "limits", limit_schema(), &i->limits, i->limits_end);
	put_unread(&j, i);
	json_key(&j, "ended");
	json_bool(&j, i->has_ended);
	json_close(&j, '}');
	putc('\n', out);
}

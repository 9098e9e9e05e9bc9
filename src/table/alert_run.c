/* alert_run.c - an environment for each new case of an alert. Starts nothing itself. */
#define _GNU_SOURCE
#include "alert_run.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SECOND 1000000000u
#define LONGEST 65536        /* bytes of a text: the kernel takes twice as many */

__attribute__((format(printf, 2, 3))) static void add(struct vec *environment, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	if (vasprintf(&text, format, args) < 0)
		die("out of memory: an environment was asked for");
	va_end(args);
	*(char **)vec_push(environment) = text;
}

static void add_value(struct vec *environment, const struct column *c, struct value v)
{
	char name[64] = "";

	for (size_t i = 0; c->id[i] && i + 1 < sizeof(name); i++)
		name[i] = (char)toupper((unsigned char)c->id[i]);
	if (v.kind == VALUE_TEXT)
		add(environment, "RAMTOP_%s=%.*s", name, (int)(v.text.length < LONGEST ? v.text.length : LONGEST), v.text.bytes);
	else if (v.kind == VALUE_REAL)
		add(environment, "RAMTOP_%s=%.2f", name, v.real);
	else if (v.kind == VALUE_NUMBER && c->unit == UNIT_SPAN)
		add(environment, "RAMTOP_%s=%.2f", name, (double)v.number / SECOND);
	else if (v.kind == VALUE_NUMBER && c->unit == UNIT_INSTANT)
		add(environment, "RAMTOP_%s=%" PRIu64, name, v.number / SECOND);
	else if (v.kind == VALUE_NUMBER && (c->unit == UNIT_SIGNED || c->unit == UNIT_RATE))
		add(environment, "RAMTOP_%s=%" PRId64, name, (int64_t)v.number);
	else if (v.kind == VALUE_NUMBER)
		add(environment, "RAMTOP_%s=%" PRIu64, name, v.number);
}

static bool is_among(const char *id, const char *const *ids, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(ids[i], id) == 0)
			return true;
	return false;
}

static char **environment_of(const struct alert *alert, const struct alert_case *c, const struct scene *s)
{
	static const char *const usual[] = { "pid", "ppid", "user", "comm", "command", "rss", "vsz" };
	const struct column *const *columns = alert->fits.columns.data;
	struct vec environment;

	vec_init(&environment, sizeof(char *));
	for (char **e = environ; *e; e++)
		if (strncmp(*e, "RAMTOP_", strlen("RAMTOP_")) != 0)
			add(&environment, "%s", *e);
	add(&environment, "RAMTOP_ALERT=%s", alert->text);
	add(&environment, "RAMTOP_SINCE=%" PRIu64, c->since_wall_ns / SECOND);
	for (size_t i = 0; i < ARRAY_LEN(usual); i++) {
		const struct column *column = schema_find(task_schema(), usual[i]);
		add_value(&environment, column, column->get(s, c->task, column));
	}
	for (size_t i = 0; i < alert->fits.columns.count; i++)
		if (!is_among(columns[i]->id, usual, ARRAY_LEN(usual)))
			add_value(&environment, columns[i], columns[i]->get(s, c->task, columns[i]));
	*(char **)vec_push(&environment) = NULL;
	return environment.data;
}

size_t alert_run(struct runner *r, const char *command, const struct alerts *a, const struct scene *s)
{
	const struct alert *alert = a->list.data;
	const struct alert_case *c = alerts_cases(a);
	size_t failed = 0;

	for (size_t i = 0; i < a->cases.count; i++)
		if (c[i].is_new)
			failed += !runner_start(r, command, environment_of(&alert[c[i].alert], &c[i], s));
	return failed;
}

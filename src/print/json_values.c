/* json_values.c - values and lists as JSON. Knows no rows. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "grid_print.h"

#define SECOND 1000000000u

void json_instant(struct json *j, uint64_t ns)
{
	time_t seconds = (time_t)(ns / SECOND);
	struct tm tm;
	char text[64];
	size_t n;

	if (!gmtime_r(&seconds, &tm)) {
		json_null(j);
		return;
	}
	n = strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S", &tm);
	n += (size_t)snprintf(text + n, sizeof(text) - n, ".%03uZ", (unsigned)(ns % SECOND / 1000000));
	json_text(j, text, n);
}

static void put_series(struct json *j, struct value v)
{
	json_open(j, '[');
	for (size_t i = 0; i < v.series.count; i++)
		json_number(j, v.series.points[i]);
	json_close(j, ']');
}

void json_value(struct json *j, const struct column *c, struct value v)
{
	char text[32];

	if (v.kind == VALUE_UNKNOWN || v.kind == VALUE_BLANK)
		json_null(j);
	else if (v.kind == VALUE_TEXT)
		json_text(j, v.text.bytes, v.text.length);
	else if (v.kind == VALUE_SERIES)
		put_series(j, v);
	else if (v.kind == VALUE_REAL)
		json_real(j, v.real);
	else if (c->unit == UNIT_SPAN)
		json_real(j, (v.is_change ? (double)(int64_t)v.number : (double)v.number) / SECOND);
	else if (c->unit == UNIT_SIGNED || c->unit == UNIT_RATE || v.is_change)
		json_signed(j, (int64_t)v.number);
	else if (c->unit == UNIT_ADDRESS)
		json_text(j, text, unit_format(text, sizeof(text), c->unit, v));
	else if (c->unit == UNIT_INSTANT)
		json_instant(j, v.number);
	else
		json_number(j, v.number);
}

/* "rss_at_least": true */
static void put_mark(struct json *j, const struct column *c, const char *mark)
{
	char key[64];

	snprintf(key, sizeof(key), "%s_%s", c->id, mark);
	json_key(j, key);
	json_bool(j, true);
}

void json_member(struct json *j, const struct column *c, struct value v)
{
	json_key(j, c->id);
	json_value(j, c, v);
	if (v.at_least)
		put_mark(j, c, "at_least");
	if (v.is_about)
		put_mark(j, c, "about");
}

static void put_row(struct json *j, const struct grid *g, size_t row, const struct column *c)
{
	json_member(j, c, c->get(&g->scene, row, c));
}

void grid_print_json(struct json *j, const struct grid *g)
{
	json_open(j, '[');
	for (size_t i = 0; i < g->count; i++) {
		json_open(j, '{');
		for (size_t k = 0; k < g->schema->count; k++)
			put_row(j, g, grid_row(g, i), &g->schema->columns[k]);
		json_close(j, '}');
	}
	json_close(j, ']');
}

void grid_print_json_shown(struct json *j, const struct grid *g)
{
	json_open(j, '[');
	for (size_t i = 0; i < g->count; i++) {
		json_open(j, '{');
		for (size_t k = 0; k < g->columns.count; k++)
			put_row(j, g, grid_row(g, i), ((const struct column *const *)g->columns.data)[k]);
		if (grid_branch(g, i)) {
			json_key(j, "depth");
			json_number(j, grid_branch(g, i)->depth);
		}
		json_close(j, '}');
	}
	json_close(j, ']');
}

/* grid.c - keeps the rows of a list in order, and some of them out. Knows no schema, draws nothing. */
#include "grid.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "order.h"
#include "text.h"

void grid_init(struct grid *g, const struct schema *schema)
{
	*g = (struct grid){ .schema = schema, .sort = schema->sort ? schema_find(schema, schema->sort) : NULL };
	g->descending = g->sort && unit_is_descending(g->sort->unit);
	vec_init(&g->columns, sizeof(const struct column *));
	vec_init(&g->order, sizeof(uint32_t));
	vec_init(&g->keys, sizeof(struct key));
	vec_init(&g->scratch, sizeof(struct key));
	grid_show(g, schema->standard);
}

void grid_show(struct grid *g, const char *ids)
{
	struct err never;

	if (!schema_choose(g->schema, ids, &g->columns, &never))
		die("bug: %s", never.text);
}

void grid_free(struct grid *g)
{
	vec_free(&g->columns);
	vec_free(&g->order);
	vec_free(&g->keys);
	vec_free(&g->scratch);
}

static bool cell_holds(const struct column *c, struct value v, const char *word)
{
	char id[24];

	if (v.kind == VALUE_TEXT)
		return text_holds(v.text.bytes, v.text.length, word);
	if (v.kind != VALUE_NUMBER || c->unit != UNIT_ID)
		return false;
	return text_holds(id, (size_t)snprintf(id, sizeof(id), "%" PRIu64, v.number), word);
}

bool grid_holds(const struct grid *g, size_t row, const char *word)
{
	const struct column *const *c = g->columns.data;

	for (size_t i = 0; i < g->columns.count; i++)
		if (cell_holds(c[i], c[i]->get(&g->scene, row, c[i]), word) || (c[i]->also && cell_holds(c[i], c[i]->also(&g->scene, row), word)))
			return true;
	return false;
}

/* A word that is still to be typed counts for nothing: "a|" is "a". */
static bool is_let_through(const struct grid *g, size_t row)
{
	char word[GRID_WORDS];
	bool any = false;

	for (const char *at = g->filter; *at; at += *at == '|') {
		size_t n = strcspn(at, "|");
		snprintf(word, sizeof(word), "%.*s", (int)n, at);
		at += n;
		if (n && grid_holds(g, row, word))
			return true;
		any = any || n;
	}
	return !any;
}

static void sort(struct grid *g)
{
	struct key *keys;
	uint32_t *order;

	vec_reserve(&g->keys, g->all);
	vec_reserve(&g->order, g->all);
	keys = g->keys.data;
	order = g->order.data;
	g->count = 0;
	for (size_t i = 0; i < g->all; i++)
		if (!g->filter[0] || is_let_through(g, i))
			keys[g->count++] = (struct key){ g->sort ? g->sort->get(&g->scene, i, g->sort) : value_blank(), (uint32_t)i };
	g->keys.count = g->count;
	if (g->sort)
		keys = order_sort(&g->keys, &g->scratch, g->sort->unit, g->descending);
	for (size_t i = 0; i < g->count; i++)
		order[i] = keys[i].row;
}

void grid_fill(struct grid *g, const void *rows, size_t count)
{
	g->scene.rows = rows;
	g->all = count;
	sort(g);
}

void grid_filter(struct grid *g, const char *words)
{
	snprintf(g->filter, sizeof(g->filter), "%s", words);
	sort(g);
}

void grid_sort(struct grid *g, const struct column *by, bool descending)
{
	g->sort = by;
	g->descending = descending;
	sort(g);
}

void grid_choose(struct grid *g, const struct vec *columns)
{
	vec_reserve(&g->columns, columns->count);
	memcpy(g->columns.data, columns->data, columns->count * sizeof(const struct column *));
}

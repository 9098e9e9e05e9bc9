/* grid.c - keeps the rows of a list in order. Knows no schema, draws nothing. */
#include "grid.h"

#include <string.h>

#include "order.h"

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

static void sort(struct grid *g)
{
	struct key *keys;
	uint32_t *order;

	vec_reserve(&g->keys, g->count);
	vec_reserve(&g->order, g->count);
	keys = g->keys.data;
	order = g->order.data;
	for (size_t i = 0; i < g->count; i++)
		keys[i] = (struct key){ g->sort ? g->sort->get(&g->scene, i, g->sort) : value_blank(), (uint32_t)i };
	if (g->sort)
		keys = order_sort(&g->keys, &g->scratch, g->sort->unit, g->descending);
	for (size_t i = 0; i < g->count; i++)
		order[i] = keys[i].row;
}

void grid_fill(struct grid *g, const void *rows, size_t count)
{
	g->scene.rows = rows;
	g->count = count;
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

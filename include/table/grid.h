/* grid.h - rows of any schema, sorted: what a list on the screen or in a print-out is made of. */
#ifndef GRID_H
#define GRID_H

#include "column.h"
#include "marks.h"
#include "row.h"

#define GRID_WORDS 256

struct grid;

/* How rows of a schema make a tree. */
struct grid_tree {
	uint32_t (*parent)(const struct grid *g, size_t row);     /* ROW_NONE: it is a root */
	struct mark (*mark)(const struct grid *g, size_t row);    /* that it is folded by: it stays when rows move */
	struct value (*name)(const struct grid *g, size_t row);   /* of a row below another: what that does not say already */
};

struct grid {
	const struct schema *schema;
	struct scene scene;             /* its rows are those of the last grid_fill */
	size_t count;                   /* of places: of rows that the filter lets through */
	size_t all;                     /* of rows */
	char filter[GRID_WORDS];        /* "": all are let through */
	struct vec columns;             /* of const struct column *: those shown; at first the schema's own */
	const struct column *sort;      /* NULL: in the order in which they came */
	bool descending;
	struct vec order;               /* of uint32_t: the row at each place */
	const struct grid_tree *tree;   /* NULL: a list */
	struct marks folded;            /* rows of a tree: those below them are not shown */
	struct vec branches;            /* of struct row: in a tree, how each place hangs in it */
	struct vec keys, scratch, nodes, kept;
};

void grid_init(struct grid *g, const struct schema *schema);
void grid_free(struct grid *g);

/* Takes these rows instead of others and sorts them. They are borrowed. */
void grid_fill(struct grid *g, const void *rows, size_t count);

/* Sorts by this column. */
void grid_sort(struct grid *g, const struct column *by, bool descending);

/* Lets through only rows that hold one of the words, which have a '|' between them; "": all. What does not fit is cut off. */
void grid_filter(struct grid *g, const char *words);

/* Whether a cell that is shown of this row, a text or an id, holds the word. */
bool grid_holds(const struct grid *g, size_t row, const char *word);

/* Shows these columns (of const struct column *) instead of others. */
void grid_choose(struct grid *g, const struct vec *columns);

/* The same by ids with commas, which must be those of columns; and all that the schema has. */
void grid_show(struct grid *g, const char *ids);
void grid_show_all(struct grid *g);

/* Makes a tree of it, or a list again: NULL. */
void grid_hang(struct grid *g, const struct grid_tree *tree);

/* How a place hangs in the tree; NULL: it is a list. */
static inline const struct row *grid_branch(const struct grid *g, size_t place)
{
	return g->tree ? (const struct row *)g->branches.data + place : NULL;
}

/* The text that the lines of the tree lead to, v, or less of it. */
struct value grid_name(const struct grid *g, size_t place, struct value v);

static inline size_t grid_row(const struct grid *g, size_t place) { return ((const uint32_t *)g->order.data)[place]; }

#endif

/* grid_print.h - lists of any schema on a stream. */
#ifndef GRID_PRINT_H
#define GRID_PRINT_H

#include <stdio.h>

#include "grid.h"
#include "json.h"
#include "text.h"

/* Titles and rows as plain text, the columns that are shown, as wide as they must be. */
void grid_print_text(FILE *out, const struct grid *g, enum text_set set);

/* An array of objects, all columns; the keys are their ids. */
void grid_print_json(struct json *j, const struct grid *g);

/* The same with those columns that are shown. */
void grid_print_json_shown(struct json *j, const struct grid *g);

/* A value of this column as JSON: what is unknown or blank is null. */
void json_value(struct json *j, const struct column *c, struct value v);

/* The same with its key; "ID_at_least" follows where it is a sum with unknown members, "ID_about" where it is an estimate. */
void json_member(struct json *j, const struct column *c, struct value v);

/* An instant as RFC 3339, in UTC. */
void json_instant(struct json *j, uint64_t ns);

/* A table as text: format writes a cell and returns its length; it is told its row. */
struct text_table {
	const struct vec *columns;      /* of const struct column * */
	size_t rows;
	size_t (*format)(void *context, char *out, size_t room, size_t row, const struct column *c);
	void *context;
};

/* A text cell: the longest is a command of 32 K bytes, of which each may become 3, behind the branches of a tree. */
#define TEXT_CELL_ROOM (3 * 32768 + 512)

void text_table_print(FILE *out, const struct text_table *t);

#endif

/* docker_format.h - what --format asks for: text with fields of docker stats in it, as Go's templates write them. */
#ifndef DOCKER_FORMAT_H
#define DOCKER_FORMAT_H

#include <stdio.h>

#include "arena.h"
#include "docker_fields.h"
#include "err.h"
#include "vec.h"

struct docker_format {
	bool is_table;             /* titles above, and columns where tabs are */
	struct vec pieces;         /* of the text and fields in turn: see docker_format.c */
	struct arena arena;
};

/* "table", "table TEMPLATE", "json" or TEMPLATE; NULL and "": the usual table. What a template may hold: text with \t and \n, {{.Name}},
 * {{json .}} for all fields, functions on a field before it or behind a bar. False, and what is wrong with it. To be freed in any
 * case. */
bool docker_format_parse(struct docker_format *f, const char *text, struct err *e);
void docker_format_free(struct docker_format *f);

/* A line for this row; NULL: the titles. */
void docker_format_write(const struct docker_format *f, const struct docker_row *r, const struct docker_style *s, FILE *out);

#endif

/* sink.h - where samples go when there is no screen: text or JSON on a stream. */
#ifndef SINK_H
#define SINK_H

#include <stdio.h>

#include "grid.h"
#include "settings.h"

/* One sample, ready to be printed. All is borrowed. */
struct sheet {
	const struct settings *settings;
	const struct scene *scene;
	const struct view *view;
	size_t rows;              /* how many of the view's rows to print */
	const struct grid *groups;   /* printed instead of these; NULL: none */
};

struct sink {
	const char *name;         /* as in --format */
	const char *help;
	bool events;              /* whether it prints the machine's events */
	bool is_whole;            /* of groups it prints every column, where none are asked for */
	void (*print)(FILE *out, const struct sheet *sheet);
};

/* The sink of this name, or NULL. */
const struct sink *sink_find(const char *name);

/* All of them; *count is set. */
const struct sink *sink_all(size_t *count);

void text_print(FILE *out, const struct sheet *sheet);
void json_print(FILE *out, const struct sheet *sheet);

#endif

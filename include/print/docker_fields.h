/* docker_fields.h - what docker stats says of a container: one table of its fields, with its formulas and units. */
#ifndef DOCKER_FIELDS_H
#define DOCKER_FIELDS_H

#include "boxes.h"
#include "text.h"

#define DOCKER_CELL 1024       /* bytes of what a field says */
#define DOCKER_FIELDS 9

/* A line. All is borrowed. */
struct docker_row {
	const char *asked;         /* how it was asked for; NULL: it was not */
	const char *id, *name;     /* zero-ended, foreign; NULL: not known */
	const struct box *box;     /* NULL: it does not run */
	bool is_stopped;           /* its engine says so: then all of it is 0, else unknown */
	uint64_t memory;           /* of the machine; 0: not known */
};

struct docker_style {
	bool whole_ids;            /* else their first 12 digits */
	enum text_set set;
};

struct docker_field {
	const char *name;          /* as in {{.Name}}; in the order of JSON */
	const char *title;
	size_t (*write)(const struct docker_row *r, const struct docker_style *s, char *out, size_t room);
};

extern const struct docker_field docker_fields[DOCKER_FIELDS];

/* NULL: there is none. */
const struct docker_field *docker_field_find(const char *name, size_t length);

/* Bytes as docker writes memory ("13.15MiB") and all else ("1.04kB"). Return the bytes written. */
size_t docker_memory(char *out, size_t room, double bytes);
size_t docker_size(char *out, size_t room, double bytes);

#endif

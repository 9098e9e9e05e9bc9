/* inspect_columns.h - the columns of what is found in one process. The rows of each are an array of the struct named here. */
#ifndef INSPECT_COLUMNS_H
#define INSPECT_COLUMNS_H

#include "column.h"
#include "inspection.h"
#include "text.h"

const struct schema *region_schema(void);     /* struct region */
const struct schema *mapping_schema(void);    /* struct part */
const struct schema *thread_schema(void);     /* struct thread_row */
const struct schema *file_schema(void);       /* struct file_row */
const struct schema *variable_schema(void);   /* struct variable */
const struct schema *limit_schema(void);      /* struct limit_row */
const struct schema *lock_schema(void);       /* struct lock_row */
const struct schema *line_schema(void);       /* struct command_line */

/* A line of what is too long for one. */
struct command_line {
	const char *what;          /* "program", "directory", "command"; NULL: it goes on */
	const char *text;          /* borrowed; any byte may be in it */
	size_t length;
};

/* A fact as text that may be shown, with a zero at the end, as much as fits. Returns the bytes written. */
size_t fact_format(char *out, size_t room, const struct fact *f, enum text_set set);

#endif

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

/* A fact as text that may be shown, with a zero at the end, as much as fits. Returns the bytes written. */
size_t fact_format(char *out, size_t room, const struct fact *f, enum text_set set);

#endif

/* cell.h - a value as the text that stands in its cell. */
#ifndef CELL_H
#define CELL_H

#include "column.h"
#include "text.h"

/* Writes what may be shown of the value, as UTF-8 with a zero at the end, as much as fits. Returns the bytes written. */
size_t cell_format(char *out, size_t room, const struct column *c, struct value v, enum text_set set);

/* The cells of a terminal that the text takes. */
int cell_width(const char *text, size_t length);

#endif

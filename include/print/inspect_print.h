/* inspect_print.h - all that was found in one process, on a stream. */
#ifndef INSPECT_PRINT_H
#define INSPECT_PRINT_H

#include <stdio.h>

#include "inspection.h"
#include "text.h"

/* Summary, regions, threads and files as plain text. The name of its user; NULL: not known. */
void inspect_print_text(FILE *out, const struct inspection *i, const char *user, enum text_set set);

/* All of it as one object on one line. */
void inspect_print_json(FILE *out, const struct inspection *i, const char *user);

/* What could not be read, as one line that says why; false: all could. */
bool inspect_complaint(const struct inspection *i, char *out, size_t room);

#endif

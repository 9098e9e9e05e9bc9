/* run_print.h - the report on a command and all that it started, for people. */
#ifndef RUN_PRINT_H
#define RUN_PRINT_H

#include <stdio.h>

#include "child.h"
#include "text.h"

/* At most 80 columns wide. */
void run_print(FILE *out, char *const argv[], const struct child *c, enum text_set set);

/* The same without its little picture. */
void run_print_lines(FILE *out, char *const argv[], const struct child *c, enum text_set set);

#endif

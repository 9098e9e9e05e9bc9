/* run_tables.h - the figures of a run, and its processes by name, as tables of HTML that is XML as well. */
#ifndef RUN_TABLES_H
#define RUN_TABLES_H

#include <stdio.h>

#include "child.h"

/* Each figure with how it is known. */
void run_tables_figures(FILE *out, const struct child *c);

/* Those whose names had the largest processes, each with how many there were; nothing where none has ended. */
void run_tables_names(FILE *out, const struct child *c);

#endif

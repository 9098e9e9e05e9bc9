/* run_json.h - the same as run_print.h for programs: one JSON object, with the course of the memory. */
#ifndef RUN_JSON_H
#define RUN_JSON_H

#include <stdio.h>

#include "child.h"

/* Bytes and nanoseconds are integers, what is not known is null. */
void run_json(FILE *out, char *const argv[], const struct child *c);

/* The course alone: a head, then a line for each point. */
void run_csv(FILE *out, const struct child *c);

#endif

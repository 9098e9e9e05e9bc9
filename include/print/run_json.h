/* run_json.h - the same as run_print.h for programs: one JSON object, with the course of the memory. */
#ifndef RUN_JSON_H
#define RUN_JSON_H

#include <stdio.h>

#include "child.h"
#include "json.h"
#include "run_change.h"

/* Bytes and nanoseconds are integers, what is not known is null. Changes may be NULL. */
void run_json(struct json *j, char *const argv[], const struct child *c, const struct run_changes *changes);

/* "command": [...], into the object that is open. */
void run_json_command(struct json *j, char *const argv[]);

/* The course alone: a head, then a line for each point. */
void run_csv(FILE *out, const struct child *c);

#endif

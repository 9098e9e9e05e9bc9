/* run_compare.h - what a command took, beside what it took earlier. */
#ifndef RUN_COMPARE_H
#define RUN_COMPARE_H

#include <stdio.h>

#include "err.h"
#include "json.h"
#include "run_change.h"
#include "text.h"

/* A table of at most 80 columns, below a report. */
void run_compare_print(FILE *out, const struct run_changes *c, enum text_set set);

/* "compare": {...}, into the object that is open. */
void run_compare_json(struct json *j, const struct run_changes *c);

/* Which memory is over the threshold: one line. False when none is. */
bool run_compare_is_over(const struct run_changes *c, struct err *e);

#endif

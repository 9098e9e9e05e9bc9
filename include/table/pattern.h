/* pattern.h - a regular expression of the user's (regex(7), extended), sought in bytes of others. */
#ifndef PATTERN_H
#define PATTERN_H

#include <stdbool.h>
#include <stddef.h>

#include "err.h"

struct pattern;

/* Upper and lower case are alike. NULL, and why, when it is none; or one that could take for ever: references back (\1) and more
 * than PATTERN_REPEATS repetitions are refused. */
struct pattern *pattern_new(const char *text, struct err *e);

#define PATTERN_REPEATS 1000

void pattern_free(struct pattern *p);

/* Whether the bytes hold it somewhere. */
bool pattern_fits(const struct pattern *p, const char *bytes, size_t length);

#endif

/* pattern.h - a regular expression of the user's (regex(7), extended), sought in bytes of others. */
#ifndef PATTERN_H
#define PATTERN_H

#include <stdbool.h>
#include <stddef.h>

#include "err.h"

struct pattern;

/* Upper and lower case are alike. NULL, and why, when it is none; or one that could take for ever, or all memory: references back
 * (\1) are refused, and repetitions that unfold to more than PATTERN_SIZE parts. */
struct pattern *pattern_new(const char *text, struct err *e);

#define PATTERN_SIZE 5000
#define PATTERN_DEPTH 64     /* of parentheses */

void pattern_free(struct pattern *p);

/* Whether the bytes hold it somewhere. */
bool pattern_fits(const struct pattern *p, const char *bytes, size_t length);

#endif

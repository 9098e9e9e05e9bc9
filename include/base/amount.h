/* amount.h - values as people type them: the other way round than unit.h. */
#ifndef AMOUNT_H
#define AMOUNT_H

#include "unit.h"

/* Reads a value of this unit: "512m" and "1.5g" are bytes (1024 each), "90s" and "1h30m" a span (seconds where no unit stands),
 * "50" and "50%" percents, "2026-11-22T09:00" an instant of local time, "20k" a count (1000 each). False when it is none. Not for
 * UNIT_TEXT. */
bool amount_read(enum unit u, const char *text, size_t length, struct value *out);

/* What such a text is called, with an example: "an amount of memory, as 512m or 1.5g are". */
const char *amount_name(enum unit u);

#endif

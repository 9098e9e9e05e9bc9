/* promise.h - what ramtop promises about its own cost. */
#ifndef BENCH_PROMISE_H
#define BENCH_PROMISE_H

#include <stdbool.h>

#include "board.h"

/* Does a promise about this crowd and user need the median of that monitor's noisy figures? */
bool promise_needs_rounds(const char *crowd, const struct user *user, const char *monitor);

/* Does any promise about this crowd and user name that monitor? */
bool promise_names(const char *crowd, const struct user *user, const char *monitor);

/* Prints every promise about the boards that were measured: kept or BROKEN, and the figure; and those about none. */
void promise_print(const struct board *boards, size_t count);

#endif

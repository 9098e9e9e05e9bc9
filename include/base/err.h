/* err.h - the user's mistakes, as one line that names the thing and the cause. */
#ifndef ERR_H
#define ERR_H

#include <stdbool.h>

struct err {
	char text[512];
};

/* Writes the line. Always false, so that a failing function can return it. */
bool err_set(struct err *e, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Out of memory, or a bug of ours: says so on stderr and leaves with status 1. */
_Noreturn void die(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* What die does before it speaks: give the terminal back, so that the line is seen. NULL: nothing. */
void die_first(void (*hook)(void));

#endif

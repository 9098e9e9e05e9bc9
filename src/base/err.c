/* err.c - how ramtop says what went wrong. Knows no terminal: a hook restores that. */
#include "err.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

bool err_set(struct err *e, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(e->text, sizeof(e->text), format, args);
	va_end(args);
	return false;
}

static void (*before_last_words)(void);

void die_first(void (*hook)(void))
{
	before_last_words = hook;
}

void die(const char *format, ...)
{
	va_list args;

	if (before_last_words)
		before_last_words();
	fputs("ramtop: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(1);
}

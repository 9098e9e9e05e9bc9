/* exact.h - text in a block of exactly its size, so that a sanitizer sees whoever reads one byte too far. */
#ifndef EXACT_H
#define EXACT_H

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "vec.h"

/* A copy that ends where its block ends; the caller gives it to exact_free. */
static inline char *exact_copy(const void *bytes, size_t length)
{
	char *block = memory_new(length + 1);

	/* It begins at the second byte: a block for no bytes at all would have one to read. */
	if (length)
		memcpy(block + 1, bytes, length);
	return block + 1;
}

static inline void exact_free(char *copy)
{
	free(copy - 1);
}

/* Shows every beginning of the text, from nothing to all of it. */
static inline void exact_beginnings(const char *bytes, size_t length, void (*show)(const char *text, size_t length))
{
	for (size_t n = 0; n <= length; n++) {
		char *copy = exact_copy(bytes, n);
		show(copy, n);
		exact_free(copy);
	}
}

#endif

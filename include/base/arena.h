/* arena.h - memory that is taken in small pieces and given back all at once. */
#ifndef ARENA_H
#define ARENA_H

#include <stddef.h>

struct arena_block;

struct arena {
	struct arena_block *first, *current;
};

/* Bytes, all zero, aligned for any type. They live until the next arena_clear or arena_free. Dies when memory is out. */
void *arena_take(struct arena *a, size_t bytes);

/* Forgets every piece, keeps the memory for the next ones. */
void arena_clear(struct arena *a);

void arena_free(struct arena *a);

#endif

/* arena.c - blocks in a list, cut from the front. Knows nothing of what it holds. */
#include "arena.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#include "vec.h"

#ifndef ARENA_BLOCK
#define ARENA_BLOCK 16384
#endif

struct arena_block {
	struct arena_block *next;
	size_t used, room;
	alignas(max_align_t) char bytes[];
};

static struct arena_block *block_new(size_t bytes)
{
	size_t room = bytes > ARENA_BLOCK ? bytes : ARENA_BLOCK;
	struct arena_block *b = memory_new(sizeof(*b) + room);

	*b = (struct arena_block){ .room = room };
	return b;
}

void *arena_take(struct arena *a, size_t bytes)
{
	struct arena_block *b;
	void *piece;

	bytes = (bytes + alignof(max_align_t) - 1) / alignof(max_align_t) * alignof(max_align_t);
	if (!a->first)
		a->first = a->current = block_new(bytes);
	while (b = a->current, b->room - b->used < bytes) {
		if (!b->next || b->next->room < bytes) {
			struct arena_block *fresh = block_new(bytes);
			fresh->next = b->next;
			b->next = fresh;
		}
		a->current = b->next;
		a->current->used = 0;
	}
	piece = b->bytes + b->used;
	b->used += bytes;
	return memset(piece, 0, bytes);
}

void arena_clear(struct arena *a)
{
	a->current = a->first;
	if (a->first)
		a->first->used = 0;
}

void arena_free(struct arena *a)
{
	struct arena_block *b = a->first, *next;

	for (; b; b = next) {
		next = b->next;
		free(b);
	}
	*a = (struct arena){ 0 };
}

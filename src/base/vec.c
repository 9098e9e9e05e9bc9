/* vec.c - growing arrays, and the only place that asks for memory. Knows nothing of what it holds. */
#include "vec.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "err.h"

#ifndef VEC_FIRST
#define VEC_FIRST 64
#endif

void *memory_resize(void *old, size_t bytes)
{
	void *p = realloc(old, bytes ? bytes : 1);

	if (!p)
		die("out of memory: %zu bytes were asked for", bytes);
	return p;
}

void *memory_new(size_t bytes)
{
	return memory_resize(NULL, bytes);
}

void vec_init(struct vec *v, size_t size)
{
	*v = (struct vec){ .size = size };
}

static void make_room(struct vec *v, size_t count)
{
	size_t room = v->room ? v->room + v->room / 2 + 1 : VEC_FIRST;

	if (count <= v->room)
		return;
	if (room < count)
		room = count;
	if (room > SIZE_MAX / v->size)
		die("out of memory: %zu elements of %zu bytes were asked for", room, v->size);
	v->data = memory_resize(v->data, room * v->size);
	v->room = room;
}

void vec_reserve(struct vec *v, size_t count)
{
	make_room(v, count);
	v->count = count;
}

void vec_resize(struct vec *v, size_t count)
{
	size_t old = v->count;

	vec_reserve(v, count);
	if (count > old)
		memset((char *)v->data + old * v->size, 0, (count - old) * v->size);
}

void *vec_push(struct vec *v)
{
	vec_resize(v, v->count + 1);
	return (char *)v->data + (v->count - 1) * v->size;
}

void vec_free(struct vec *v)
{
	free(v->data);
	vec_init(v, v->size);
}

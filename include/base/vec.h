/* vec.h - an array that grows. Its owner calls vec_init and vec_free. */
#ifndef VEC_H
#define VEC_H

#include <stddef.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

struct vec {
	void *data;    /* the elements: cast to their type; moves when the vec grows */
	size_t count;  /* elements in use */
	size_t room;   /* elements that fit before it grows */
	size_t size;   /* bytes of one element */
};

void vec_init(struct vec *v, size_t size);

/* A new element at the end, all zero. */
void *vec_push(struct vec *v);

/* Sets the count. New elements are all zero; memory is never given back. */
void vec_resize(struct vec *v, size_t count);

/* The same, but what new elements hold is whatever was there: for those who write all of it. */
void vec_reserve(struct vec *v, size_t count);

void vec_free(struct vec *v);

/* malloc and realloc that die instead of returning NULL. */
void *memory_new(size_t bytes);
void *memory_resize(void *old, size_t bytes);

#endif

/* seen.c - compares who is there with who was. Reads nothing. */
#include "seen.h"

#include <stdlib.h>
#include <string.h>

void seen_init(struct seen *s)
{
	vec_init(&s->before, sizeof(struct seen_one));
	vec_init(&s->now, sizeof(struct seen_one));
}

void seen_free(struct seen *s)
{
	vec_free(&s->before);
	vec_free(&s->now);
}

void seen_add(struct seen *s, pid_t pid, const char *comm, size_t length, uint64_t peak)
{
	struct seen_one *one = vec_push(&s->now);

	*one = (struct seen_one){ .pid = pid, .peak = peak };
	memcpy(one->comm, comm, length < ENDED_COMM ? length : ENDED_COMM - 1);
}

static int by_pid(const void *a, const void *b)
{
	const struct seen_one *x = a, *y = b;

	return (x->pid > y->pid) - (x->pid < y->pid);
}

static struct seen_one *find(const struct vec *list, pid_t pid)
{
	struct seen_one key = { .pid = pid };

	return list->count ? bsearch(&key, list->data, list->count, sizeof(key), by_pid) : NULL;
}

void seen_end(struct seen *s, void (*gone)(void *with, const struct seen_one *one), void *with)
{
	struct seen_one *before = s->before.data;
	struct vec empty = s->before;

	if (s->now.count)
		qsort(s->now.data, s->now.count, sizeof(struct seen_one), by_pid);
	for (size_t i = 0; i < s->before.count; i++)
		if (!find(&s->now, before[i].pid))
			gone(with, &before[i]);
	s->before = s->now;
	s->now = empty;
	s->now.count = 0;
}

bool seen_take(struct seen *s, pid_t pid, struct seen_one *out)
{
	struct seen_one *one = find(&s->before, pid), *end = (struct seen_one *)s->before.data + s->before.count;

	if (!one)
		return false;
	*out = *one;
	memmove(one, one + 1, (size_t)((char *)end - (char *)(one + 1)));
	s->before.count--;
	return true;
}

/* object.c - one object of each thing that several have seen: by its device and its inode. Reads nothing. */
#include "object.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One who has seen it. The number of a System V segment is its inode, and may be that of another object too. */
struct sight {
	dev_t device;
	uint64_t inode;
	bool is_segment;
	const struct tmpfs_file *file;
	const struct shm_segment *segment;
	const struct dma_buffer *buffer;
	const struct find *find;
	const struct holder *holder;
};

const char *object_kind_name(enum object_kind kind)
{
	static const char *const names[] = {
		[OBJECT_FILE] = "file",           [OBJECT_DELETED] = "deleted", [OBJECT_MEMFD] = "memfd",   [OBJECT_SYSV] = "sysv",
		[OBJECT_ANONYMOUS] = "anonymous", [OBJECT_DRIVER] = "driver",   [OBJECT_BUFFER] = "dma-buf", [OBJECT_FILES] = "files",
	};

	return names[kind];
}

static bool begins(const char *text, const char *word)
{
	return strncmp(text, word, strlen(word)) == 0;
}

static enum object_kind kind_of(const struct find *f, const struct devices *shared)
{
	if (f->is_buffer)
		return OBJECT_BUFFER;
	/* Where the kernel's own mount is not known, memfds tell themselves by their names. */
	if (begins(f->path, "/memfd:") && (!shared->own || f->device == shared->own))
		return OBJECT_MEMFD;
	if (f->device != shared->own)
		return f->is_deleted ? OBJECT_DELETED : OBJECT_FILE;
	if (begins(f->path, "/SYSV"))
		return OBJECT_SYSV;
	return begins(f->path, "/dev/zero") ? OBJECT_ANONYMOUS : OBJECT_DRIVER;
}

static int by_thing(const void *a, const void *b)
{
	const struct sight *x = a, *y = b;

	if (x->device != y->device)
		return x->device < y->device ? -1 : 1;
	if (x->inode != y->inode)
		return x->inode < y->inode ? -1 : 1;
	if (x->is_segment != y->is_segment)
		return x->is_segment - y->is_segment;
	/* The first holder is the one with the lowest pid; files and segments come before. */
	pid_t left = x->holder ? x->holder->pid : 0, right = y->holder ? y->holder->pid : 0;
	return (left > right) - (left < right);
}

static bool is_same(const struct sight *a, const struct sight *b)
{
	return a->device == b->device && a->inode == b->inode && a->is_segment == b->is_segment;
}

static const char *keep(struct arena *arena, const char *text, size_t length)
{
	char *copy = arena_take(arena, length + 1);

	memcpy(copy, text, length);
	return copy;
}

/* "/memfd:name (deleted)" is called memfd:name: it never had another name. */
static const char *name_of(const struct find *f, enum object_kind kind, struct arena *arena)
{
	static const char gone[] = " (deleted)";
	size_t length = strlen(f->path), tail = sizeof(gone) - 1, from = kind != OBJECT_FILE && kind != OBJECT_DELETED && f->path[0] == '/';

	if (length >= from + tail && memcmp(f->path + length - tail, gone, tail) == 0)
		length -= tail;
	return keep(arena, f->path + from, length - from);
}

static const char *name_of_segment(const struct shm_segment *s, struct arena *arena)
{
	char text[64];
	int n;

	if (s->key)
		n = snprintf(text, sizeof(text), "segment %u, key 0x%08x", s->id, (unsigned)s->key);
	else
		n = snprintf(text, sizeof(text), "segment %u, private", s->id);
	return keep(arena, text, (size_t)n);
}

static void take_sight(const struct sight *s, const struct devices *shared, struct arena *arena, struct object *o)
{
	if (s->file) {
		*o = (struct object){ .kind = OBJECT_FILE, .has_bytes = true, .bytes = s->file->bytes, .has_uid = true, .uid = s->file->uid,
		                      .name = s->file->path };
		return;
	}
	if (s->segment) {
		*o = (struct object){ .kind = OBJECT_SYSV, .has_bytes = true, .bytes = s->segment->rss + s->segment->swap, .has_uid = true,
		                      .uid = s->segment->uid, .name = name_of_segment(s->segment, arena) };
		return;
	}
	if (s->buffer) {
		*o = (struct object){ .kind = OBJECT_BUFFER, .has_bytes = true, .bytes = s->buffer->bytes,
		                      .name = strcmp(s->buffer->name, "<none>") == 0 ? s->buffer->exporter : s->buffer->name };
		return;
	}
	if (!o->name) {
		o->kind = kind_of(s->find, shared);
		o->name = name_of(s->find, o->kind, arena);
	}
	if (!o->has_bytes && s->find->has_bytes) {
		o->has_bytes = o->has_uid = true;
		o->bytes = s->find->bytes;
		o->uid = s->find->uid;
	}
	o->holders++;
	o->mapped += s->find->is_mapped;
	if (!o->holder)
		o->holder = s->holder;
}

static struct sight *see(struct vec *sights, dev_t device, uint64_t inode)
{
	struct sight *s = vec_push(sights);

	s->device = device;
	s->inode = inode;
	return s;
}

/* The device that all of them are on is known from whoever has one of them. */
static void see_held(const struct object_sources *from, dev_t *buffers, struct vec *sights)
{
	const struct holder *holder = from->holders->data;

	for (size_t i = 0; i < from->holders->count; i++)
		for (size_t k = 0; k < holder[i].find_count; k++) {
			const struct find *f = &holder[i].finds[k];
			struct sight *s = see(sights, f->device, f->inode);
			s->find = f;
			s->holder = &holder[i];
			s->is_segment = kind_of(f, from->shared) == OBJECT_SYSV;
			*buffers = f->is_buffer ? f->device : *buffers;
		}
}

static void see_all(const struct object_sources *from, struct vec *sights)
{
	const struct tmpfs_file *file = from->files->data;
	const struct shm_segment *segment = from->segments->data;
	const struct dma_buffer *buffer = from->buffers->data;
	dev_t buffers = 0;

	see_held(from, &buffers, sights);
	for (size_t i = 0; i < from->files->count; i++)
		see(sights, file[i].device, file[i].inode)->file = &file[i];
	for (size_t i = 0; i < from->segments->count; i++) {
		struct sight *s = see(sights, from->shared->own, segment[i].id);
		s->segment = &segment[i];
		s->is_segment = true;
	}
	for (size_t i = 0; i < from->buffers->count; i++)
		see(sights, buffers, buffer[i].inode)->buffer = &buffer[i];
}

/* The many small files of a mount, as one row. */
static void add_others(const struct vec *mounts, struct arena *arena, struct vec *objects)
{
	const struct tmpfs *t = mounts->data;

	for (size_t i = 0; i < mounts->count; i++)
		if (t[i].others) {
			struct object *o = vec_push(objects);
			*o = (struct object){ .kind = OBJECT_FILES, .has_bytes = true, .bytes = t[i].other_bytes, .count = t[i].others,
			                      .name = keep(arena, t[i].shown, strlen(t[i].shown)) };
		}
}

static int by_size(const void *a, const void *b)
{
	const struct object *x = a, *y = b;

	if (x->has_bytes != y->has_bytes)
		return y->has_bytes - x->has_bytes;
	return (x->bytes < y->bytes) - (x->bytes > y->bytes);
}

void objects_join(const struct object_sources *from, struct arena *arena, struct vec *objects)
{
	struct object *o = NULL;
	const struct sight *s;
	struct vec sights;

	objects->count = 0;
	vec_init(&sights, sizeof(struct sight));
	see_all(from, &sights);
	s = sights.data;
	if (sights.count)
		qsort(sights.data, sights.count, sizeof(*s), by_thing);
	for (size_t i = 0; i < sights.count; i++) {
		if (i == 0 || !is_same(&s[i - 1], &s[i]))
			o = vec_push(objects);
		take_sight(&s[i], from->shared, arena, o);
	}
	add_others(from->mounts, arena, objects);
	if (objects->count)
		qsort(objects->data, objects->count, sizeof(*o), by_size);
	vec_free(&sights);
}

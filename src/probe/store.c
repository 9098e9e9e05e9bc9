/* store.c - what files of /proc say of the kernel's own memory: slabinfo, vmallocinfo, zoneinfo, meminfo. */
#include "store.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "slabinfo.h"
#include "unit.h"
#include "vmallocinfo.h"
#include "whole_file.h"
#include "zoneinfo.h"

#define MOST (64u << 20)      /* bytes of such a file */

static const char *keep(struct arena *arena, const char *text, size_t length)
{
	char *copy = arena_take(arena, length + 1);

	memcpy(copy, text, length);
	return copy;
}

static int by_size(const void *a, const void *b)
{
	const struct store *x = a, *y = b;

	return (x->bytes < y->bytes) - (x->bytes > y->bytes);
}

void stores_sort(struct vec *stores)
{
	if (stores->count)
		qsort(stores->data, stores->count, sizeof(struct store), by_size);
}

static struct store *add(struct vec *stores, const char *name, uint64_t bytes)
{
	struct store *s = vec_push(stores);

	s->name = name;
	s->bytes = bytes;
	return s;
}

/* NULL when the file was read into the text. */
static const char *read_text(const struct procfs *p, const char *file, struct vec *text, struct text_at *t)
{
	bool ok = whole_file_read(p->root, file, MOST, text);

	*t = (struct text_at){ text->data, (const char *)text->data + text->count };
	if (ok && text->count)
		return NULL;
	return !ok && (errno == EACCES || errno == EPERM) ? "only root may read it" : "the kernel does not tell";
}

const char *stores_read_slab(const struct procfs *p, const struct facts *f, struct arena *arena, struct vec *stores)
{
	uint64_t sum = 0, slab = f->memory.bytes[MEM_SLAB_RECLAIMABLE] + f->memory.bytes[MEM_SLAB_UNRECLAIMABLE];
	struct text_at t, line;
	struct slab_cache c;
	struct store *s;
	struct vec text;
	const char *why;

	vec_init(&text, 1);
	why = read_text(p, "slabinfo", &text, &t);
	while (!why && text_line(&t, &line)) {
		if (!slab_parse(line.at, (size_t)(line.end - line.at), &c) || c.bytes == 0)
			continue;
		s = add(stores, keep(arena, c.name, c.name_length), c.bytes);
		s->has_count = true;
		s->count = c.objects;
		s->has_used = !__builtin_mul_overflow(c.active, c.object_bytes, &s->used) && s->used <= s->bytes;
		sum += c.bytes;
	}
	if (!why && slab > sum)
		add(stores, "(large objects, in no cache)", slab - sum);
	vec_free(&text);
	stores_sort(stores);
	return why;
}

static int by_name(const void *a, const void *b)
{
	const struct store *x = a, *y = b;

	return strcmp(x->name, y->name);
}

/* One row for each caller. */
static void merge_callers(struct vec *stores)
{
	struct store *s = stores->data;
	size_t n = 0;

	if (stores->count == 0)
		return;
	qsort(s, stores->count, sizeof(*s), by_name);
	for (size_t i = 1; i < stores->count; i++)
		if (strcmp(s[i].name, s[n].name) == 0) {
			s[n].bytes += s[i].bytes;
			s[n].count += s[i].count;
		} else
			s[++n] = s[i];
	stores->count = n + 1;
}

const char *stores_read_vmalloc(const struct procfs *p, struct facts *f, struct arena *arena, struct vec *stores)
{
	uint64_t stacks = 0;
	struct vmalloc_area a;
	struct text_at t, line;
	struct store *s;
	struct vec text;
	const char *why;

	vec_init(&text, 1);
	why = read_text(p, "vmallocinfo", &text, &t);
	while (!why && text_line(&t, &line)) {
		if (!vmalloc_parse(line.at, (size_t)(line.end - line.at), &a) || a.bytes == 0)
			continue;
		stacks += a.is_stack ? a.bytes : 0;
		s = add(stores, keep(arena, a.caller, a.caller_length), a.bytes);
		s->has_count = true;
		s->count = 1;
		s->note = a.is_stack ? "kernel stacks, which are a line of their own" : NULL;
	}
	vec_free(&text);
	merge_callers(stores);
	stores_sort(stores);
	if (!why)
		f->stacks = stacks >= f->memory.bytes[MEM_KERNEL_STACK] / 2 ? STACKS_IN_VMALLOC : STACKS_APART;
	return why;
}

static const char *note_of_zone(const struct zone *z, struct arena *arena)
{
	char managed[32], percpu[32], text[96];
	int n;

	unit_format(managed, sizeof(managed), UNIT_BYTES, value_number(z->managed));
	unit_format(percpu, sizeof(percpu), UNIT_BYTES, value_number(z->percpu));
	n = snprintf(text, sizeof(text), "free of %s, %s of it at hand of CPUs", managed, percpu);
	return keep(arena, text, (size_t)n);
}

const char *stores_read_zones(const struct procfs *p, struct facts *f, struct arena *arena, struct vec *stores)
{
	struct text_at t;
	struct vec text;
	struct zone z;
	const char *why;

	vec_init(&text, 1);
	why = read_text(p, "zoneinfo", &text, &t);
	f->percpu_free = 0;
	while (!why && zone_next(&t, &z)) {
		char name[64];
		struct store *s;
		int n = snprintf(name, sizeof(name), "node %u, zone %.*s", z.node, (int)(z.name_length < 32 ? z.name_length : 32), z.name);
		f->percpu_free += z.percpu;
		if (z.managed == 0)
			continue;
		s = add(stores, keep(arena, name, (size_t)n), z.free + z.percpu);
		s->note = note_of_zone(&z, arena);
	}
	f->has_zones = stores->count > 0;
	vec_free(&text);
	stores_sort(stores);
	return why;
}

void stores_refresh_zones(const struct procfs *p, struct facts *f, struct vec *text)
{
	struct text_at t;
	struct zone z;

	if (!f->has_zones || read_text(p, "zoneinfo", text, &t))
		return;
	f->percpu_free = 0;
	while (zone_next(&t, &z))
		f->percpu_free += z.percpu;
}

const char *stores_of_cache(const struct facts *f, struct vec *stores)
{
	static const struct { enum meminfo_field field; const char *name, *note; } rows[] = {
		{ MEM_ACTIVE_FILE,   "active files",    "used more than once: kept longest" },
		{ MEM_INACTIVE_FILE, "inactive files",  "dropped first when memory is short" },
		{ MEM_BUFFERS,       "block devices",   "a part of the two above" },
		{ MEM_MAPPED,        "mapped",          "by processes, shared memory included: counted there" },
		{ MEM_DIRTY,         "dirty",           "to be written before it can be dropped" },
		{ MEM_WRITEBACK,     "being written",   "on its way to storage" },
		{ MEM_UNEVICTABLE,   "unevictable",     "locked by mlock(2) or otherwise, memory of processes included" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		if (f->memory.known[rows[i].field])
			add(stores, rows[i].name, f->memory.bytes[rows[i].field])->note = rows[i].note;
	return NULL;
}

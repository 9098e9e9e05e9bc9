/* regions.c - adds mappings up to regions, and says how these have grown. Reads no file: see regions_read.c. */
#include "regions_add.h"

#include <stdlib.h>
#include <string.h>

#include "region_kinds.h"

#define FIRST_SLOTS 64

void regions_init(struct regions *r)
{
	*r = (struct regions){ 0 };
	vec_init(&r->regions, sizeof(struct region));
	vec_init(&r->parts, sizeof(struct part));
	vec_init(&r->slots, sizeof(uint32_t));
	vec_init(&r->stacks, sizeof(uint64_t));
}

void regions_free(struct regions *r)
{
	vec_free(&r->regions);
	vec_free(&r->parts);
	vec_free(&r->slots);
	vec_free(&r->stacks);
	arena_free(&r->names);
}

/* FNV-1a */
static uint64_t hash(uint64_t h, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		h = (h ^ (unsigned char)bytes[i]) * UINT64_C(0x100000001b3);
	return h;
}

#define HASH_START UINT64_C(0xcbf29ce484222325)

static uint32_t *slot_of(struct regions *r, uint64_t key)
{
	uint32_t *slots = r->slots.data;
	size_t mask = r->slots.count - 1;

	for (size_t i = key & mask;; i = (i + 1) & mask)
		if (slots[i] == 0 || regions_rows(r)[slots[i] - 1].key == key)
			return &slots[i];
}

/* At most half of the slots are in use. */
static void make_slots(struct regions *r)
{
	size_t wanted = r->slots.count ? 2 * r->slots.count : FIRST_SLOTS;

	if (2 * (r->regions.count + 1) <= r->slots.count)
		return;
	r->slots.count = 0;
	vec_resize(&r->slots, wanted);
	for (size_t i = 0; i < r->regions.count; i++)
		*slot_of(r, regions_rows(r)[i].key) = (uint32_t)i + 1;
}

/* Of a file the last part of its path; of what else has a path, all but a slash that says nothing. */
static void name_region(struct region *g, const struct mapping *m)
{
	size_t from = 0;

	g->name = g->path = m->name;
	g->name_length = g->path_length = m->name_length;
	if (g->kind == REGION_FILE)
		for (size_t i = 0; i + 1 < m->name_length; i++)
			from = m->name[i] == '/' ? i + 1 : from;
	else if (g->kind == REGION_MEMFD || (g->kind == REGION_SHM && m->name_length > 5 && memcmp(m->name, "/SYSV", 5) == 0))
		from = 1;
	g->name += from;
	g->name_length -= from;
	/* A memfd or a System V segment never had a name. */
	g->is_deleted = m->is_deleted && (g->kind == REGION_FILE || (g->kind == REGION_SHM && from == 0));
}

struct region *regions_find(struct regions *r, enum region_kind kind, const struct mapping *m, const char *title)
{
	static const char nameless[] = "a file without a name";
	uint64_t key = title ? hash(HASH_START, title, strlen(title)) : hash(HASH_START + 1 + m->is_deleted, m->name, m->name_length);
	struct region *g;
	uint32_t *slot;

	make_slots(r);
	slot = slot_of(r, key);
	if (*slot)
		return (struct region *)r->regions.data + (*slot - 1);
	*slot = (uint32_t)r->regions.count + 1;
	g = vec_push(&r->regions);
	*g = (struct region){ .kind = kind, .key = key, .path = "", .inode = m->inode };
	if (title) {
		g->name = title;
		g->name_length = strlen(title);
	} else if (m->name_length)
		name_region(g, m);
	else {
		g->name = nameless;
		g->name_length = strlen(nameless);
	}
	return g;
}

void region_count(struct region *g, uint64_t things, uint64_t size, const struct mapping_memory *memory)
{
	g->count += things;
	g->size += size;
	mapping_add(&g->memory, memory);
}

/* ---- growth -------------------------------------------------------------------------------------------------------------- */

struct part_mark {
	uint64_t start, end, held;
};

void regions_mark_init(struct regions_mark *m)
{
	*m = (struct regions_mark){ 0 };
	vec_init(&m->regions, sizeof(struct region));
	vec_init(&m->parts, sizeof(struct part_mark));
}

void regions_mark_free(struct regions_mark *m)
{
	vec_free(&m->regions);
	vec_free(&m->parts);
	arena_free(&m->names);
}

/* What is swapped out has not gone away. */
static uint64_t held(const struct mapping_memory *m)
{
	return m->rss + m->swap;
}

static int by_key(const void *a, const void *b)
{
	const struct region *x = a, *y = b;

	return (x->key > y->key) - (x->key < y->key);
}

/* With what was cut off the name, which may be shown behind it. */
static const char *keep(struct arena *names, const char *bytes, size_t length, bool is_deleted)
{
	size_t all = length + (is_deleted ? strlen(MAPPING_DELETED) : 0);
	char *copy = arena_take(names, all + 1);

	memcpy(copy, bytes, all);
	return copy;
}

void regions_mark(struct regions_mark *m, const struct regions *r)
{
	if (!r->has_memory || r->end != PROBE_READ)
		return;
	arena_clear(&m->names);
	m->regions.count = m->parts.count = 0;
	for (size_t i = 0; i < r->regions.count; i++) {
		struct region *g;
		if (regions_rows(r)[i].count == 0 && regions_rows(r)[i].size == 0)
			continue;
		g = vec_push(&m->regions);
		*g = regions_rows(r)[i];
		g->name = keep(&m->names, g->name, g->name_length, g->is_deleted);
		g->path = keep(&m->names, g->path, g->path_length, g->is_deleted);
	}
	if (m->regions.count)
		qsort(m->regions.data, m->regions.count, sizeof(struct region), by_key);
	for (size_t i = 0; i < r->parts.count; i++)
		*(struct part_mark *)vec_push(&m->parts) =
			(struct part_mark){ regions_parts(r)[i].mapping.start, regions_parts(r)[i].mapping.end,
		                            held(&regions_parts(r)[i].memory) };
	m->is_set = true;
}

/* A mapping may have grown at either end, or have become one with others: what it held is what was where it is now. */
static void compare_parts(struct regions *r, const struct regions_mark *m)
{
	const struct part_mark *old = m->parts.data;
	struct part *part = r->parts.data;
	size_t at = 0;

	for (size_t i = 0; i < r->parts.count; i++) {
		uint64_t before = 0;
		while (at < m->parts.count && old[at].end <= part[i].mapping.start)
			at++;
		for (; at < m->parts.count && old[at].start < part[i].mapping.end; at++)
			before += old[at].held;
		part[i].growth = (int64_t)(held(&part[i].memory) - before);
		part[i].has_growth = true;
	}
}

/* A row for a region that is no more. */
static void add_gone(struct regions *r, const struct region *old)
{
	struct region *g = vec_push(&r->regions);

	*g = *old;
	g->name = keep(&r->names, old->name, old->name_length, old->is_deleted);
	g->path = keep(&r->names, old->path, old->path_length, old->is_deleted);
	g->count = g->size = 0;
	g->memory = (struct mapping_memory){ 0 };
	g->growth = -(int64_t)held(&old->memory);
	g->has_growth = true;
}

void regions_compare(struct regions *r, const struct regions_mark *m)
{
	const struct region *old = m->regions.data;
	struct region *g = r->regions.data;
	struct vec seen;
	uint64_t before = 0;

	if (!m->is_set || !r->has_memory || r->end != PROBE_READ)
		return;
	vec_init(&seen, sizeof(bool));
	vec_resize(&seen, m->regions.count);
	for (size_t i = 0; i < r->regions.count; i++) {
		const struct region *was = old ? bsearch(&g[i], old, m->regions.count, sizeof(*old), by_key) : NULL;
		if (was)
			((bool *)seen.data)[was - old] = true;
		g[i].growth = (int64_t)(held(&g[i].memory) - (was ? held(&was->memory) : 0));
		g[i].has_growth = true;
	}
	for (size_t i = 0; i < m->regions.count; i++) {
		before += held(&old[i].memory);
		if (!((const bool *)seen.data)[i])
			add_gone(r, &old[i]);
	}
	vec_free(&seen);
	r->total.growth = (int64_t)(held(&r->total.memory) - before);
	r->total.has_growth = true;
	compare_parts(r, m);
}

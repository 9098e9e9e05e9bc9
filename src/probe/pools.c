/* pools.c - what /sys says of memory that is set apart: pools of huge pages, zram devices. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "scan_text.h"
#include "store.h"
#include "unit.h"
#include "whole_file.h"

#define ROOM 4096

static bool read_number(int dir, const char *path, uint64_t *out)
{
	struct text_at t;
	struct vec text;
	bool ok;

	vec_init(&text, 1);
	ok = whole_file_read(dir, path, ROOM, &text);
	t = (struct text_at){ text.data, (const char *)text.data + text.count };
	ok = ok && text_number(&t, out);
	vec_free(&text);
	return ok;
}

static const char *say(struct arena *arena, const char *text)
{
	size_t n = strlen(text) + 1;

	return memcpy(arena_take(arena, n), text, n);
}

/* "hugepages-2048kB" */
static bool page_of(const char *name, uint64_t *bytes)
{
	struct text_at t = { name, name + strlen(name) };

	return text_skip(&t, "hugepages-") && text_kilobytes(&t, bytes) && text_skip(&t, "kB") && t.at == t.end;
}

static void add_pool(int dir, const char *name, uint64_t page, struct facts *f, struct arena *arena, struct vec *stores)
{
	static const char *const files[] = { "nr_hugepages", "free_hugepages", "resv_hugepages", "surplus_hugepages" };
	uint64_t n[ARRAY_LEN(files)];
	char path[320], size[32], text[128];
	struct store *s;

	for (size_t i = 0; i < ARRAY_LEN(files); i++) {
		snprintf(path, sizeof(path), "%s/%s", name, files[i]);
		if (!read_number(dir, path, &n[i]) || n[i] > UINT64_MAX / page / 16)
			return;
	}
	if (n[1] > n[0])
		n[1] = n[0];
	f->has_hugetlb = true;
	f->hugetlb += n[0] * page;
	f->hugetlb_free += n[1] * page;
	unit_format(size, sizeof(size), UNIT_BYTES, value_number(page));
	snprintf(text, sizeof(text), "pages of %s", size);
	s = vec_push(stores);
	*s = (struct store){ .name = say(arena, text), .bytes = n[0] * page, .has_used = true, .used = (n[0] - n[1]) * page,
	                     .has_count = true, .count = n[0] };
	if (n[2] || n[3]) {
		snprintf(text, sizeof(text), "%llu promised, %llu more than was asked for", (unsigned long long)n[2], (unsigned long long)n[3]);
		s->note = say(arena, text);
	}
}

const char *stores_read_hugetlb(const char *sys, struct facts *f, struct arena *arena, struct vec *stores)
{
	char path[512];
	const struct dirent *d;
	uint64_t page;
	DIR *dir;

	snprintf(path, sizeof(path), "%s/kernel/mm/hugepages", sys);
	dir = opendir(path);
	f->hugetlb = f->hugetlb_free = 0;
	if (!dir)
		return "the kernel has no such pools";
	while ((d = readdir(dir)))
		if (page_of(d->d_name, &page) && page)
			add_pool(dirfd(dir), d->d_name, page, f, arena, stores);
	closedir(dir);
	stores_sort(stores);
	return NULL;
}

static void add_zram(int dir, const char *name, struct facts *f, struct arena *arena, struct vec *stores)
{
	char path[320], size[32], text[64];
	uint64_t disk = 0;
	struct zram z;
	struct store *s;

	snprintf(path, sizeof(path), "%s/disksize", name);
	if (!zram_read_device(dir, name, &z) || !read_number(dir, path, &disk) || disk == 0)
		return;
	f->has_zram = true;
	f->zram += z.memory;
	unit_format(size, sizeof(size), UNIT_BYTES, value_number(disk));
	snprintf(text, sizeof(text), "a disk of %s", size);
	s = vec_push(stores);
	*s = (struct store){ .name = say(arena, name), .bytes = z.memory, .has_used = true, .used = z.data, .note = say(arena, text) };
}

const char *stores_read_zram(const char *sys, struct facts *f, struct arena *arena, struct vec *stores)
{
	char path[512];
	const struct dirent *d;
	DIR *dir;

	snprintf(path, sizeof(path), "%s/block", sys);
	dir = opendir(path);
	f->zram = 0;
	if (!dir)
		return "there is no /sys here";
	while ((d = readdir(dir)))
		if (strncmp(d->d_name, "zram", 4) == 0)
			add_zram(dirfd(dir), d->d_name, f, arena, stores);
	closedir(dir);
	stores_sort(stores);
	return NULL;
}

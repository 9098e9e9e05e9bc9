/* regions_read.c - reads smaps, or maps where that is all there is, line by line. What a mapping is for, region_kinds.c says. */
#define _GNU_SOURCE
#include "regions_add.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "named.h"
#include "region_kinds.h"

#define BUFFER (64 << 10)      /* more than the longest line: a path of 4096 bytes, each of which may become four */
#define MOST_STACKS 1024       /* threads that are asked for their stack pointer */
#define MOST_DELETED 64        /* names that are looked up */
#define MOST_HEAPS 1024        /* of a mapping that are looked for */

struct reading {
	struct regions *r;
	struct mapping before, now;    /* the last two; their names are ours */
	bool has_before, has_now;
	uint64_t guard;                /* at the end of "before" */
	struct mapping_memory memory;  /* of "now" */
	int mem;                       /* its memory; -1: may not be read */
};

/* Names come again and again. What stands behind a name that was cut is kept: it may belong to it. */
static void own_name(struct reading *in, struct mapping *m)
{
	const struct mapping *last = &in->now;
	size_t length = m->name_length + (m->is_deleted ? strlen(MAPPING_DELETED) : 0);
	char *copy;

	if (length == 0)
		m->name = "";
	else if (in->has_now && last->is_deleted == m->is_deleted && last->name_length == m->name_length &&
	         memcmp(last->name, m->name, length) == 0)
		m->name = last->name;
	else {
		copy = arena_take(&in->r->names, length + 1);
		memcpy(copy, m->name, length);
		m->name = copy;
	}
}

/* What glibc writes where each heap of an arena begins: the arena, the heap before, how much of it is used. */
struct heap_info {
	uint64_t arena, before, size;
};

static bool is_heap(const struct reading *in, uint64_t at)
{
	struct heap_info h;

	return pread(in->mem, &h, sizeof(h), (off_t)at) == (ssize_t)sizeof(h) && h.arena && h.arena % 8 == 0 &&
	       h.arena % ARENA_HEAP < 4096 && h.before % ARENA_HEAP == 0 && h.size && h.size <= ARENA_HEAP && h.size % 4096 == 0;
}

/* Mappings side by side are one, and where a heap begins other memory may. Three words of its memory tell, where we may read
 * them; else what may be an arena is one only if what follows it says so. */
static void look_for_heaps(const struct reading *in, struct sort_of *sort)
{
	uint64_t heaps = 0, steps = 0;

	for (uint64_t at = in->now.start; in->mem >= 0 && at < in->now.end && steps < MOST_HEAPS; at += ARENA_HEAP, steps++)
		heaps += is_heap(in, at);
	if (in->mem < 0)
		return;
	sort->kind = 2 * heaps > steps ? REGION_ARENAS : REGION_ANONYMOUS;
	if (sort->kind == REGION_ARENAS)
		sort->things = heaps;
}

/* The mapping before the one that follows: now all is known of it. */
static void settle(struct reading *in, const struct mapping *next)
{
	struct neighbours n = { in->has_before ? &in->before : NULL, &in->now, next, in->guard, &in->r->stacks };
	uint64_t size = in->now.end - in->now.start;
	struct sort_of sort;
	struct region *g;

	if (!in->has_now)
		return;
	sort = region_sort(&n);
	if (sort.may_be_arena)
		look_for_heaps(in, &sort);
	g = regions_find(in->r, sort.kind, &in->now, sort.is_name_ours ? region_kind_title(sort.kind) : NULL);
	/* A file with something to execute in it. */
	if (g->kind == REGION_FILE && (in->now.permissions[2] == 'x' || memmem(g->name, g->name_length, ".so", 3)))
		g->kind = REGION_LIBRARY;
	region_count(g, sort.things, size, &in->memory);
	region_count(&in->r->total, 1, size, &in->memory);
	if (in->r->parts.count < REGIONS_PARTS)
		*(struct part *)vec_push(&in->r->parts) =
			(struct part){ .mapping = in->now, .memory = in->memory, .region = (uint32_t)(g - regions_rows(in->r)) };
	in->guard = region_guard(&n);
	in->before = in->now;
	in->has_before = true;
	in->has_now = false;
	in->memory = (struct mapping_memory){ 0 };
}

/* Names of fields begin with a capital letter, addresses never do. */
static void take_line(struct reading *in, const char *line, size_t length)
{
	struct mapping next;

	if (length && line[0] >= 'A' && line[0] <= 'Z') {
		mapping_take(&in->memory, line, length);
		return;
	}
	if (!mapping_parse(line, length, &next))
		return;
	own_name(in, &next);
	settle(in, &next);
	in->now = next;
	in->has_now = true;
}

/* Each read(2) brings a few mappings, and holds the lock of the process no longer than that. */
static enum probe_end read_lines(struct reading *in, const struct subject *s, int fd)
{
	char *buffer = memory_new(BUFFER);
	size_t held = 0;
	enum probe_end end;
	ssize_t n = 0;

	while ((end = subject_check(s)) == PROBE_READ) {
		char *at = buffer, *newline;
		n = read(fd, buffer + held, BUFFER - held);
		if (n <= 0)
			break;
		held += (size_t)n;
		while ((newline = memchr(at, '\n', held - (size_t)(at - buffer)))) {
			take_line(in, at, (size_t)(newline - at));
			at = newline + 1;
		}
		held -= (size_t)(at - buffer);
		memmove(buffer, at, held);
		/* A line that is longer than any is none. */
		held = held == BUFFER ? 0 : held;
	}
	if (end == PROBE_READ && n < 0)
		end = subject_failed(s, errno);
	settle(in, NULL);
	free(buffer);
	return end;
}

static int by_number(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Where the threads' stacks are, as far as they do not run: that helps to tell stacks from other memory. */
static void read_stacks(struct regions *r, const struct subject *s)
{
	char text[STACK_POINTER_ROOM];
	struct vec tids;

	r->stacks.count = 0;
	vec_init(&tids, sizeof(pid_t));
	procfs_numbers(s->proc, s->pid, "task", &tids);
	for (size_t i = 0; i < tids.count && i < MOST_STACKS && subject_check(s) == PROBE_READ; i++) {
		pid_t tid = ((const pid_t *)tids.data)[i];
		uint64_t at;
		ssize_t n = tid == s->pid ? 0 : procfs_read(s->proc, s->pid, tid, "syscall", text, sizeof(text));
		if (n > 0 && stack_pointer_parse(text, (size_t)n, &at))
			*(uint64_t *)vec_push(&r->stacks) = at;
	}
	vec_free(&tids);
	if (r->stacks.count)
		qsort(r->stacks.data, r->stacks.count, sizeof(uint64_t), by_number);
}

/* Whether " (deleted)" is a part of the name: then the file is there under all of it. */
static bool is_real(const struct subject *s, const struct region *g)
{
	char path[8192], *newline;
	struct stat st;
	int n = snprintf(path, sizeof(path), "root%.*s" MAPPING_DELETED, (int)g->path_length, g->path);

	if (n < 0 || (size_t)n >= sizeof(path))
		return false;
	/* As the kernel writes a newline. */
	while ((newline = strstr(path, "\\012"))) {
		*newline = '\n';
		memmove(newline + 1, newline + 4, strlen(newline + 4) + 1);
	}
	return procfs_stat(s->proc, s->pid, path, &st) && st.st_ino == g->inode;
}

static void settle_files(struct regions *r, const struct subject *s)
{
	char exe[4096 + sizeof(MAPPING_DELETED)];
	ssize_t length = procfs_link(s->proc, s->pid, "exe", exe, sizeof(exe));
	struct region *g = r->regions.data;
	size_t looked_up = 0;

	for (size_t i = 0; i < r->regions.count; i++) {
		size_t deleted = g[i].is_deleted ? strlen(MAPPING_DELETED) : 0;
		if (g[i].kind != REGION_FILE && g[i].kind != REGION_LIBRARY)
			continue;
		if (length > 0 && (size_t)length == g[i].path_length + deleted && memcmp(exe, g[i].path, (size_t)length) == 0)
			g[i].kind = REGION_PROGRAM;
		if (deleted && s->proc->is_living && looked_up++ < MOST_DELETED && is_real(s, &g[i])) {
			g[i].is_deleted = false;
			g[i].name_length += deleted;
			g[i].path_length += deleted;
		}
	}
}

static void settle_parts(struct regions *r)
{
	struct region *g = r->regions.data;
	struct part *part = r->parts.data;

	for (size_t i = 0; i < r->parts.count; i++) {
		part[i].kind = g[part[i].region].kind;
		part[i].has_memory = r->has_memory;
	}
	for (size_t i = 0; i < r->regions.count; i++)
		g[i].has_memory = r->has_memory;
	r->total.has_memory = r->has_memory;
}

static enum probe_end read_file(struct regions *r, const struct subject *s, const char *file)
{
	struct reading in = { .r = r, .mem = procfs_open_file(s->proc, s->pid, "mem") };
	int fd = procfs_open_file(s->proc, s->pid, file);
	enum probe_end end;

	if (fd < 0) {
		end = subject_failed(s, errno);
		if (in.mem >= 0)
			close(in.mem);
		return end;
	}
	/* What was opened is of the process that the pid named then: who it was is asked behind that. */
	end = subject_lives(s) ? read_lines(&in, s, fd) : PROBE_GONE;
	close(fd);
	if (in.mem >= 0)
		close(in.mem);
	settle_files(r, s);
	r->has_memory = strcmp(file, "smaps") == 0 && r->total.count > 0;
	settle_parts(r);
	if (end == PROBE_READ && r->total.count == 0)
		end = subject_lives(s) ? PROBE_NONE : PROBE_GONE;
	return end;
}

void regions_read(struct regions *r, const struct subject *s)
{
	r->regions.count = r->parts.count = r->slots.count = 0;
	r->total = (struct region){ .name = "all", .name_length = 3, .path = "" };
	arena_clear(&r->names);
	read_stacks(r, s);
	r->end = r->memory_end = read_file(r, s, "smaps");
	/* A kernel without smaps has maps; who may read the one may read the other. */
	if (r->total.count == 0 && (r->end == PROBE_FORBIDDEN || r->end == PROBE_FAILED))
		r->end = read_file(r, s, "maps");
}

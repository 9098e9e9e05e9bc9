/* region_kinds.c - tells what mappings are for. Reads nothing, adds nothing up. */
#define _GNU_SOURCE
#include "region_kinds.h"

#include <string.h>

#define GUARD (UINT64_C(64) << 10)        /* a guard is no larger; it is one page unless a program wants more */
#define LEAST_STACK (UINT64_C(16) << 10)
#define NEAR_END (UINT64_C(256) << 10)    /* a thread that waits is seldom deeper in its stack */

/* In the order of enum region_kind. */
static const struct { const char *name, *title; } kinds[REGION_KINDS] = {
	[REGION_HEAP]      = { "heap",      "heap" },
	[REGION_ARENAS]    = { "arena",     "malloc arenas" },
	[REGION_STACK]     = { "stack",     "main stack" },
	[REGION_STACKS]    = { "stack",     "thread stacks" },
	[REGION_ANONYMOUS] = { "anon",      "anonymous" },
	[REGION_NAMED]     = { "anon",      NULL },
	[REGION_PROGRAM]   = { "program",   NULL },
	[REGION_LIBRARY]   = { "library",   NULL },
	[REGION_FILE]      = { "file",      NULL },
	[REGION_SHARED]    = { "shared",    "shared anonymous" },
	[REGION_SHM]       = { "shm",       NULL },
	[REGION_MEMFD]     = { "memfd",     NULL },
	[REGION_HUGE]      = { "hugetlb",   "huge pages" },
	[REGION_DRIVER]    = { "driver",    NULL },
	[REGION_KERNEL]    = { "kernel",    "kernel's own" },
	[REGION_RESERVED]  = { "reserved",  "reserved" },
};

const char *region_kind_name(enum region_kind kind)
{
	return kinds[kind].name;
}

const char *region_kind_title(enum region_kind kind)
{
	return kinds[kind].title;
}

/* Names that the kernel gives, or the C library: the first that fits. A whole name, or the beginning of one. */
static const struct { const char *name; bool is_whole; enum region_kind kind; } names[] = {
	{ "[heap]",                       true,  REGION_HEAP },
	{ "[stack]",                      true,  REGION_STACK },
	{ "[anon: glibc: malloc arena]",  true,  REGION_ARENAS },
	{ "[anon: glibc: pthread stack",  false, REGION_STACKS },
	{ "[anon: glibc: malloc]",        true,  REGION_HEAP },
	{ "[anon:",                       false, REGION_NAMED },
	{ "[anon_shmem:",                 false, REGION_NAMED },
	{ "[",                            false, REGION_KERNEL },     /* vdso, vvar, vsyscall, uprobes, sigpage, … */
	{ "/SYSV",                        false, REGION_SHM },
	{ "/dev/shm/",                    false, REGION_SHM },
	{ "/memfd:",                      false, REGION_MEMFD },
	{ "/anon_hugepage",               true,  REGION_HUGE },
	{ "/dev/zero",                    true,  REGION_SHARED },
	{ "/dev/hugepages/",              false, REGION_FILE },
	{ "/dev/",                        false, REGION_DRIVER },     /* nvidia, dri, kfd, … */
	{ "/dmabuf:",                     false, REGION_DRIVER },
	{ "/drm mm object",               false, REGION_DRIVER },
	{ "/i915",                        true,  REGION_DRIVER },
	{ "anon_inode:",                  false, REGION_DRIVER },     /* io_uring, perf_event, … */
	{ "/[aio]",                       true,  REGION_DRIVER },
	{ "socket:",                      false, REGION_DRIVER },
};

static bool fits(const struct mapping *m, size_t i)
{
	size_t n = strlen(names[i].name);

	return m->name_length >= n && (m->name_length == n || !names[i].is_whole) && memcmp(m->name, names[i].name, n) == 0;
}

static enum region_kind kind_of_name(const struct mapping *m)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (fits(m, i))
			return names[i].kind;
	/* Somebody's file of that path is a file. */
	return REGION_FILE;
}

static bool is_plain(const struct mapping *m, const char *permissions)
{
	return m && m->name_length == 0 && m->inode == 0 && strcmp(m->permissions, permissions) == 0;
}

static bool is_data(const struct mapping *m)
{
	return is_plain(m, "rw-p") || is_plain(m, "rwxp");
}

/* An arena begins where 64 MB do. What of these is not yet used may not be touched, and reaches up to their end: there it may
 * have become one with the guard of a stack. Arenas that are full and lie side by side are one mapping. */
static bool is_arena(const struct neighbours *n)
{
	uint64_t end = (n->now->end + ARENA_HEAP - 1) / ARENA_HEAP * ARENA_HEAP;

	return is_data(n->now) && n->now->start % ARENA_HEAP == 0 && n->now->end % ARENA_HEAP != 0 && is_plain(n->next, "---p") &&
	       n->next->start == n->now->end && n->next->end >= end && n->next->end - end <= GUARD;
}

/* The rest of an arena, whose used part is before it. */
static bool is_rest(const struct neighbours *n)
{
	struct neighbours used = { .now = n->before, .next = n->now };

	return n->before && is_arena(&used);
}

uint64_t region_guard(const struct neighbours *n)
{
	const struct mapping *m = n->now;

	if (!is_plain(m, "---p"))
		return 0;
	if (m->end - m->start <= GUARD)
		return m->end - m->start;
	return is_rest(n) ? m->end % ARENA_HEAP : 0;
}

static size_t stacks_in(const struct neighbours *n, uint64_t *highest)
{
	const uint64_t *at = n->stacks ? n->stacks->data : NULL;
	size_t count = 0;

	for (size_t i = 0; n->stacks && i < n->stacks->count; i++)
		if (at[i] >= n->now->start && at[i] < n->now->end) {
			count++;
			*highest = at[i];
		}
	return count;
}

/* pthread_create(3) maps a guard and the stack behind it. Where a C library needs no mapping for the guard, a stack pointer
 * that is not far from the end tells. */
static size_t stacks_of(const struct neighbours *n)
{
	uint64_t highest = 0;
	size_t held = stacks_in(n, &highest);

	if (!is_data(n->now) || n->now->end - n->now->start < LEAST_STACK)
		return 0;
	if (n->guard && n->before->end == n->now->start)
		return held ? held : 1;
	return held && n->now->end - highest <= NEAR_END ? held : 0;
}

static bool is_guard(const struct neighbours *n)
{
	struct neighbours guarded = { .before = n->now, .now = n->next, .guard = n->now->end - n->now->start };

	return is_plain(n->now, "---p") && guarded.guard <= GUARD && n->next && n->next->start == n->now->end && stacks_of(&guarded);
}

static struct sort_of sort_of(enum region_kind kind, uint64_t things)
{
	return (struct sort_of){ .kind = kind, .things = things, .is_name_ours = kinds[kind].title != NULL };
}

struct sort_of region_sort(const struct neighbours *n)
{
	const struct mapping *m = n->now;
	uint64_t size = m->end - m->start;
	struct sort_of s;
	size_t stacks;

	if (m->name_length) {
		enum region_kind kind = kind_of_name(m);
		return sort_of(kind == REGION_SHARED && m->permissions[3] == 'p' ? REGION_ANONYMOUS : kind, 1);
	}
	/* A file without a name, as the whole of an overlay may be. */
	if (m->inode)
		return sort_of(REGION_FILE, 1);
	if (is_arena(n)) {
		s = sort_of(REGION_ARENAS, size / ARENA_HEAP + 1);
		s.may_be_arena = true;
		return s;
	}
	if (is_rest(n))
		return sort_of(REGION_ARENAS, 0);
	if (is_guard(n))
		return sort_of(REGION_STACKS, 0);
	if ((stacks = stacks_of(n)) > 0)
		return sort_of(REGION_STACKS, stacks);
	if (is_plain(m, "---p") || is_plain(m, "---s"))
		return sort_of(REGION_RESERVED, 1);
	s = sort_of(m->permissions[3] == 's' ? REGION_SHARED : REGION_ANONYMOUS, 1);
	s.may_be_arena = is_data(m) && m->start % ARENA_HEAP == 0 && size % ARENA_HEAP == 0;
	return s;
}

/* balance.h - the machine's memory as one balance that always adds up. */
#ifndef BALANCE_H
#define BALANCE_H

#include <stdbool.h>
#include <stdint.h>

#include "meminfo.h"

/* Its lines. A line comes behind the one that it is a part of; its entry says which. */
enum balance_line {
	BALANCE_TOTAL,
	BALANCE_PROCESSES, BALANCE_ANON, BALANCE_FILE, BALANCE_SHMEM,
	BALANCE_SHARED,
	BALANCE_LEFT,
	BALANCE_CACHE, BALANCE_CACHED_FILES, BALANCE_BUFFERS,
	BALANCE_KERNEL, BALANCE_SLAB_RECLAIMABLE, BALANCE_SLAB_UNRECLAIMABLE, BALANCE_OTHER_RECLAIMABLE, BALANCE_PAGE_TABLES,
	BALANCE_SEC_PAGE_TABLES, BALANCE_STACKS, BALANCE_PERCPU, BALANCE_VMALLOC, BALANCE_KERNEL_REST,
	BALANCE_HUGETLB, BALANCE_HUGETLB_USED, BALANCE_HUGETLB_FREE,
	BALANCE_COMPRESSED, BALANCE_ZRAM, BALANCE_ZSWAP,
	BALANCE_GPU, BALANCE_GPU_ACTIVE, BALANCE_GPU_POOL,
	BALANCE_BALLOON,
	BALANCE_CORRUPTED,
	BALANCE_FREE, BALANCE_FREE_PAGES, BALANCE_FREE_PERCPU,
	BALANCE_UNEXPLAINED,
	BALANCE_LINES
};

/* What a line opens into. */
enum balance_list {
	LIST_NONE, LIST_PROCESSES, LIST_OBJECTS, LIST_MOUNTS, LIST_CACHE, LIST_SLAB, LIST_VMALLOC, LIST_HUGETLB, LIST_ZRAM, LIST_ZONES,
	LISTS
};

struct balance_entry {
	const char *id;               /* in JSON, and as an operand */
	const char *title;
	const char *help;             /* one sentence */
	enum balance_line parent;     /* BALANCE_TOTAL's own is itself */
	enum balance_list list;
	bool is_seldom;               /* most machines have none of it: shown only where there is some */
	const char *sort;             /* the list's column that the line is about; NULL: the list's own */
};

const struct balance_entry *balance_entry(enum balance_line line);

/* The line with this id; BALANCE_LINES when there is none. */
enum balance_line balance_find(const char *id);

unsigned balance_depth(enum balance_line line);

enum stacks { STACKS_UNCERTAIN, STACKS_IN_VMALLOC, STACKS_APART };

/* What is known. All in bytes. */
struct facts {
	struct meminfo memory;
	bool has_zones, has_zram, has_hugetlb;
	uint64_t percpu_free;         /* pages that CPUs keep at hand */
	uint64_t zram;
	uint64_t hugetlb, hugetlb_free;
	enum stacks stacks;           /* whether the stacks of threads in the kernel are a part of what vmalloc gave */
	bool has_processes;           /* they have been read, all that may be */
	bool has_unread;              /* but there are some that may not be, or are not seen */
	uint64_t pss_anon, pss_file, pss_shmem;   /* sums over those that were read */
	uint64_t rss_anon, rss_file, rss_shmem;   /* over the others, as their status has it */
};

struct balance {
	int64_t bytes[BALANCE_LINES]; /* what is not known is 0, and part of what is unexplained */
	bool known[BALANCE_LINES];
	bool about[BALANCE_LINES];    /* an estimate */
};

/* Every line is the sum of its parts, to the byte: the total too, by way of what is unexplained, which may be below zero. */
void balance_make(const struct facts *f, struct balance *out);

/* What processes map, that none that was read does: of those that may not be read, and what has changed meanwhile. */
int64_t balance_unread(const struct facts *f);

#endif

/* meminfo.h - the machine's memory: /proc/meminfo, /proc/pressure/memory and zram. All in bytes. */
#ifndef MEMINFO_H
#define MEMINFO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MEMINFO_ROOM 8192

/* The lines of /proc/meminfo that we read, in the order in which the kernel writes them; see proc(5). */
enum meminfo_field {
	MEM_TOTAL, MEM_FREE, MEM_AVAILABLE, MEM_BUFFERS, MEM_CACHED, MEM_SWAP_CACHED, MEM_ACTIVE_ANON, MEM_INACTIVE_ANON,
	MEM_ACTIVE_FILE, MEM_INACTIVE_FILE, MEM_UNEVICTABLE, MEM_MLOCKED, MEM_SWAP_TOTAL, MEM_SWAP_FREE, MEM_ZSWAP, MEM_ZSWAPPED,
	MEM_DIRTY, MEM_WRITEBACK, MEM_ANON_PAGES, MEM_MAPPED, MEM_SHMEM, MEM_KERNEL_RECLAIMABLE, MEM_SLAB_RECLAIMABLE,
	MEM_SLAB_UNRECLAIMABLE, MEM_KERNEL_STACK, MEM_SHADOW_STACK, MEM_PAGE_TABLES, MEM_SEC_PAGE_TABLES, MEM_VMALLOC_USED, MEM_PERCPU,
	MEM_CORRUPTED, MEM_CMA_TOTAL, MEM_CMA_FREE, MEM_BALLOON, MEM_GPU_ACTIVE, MEM_GPU_RECLAIM, MEM_HUGETLB,
	MEM_KERNEL_REST,                /* no line of it: what is the kernel's and not told apart, see confinement.h */
	MEMINFO_FIELDS
};

struct meminfo {
	uint64_t bytes[MEMINFO_FIELDS];
	bool known[MEMINFO_FIELDS];     /* older kernels lack some lines */
};

/* False when the text has no MemTotal. */
bool meminfo_parse(const char *text, size_t length, struct meminfo *out);

/* What the memory is used for: the parts and free add up to total exactly. */
struct memory_parts {
	uint64_t total, used, shared, kernel, cache, free;
};

void meminfo_split(const struct meminfo *m, struct memory_parts *out);

#define PRESSURE_ROOM 256

/* Pressure stall information: the share of the last 10 s, in percent, that some or all tasks waited for memory. */
struct pressure {
	double some, full;
	uint64_t some_ns, full_ns;   /* the whole time of it, since the machine started or the group was made */
};

bool pressure_parse(const char *text, size_t length, struct pressure *out);

#define ZRAM_ROOM 256

struct zram {
	uint64_t data;    /* what was swapped into it */
	uint64_t memory;  /* the memory that this takes */
};

/* A line of /sys/block/zram0/mm_stat. */
bool zram_parse(const char *text, size_t length, struct zram *out);

/* That of one device, by its name in an open directory that is as /sys/block. */
bool zram_read_device(int dir, const char *name, struct zram *out);

/* The sum over all zram devices below a directory, usually /sys/block. False when there is none. */
bool zram_read(const char *dir, struct zram *out);

#endif

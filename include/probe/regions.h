/* regions.h - the memory of a process by what it is for: heap, stacks, each library, each file, shared memory. */
#ifndef REGIONS_H
#define REGIONS_H

#include "arena.h"
#include "mapping.h"
#include "subject.h"
#include "vec.h"

/* A row is one of these; see region_kind_name. */
enum region_kind {
	REGION_HEAP,          /* brk(2): what malloc(3) gives the first thread */
	REGION_ARENAS,        /* glibc's heaps for the other threads: 64 MB of address space each */
	REGION_STACK,         /* of the first thread */
	REGION_STACKS,        /* of the other threads */
	REGION_ANONYMOUS,     /* private and of no name: large malloc, mmap, zeroed data of programs */
	REGION_NAMED,         /* a name that the program gave: prctl(2), PR_SET_VMA_ANON_NAME */
	REGION_PROGRAM,
	REGION_LIBRARY,       /* a file of which something is executable */
	REGION_FILE,
	REGION_SHARED,        /* shared anonymous memory */
	REGION_SHM,           /* files of /dev/shm, and System V segments */
	REGION_MEMFD,
	REGION_HUGE,          /* anonymous memory of hugetlbfs */
	REGION_DRIVER,        /* memory of devices: GPUs, dma-bufs, rings of io_uring */
	REGION_KERNEL,        /* vdso, vvar and the like */
	REGION_RESERVED,      /* address space that nobody may touch */
	REGION_KINDS
};

struct region {
	const char *name;              /* as people call it: of a file without its directories; any byte may be in it */
	const char *path;              /* as the kernel writes it; "": there is none */
	size_t name_length, path_length;
	enum region_kind kind;
	bool is_deleted;               /* the file has no name any more: behind name and path stands " (deleted)" */
	bool has_memory, has_growth;   /* whether they are known */
	uint64_t inode;
	uint64_t key;                  /* the same in every reading */
	uint64_t count;                /* mappings; of stacks and arenas how many there are; 0: it is gone since it was marked */
	uint64_t size;                 /* bytes of address space */
	struct mapping_memory memory;
	int64_t growth;                /* bytes of RSS and swap since it was marked */
};

/* One mapping. Its name is that of the kernel and lives as long as the regions. */
struct part {
	struct mapping mapping;
	struct mapping_memory memory;
	int64_t growth;
	uint32_t region;
	enum region_kind kind;         /* its region's */
	bool has_memory, has_growth;
};

#define REGIONS_PARTS 262144       /* single mappings that are kept; all are counted in their regions */

struct regions {
	struct vec regions;            /* of struct region, in the order of their addresses */
	struct vec parts;              /* of struct part, by address */
	struct region total;
	bool has_memory;               /* else only addresses could be read: all but sizes is unknown */
	enum probe_end end;
	enum probe_end memory_end;     /* why has_memory is false */
	struct vec slots, stacks;      /* scratch */
	struct arena names;
};

void regions_init(struct regions *r);
void regions_free(struct regions *r);

/* Reads the mappings of a process, line by line: it holds that process's mmap lock for some at a time. */
void regions_read(struct regions *r, const struct subject *s);

/* "heap", "arena", …: what stands in a column of kinds. */
const char *region_kind_name(enum region_kind kind);

/* What each region and mapping held at one time. */
struct regions_mark {
	struct vec regions;            /* of struct region, by key */
	struct vec parts;              /* of struct part_mark, by address */
	struct arena names;
	bool is_set;
};

void regions_mark_init(struct regions_mark *m);
void regions_mark_free(struct regions_mark *m);

/* Growth counts from here on. Does nothing where memory is unknown. */
void regions_mark(struct regions_mark *m, const struct regions *r);

/* Says of each how it has grown since; regions that are gone come back at the end, with a count of 0. To be done once with
 * what was read. */
void regions_compare(struct regions *r, const struct regions_mark *m);

static inline const struct region *regions_rows(const struct regions *r) { return r->regions.data; }
static inline const struct part *regions_parts(const struct regions *r) { return r->parts.data; }

#endif

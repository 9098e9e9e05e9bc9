/* balance.c - takes MemTotal apart. Reads nothing.
 *
 * What would count twice, and does not:
 * - A page that several processes map counts once: AnonPages and Mapped count pages, and PSS divides them. So all that processes
 *   map is AnonPages + Mapped, whoever may read it, and PSS only says how much of Mapped is files and how much is shared memory.
 * - Cached holds shared memory, and what is mapped of both: taken out. It does not hold Buffers and SwapCached.
 * - Shared memory that is swapped out is not in Shmem.
 * - Stacks of the kernel come from vmalloc where CONFIG_VMAP_STACK is set. Pages of percpu are mapped there, but not counted.
 * - Huge pages of a pool are in no RSS and no PSS. Transparent ones are ordinary memory.
 * - zram and zswap keep their pages in zsmalloc, which is no slab.
 * - CMA is either free, or counted as what it is used for.
 * - Balloons mostly take their pages out of MemTotal: one counts only as far as the rest leaves room for it.
 * Not in any counter: pages of drivers and of network buffers, and what the first chunk of percpu takes before MemTotal is
 * counted makes it a little too large. */
#include "balance.h"

#include <string.h>

#include "vec.h"

#define PART(of, name) .parent = BALANCE_##of, .id = name

static const struct balance_entry entries[BALANCE_LINES] = {
	[BALANCE_TOTAL] = { PART(TOTAL, "total"), .title = "Memory of this machine",
	  .help = "MemTotal: all memory that the kernel manages." },
	[BALANCE_PROCESSES] = { PART(TOTAL, "processes"), .title = "processes (PSS)", .list = LIST_PROCESSES, .sort = "pss",
	  .help = "What processes map, each page once." },
	[BALANCE_ANON] = { PART(PROCESSES, "anon"), .title = "anonymous", .list = LIST_PROCESSES, .sort = "anon",
	  .help = "Their own data: heaps, stacks, written copies of files." },
	[BALANCE_FILE] = { PART(PROCESSES, "file"), .title = "files", .list = LIST_PROCESSES, .sort = "file",
	  .help = "Programs, libraries and data that they map from files." },
	[BALANCE_SHMEM] = { PART(PROCESSES, "shmem"), .title = "shared", .list = LIST_PROCESSES, .sort = "shmem",
	  .help = "Shared memory that they map: tmpfs, memfd, System V, shared anonymous." },
	[BALANCE_SHARED] = { PART(TOTAL, "tmpfs"), .title = "tmpfs and memfd, mapped by nobody", .list = LIST_OBJECTS,
	  .help = "Files of tmpfs, memfds, System V segments and buffers of the GPU that no process maps: no RSS shows them." },
	[BALANCE_LEFT] = { PART(TOTAL, "left"), .is_seldom = true, .title = "swap cache, left of huge pages",
	  .help = "Anonymous memory that no process maps: on its way to swap, or the rest of a huge page of which a part was given back." },
	[BALANCE_CACHE] = { PART(TOTAL, "cache"), .title = "page cache", .list = LIST_CACHE,
	  .help = "Files that were read or written and that no process maps." },
	[BALANCE_CACHED_FILES] = { PART(CACHE, "cached_files"), .title = "files", .list = LIST_CACHE,
	  .help = "Contents of files." },
	[BALANCE_BUFFERS] = { PART(CACHE, "buffers"), .title = "block devices", .list = LIST_CACHE,
	  .help = "Contents of disks beside files: mostly what file systems keep of their own." },
	[BALANCE_KERNEL] = { PART(TOTAL, "kernel"), .title = "kernel",
	  .help = "What the kernel uses for itself." },
	[BALANCE_SLAB_RECLAIMABLE] = { PART(KERNEL, "slab_reclaimable"), .title = "slab, reclaimable", .list = LIST_SLAB,
	  .help = "Small objects that the kernel can drop: mostly names and inodes of files." },
	[BALANCE_SLAB_UNRECLAIMABLE] = { PART(KERNEL, "slab_unreclaimable"), .title = "slab, unreclaimable", .list = LIST_SLAB,
	  .help = "Small objects that are in use." },
	[BALANCE_OTHER_RECLAIMABLE] = { PART(KERNEL, "other_reclaimable"), .is_seldom = true, .title = "reclaimable, no slab",
	  .help = "Other memory of the kernel that it can drop." },
	[BALANCE_PAGE_TABLES] = { PART(KERNEL, "page_tables"), .title = "page tables", .list = LIST_PROCESSES, .sort = "pagetables",
	  .help = "What translates the addresses of processes." },
	[BALANCE_SEC_PAGE_TABLES] = { PART(KERNEL, "sec_page_tables"), .is_seldom = true, .title = "secondary page tables",
	  .help = "What translates the addresses of virtual machines and devices." },
	[BALANCE_STACKS] = { PART(KERNEL, "stacks"), .title = "kernel stacks", .list = LIST_PROCESSES, .sort = "threads",
	  .help = "One for each thread." },
	[BALANCE_PERCPU] = { PART(KERNEL, "percpu"), .title = "percpu",
	  .help = "What the kernel keeps for each CPU apart." },
	[BALANCE_VMALLOC] = { PART(KERNEL, "vmalloc"), .title = "vmalloc", .list = LIST_VMALLOC,
	  .help = "Large areas of the kernel, kernel modules and BPF programs; without the stacks." },
	[BALANCE_KERNEL_REST] = { PART(KERNEL, "kernel_rest"), .is_seldom = true, .title = "not told apart",
	  .help = "Of a container: all else that the kernel has charged to it for itself." },
	[BALANCE_HUGETLB] = { PART(TOTAL, "hugetlb"), .is_seldom = true, .title = "huge page pools", .list = LIST_HUGETLB,
	  .help = "Pages that are set apart for hugetlbfs: no RSS shows them." },
	[BALANCE_HUGETLB_USED] = { PART(HUGETLB, "hugetlb_used"), .is_seldom = true, .title = "used", .list = LIST_HUGETLB,
	  .help = "Huge pages that hold data." },
	[BALANCE_HUGETLB_FREE] = { PART(HUGETLB, "hugetlb_free"), .is_seldom = true, .title = "idle", .list = LIST_HUGETLB,
	  .help = "Huge pages that nobody uses, and nobody else can." },
	[BALANCE_COMPRESSED] = { PART(TOTAL, "compressed"), .is_seldom = true, .title = "compressed swap", .list = LIST_ZRAM,
	  .help = "Memory that holds what was swapped out, compressed." },
	[BALANCE_ZRAM] = { PART(COMPRESSED, "zram"), .is_seldom = true, .title = "zram", .list = LIST_ZRAM,
	  .help = "What zram devices take." },
	[BALANCE_ZSWAP] = { PART(COMPRESSED, "zswap"), .is_seldom = true, .title = "zswap",
	  .help = "What zswap takes." },
	[BALANCE_GPU] = { PART(TOTAL, "gpu"), .is_seldom = true, .title = "GPU",
	  .help = "The machine's memory that GPU drivers have taken." },
	[BALANCE_GPU_ACTIVE] = { PART(GPU, "gpu_active"), .is_seldom = true, .title = "used",
	  .help = "In use." },
	[BALANCE_GPU_POOL] = { PART(GPU, "gpu_pool"), .is_seldom = true, .title = "pools",
	  .help = "Kept by the drivers for later." },
	[BALANCE_BALLOON] = { PART(TOTAL, "balloon"), .is_seldom = true, .title = "balloon",
	  .help = "Given back to the host that this machine runs on." },
	[BALANCE_CORRUPTED] = { PART(TOTAL, "corrupted"), .is_seldom = true, .title = "broken",
	  .help = "Pages that the hardware has failed on, taken out of use." },
	[BALANCE_FREE] = { PART(TOTAL, "free"), .title = "free", .list = LIST_ZONES,
	  .help = "Used for nothing." },
	[BALANCE_FREE_PAGES] = { PART(FREE, "free_pages"), .title = "free pages", .list = LIST_ZONES,
	  .help = "MemFree." },
	[BALANCE_FREE_PERCPU] = { PART(FREE, "free_percpu"), .title = "at hand of each CPU", .list = LIST_ZONES,
	  .help = "Free pages that CPUs keep for themselves: MemFree does not count them." },
	[BALANCE_UNEXPLAINED] = { PART(TOTAL, "unexplained"), .title = "unexplained",
	  .help = "What no counter of the kernel names, such as pages of drivers and network buffers; below zero when the counters overlap." },
};

#undef PART

/* No real machine has more; sums of such numbers never overflow. */
#define MOST (UINT64_C(1) << 56)

const struct balance_entry *balance_entry(enum balance_line line)
{
	return &entries[line];
}

enum balance_line balance_find(const char *id)
{
	int line = 0;

	while (line < BALANCE_LINES && strcmp(entries[line].id, id) != 0)
		line++;
	return (enum balance_line)line;
}

unsigned balance_depth(enum balance_line line)
{
	unsigned depth = 0;

	for (; line != BALANCE_TOTAL; line = entries[line].parent)
		depth++;
	return depth;
}

static int64_t bounded(uint64_t n)
{
	return (int64_t)(n < MOST ? n : MOST);
}

static int64_t clamp(int64_t n, int64_t low, int64_t high)
{
	return n > high ? high : n < low ? low : n;
}

static int64_t at(const struct facts *f, enum meminfo_field field)
{
	return f->memory.known[field] ? bounded(f->memory.bytes[field]) : 0;
}

static void set(struct balance *b, enum balance_line line, bool known, int64_t bytes)
{
	b->known[line] = known;
	b->bytes[line] = known ? bytes : 0;
}

static void copy(struct balance *b, enum balance_line line, const struct facts *f, enum meminfo_field field)
{
	set(b, line, f->memory.known[field], at(f, field));
}

static int64_t all_anon(const struct facts *f)
{
	return f->memory.known[MEM_ANON_PAGES] ? at(f, MEM_ANON_PAGES) : bounded(f->pss_anon) + bounded(f->rss_anon);
}

static int64_t all_mapped(const struct facts *f)
{
	if (f->memory.known[MEM_MAPPED])
		return at(f, MEM_MAPPED);
	return bounded(f->pss_file) + bounded(f->pss_shmem) + bounded(f->rss_file) + bounded(f->rss_shmem);
}

int64_t balance_unread(const struct facts *f)
{
	return all_anon(f) + all_mapped(f) - bounded(f->pss_anon) - bounded(f->pss_file) - bounded(f->pss_shmem);
}

/* Shared memory that processes map: what was read of it, and of what others map a part, as the sizes of theirs are. */
static int64_t mapped_shmem(const struct facts *f, bool *about)
{
	int64_t shmem = bounded(f->pss_shmem), rest = all_mapped(f) - bounded(f->pss_file) - shmem;
	double of_shmem = (double)bounded(f->rss_shmem), of_file = (double)bounded(f->rss_file);

	if (f->has_unread && rest > 0 && of_shmem > 0) {
		shmem += (int64_t)((double)rest * of_shmem / (of_shmem + of_file));
		*about = true;
	}
	return clamp(shmem, 0, all_mapped(f));
}

/* Processes, the rest of the shared memory, and the rest of the cache. */
static void split_pages(const struct facts *f, struct balance *b)
{
	bool has_mapped = f->memory.known[MEM_MAPPED] || f->has_processes, about = !f->has_processes;
	int64_t shmem = clamp(mapped_shmem(f, &about), 0, f->memory.known[MEM_SHMEM] ? at(f, MEM_SHMEM) : INT64_MAX);
	int64_t file = all_mapped(f) - shmem, cached = at(f, MEM_CACHED) - at(f, MEM_SHMEM) - file;

	set(b, BALANCE_ANON, f->memory.known[MEM_ANON_PAGES] || f->has_processes, all_anon(f));
	set(b, BALANCE_FILE, has_mapped, file);
	set(b, BALANCE_SHMEM, f->has_processes, shmem);
	set(b, BALANCE_SHARED, f->memory.known[MEM_SHMEM], at(f, MEM_SHMEM) - shmem);
	set(b, BALANCE_CACHED_FILES, f->memory.known[MEM_CACHED], cached > 0 ? cached : 0);
	copy(b, BALANCE_BUFFERS, f, MEM_BUFFERS);
	b->about[BALANCE_ANON] = !f->memory.known[MEM_ANON_PAGES] && f->has_unread;
	b->about[BALANCE_FILE] = b->about[BALANCE_SHMEM] = b->about[BALANCE_SHARED] = b->about[BALANCE_CACHED_FILES] = about;
}

/* The kernel lists anonymous and shared pages that may be swapped out, and, together with others, those that may not: so it is
 * that much, or more. */
static void find_left(const struct facts *f, struct balance *b)
{
	const bool *known = f->memory.known;
	int64_t left = at(f, MEM_ACTIVE_ANON) + at(f, MEM_INACTIVE_ANON) - at(f, MEM_ANON_PAGES) - at(f, MEM_SHMEM);

	set(b, BALANCE_LEFT, known[MEM_ACTIVE_ANON] && known[MEM_INACTIVE_ANON] && known[MEM_ANON_PAGES] && known[MEM_SHMEM],
	    left > 0 ? left : 0);
	b->about[BALANCE_LEFT] = left > 0;
}

static void split_kernel(const struct facts *f, struct balance *b)
{
	const bool *known = f->memory.known;
	int64_t stacks = at(f, MEM_KERNEL_STACK) + at(f, MEM_SHADOW_STACK), vmalloc = at(f, MEM_VMALLOC_USED);
	int64_t reclaimable = at(f, MEM_KERNEL_RECLAIMABLE) - at(f, MEM_SLAB_RECLAIMABLE);
	bool within = f->stacks == STACKS_IN_VMALLOC || (f->stacks == STACKS_UNCERTAIN && vmalloc >= stacks);

	copy(b, BALANCE_SLAB_RECLAIMABLE, f, MEM_SLAB_RECLAIMABLE);
	copy(b, BALANCE_SLAB_UNRECLAIMABLE, f, MEM_SLAB_UNRECLAIMABLE);
	set(b, BALANCE_OTHER_RECLAIMABLE, known[MEM_KERNEL_RECLAIMABLE], reclaimable > 0 ? reclaimable : 0);
	copy(b, BALANCE_PAGE_TABLES, f, MEM_PAGE_TABLES);
	copy(b, BALANCE_SEC_PAGE_TABLES, f, MEM_SEC_PAGE_TABLES);
	set(b, BALANCE_STACKS, known[MEM_KERNEL_STACK], stacks);
	copy(b, BALANCE_PERCPU, f, MEM_PERCPU);
	copy(b, BALANCE_KERNEL_REST, f, MEM_KERNEL_REST);
	if (within)
		vmalloc = vmalloc > stacks ? vmalloc - stacks : 0;
	/* From Linux 4.4 to 5.2 it is always 0. */
	set(b, BALANCE_VMALLOC, known[MEM_VMALLOC_USED] && f->memory.bytes[MEM_VMALLOC_USED], vmalloc);
}

static void split_pools(const struct facts *f, struct balance *b)
{
	bool known = f->has_hugetlb || f->memory.known[MEM_HUGETLB];
	int64_t pools = f->memory.known[MEM_HUGETLB] ? at(f, MEM_HUGETLB) : bounded(f->hugetlb);
	int64_t idle = f->has_hugetlb ? clamp(bounded(f->hugetlb_free), 0, pools) : 0;

	set(b, BALANCE_HUGETLB_USED, known, pools - idle);
	set(b, BALANCE_HUGETLB_FREE, f->has_hugetlb, idle);
	b->about[BALANCE_HUGETLB_USED] = !f->has_hugetlb && pools > 0;
	set(b, BALANCE_ZRAM, f->has_zram, bounded(f->zram));
	copy(b, BALANCE_ZSWAP, f, MEM_ZSWAP);
	copy(b, BALANCE_GPU_ACTIVE, f, MEM_GPU_ACTIVE);
	copy(b, BALANCE_GPU_POOL, f, MEM_GPU_RECLAIM);
	copy(b, BALANCE_CORRUPTED, f, MEM_CORRUPTED);
	copy(b, BALANCE_FREE_PAGES, f, MEM_FREE);
	set(b, BALANCE_FREE_PERCPU, f->has_zones, bounded(f->percpu_free));
}

/* From the last line to the first, so that parts are summed before they are a part themselves. */
static void sum_parts(struct balance *b)
{
	for (int line = BALANCE_LINES - 1; line > BALANCE_TOTAL; line--) {
		enum balance_line parent = entries[line].parent;
		if (parent == BALANCE_TOTAL)
			continue;
		b->bytes[parent] += b->bytes[line];
		b->known[parent] = b->known[parent] || b->known[line];
		b->about[parent] = b->about[parent] || b->about[line];
	}
	/* However it is split, what processes map is known. */
	b->about[BALANCE_PROCESSES] = b->about[BALANCE_ANON];
}

static int64_t unexplained(const struct balance *b)
{
	int64_t rest = b->bytes[BALANCE_TOTAL];

	for (int line = BALANCE_TOTAL + 1; line < BALANCE_UNEXPLAINED; line++)
		if (entries[line].parent == BALANCE_TOTAL)
			rest -= b->bytes[line];
	return rest;
}

void balance_make(const struct facts *f, struct balance *out)
{
	*out = (struct balance){ 0 };
	copy(out, BALANCE_TOTAL, f, MEM_TOTAL);
	split_pages(f, out);
	find_left(f, out);
	split_kernel(f, out);
	split_pools(f, out);
	sum_parts(out);
	set(out, BALANCE_BALLOON, f->memory.known[MEM_BALLOON], clamp(unexplained(out), 0, at(f, MEM_BALLOON)));
	set(out, BALANCE_UNEXPLAINED, true, unexplained(out));
}

/* meminfo.c - parses what the kernel says of the machine's memory. Knows no processes. */
#include "meminfo.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "scan_text.h"

#define ZRAM_GAP 4   /* numbers without a device, after which there are no more */

static const char *const names[MEMINFO_FIELDS] = {
	[MEM_TOTAL]              = "MemTotal:",
	[MEM_FREE]               = "MemFree:",
	[MEM_AVAILABLE]          = "MemAvailable:",
	[MEM_BUFFERS]            = "Buffers:",
	[MEM_CACHED]             = "Cached:",
	[MEM_SWAP_CACHED]        = "SwapCached:",
	[MEM_ACTIVE_ANON]        = "Active(anon):",
	[MEM_INACTIVE_ANON]      = "Inactive(anon):",
	[MEM_ACTIVE_FILE]        = "Active(file):",
	[MEM_INACTIVE_FILE]      = "Inactive(file):",
	[MEM_UNEVICTABLE]        = "Unevictable:",
	[MEM_MLOCKED]            = "Mlocked:",
	[MEM_SWAP_TOTAL]         = "SwapTotal:",
	[MEM_SWAP_FREE]          = "SwapFree:",
	[MEM_ZSWAP]              = "Zswap:",
	[MEM_ZSWAPPED]           = "Zswapped:",
	[MEM_DIRTY]              = "Dirty:",
	[MEM_WRITEBACK]          = "Writeback:",
	[MEM_ANON_PAGES]         = "AnonPages:",
	[MEM_MAPPED]             = "Mapped:",
	[MEM_SHMEM]              = "Shmem:",
	[MEM_KERNEL_RECLAIMABLE] = "KReclaimable:",
	[MEM_SLAB_RECLAIMABLE]   = "SReclaimable:",
	[MEM_SLAB_UNRECLAIMABLE] = "SUnreclaim:",
	[MEM_KERNEL_STACK]       = "KernelStack:",
	[MEM_SHADOW_STACK]       = "ShadowCallStack:",
	[MEM_PAGE_TABLES]        = "PageTables:",
	[MEM_SEC_PAGE_TABLES]    = "SecPageTables:",
	[MEM_VMALLOC_USED]       = "VmallocUsed:",
	[MEM_PERCPU]             = "Percpu:",
	[MEM_CORRUPTED]          = "HardwareCorrupted:",
	[MEM_CMA_TOTAL]          = "CmaTotal:",
	[MEM_CMA_FREE]           = "CmaFree:",
	[MEM_BALLOON]            = "Balloon:",
	[MEM_GPU_ACTIVE]         = "GPUActive:",
	[MEM_GPU_RECLAIM]        = "GPUReclaim:",
	[MEM_HUGETLB]            = "Hugetlb:",
};

bool meminfo_parse(const char *text, size_t length, struct meminfo *out)
{
	struct text_at t = { text, text + length }, line;
	int next = 0;

	*out = (struct meminfo){ 0 };
	/* The line that comes is mostly the next one of the table. */
	while (text_line(&t, &line))
		for (int i = 0, field = next; i < MEMINFO_FIELDS; i++, field = field + 1 < MEMINFO_FIELDS ? field + 1 : 0)
			if (names[field] && text_skip(&line, names[field])) {
				out->known[field] = text_kilobytes(&line, &out->bytes[field]);
				next = field + 1 < MEMINFO_FIELDS ? field + 1 : 0;
				break;
			}
	return out->known[MEM_TOTAL];
}

/* Takes a part out of what is left, never more than that: the lines of meminfo are not read at one instant. */
static uint64_t take(uint64_t *left, uint64_t part)
{
	if (part > *left)
		part = *left;
	*left -= part;
	return part;
}

void meminfo_split(const struct meminfo *m, struct memory_parts *out)
{
	const uint64_t *b = m->bytes;
	uint64_t left = b[MEM_TOTAL], cached = b[MEM_BUFFERS] + b[MEM_CACHED] + b[MEM_SLAB_RECLAIMABLE];

	/* Cached holds tmpfs and shared memory too, which no one can drop: they are shown apart. */
	out->total = left;
	out->free = take(&left, b[MEM_FREE]);
	out->shared = take(&left, b[MEM_SHMEM]);
	out->cache = take(&left, cached > b[MEM_SHMEM] ? cached - b[MEM_SHMEM] : 0);
	out->kernel = take(&left, b[MEM_SLAB_UNRECLAIMABLE] + b[MEM_KERNEL_STACK] + b[MEM_PAGE_TABLES] + b[MEM_SEC_PAGE_TABLES] +
	                          b[MEM_PERCPU]);
	out->used = left;
}

/* "0.12" as a percentage. */
static bool parse_percent(struct text_at *t, double *out)
{
	uint64_t whole, part;
	const char *first;
	double scale = 1;

	if (!text_number(t, &whole) || !text_skip(t, "."))
		return false;
	first = t->at;
	if (!text_number(t, &part) || t->at - first > 9)
		return false;
	for (; first < t->at; first++)
		scale *= 10;
	*out = (double)whole + (double)part / scale;
	return true;
}

static bool parse_stall(struct text_at *line, double *share, uint64_t *total)
{
	uint64_t us;

	if (!parse_percent(line, share))
		return false;
	while (line->at < line->end && !text_skip(line, " total="))
		line->at++;
	*total = text_number(line, &us) && us < UINT64_MAX / 1000 ? us * 1000 : 0;
	return true;
}

bool pressure_parse(const char *text, size_t length, struct pressure *out)
{
	struct text_at t = { text, text + length }, line;
	bool some = false, full = false;

	while (text_line(&t, &line)) {
		if (text_skip(&line, "some avg10="))
			some = parse_stall(&line, &out->some, &out->some_ns);
		else if (text_skip(&line, "full avg10="))
			full = parse_stall(&line, &out->full, &out->full_ns);
	}
	return some && full;
}

bool zram_parse(const char *text, size_t length, struct zram *out)
{
	struct text_at t = { text, text + length };
	uint64_t compressed;

	return text_number(&t, &out->data) && text_number(&t, &compressed) && text_number(&t, &out->memory);
}

bool zram_read_device(int dir, const char *name, struct zram *out)
{
	char path[320], text[ZRAM_ROOM];
	ssize_t n;
	int fd;

	snprintf(path, sizeof(path), "%s/mm_stat", name);
	fd = openat(dir, path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	n = read(fd, text, sizeof(text));
	close(fd);
	return n > 0 && zram_parse(text, (size_t)n, out);
}

/* Devices are numbered from 0 on; one in between may have been removed. */
bool zram_read(const char *dir, struct zram *out)
{
	int devices = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	unsigned missing = 0;
	struct zram one;
	char name[32];
	bool any = false;

	*out = (struct zram){ 0 };
	for (unsigned i = 0; devices >= 0 && missing < ZRAM_GAP; i++) {
		snprintf(name, sizeof(name), "zram%u", i);
		if (!zram_read_device(devices, name, &one)) {
			missing++;
			continue;
		}
		out->data += one.data;
		out->memory += one.memory;
		any = true;
		missing = 0;
	}
	if (devices >= 0)
		close(devices);
	return any;
}

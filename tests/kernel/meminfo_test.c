/* meminfo_test.c - the machine's memory, taken apart so that the parts add up to all of it. */
#include "meminfo.h"

#include <string.h>

#include "base/exact.h"
#include "suite.h"

#define KB UINT64_C(1024)

static const char whole[] =
	"MemTotal:       24684084 kB\n"
	"MemFree:        14109080 kB\n"
	"MemAvailable:   24070180 kB\n"
	"Buffers:            1276 kB\n"
	"Cached:           871772 kB\n"
	"SwapCached:           11 kB\n"
	"Active:            13824 kB\n"
	"Active(anon):       1548 kB\n"
	"Inactive(anon):   107512 kB\n"
	"Active(file):      12276 kB\n"
	"Inactive(file):     3744 kB\n"
	"Unevictable:       17152 kB\n"
	"Mlocked:           16184 kB\n"
	"SwapTotal:       2097148 kB\n"
	"SwapFree:        2097000 kB\n"
	"Zswap:                12 kB\n"
	"Zswapped:             36 kB\n"
	"Dirty:               188 kB\n"
	"Writeback:             8 kB\n"
	"AnonPages:        117408 kB\n"
	"Mapped:            12492 kB\n"
	"Shmem:              8872 kB\n"
	"KReclaimable:     116600 kB\n"
	"Slab:             201420 kB\n"
	"SReclaimable:     116552 kB\n"
	"SUnreclaim:        84868 kB\n"
	"KernelStack:      131176 kB\n"
	"ShadowCallStack:      40 kB\n"
	"PageTables:         7796 kB\n"
	"SecPageTables:         4 kB\n"
	"VmallocTotal:   34359738367 kB\n"
	"VmallocUsed:      143876 kB\n"
	"VmallocChunk:          0 kB\n"
	"Percpu:             1768 kB\n"
	"HardwareCorrupted:    64 kB\n"
	"CmaTotal:          65536 kB\n"
	"CmaFree:           65000 kB\n"
	"Balloon:             128 kB\n"
	"GPUActive:           256 kB\n"
	"GPUReclaim:           16 kB\n"
	"HugePages_Total:       0\n"
	"Hugetlb:            4096 kB\n"
	"DirectMap1G:    25165824 kB\n";

static bool parse(const char *text, size_t length, struct meminfo *out)
{
	char *copy = exact_copy(text, length);
	bool ok = meminfo_parse(copy, length, out);

	exact_free(copy);
	return ok;
}

START_TEST(every_line_is_found_and_becomes_bytes)
{
	static const uint64_t kilobytes[MEMINFO_FIELDS] = {
		[MEM_TOTAL]        = 24684084, [MEM_FREE]               = 14109080, [MEM_AVAILABLE]          = 24070180,
		[MEM_BUFFERS]      = 1276,     [MEM_CACHED]             = 871772,   [MEM_SWAP_CACHED]        = 11,
		[MEM_SWAP_TOTAL]   = 2097148,  [MEM_SWAP_FREE]          = 2097000,  [MEM_ZSWAP]              = 12,
		[MEM_ZSWAPPED]     = 36,       [MEM_SHMEM]              = 8872,     [MEM_SLAB_RECLAIMABLE]   = 116552,
		[MEM_KERNEL_STACK] = 131176,   [MEM_SLAB_UNRECLAIMABLE] = 84868,    [MEM_PAGE_TABLES]        = 7796,
		[MEM_PERCPU]       = 1768,     [MEM_SEC_PAGE_TABLES]    = 4,        [MEM_ACTIVE_ANON]        = 1548,
		[MEM_INACTIVE_ANON] = 107512,  [MEM_ACTIVE_FILE]        = 12276,    [MEM_INACTIVE_FILE]      = 3744,
		[MEM_UNEVICTABLE]  = 17152,    [MEM_MLOCKED]            = 16184,    [MEM_DIRTY]              = 188,
		[MEM_WRITEBACK]    = 8,        [MEM_ANON_PAGES]         = 117408,   [MEM_MAPPED]             = 12492,
		[MEM_KERNEL_RECLAIMABLE] = 116600, [MEM_SHADOW_STACK]   = 40,       [MEM_VMALLOC_USED]       = 143876,
		[MEM_CORRUPTED]    = 64,       [MEM_CMA_TOTAL]          = 65536,    [MEM_CMA_FREE]           = 65000,
		[MEM_BALLOON]      = 128,      [MEM_GPU_ACTIVE]         = 256,      [MEM_GPU_RECLAIM]        = 16,
		[MEM_HUGETLB]      = 4096,
	};
	struct meminfo m;

	ck_assert(parse(whole, sizeof(whole) - 1, &m));
	for (int i = 0; i < MEM_KERNEL_REST; i++) {
		ck_assert_msg(m.known[i], "field %d is not known", i);
		ck_assert_uint_eq(m.bytes[i], kilobytes[i] * KB);
	}
}
END_TEST

START_TEST(lines_in_another_order_are_found_all_the_same)
{
	static const char turned[] = "Hugetlb: 3 kB\nShmem: 2 kB\nMemFree: 1 kB\nMemTotal: 1000 kB\nMemFree: 10 kB\n";
	struct meminfo m;

	ck_assert(parse(turned, sizeof(turned) - 1, &m));
	ck_assert_uint_eq(m.bytes[MEM_HUGETLB], 3 * KB);
	ck_assert_uint_eq(m.bytes[MEM_SHMEM], 2 * KB);
	ck_assert_uint_eq(m.bytes[MEM_TOTAL], 1000 * KB);
	ck_assert_uint_eq(m.bytes[MEM_FREE], 10 * KB);
}
END_TEST

START_TEST(a_line_that_is_missing_is_not_known)
{
	static const char old[] = "MemTotal: 1000 kB\nMemFree: 10 kB\nCached: x kB\n";
	struct meminfo m;

	ck_assert(parse(old, sizeof(old) - 1, &m));
	ck_assert(m.known[MEM_FREE]);
	ck_assert(!m.known[MEM_AVAILABLE]);
	ck_assert(!m.known[MEM_CACHED]);
	ck_assert(!m.known[MEM_SWAP_TOTAL]);
}
END_TEST

START_TEST(without_a_total_it_is_no_meminfo)
{
	static const char *const others[] = { "", "\n", "MemFree: 10 kB\n", "MemTotal:\n", "MemTotal: x kB\n", "xMemTotal: 1 kB\n",
	                                      "MemTotal: 18014398509481984 kB\n", "MemTotal: 99999999999999999999 kB\n" };
	struct meminfo m;

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		ck_assert_msg(!parse(others[i], strlen(others[i]), &m), "taken for meminfo: %s", others[i]);
}
END_TEST

static void adds_up(const struct meminfo *m)
{
	struct memory_parts p;

	meminfo_split(m, &p);
	ck_assert_uint_eq(p.total, m->bytes[MEM_TOTAL]);
	ck_assert_uint_le(p.free, p.total);
	ck_assert_uint_le(p.shared, p.total - p.free);
	ck_assert_uint_le(p.cache, p.total - p.free - p.shared);
	ck_assert_uint_le(p.kernel, p.total - p.free - p.shared - p.cache);
	ck_assert_uint_eq(p.used, p.total - p.free - p.shared - p.cache - p.kernel);
}

START_TEST(the_memory_is_split_by_what_it_is_for)
{
	struct memory_parts p;
	struct meminfo m;

	ck_assert(parse(whole, sizeof(whole) - 1, &m));
	meminfo_split(&m, &p);
	ck_assert_uint_eq(p.free, 14109080 * KB);
	ck_assert_uint_eq(p.shared, 8872 * KB);
	ck_assert_uint_eq(p.cache, (1276 + 871772 - 8872 + 116552) * KB);
	ck_assert_uint_eq(p.kernel, (84868 + 131176 + 7796 + 4 + 1768) * KB);
	adds_up(&m);
}
END_TEST

START_TEST(parts_add_up_when_the_lines_contradict_each_other)
{
	/* All fields in turn absurdly large, alone and with their neighbour. */
	for (int i = 0; i < MEMINFO_FIELDS; i++)
		for (int k = 0; k < MEMINFO_FIELDS; k++) {
			struct meminfo m;
			ck_assert(parse(whole, sizeof(whole) - 1, &m));
			m.bytes[i] = UINT64_MAX - 1023;
			m.bytes[k] = UINT64_MAX - 1023;
			adds_up(&m);
			m.bytes[MEM_TOTAL] = 0;
			adds_up(&m);
		}
}
END_TEST

START_TEST(parts_add_up_wherever_the_text_is_cut)
{
	struct meminfo m;

	for (size_t n = 0; n < sizeof(whole); n++) {
		bool ok = parse(whole, n, &m);
		ck_assert_msg(ok == (n > strlen("MemTotal:       ")), "after %zu bytes", n);
		if (ok)
			adds_up(&m);
	}
}
END_TEST

START_TEST(more_shared_memory_than_cache_leaves_no_cache)
{
	struct meminfo m = { .bytes = { [MEM_TOTAL] = 1000, [MEM_CACHED] = 10, [MEM_SHMEM] = 100 } };
	struct memory_parts p;

	meminfo_split(&m, &p);
	ck_assert_uint_eq(p.cache, 0);
	ck_assert_uint_eq(p.shared, 100);
	ck_assert_uint_eq(p.used, 900);
}
END_TEST

SUITE(meminfo, every_line_is_found_and_becomes_bytes, lines_in_another_order_are_found_all_the_same,
      a_line_that_is_missing_is_not_known, without_a_total_it_is_no_meminfo, the_memory_is_split_by_what_it_is_for, parts_add_up_when_the_lines_contradict_each_other,
      parts_add_up_wherever_the_text_is_cut, more_shared_memory_than_cache_leaves_no_cache)

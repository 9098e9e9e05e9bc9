/* regions_test.c - the memory of a process by what it is for: made-up smaps, and a hoarder whose sizes are known. */
#define _GNU_SOURCE
#include "regions.h"

#include <sys/mman.h>

#include "hoarder.h"
#include "kernel/child.h"
#include "kernel/fake_proc.h"
#include "smaps.h"
#include "thread.h"

#define OTHERS (256 * 1024)       /* bytes of libraries that count as shared or not, by who else has them */
#define MB (UINT64_C(1) << 20)

static struct fake_proc fake;
static struct procfs proc;
static struct regions regions;
static struct subject subject;

static void open_fake(void)
{
	struct err e;

	fake_new(&fake);
	fake_put_stat(&fake, 7, (struct fake_stat){ .comm = "made", .start_ticks = 50 });
	ck_assert_msg(procfs_open(&proc, fake.dir, &e), "%s", e.text);
	regions_init(&regions);
	ck_assert(subject_find(&subject, &proc, 7));
}

static void close_fake(void)
{
	regions_free(&regions);
	procfs_close(&proc);
	fake_free(&fake);
}

static void read_text(const char *file, const char *text)
{
	fake_put(&fake, file, text);
	regions_read(&regions, &subject);
}

static const struct region *find(const char *name)
{
	for (size_t i = 0; i < regions.regions.count; i++) {
		const struct region *r = &regions_rows(&regions)[i];
		if (r->name_length == strlen(name) && memcmp(r->name, name, r->name_length) == 0)
			return r;
	}
	return NULL;
}

static const struct region *region(const char *name)
{
	const struct region *r = find(name);

	ck_assert_msg(r != NULL, "there is no region '%s'", name);
	return r;
}

static void expect_region(const char *name, const char *kind, uint64_t count, uint64_t size_kb, uint64_t rss_kb)
{
	const struct region *r = region(name);

	ck_assert_msg(strcmp(region_kind_name(r->kind), kind) == 0, "%s is a %s", name, region_kind_name(r->kind));
	ck_assert_msg(r->count == count, "%s: count %ju", name, (uintmax_t)r->count);
	ck_assert_msg(r->size == size_kb * 1024, "%s: size %ju", name, (uintmax_t)r->size);
	ck_assert_msg(r->memory.rss == rss_kb * 1024, "%s: rss %ju", name, (uintmax_t)r->memory.rss);
}

static void expect_sums(void)
{
	struct mapping_memory sum = { 0 };
	uint64_t size = 0;

	for (size_t i = 0; i < regions.regions.count; i++) {
		mapping_add(&sum, &regions_rows(&regions)[i].memory);
		size += regions_rows(&regions)[i].size;
	}
	ck_assert_uint_eq(size, regions.total.size);
	ck_assert_int_eq(memcmp(&sum, &regions.total.memory, sizeof(sum)), 0);
	sum = (struct mapping_memory){ 0 };
	for (size_t i = 0; i < regions.parts.count; i++)
		mapping_add(&sum, &regions_parts(&regions)[i].memory);
	ck_assert_int_eq(memcmp(&sum, &regions.total.memory, sizeof(sum)), 0);
}

#define RSS(kb) "Rss: " #kb " kB\nPss: " #kb " kB\nPrivate_Dirty: " #kb " kB\n"

static const char usual[] =
	"5500000000-5500001000 r--p 00000000 08:01 11 /opt/app/prog\n" RSS(4)
	"5500001000-5500003000 r-xp 00001000 08:01 11 /opt/app/prog\n" RSS(8)
	"5510000000-5510400000 rw-p 00000000 00:00 0 [heap]\n" RSS(4000)
	/* A 64 MB arena of which 1 MB is used; its rest ends in the guard of the stack behind it. */
	"7f0004000000-7f0004100000 rw-p 00000000 00:00 0 \n" RSS(1000)
	"7f0004100000-7f0008001000 ---p 00000000 00:00 0 \n"
	"7f0008001000-7f0008801000 rw-p 00000000 00:00 0 \n" RSS(12)
	"7f0008801000-7f0008802000 ---p 00000000 00:00 0 \n"
	"7f0008802000-7f0009002000 rw-p 00000000 00:00 0 \n" RSS(8)
	"7f0010000000-7f0010200000 rw-p 00000000 00:00 0 \n" RSS(2048)
	"7f0011000000-7f0019000000 ---p 00000000 00:00 0 \n"
	"7f0020000000-7f0020100000 rw-p 00000000 00:00 0 [anon:my pool]\n" RSS(100)
	"7f0020100000-7f0020200000 rw-s 00000000 00:01 40 [anon_shmem:ring]\n" RSS(50)
	"7f0021000000-7f0021100000 rw-s 00000000 00:01 41 /memfd:cache/x (deleted)\n" RSS(64)
	"7f0022000000-7f0022100000 rw-s 00000000 00:01 42 /SYSV0000beef (deleted)\n" RSS(32)
	"7f0023000000-7f0023100000 rw-s 00000000 00:1a 43 /dev/shm/board\n" RSS(16)
	"7f0024000000-7f0024100000 rw-s 00000000 00:01 44 /dev/zero (deleted)\n" RSS(24)
	"7f0025000000-7f0025100000 rw-s 00000000 00:06 45 /dev/nvidia0\n" RSS(0)
	"7f0026000000-7f0026002000 rw-s 00000000 00:0f 46 anon_inode:[io_uring]\n" RSS(8)
	"7f0027000000-7f0027200000 rw-p 00000000 00:0f 47 /anon_hugepage (deleted)\nPrivate_Hugetlb: 2048 kB\n"
	"7f0030000000-7f0030001000 r--p 00000000 08:01 12 /usr/lib/libfoo.so.1\n" RSS(4)
	"7f0030001000-7f0030003000 r-xp 00001000 08:01 12 /usr/lib/libfoo.so.1\n" RSS(8)
	"7f0030003000-7f0030004000 rw-p 00003000 08:01 12 /usr/lib/libfoo.so.1\n" RSS(4)
	"7f0031000000-7f0031001000 r--s 00000000 08:01 13 /var/data/index.db\n" RSS(4)
	"7ffe00000000-7ffe00021000 rw-p 00000000 00:00 0 [stack]\n" RSS(24)
	"7ffe00100000-7ffe00104000 r--p 00000000 00:00 0 [vvar]\n"
	"7ffe00104000-7ffe00106000 r-xp 00000000 00:00 0 [vdso]\n" RSS(4)
	"ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0 [vsyscall]\n";

START_TEST(memory_is_grouped_by_what_it_is_for)
{
	open_fake();
	read_text("7/smaps", usual);
	ck_assert_int_eq(regions.end, PROBE_READ);
	ck_assert(regions.has_memory);
	expect_region("prog", "library", 2, 12, 12);   /* whose program it is, a made-up /proc does not say */
	expect_region("heap", "heap", 1, 4096, 4000);
	expect_region("malloc arenas", "arena", 1, 64 * 1024 + 4, 1000);
	expect_region("thread stacks", "stack", 2, 2 * 8192 + 4, 20);
	expect_region("anonymous", "anon", 1, 2048, 2048);
	expect_region("reserved", "reserved", 1, 128 * 1024, 0);
	expect_region("[anon:my pool]", "anon", 1, 1024, 100);
	expect_region("[anon_shmem:ring]", "anon", 1, 1024, 50);
	expect_region("memfd:cache/x", "memfd", 1, 1024, 64);
	expect_region("SYSV0000beef", "shm", 1, 1024, 32);
	expect_region("/dev/shm/board", "shm", 1, 1024, 16);
	expect_region("shared anonymous", "shared", 1, 1024, 24);
	expect_region("/dev/nvidia0", "driver", 1, 1024, 0);
	expect_region("anon_inode:[io_uring]", "driver", 1, 8, 8);
	expect_region("huge pages", "hugetlb", 1, 2048, 0);
	expect_region("libfoo.so.1", "library", 3, 16, 16);
	expect_region("index.db", "file", 1, 4, 4);
	expect_region("main stack", "stack", 1, 132, 24);
	expect_region("kernel's own", "kernel", 3, 28, 4);
	ck_assert_uint_eq(region("huge pages")->memory.hugetlb, 2 * MB);
	ck_assert_uint_eq(regions.total.count, 27);
	expect_sums();
	close_fake();
}
END_TEST

START_TEST(where_smaps_is_missing_maps_has_the_addresses)
{
	open_fake();
	read_text("7/maps", "1000-3000 rw-p 00000000 00:00 0 [heap]\n4000-5000 r-xp 00000000 08:01 5 /x/liby.so\n");
	ck_assert_int_eq(regions.end, PROBE_READ);
	ck_assert_int_eq(regions.memory_end, PROBE_FAILED);
	ck_assert(!regions.has_memory && !region("heap")->has_memory);
	ck_assert_uint_eq(region("heap")->size, 8192);
	close_fake();
}
END_TEST

START_TEST(names_are_hostile)
{
	const struct region *r;

	open_fake();
	read_text("7/smaps", "1000-2000 rw-s 00000000 08:01 5 /tmp/a\\012b\033[31m\xff (deleted)\nRss: 4 kB\nPss: 4 kB\n"
	                     "2000-3000 rw-s 00000000 08:01 6 /\nRss: 4 kB\n"
	                     "3000-4000 rw-s 00000000 08:01 7 /tmp/dir/\nRss: 4 kB\n"
	                     "4000-5000 rw-s 00000000 08:01 8 \nRss: 4 kB\n"
	                     "5000-6000 rw-s 00000000 00:01 9 /memfd: (deleted)\nRss: 4 kB\n"
	                     "6000-7000 rw-p 00000000 00:00 0 [anon:heap]\nRss: 4 kB\n");
	ck_assert_uint_eq(regions.regions.count, 6);
	r = region("a\\012b\033[31m\xff");
	ck_assert(r->is_deleted);
	ck_assert_int_eq(memcmp(r->name + r->name_length, MAPPING_DELETED, strlen(MAPPING_DELETED)), 0);
	ck_assert_uint_eq(region("[anon:heap]")->memory.rss, 4096);
	ck_assert_ptr_nonnull(find("a file without a name"));
	ck_assert_ptr_null(find("heap"));
	close_fake();
}
END_TEST

START_TEST(a_text_that_is_cut_or_odd_is_read_as_far_as_it_goes)
{
	open_fake();
	for (size_t n = 0; n < 2000; n += 7) {
		fake_put_bytes(&fake, "7/smaps", usual, n);
		regions_read(&regions, &subject);
		expect_sums();
	}
	read_text("7/smaps", "\n\n\nRss: 5 kB\nnonsense\n1000-2000\n");
	ck_assert_uint_eq(regions.total.count, 0);
	ck_assert_int_eq(regions.end, PROBE_NONE);
	close_fake();
}
END_TEST

START_TEST(very_many_files_are_as_many_regions)
{
	enum { FILES = 20000 };
	char *text = memory_new(FILES * 100), *at = text;

	open_fake();
	for (int i = 0; i < FILES; i++)
		at += sprintf(at, "%x000-%x000 r--p 00000000 08:01 %d /data/%d\nRss: 4 kB\nPss: 2 kB\n", i + 1, i + 2, i, i);
	read_text("7/smaps", text);
	ck_assert_uint_eq(regions.regions.count, FILES);
	ck_assert_uint_eq(regions.total.memory.pss, FILES * 2048);
	expect_region("777", "file", 1, 4, 4);
	expect_sums();
	free(text);
	close_fake();
}
END_TEST

START_TEST(growth_counts_from_the_mark_and_what_is_gone_stays)
{
	struct regions_mark mark;

	open_fake();
	regions_mark_init(&mark);
	read_text("7/smaps", "1000-9000 rw-p 00000000 00:00 0 [heap]\nRss: 32 kB\nSwap: 8 kB\n"
	                     "a000-c000 rw-s 00000000 08:01 5 /data/old\nRss: 8 kB\n"
	                     "20000-22000 rw-p 00000000 00:00 0 \nRss: 8 kB\n");
	regions_compare(&regions, &mark);
	ck_assert(!region("heap")->has_growth);
	regions_mark(&mark, &regions);
	/* The heap has been swapped out, and has grown; one is gone, one is new, one has grown downwards. */
	read_text("7/smaps", "1000-b000 rw-p 00000000 00:00 0 [heap]\nRss: 12 kB\nSwap: 32 kB\n"
	                     "c000-d000 rw-s 00000000 08:01 6 /data/new\nRss: 4 kB\n"
	                     "1f000-22000 rw-p 00000000 00:00 0 \nRss: 12 kB\n");
	regions_compare(&regions, &mark);
	ck_assert_int_eq(region("heap")->growth, 4096);
	ck_assert_int_eq(region("new")->growth, 4096);
	ck_assert_int_eq(region("anonymous")->growth, 4096);
	ck_assert_int_eq(region("old")->growth, -8192);
	ck_assert_uint_eq(region("old")->count, 0);
	ck_assert_int_eq(regions.total.growth, 4096);
	ck_assert_int_eq(regions_parts(&regions)[2].growth, 4096);
	/* A mark that is set anew forgets what is gone. */
	regions_mark(&mark, &regions);
	read_text("7/smaps", "1000-b000 rw-p 00000000 00:00 0 [heap]\nRss: 12 kB\nSwap: 32 kB\n");
	regions_compare(&regions, &mark);
	ck_assert_int_eq(region("heap")->growth, 0);
	ck_assert_ptr_null(find("old"));
	regions_mark_free(&mark);
	close_fake();
}
END_TEST

START_TEST(a_reading_can_be_broken_off_and_has_a_limit)
{
	atomic_bool cancelled = true;

	open_fake();
	subject.cancelled = &cancelled;
	read_text("7/smaps", usual);
	ck_assert_int_eq(regions.end, PROBE_CANCELLED);
	subject.cancelled = NULL;
	subject.until_ns = 1;
	regions_read(&regions, &subject);
	ck_assert_int_eq(regions.end, PROBE_LATE);
	close_fake();
}
END_TEST

/* ---- living ones ----------------------------------------------------------------------------------------------------------- */

static void open_living(pid_t pid)
{
	struct err e;

	ck_assert_msg(procfs_open(&proc, "/proc", &e), "%s", e.text);
	regions_init(&regions);
	ck_assert(subject_find(&subject, &proc, pid));
}

static void close_living(void)
{
	regions_free(&regions);
	procfs_close(&proc);
}

static void expect_held(const char *name, uint64_t least_kb, uint64_t most_kb)
{
	uint64_t rss = region(name)->memory.rss;

	ck_assert_msg(rss >= least_kb * 1024 && rss <= most_kb * 1024, "%s holds %ju K", name, (uintmax_t)rss / 1024);
}

START_TEST(a_hoard_is_found_where_it_is)
{
	struct rollup rollup;
	char text[ROLLUP_ROOM];
	struct hoarder h;
	ssize_t n;

	hoarder_start(&h);
	open_living(h.pid);
	regions_read(&regions, &subject);
	ck_assert_int_eq(regions.end, PROBE_READ);
	expect_held("heap", 6250, 6900);
	expect_held("malloc arenas", 4 * 2930, 4 * 3400);
	ck_assert_uint_eq(region("malloc arenas")->count, 4);
	expect_held("thread stacks", 4 * 512, 4 * 700);
	ck_assert_uint_eq(region("thread stacks")->count, 4);
	expect_held("anonymous", 27 * 1024, 28 * 1024 + 512);
	ck_assert_uint_eq(region("anonymous")->memory.locked, 3 * MB);
	expect_held("shared anonymous", 12 * 1024, 12 * 1024);
	expect_held("memfd:hoard \033[31m", 7 * 1024, 7 * 1024);
	expect_held("real\\012name \033[31m (deleted)", 5 * 1024, 6 * 1024);
	ck_assert(!region("real\\012name \033[31m (deleted)")->is_deleted);
	expect_held("gone", 2 * 1024, 4 * 1024);
	ck_assert(region("gone")->is_deleted);
	ck_assert_str_eq(region_kind_name(region("hoard")->kind), "program");
	ck_assert_ptr_nonnull(find("libc.so.6"));
	expect_sums();
	/* The kernel's own sum; it rounds each mapping's PSS, and ours is the sum of these. Between the two looks others that share
	 * libraries may have come or gone, and the kernel may have taken some pages of them. */
	n = procfs_read(&proc, h.pid, 0, "smaps_rollup", text, sizeof(text));
	ck_assert(n > 0 && rollup_parse(text, (size_t)n, &rollup));
	ck_assert_uint_le(regions.total.memory.rss, rollup.rss + OTHERS);
	ck_assert_uint_ge(regions.total.memory.rss + OTHERS, rollup.rss);
	ck_assert_uint_le(regions.total.memory.uss, rollup.uss + OTHERS);
	ck_assert_uint_ge(regions.total.memory.uss + OTHERS, rollup.uss);
	ck_assert_uint_le(regions.total.memory.pss, rollup.pss + OTHERS);
	ck_assert_uint_ge(regions.total.memory.pss + regions.total.count * 1024 + OTHERS, rollup.pss);
	close_living();
	hoarder_end(&h);
}
END_TEST

START_TEST(what_grows_while_it_is_watched_is_named)
{
	struct regions_mark mark;
	struct hoarder h;

	hoarder_start(&h);
	open_living(h.pid);
	regions_mark_init(&mark);
	regions_read(&regions, &subject);
	regions_mark(&mark, &regions);
	hoarder_grow(&h);
	regions_read(&regions, &subject);
	regions_compare(&regions, &mark);
	ck_assert_int_eq(region("shared anonymous")->growth, 8 * (int64_t)MB);
	ck_assert_int_eq(region("memfd:hoard \033[31m")->growth, 0);
	ck_assert_int_ge(regions.total.growth, 8 * (int64_t)MB);
	regions_mark_free(&mark);
	close_living();
	hoarder_end(&h);
}
END_TEST

START_TEST(one_who_has_ended_is_not_taken_for_another)
{
	struct hoarder h;

	hoarder_start(&h);
	open_living(h.pid);
	/* Another has the pid by now. */
	subject.start_ns++;
	regions_read(&regions, &subject);
	ck_assert_int_eq(regions.end, PROBE_GONE);
	ck_assert_uint_eq(regions.total.count, 0);
	subject.start_ns--;
	hoarder_kill(&h);
	regions_read(&regions, &subject);
	ck_assert_int_eq(regions.end, PROBE_GONE);
	close_living();
	hoarder_end(&h);
}
END_TEST

START_TEST(a_zombie_and_a_thread_of_the_kernel_have_no_memory)
{
	pid_t pid = fork();
	siginfo_t info;

	ck_assert_int_ge(pid, 0);
	if (pid == 0)
		_exit(0);
	ck_assert_int_eq(waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT), 0);
	open_living(pid);
	regions_read(&regions, &subject);
	ck_assert_int_eq(regions.end, PROBE_NONE);
	if (subject_find(&subject, &proc, 2)) {
		regions_read(&regions, &subject);
		ck_assert_int_eq(regions.end, PROBE_NONE);
	} else
		fprintf(stderr, "no kernel thread: SKIPPED\n");
	close_living();
	waitpid(pid, NULL, 0);
}
END_TEST

static void read_as_nobody(void *with)
{
	open_living(*(const pid_t *)with);
	regions_read(&regions, &subject);
	ck_assert_int_eq(regions.end, PROBE_FORBIDDEN);
	ck_assert(strstr(probe_reason(regions.end), "CAP_SYS_PTRACE"));
	close_living();
}

START_TEST(what_is_anothers_is_forbidden_and_it_is_said_what_helps)
{
	pid_t us = getpid();

	if (geteuid() != 0) {
		fprintf(stderr, "not root: SKIPPED\n");
		return;
	}
	child_as_nobody(read_as_nobody, &us);
}
END_TEST

static void map_very_many(void)
{
	/* Every second page may be read only: as many mappings as there are pages. */
	enum { PAGES = 60000 };
	char *p = mmap(NULL, PAGES * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	for (int i = 0; i < PAGES; i += 2)
		if (mprotect(p + i * 4096, 4096, PROT_READ) != 0)
			return;
}

START_TEST(sixty_thousand_mappings_are_read_in_bounded_time)
{
	pid_t pid = child_start(map_very_many);
	uint64_t start;

	open_living(pid);
	start = thread_now_ns();
	regions_read(&regions, &subject);
	ck_assert_int_eq(regions.end, PROBE_READ);
	ck_assert_uint_gt(regions.parts.count, 50000);
	ck_assert_uint_lt(thread_now_ns() - start, UINT64_C(20000000000));
	expect_sums();
	close_living();
	child_end(pid);
}
END_TEST

SUITE(regions, memory_is_grouped_by_what_it_is_for, where_smaps_is_missing_maps_has_the_addresses, names_are_hostile,
      a_text_that_is_cut_or_odd_is_read_as_far_as_it_goes, very_many_files_are_as_many_regions,
      growth_counts_from_the_mark_and_what_is_gone_stays, a_reading_can_be_broken_off_and_has_a_limit, a_hoard_is_found_where_it_is,
      what_grows_while_it_is_watched_is_named, one_who_has_ended_is_not_taken_for_another,
      a_zombie_and_a_thread_of_the_kernel_have_no_memory, what_is_anothers_is_forbidden_and_it_is_said_what_helps,
      sixty_thousand_mappings_are_read_in_bounded_time)

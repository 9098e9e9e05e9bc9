/* balance_test.c - the balance adds up, whatever the facts are; and nothing counts twice. */
#include "balance.h"

#include <stdlib.h>
#include <string.h>

#include "suite.h"

#define MB (UINT64_C(1) << 20)

static struct facts facts;
static struct balance balance;

static void know(enum meminfo_field field, uint64_t bytes)
{
	facts.memory.known[field] = true;
	facts.memory.bytes[field] = bytes;
}

/* 8000 MB, all of which is explained: 3000 by processes, 200 of these shared memory. */
static void start(void)
{
	static const struct { enum meminfo_field field; uint64_t mb; } lines[] = {
		{ MEM_TOTAL, 8000 }, { MEM_FREE, 1500 }, { MEM_BUFFERS, 100 }, { MEM_CACHED, 2900 }, { MEM_ANON_PAGES, 2000 },
		{ MEM_MAPPED, 1000 }, { MEM_SHMEM, 700 }, { MEM_ACTIVE_ANON, 1000 }, { MEM_INACTIVE_ANON, 1700 },
		{ MEM_SLAB_RECLAIMABLE, 300 }, { MEM_SLAB_UNRECLAIMABLE, 200 }, { MEM_KERNEL_RECLAIMABLE, 310 }, { MEM_PAGE_TABLES, 50 },
		{ MEM_SEC_PAGE_TABLES, 10 }, { MEM_KERNEL_STACK, 30 }, { MEM_PERCPU, 20 }, { MEM_VMALLOC_USED, 70 }, { MEM_HUGETLB, 600 },
		{ MEM_ZSWAP, 40 },
	};

	memset(&facts, 0, sizeof(facts));
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		know(lines[i].field, lines[i].mb * MB);
	facts.has_zones = facts.has_zram = facts.has_hugetlb = facts.has_processes = true;
	facts.percpu_free = 40 * MB;
	facts.zram = 60 * MB;
	facts.hugetlb = 600 * MB;
	facts.hugetlb_free = 100 * MB;
	facts.pss_anon = 2000 * MB;
	facts.pss_file = 800 * MB;
	facts.pss_shmem = 200 * MB;
}

static void expect(enum balance_line line, int64_t mb)
{
	ck_assert_msg(balance.known[line], "%s is not known", balance_entry(line)->id);
	ck_assert_msg(balance.bytes[line] == mb * (int64_t)MB, "%s is %lld MB, not %lld", balance_entry(line)->id,
	              (long long)balance.bytes[line] / (long long)MB, (long long)mb);
}

/* Every line that has parts is their sum. */
static void expect_sums(void)
{
	for (int line = 0; line < BALANCE_LINES; line++) {
		int64_t sum = 0;
		bool has_parts = false;
		for (int part = 1; part < BALANCE_LINES; part++)
			if (balance_entry((enum balance_line)part)->parent == (enum balance_line)line) {
				sum += balance.bytes[part];
				has_parts = true;
			}
		ck_assert_msg(!has_parts || sum == balance.bytes[line], "%s is not the sum of its parts", balance_entry((enum balance_line)line)->id);
	}
	for (int line = 0; line < BALANCE_UNEXPLAINED; line++)
		ck_assert_msg(balance.bytes[line] >= 0, "%s is below zero", balance_entry((enum balance_line)line)->id);
}

static void make(void)
{
	balance_make(&facts, &balance);
	expect_sums();
}

START_TEST(each_kind_of_memory_has_its_line_and_counts_once)
{
	start();
	make();
	expect(BALANCE_TOTAL, 8000);
	expect(BALANCE_PROCESSES, 3000);
	expect(BALANCE_ANON, 2000);
	expect(BALANCE_FILE, 800);
	expect(BALANCE_SHMEM, 200);
	expect(BALANCE_SHARED, 500);
	expect(BALANCE_LEFT, 0);
	expect(BALANCE_CACHED_FILES, 2900 - 700 - 800);
	expect(BALANCE_BUFFERS, 100);
	expect(BALANCE_OTHER_RECLAIMABLE, 10);
	expect(BALANCE_STACKS, 30);
	expect(BALANCE_VMALLOC, 40);
	expect(BALANCE_HUGETLB_USED, 500);
	expect(BALANCE_HUGETLB_FREE, 100);
	expect(BALANCE_ZRAM, 60);
	expect(BALANCE_ZSWAP, 40);
	expect(BALANCE_FREE, 1540);
	expect(BALANCE_UNEXPLAINED, 8000 - 3000 - 500 - 1500 - (510 + 60 + 30 + 20 + 40) - 600 - 100 - 1540);
}
END_TEST

START_TEST(what_is_unexplained_may_be_below_zero)
{
	start();
	know(MEM_TOTAL, 7000 * MB);
	make();
	ck_assert_int_lt(balance.bytes[BALANCE_UNEXPLAINED], 0);
}
END_TEST

START_TEST(stacks_are_a_part_of_vmalloc_only_where_the_kernel_makes_them_so)
{
	start();
	facts.stacks = STACKS_APART;
	make();
	expect(BALANCE_VMALLOC, 70);
	facts.stacks = STACKS_IN_VMALLOC;
	make();
	expect(BALANCE_VMALLOC, 40);
	/* When nobody says, they are, if there is room for them. */
	facts.stacks = STACKS_UNCERTAIN;
	know(MEM_KERNEL_STACK, 71 * MB);
	make();
	expect(BALANCE_VMALLOC, 70);
}
END_TEST

START_TEST(a_vmalloc_of_zero_is_that_of_a_kernel_that_does_not_count_it)
{
	start();
	know(MEM_VMALLOC_USED, 0);
	make();
	ck_assert(!balance.known[BALANCE_VMALLOC]);
}
END_TEST

START_TEST(anonymous_pages_that_no_process_maps_are_found)
{
	start();
	know(MEM_INACTIVE_ANON, 1800 * MB);
	make();
	expect(BALANCE_LEFT, 100);
	ck_assert(balance.about[BALANCE_LEFT]);
}
END_TEST

START_TEST(before_processes_are_read_what_they_map_is_known_and_what_of_it_is_shared_is_not)
{
	start();
	facts.has_processes = false;
	facts.pss_anon = facts.pss_file = facts.pss_shmem = 0;
	make();
	expect(BALANCE_PROCESSES, 3000);
	ck_assert(!balance.about[BALANCE_PROCESSES]);
	ck_assert(!balance.known[BALANCE_SHMEM]);
	ck_assert(balance.about[BALANCE_SHARED]);
}
END_TEST

START_TEST(what_others_map_is_split_as_the_sizes_of_those_that_may_not_be_read_are)
{
	start();
	facts.has_unread = true;
	facts.pss_anon = 1500 * MB;
	facts.pss_file = 500 * MB;
	facts.pss_shmem = 100 * MB;
	facts.rss_anon = 500 * MB;
	facts.rss_file = 900 * MB;
	facts.rss_shmem = 300 * MB;
	make();
	/* 400 MB are left to be split, a quarter of which is shared memory. */
	expect(BALANCE_ANON, 2000);
	expect(BALANCE_SHMEM, 200);
	expect(BALANCE_FILE, 800);
	ck_assert(balance.about[BALANCE_SHMEM] && balance.about[BALANCE_SHARED] && !balance.about[BALANCE_ANON]);
	ck_assert_int_eq(balance_unread(&facts), (int64_t)(900 * MB));
}
END_TEST

START_TEST(without_the_kernels_own_sums_those_over_the_processes_stand_in)
{
	start();
	facts.memory.known[MEM_ANON_PAGES] = facts.memory.known[MEM_MAPPED] = false;
	facts.has_unread = true;
	facts.rss_anon = 100 * MB;
	make();
	expect(BALANCE_ANON, 2100);
	expect(BALANCE_FILE, 800);
	expect(BALANCE_SHMEM, 200);
	ck_assert(balance.about[BALANCE_ANON] && balance.about[BALANCE_PROCESSES]);
}
END_TEST

START_TEST(a_balloon_counts_only_as_far_as_there_is_room_for_it)
{
	start();
	make();
	know(MEM_TOTAL, 8000 * MB - (uint64_t)balance.bytes[BALANCE_UNEXPLAINED]);
	know(MEM_BALLOON, 500 * MB);
	make();
	expect(BALANCE_BALLOON, 0);
	know(MEM_TOTAL, facts.memory.bytes[MEM_TOTAL] + 510 * MB);
	make();
	expect(BALANCE_BALLOON, 500);
	expect(BALANCE_UNEXPLAINED, 10);
}
END_TEST

START_TEST(it_adds_up_when_the_facts_contradict_each_other)
{
	static const uint64_t values[] = { 0, 1, 4096, MB, 8000 * MB, UINT64_MAX - 1023, UINT64_MAX };
	unsigned seed = 1;

	for (int round = 0; round < 20000; round++) {
		uint64_t *numbers[] = { &facts.percpu_free, &facts.zram, &facts.hugetlb, &facts.hugetlb_free, &facts.pss_anon, &facts.pss_file,
		                        &facts.pss_shmem, &facts.rss_anon, &facts.rss_file, &facts.rss_shmem };
		bool *flags[] = { &facts.has_zones, &facts.has_zram, &facts.has_hugetlb, &facts.has_processes, &facts.has_unread };
		start();
		for (int i = 0; i < MEMINFO_FIELDS; i++) {
			facts.memory.known[i] = rand_r(&seed) % 4;
			facts.memory.bytes[i] = values[rand_r(&seed) % 7];
		}
		for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
			*numbers[i] = values[rand_r(&seed) % 7];
		for (size_t i = 0; i < sizeof(flags) / sizeof(flags[0]); i++)
			*flags[i] = rand_r(&seed) % 2;
		facts.stacks = (enum stacks)(rand_r(&seed) % 3);
		make();
	}
}
END_TEST

START_TEST(each_line_comes_behind_what_it_is_a_part_of_and_is_found_by_its_name)
{
	for (int line = 1; line < BALANCE_LINES; line++) {
		const struct balance_entry *e = balance_entry((enum balance_line)line);
		ck_assert_int_lt(e->parent, line);
		ck_assert_int_eq(balance_find(e->id), line);
		ck_assert_uint_le(balance_depth((enum balance_line)line), 2);
		ck_assert(e->title && e->help && e->help[strlen(e->help) - 1] == '.');
	}
	ck_assert_int_eq(balance_find("nonsense"), BALANCE_LINES);
}
END_TEST

SUITE(balance, each_kind_of_memory_has_its_line_and_counts_once, what_is_unexplained_may_be_below_zero,
      stacks_are_a_part_of_vmalloc_only_where_the_kernel_makes_them_so, a_vmalloc_of_zero_is_that_of_a_kernel_that_does_not_count_it,
      anonymous_pages_that_no_process_maps_are_found,
      before_processes_are_read_what_they_map_is_known_and_what_of_it_is_shared_is_not,
      what_others_map_is_split_as_the_sizes_of_those_that_may_not_be_read_are,
      without_the_kernels_own_sums_those_over_the_processes_stand_in, a_balloon_counts_only_as_far_as_there_is_room_for_it,
      it_adds_up_when_the_facts_contradict_each_other, each_line_comes_behind_what_it_is_a_part_of_and_is_found_by_its_name)

/* system_huge_test.c - transparent huge pages, of a size that is known. */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#include "suite.h"
#include "workload.h"
#include "workload_program.h"

#define HUGE_PAGE (2 * MEBIBYTE)
#define HUGE_PAGES 16

/* A range whose pages may be huge, all of them touched; and as much that may not. */
static void hold(void *ignored)
{
	char *memory = mmap(NULL, (HUGE_PAGES + 1) * HUGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), *at;

	(void)ignored;
	at = (char *)(((uintptr_t)memory + HUGE_PAGE - 1) & ~(uintptr_t)(HUGE_PAGE - 1));
	madvise(at, HUGE_PAGES * HUGE_PAGE, MADV_HUGEPAGE);
	for (size_t i = 0; i < HUGE_PAGES * HUGE_PAGE; i += 4096)
		at[i] = 1;
	workload_anonymous(HUGE_PAGES * HUGE_PAGE);
	workload_ready();
}

START_TEST(huge_pages_are_a_part_of_the_rss)
{
	pid_t pid = workload_start(hold, NULL);
	uint64_t huge = workload_figure(pid, "smaps_rollup", "AnonHugePages:");
	const char *json = json_of("-p", pid_text(pid), "-o", "rss,thp,numa");

	if (huge == 0)
		fprintf(stderr, "SKIPPED: this kernel gives no transparent huge pages\n");
	ck_assert_uint_eq(jq_number(json, ".tasks[0].thp"), huge);
	ck_assert_uint_le(huge, HUGE_PAGES * HUGE_PAGE);
	ck_assert_uint_ge(jq_number(json, ".tasks[0].rss"), 2 * HUGE_PAGES * HUGE_PAGE);
	workload_end_all();
}
END_TEST

SUITE(system_huge, huge_pages_are_a_part_of_the_rss)

/* system_memory_test.c - memory of known size, held by living processes, against what the program prints of it. */
#include <check.h>
#include <sys/mman.h>
#include <unistd.h>

#include "suite.h"
#include "vec.h"
#include "workload.h"
#include "workload_program.h"

#define HELD (64 * MEBIBYTE)
#define SHARERS 4

#define expect_within(got, want, margin)                                                                         \
	ck_assert_msg((got) <= (want) + (margin) && (want) <= (got) + (margin), "%llu is not %llu within %llu",  \
	              (unsigned long long)(got), (unsigned long long)(want), (unsigned long long)(margin))

static void hold_nothing(void *arg)
{
	(void)arg;
}

static void hold_anonymous(void *arg)
{
	(void)arg;
	workload_anonymous(HELD);
}

static pid_t stopped(void (*work)(void *))
{
	pid_t pid = workload_start(work, NULL);

	workload_stop(pid);
	return pid;
}

START_TEST(rss_is_what_the_kernel_says)
{
	pid_t pid = stopped(hold_anonymous);
	const char *cheap = json_of("-o", "rss", "-p", pid_text(pid));
	const char *exact = json_of("-o", "rss,shr", "-p", pid_text(pid));

	ck_assert_uint_ge(workload_statm(pid, 2), HELD);
	expect_within(jq_number(cheap, ".tasks[0].rss"), workload_rss(pid), workload_batch());
	ck_assert_uint_eq(jq_number(exact, ".tasks[0].rss"), program_has_iterator() ? workload_rss(pid) : workload_statm(pid, 2));
	ck_assert_uint_eq(jq_number(exact, ".tasks[0].shr"), program_has_iterator() ? workload_shr(pid) : workload_statm(pid, 3));
	workload_end_all();
}
END_TEST

START_TEST(memory_that_is_touched_is_that_much_more_rss_and_pss_and_uss)
{
	pid_t empty = stopped(hold_nothing), full = stopped(hold_anonymous);
	const char *json = json_of("-o", "pid,rss,pss,uss,shr", "-p", text_of("%d,%d", (int)empty, (int)full));
	static const char *const columns[] = { "rss", "pss", "uss" };

	for (size_t i = 0; i < 3; i++) {
		const char *of = ".tasks[] | select(.pid == %d) | .%s";
		uint64_t small = jq_number(json, text_of(of, (int)empty, columns[i]));
		uint64_t large = jq_number(json, text_of(of, (int)full, columns[i]));
		expect_within(large - small, HELD, MEBIBYTE);
	}
	workload_end_all();
}
END_TEST

/* PSS and USS depend on who else maps the same libraries at that moment: the program itself does. */
START_TEST(the_columns_of_memory_are_those_of_the_kernel)
{
	pid_t pid = stopped(hold_anonymous);
	const char *json = json_of("-o", "vsz,shr,pss,uss,swap,swappss,mem,rss", "-p", pid_text(pid));

	ck_assert_uint_eq(jq_number(json, ".tasks[0].vsz"), workload_statm(pid, 1));
	expect_within(jq_number(json, ".tasks[0].pss"), workload_figure(pid, "smaps_rollup", "Pss:"), MEBIBYTE);
	expect_within(jq_number(json, ".tasks[0].uss"), workload_figure(pid, "smaps_rollup", "Private_"), MEBIBYTE);
	ck_assert_uint_eq(jq_number(json, ".tasks[0].swap"), workload_figure(pid, "smaps_rollup", "Swap:"));
	ck_assert_uint_eq(jq_number(json, ".tasks[0].swappss"), workload_figure(pid, "smaps_rollup", "SwapPss:"));
	expect_jq(json, "(.tasks[0].rss * 100 / .machine.mem_total - .tasks[0].mem) | . < 0.006 and . > -0.006", "true");
	workload_end_all();
}
END_TEST

/* 24 MB of its own, 16 MB of shared memory; and 32 MB that it has given back. */
static void hold_many_kinds(void *arg)
{
	(void)arg;
	workload_anonymous(24 * MEBIBYTE);
	workload_touch(workload_shared(16 * MEBIBYTE), 16 * MEBIBYTE);
	munmap(workload_anonymous(32 * MEBIBYTE), 32 * MEBIBYTE);
}

START_TEST(what_memory_is_made_of_adds_up)
{
	pid_t empty = stopped(hold_nothing), full = stopped(hold_many_kinds);
	const char *json = json_of("-o", "pid,rss,shr,anon,file,shmem,peak,data,stack,pagetables,locked,hugetlb", "-p",
	                           text_of("%d,%d", (int)empty, (int)full));
	const char *each = text_of("[.tasks[] | select(.pid == %d), select(.pid == %d)] | ", (int)full, (int)empty);
	static const struct { const char *id; uint64_t more; } columns[] = {
		{ "anon", 24 * MEBIBYTE }, { "shmem", 16 * MEBIBYTE }, { "file", 0 }, { "peak", 72 * MEBIBYTE },
	};

	for (size_t i = 0; i < ARRAY_LEN(columns); i++)
		expect_within(jq_number(json, text_of(".tasks[] | select(.pid == %d) | .%s", (int)full, columns[i].id)),
		              jq_number(json, text_of(".tasks[] | select(.pid == %d) | .%s", (int)empty, columns[i].id)) + columns[i].more,
		              MEBIBYTE);
	expect_jq(json, text_of("%s map(.anon + .file + .shmem == .rss) | all", each), "true");
	expect_jq(json, text_of("%s map(.file + .shmem == .shr) | all", each), "true");
	expect_jq(json, text_of("%s map(.peak >= .rss and .data > 0 and .stack > 0 and .pagetables > 0) | all", each), "true");
	ck_assert_uint_eq(jq_number(json, text_of(".tasks[] | select(.pid == %d) | .locked", (int)full)),
	                  workload_figure(full, "status", "VmLck:"));
	workload_end_all();
}
END_TEST

START_TEST(memory_that_is_given_back_leaves_the_rss)
{
	char *memory = workload_shared(HELD);
	const char *before, *after;

	before = json_of("-o", "rss,shr", "-p", pid_text(getpid()));
	workload_touch(memory, HELD);
	after = json_of("-o", "rss,shr", "-p", pid_text(getpid()));
	expect_within(jq_number(after, ".tasks[0].shr") - jq_number(before, ".tasks[0].shr"), HELD, MEBIBYTE);
	munmap(memory, HELD);
	after = json_of("-o", "rss,shr", "-p", pid_text(getpid()));
	expect_within(jq_number(after, ".tasks[0].rss"), jq_number(before, ".tasks[0].rss"), MEBIBYTE);
	workload_end_all();
}
END_TEST

/* A parent and four children, all of which have touched the same pages; the children stopped. */
struct sharers {
	char *memory;
	pid_t child[SHARERS];
};

static void touch_all(void *arg)
{
	workload_touch(((struct sharers *)arg)->memory, HELD);
}

static void share(void *arg)
{
	struct sharers *s = arg;

	s->memory = workload_shared(HELD);
	for (int i = 0; i < SHARERS; i++) {
		s->child[i] = workload_start(touch_all, s);
		workload_stop(s->child[i]);
	}
	touch_all(s);
}

START_TEST(memory_that_five_share_counts_once_in_the_pss_of_the_tree_and_five_times_in_its_rss)
{
	struct sharers *s = (void *)workload_shared(sizeof(*s));
	pid_t parent = workload_start(share, s);
	const char *json, *filter;
	uint64_t rss, pss;

	workload_stop(parent);
	json = json_of("-o", "pid,rss,shr,pss,tree_rss,tree_pss", "-p", text_of("%d,%d,%d,%d,%d", (int)parent, (int)s->child[0],
	               (int)s->child[1], (int)s->child[2], (int)s->child[3]));
	expect_jq(json, ".tasks | length", "5");
	expect_jq(json, text_of("[.tasks[] | .rss >= %llu] | all", (unsigned long long)HELD), "true");
	for (int i = 0; i < SHARERS; i++) {
		pss = jq_number(json, text_of(".tasks[] | select(.pid == %d) | .pss", (int)s->child[i]));
		expect_within(pss, workload_figure(s->child[i], "smaps_rollup", "Pss:"), MEBIBYTE);
		ck_assert_uint_ge(pss, HELD / (SHARERS + 1));
		/* What it holds besides, its share in the program's own memory, is as large as the test runner. */
		rss = jq_number(json, text_of(".tasks[] | select(.pid == %d) | .rss", (int)s->child[i]));
		ck_assert_uint_lt(pss, rss - HELD + HELD / SHARERS + 8 * MEBIBYTE);
	}
	filter = text_of(".tasks[] | select(.pid == %d)", (int)parent);
	pss = jq_number(json, text_of("%s | .tree_pss", filter));
	rss = jq_number(json, text_of("%s | .tree_rss", filter));
	ck_assert_uint_eq(pss, jq_number(json, "[.tasks[].pss] | add"));
	ck_assert_uint_ge(pss, HELD);
	ck_assert_uint_lt(pss, rss - (SHARERS - 1) * HELD);
	ck_assert_uint_ge(rss + 5 * workload_batch(), 5 * HELD);
	expect_within(rss, jq_number(json, "[.tasks[].rss] | add"), 5 * workload_batch());
	munmap(s, sizeof(*s));
	workload_end_all();
}
END_TEST

SUITE(system_memory, rss_is_what_the_kernel_says, memory_that_is_touched_is_that_much_more_rss_and_pss_and_uss,
      the_columns_of_memory_are_those_of_the_kernel, what_memory_is_made_of_adds_up,
      memory_that_is_given_back_leaves_the_rss,
      memory_that_five_share_counts_once_in_the_pss_of_the_tree_and_five_times_in_its_rss)

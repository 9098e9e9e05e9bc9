/* rollups_test.c - what smaps_rollup says, read in the background: of whom first, how old it is, and that it is true. */
#include "rollups.h"

#include <sched.h>
#include <unistd.h>

#include "sample/made_sample.h"
#include "suite.h"
#include "workload.h"

#define MS UINT64_C(1000000)
#define SECOND (1000 * MS)
#define PLENTY 10.0                /* CPUs: nothing waits */

static double urgency(bool is_shown, bool was_read, bool has_changed, uint64_t age_ns, uint64_t cost_ns)
{
	return rollup_urgency(&(struct rollup_case){ is_shown, was_read, has_changed, age_ns, cost_ns, 0.01 });
}

START_TEST(what_was_never_read_comes_first_and_the_cheap_of_it_before_the_dear)
{
	double cheap = urgency(true, false, false, 0, MS / 10), dear = urgency(true, false, false, 0, 90 * MS);

	ck_assert(cheap > dear);
	ck_assert(dear > urgency(false, false, false, 0, 90 * MS));
	ck_assert(urgency(false, false, false, 0, 90 * MS) >= 1);
	ck_assert(cheap > urgency(true, true, true, 60 * SECOND, MS / 10));
}
END_TEST

START_TEST(what_has_changed_and_what_is_shown_comes_before_the_rest)
{
	ck_assert(urgency(true, true, true, 5 * SECOND, MS) > urgency(true, true, false, 5 * SECOND, MS));
	ck_assert(urgency(true, true, true, 5 * SECOND, MS) > urgency(false, true, true, 5 * SECOND, MS));
	ck_assert(urgency(false, true, true, 5 * SECOND, MS) > urgency(false, true, false, 5 * SECOND, MS));
	ck_assert(urgency(true, true, true, 5 * SECOND, MS) > urgency(true, true, true, 2 * SECOND, MS));
}
END_TEST

START_TEST(what_is_fresh_is_left_alone_and_what_is_seen_is_never_old)
{
	ck_assert(urgency(true, true, true, SECOND / 2, MS / 10) < 1);
	ck_assert(urgency(true, true, true, SECOND, MS / 10) >= 1);
	ck_assert(urgency(true, true, false, SECOND, MS / 10) < 1);
	ck_assert(urgency(true, true, false, 2 * SECOND, MS / 10) >= 1);
}
END_TEST

START_TEST(a_huge_process_takes_a_part_of_the_budget_only)
{
	/* 8 GB: changed, half of one percent; unchanged, a tenth of it. */
	ck_assert(urgency(true, true, true, 17 * SECOND, 90 * MS) < 1);
	ck_assert(urgency(true, true, true, 19 * SECOND, 90 * MS) >= 1);
	ck_assert(urgency(true, true, false, 80 * SECOND, 90 * MS) < 1);
	ck_assert(urgency(true, true, false, 91 * SECOND, 90 * MS) >= 1);
}
END_TEST

/* A sample of these processes, taken again and again. */
struct taken {
	unsigned needs;            /* of those that are shown; 0: NEED_ROLLUP */
	struct procfs proc;
	struct rollups *rollups;
	struct sample sample;
	struct vec shown;
	bool all;
};

static void taken_open(struct taken *k)
{
	struct err e;

	*k = (struct taken){ 0 };
	ck_assert_msg(procfs_open(&k->proc, "/proc", &e), "%s", e.text);
	k->rollups = rollups_open(&k->proc, PLENTY);
	sample_init(&k->sample);
	vec_init(&k->shown, sizeof(pid_t));
}

static void taken_close(struct taken *k)
{
	rollups_close(k->rollups);
	sample_free(&k->sample);
	vec_free(&k->shown);
	procfs_close(&k->proc);
	workload_end_all();
}

static void take(struct taken *k)
{
	struct task *t = k->sample.tasks.data;

	for (size_t i = 0; i < k->sample.tasks.count; i++) {
		t[i].rollup = NULL;
		t[i].rare = NULL;
		t[i].have &= (uint16_t)~(NEED_ROLLUP | NEED_NUMA);
	}
	arena_clear(&k->sample.arena);
	rollups_take(k->rollups, &k->sample, k->all ? NEED_ROLLUP : 0, k->needs ? k->needs : NEED_ROLLUP, &k->shown);
}

/* Until this one was read. */
static const struct task *take_until_read(struct taken *k, pid_t pid)
{
	do {
		take(k);
		sched_yield();
	} while (!sample_find(&k->sample, pid)->rollup);
	return sample_find(&k->sample, pid);
}

static void hold(void *bytes)
{
	workload_anonymous((size_t)(uintptr_t)bytes);
	workload_ready();
}

static pid_t holder(uint64_t mebibytes)
{
	return workload_start(hold, (void *)(uintptr_t)(mebibytes * MEBIBYTE));
}

START_TEST(what_is_read_is_what_the_kernel_says)
{
	struct taken k;
	pid_t pid = holder(30);
	const struct task *t;

	taken_open(&k);
	workload_stop(pid);
	made_process(&k.sample, pid, 1, 1);
	*(pid_t *)vec_push(&k.shown) = pid;
	take(&k);
	ck_assert_ptr_null(sample_find(&k.sample, pid)->rollup);
	t = take_until_read(&k, pid);
	/* It shares libraries with others, which come and go. */
	ck_assert_uint_lt(t->rollup->pss, workload_figure(pid, "smaps_rollup", "Pss:") + MEBIBYTE);
	ck_assert_uint_gt(t->rollup->pss + MEBIBYTE, workload_figure(pid, "smaps_rollup", "Pss:"));
	ck_assert_uint_eq(t->rollup->rss, workload_figure(pid, "smaps_rollup", "Rss:"));
	ck_assert_uint_ge(t->rollup->uss, 30 * MEBIBYTE);
	ck_assert(t->have & NEED_ROLLUP);
	ck_assert_uint_lt(t->rollup_age_ms, SUITE_PATIENCE * 1000);
	taken_close(&k);
}
END_TEST

/* It may be read while the sample is being taken: then it is fresh, not older than the machine. */
START_TEST(nothing_is_older_than_the_wait_for_it)
{
	pid_t pid = holder(1);
	struct taken k;

	taken_open(&k);
	made_process(&k.sample, pid, 1, 1);
	*(pid_t *)vec_push(&k.shown) = pid;
	for (int i = 0; i < 3000; i++) {
		ck_assert_uint_lt(take_until_read(&k, pid)->rollup_age_ms, SUITE_PATIENCE * 1000);
		rollups_close(k.rollups);
		k.rollups = rollups_open(&k.proc, PLENTY);
	}
	taken_close(&k);
}
END_TEST

START_TEST(where_memory_is_is_read_alone_or_with_the_rest)
{
	struct taken k;
	pid_t pid = holder(3);
	const struct task *t;

	if (access("/proc/self/numa_maps", R_OK) != 0) {
		fprintf(stderr, "SKIPPED: this kernel has no numa_maps\n");
		workload_end_all();
		return;
	}
	taken_open(&k);
	made_process(&k.sample, pid, 1, 1);
	*(pid_t *)vec_push(&k.shown) = pid;
	k.needs = NEED_NUMA;
	do {
		take(&k);
		sched_yield();
		t = sample_find(&k.sample, pid);
	} while (!task_numa(t));
	ck_assert(t->have & NEED_NUMA && !(t->have & NEED_ROLLUP) && !t->rollup);
	ck_assert(task_numa(t)[0] >= '0' && task_numa(t)[0] <= '9');
	/* Now the other is wanted too: it comes as soon as what is new. */
	k.needs = NEED_NUMA | NEED_ROLLUP;
	t = take_until_read(&k, pid);
	ck_assert(task_numa(t) && t->have & NEED_NUMA && t->have & NEED_ROLLUP);
	taken_close(&k);
}
END_TEST

START_TEST(only_what_is_shown_is_read_and_it_is_kept_when_it_is_no_longer)
{
	struct taken k;
	pid_t one = holder(1), other = holder(1);

	taken_open(&k);
	made_process(&k.sample, one < other ? one : other, 1, 1);
	made_process(&k.sample, one < other ? other : one, 1, 1);
	*(pid_t *)vec_push(&k.shown) = one;
	take_until_read(&k, one);
	ck_assert_ptr_null(sample_find(&k.sample, other)->rollup);
	*(pid_t *)k.shown.data = other;
	take_until_read(&k, other);
	ck_assert_ptr_nonnull(sample_find(&k.sample, one)->rollup);
	k.shown.count = 0;
	take(&k);
	ck_assert_ptr_nonnull(sample_find(&k.sample, other)->rollup);
	taken_close(&k);
}
END_TEST

START_TEST(all_are_read_when_all_are_wanted)
{
	struct taken k;
	pid_t pids[100];

	taken_open(&k);
	for (size_t i = 0; i < ARRAY_LEN(pids); i++) {
		pids[i] = holder(1);
		made_process(&k.sample, pids[i], 1, 1);
	}
	k.all = true;
	for (size_t i = 0; i < ARRAY_LEN(pids); i++)
		take_until_read(&k, pids[i]);
	taken_close(&k);
}
END_TEST

START_TEST(a_pid_that_was_recycled_gets_nothing_of_who_had_it_before)
{
	struct taken k;
	pid_t pid = holder(1);

	taken_open(&k);
	made_process(&k.sample, pid, 1, 1);
	*(pid_t *)vec_push(&k.shown) = pid;
	take_until_read(&k, pid);
	((struct task *)k.sample.tasks.data)->start_ns = 2;
	take(&k);
	ck_assert_ptr_null(sample_find(&k.sample, pid)->rollup);
	taken_close(&k);
}
END_TEST

START_TEST(what_has_no_memory_is_empty_and_what_may_not_be_read_unknown)
{
	struct taken k;
	pid_t pid = holder(1), gone = holder(1);
	struct task *t;

	workload_end(gone);
	taken_open(&k);
	t = made_process(&k.sample, pid < gone ? pid : gone, 1, 1);
	t = made_process(&k.sample, pid < gone ? gone : pid, 1, 1);
	made_thread(&k.sample, 4000000);
	made_process(&k.sample, 4000001, 1, 1)->is_kernel = true;
	made_process(&k.sample, 4000002, 1, 1)->state = 'Z';
	k.all = true;
	take_until_read(&k, pid);
	t = k.sample.tasks.data;
	ck_assert_ptr_null(sample_find(&k.sample, gone)->rollup);
	ck_assert_ptr_null(t[2].rollup);
	ck_assert_uint_eq(t[3].rollup->pss, 0);
	ck_assert_uint_eq(t[4].rollup->pss, 0);
	taken_close(&k);
}
END_TEST

SUITE(rollups, what_was_never_read_comes_first_and_the_cheap_of_it_before_the_dear,
      what_has_changed_and_what_is_shown_comes_before_the_rest, what_is_fresh_is_left_alone_and_what_is_seen_is_never_old,
      a_huge_process_takes_a_part_of_the_budget_only, what_is_read_is_what_the_kernel_says, nothing_is_older_than_the_wait_for_it,
      where_memory_is_is_read_alone_or_with_the_rest,
      only_what_is_shown_is_read_and_it_is_kept_when_it_is_no_longer, all_are_read_when_all_are_wanted,
      a_pid_that_was_recycled_gets_nothing_of_who_had_it_before, what_has_no_memory_is_empty_and_what_may_not_be_read_unknown)

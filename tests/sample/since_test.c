/* since_test.c - a mark, and who has ended since. */
#include "since.h"

#include <string.h>

#include "sample/made_sample.h"
#include "suite.h"

#define S UINT64_C(1000000000)
#define MIB (UINT64_C(1) << 20)

static struct since since;
static struct sample sample;

static void begin(void)
{
	since_init(&since);
	sample_init(&sample);
}

static void end(void)
{
	since_free(&since);
	sample_free(&sample);
}

/* A new sample, at that second. */
static void at(uint64_t second)
{
	sample_clear(&sample);
	sample.boot_ns = second * S;
	sample.wall_ns = (1000 + second) * S;
}

static struct task *process(pid_t pid, uint64_t mib)
{
	struct task *t = made_process(&sample, pid, 1, S);

	t->rss = mib * MIB;
	return t;
}

static const struct task *ended(pid_t pid)
{
	for (size_t i = 0; i < since_ended(&since); i++)
		if (since_ended_at(&since, i)->pid == pid)
			return since_ended_at(&since, i);
	return NULL;
}

START_TEST(one_that_ends_leaves_its_last_and_its_largest_behind)
{
	begin();
	at(1);
	process(10, 100);
	process(20, 50);
	since_mark(&since, &sample);
	at(2);
	process(10, 6000);
	process(20, 50);
	since_add(&since, &sample);
	at(3);
	process(10, 200);
	process(20, 50);
	since_add(&since, &sample);
	at(4);
	process(20, 50);
	since_add(&since, &sample);
	sample_clear(&sample);
	ck_assert_uint_eq(since.deaths, 1);
	ck_assert_ptr_nonnull(ended(10));
	ck_assert(ended(10)->is_ended);
	ck_assert_uint_eq(ended(10)->rss, 200 * MIB);
	ck_assert_uint_eq(since_peak(ended(10)), 6000 * MIB);
	ck_assert_uint_eq(since_end_ns(ended(10)), 1004 * S);
	ck_assert_mem_eq(ended(10)->who->comm, "p10", 3);
	ck_assert_ptr_null(ended(20));
	end();
}
END_TEST

START_TEST(one_that_came_and_went_between_is_remembered_too)
{
	begin();
	at(1);
	since_mark(&since, &sample);
	at(2);
	made_status(&sample, process(10, 100), (struct status){ .peak = 900 * MIB, .swap = 7 * MIB });
	made_rollup(&sample, (struct task *)sample.tasks.data, (struct rollup){ .pss = 90 * MIB });
	since_add(&since, &sample);
	at(3);
	process(10, 100);
	since_add(&since, &sample);
	at(4);
	since_add(&since, &sample);
	ck_assert_uint_eq(since_peak(ended(10)), 900 * MIB);
	ck_assert_uint_eq(ended(10)->status->swap, 7 * MIB);
	ck_assert_uint_eq(ended(10)->rollup->pss, 90 * MIB);
	end();
}
END_TEST

START_TEST(a_pid_that_is_anothers_now_has_ended_and_lives)
{
	begin();
	at(1);
	process(10, 100);
	since_mark(&since, &sample);
	at(2);
	process(10, 5)->start_ns = 2 * S;
	since_add(&since, &sample);
	ck_assert_uint_eq(ended(10)->rss, 100 * MIB);
	ck_assert_ptr_null(since_then(&since, sample_tasks(&sample)));
	at(3);
	since_add(&since, &sample);
	ck_assert_uint_eq(since.deaths, 2);
	end();
}
END_TEST

START_TEST(what_was_then_is_found_for_processes_and_threads)
{
	begin();
	at(1);
	process(10, 100);
	made_thread(&sample, 11)->cpu_ns = 5;
	made_thread(&sample, 12)->cpu_ns = 6;
	process(20, 50);
	since_mark(&since, &sample);
	at(2);
	process(10, 300);
	made_thread(&sample, 12);
	made_thread(&sample, 13);
	process(20, 50);
	since_add(&since, &sample);
	ck_assert_uint_eq(since_then(&since, &sample_tasks(&sample)[0])->rss, 100 * MIB);
	ck_assert_uint_eq(since_then(&since, &sample_tasks(&sample)[1])->cpu_ns, 6);
	ck_assert_ptr_null(since_then(&since, &sample_tasks(&sample)[2]));
	ck_assert_uint_eq(since_then(&since, &sample_tasks(&sample)[3])->rss, 50 * MIB);
	ck_assert_uint_eq(since_ended(&since), 0);
	end();
}
END_TEST

START_TEST(of_very_many_the_largest_are_kept_and_all_are_counted)
{
	begin();
	at(1);
	for (pid_t pid = 1; pid <= SINCE_ENDED + 500; pid++)
		process(pid, (uint64_t)pid);
	since_mark(&since, &sample);
	at(2);
	since_add(&since, &sample);
	ck_assert_uint_eq(since.deaths, SINCE_ENDED + 500);
	ck_assert_uint_eq(since_ended(&since), SINCE_ENDED);
	ck_assert_ptr_null(ended(500));
	ck_assert_ptr_nonnull(ended(501));
	end();
}
END_TEST

START_TEST(a_new_mark_forgets_the_old_one)
{
	begin();
	at(1);
	process(10, 100);
	since_mark(&since, &sample);
	at(2);
	process(20, 50);
	since_add(&since, &sample);
	since_mark(&since, &sample);
	ck_assert_uint_eq(since_ended(&since), 0);
	ck_assert_uint_eq(since.deaths, 0);
	ck_assert_uint_eq(since_then(&since, sample_tasks(&sample))->rss, 50 * MIB);
	end();
}
END_TEST

START_TEST(without_a_mark_nothing_is_kept)
{
	begin();
	at(1);
	process(10, 100);
	since_add(&since, &sample);
	at(2);
	since_add(&since, &sample);
	ck_assert_uint_eq(since_ended(&since), 0);
	end();
}
END_TEST

SUITE(since, one_that_ends_leaves_its_last_and_its_largest_behind, one_that_came_and_went_between_is_remembered_too,
      a_pid_that_is_anothers_now_has_ended_and_lives, what_was_then_is_found_for_processes_and_threads,
      of_very_many_the_largest_are_kept_and_all_are_counted, a_new_mark_forgets_the_old_one, without_a_mark_nothing_is_kept)

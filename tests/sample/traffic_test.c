/* traffic_test.c - how fast processes read and write, over an injected clock. */
#define _GNU_SOURCE
#include "traffic.h"

#include "kernel/child.h"
#include "kernel/fake_proc.h"
#include "sample/watched.h"
#include "suite.h"

#define S UINT64_C(1000000000)

static struct traffic_log log_;

/* A process that was started at the first second of the machine. */
static struct traffic take(pid_t pid, uint64_t at_ns, uint64_t read, uint64_t written)
{
	return traffic_take(&log_, pid, S, at_ns, (struct io){ read, written });
}

START_TEST(a_rate_takes_two_samples)
{
	struct traffic t;

	traffic_init(&log_);
	traffic_next(&log_, 100 * S);
	t = take(7, 100 * S, 5000, 100);
	ck_assert(!t.has_rate);
	ck_assert_uint_eq(t.total.read, 5000);
	traffic_next(&log_, 102 * S);
	t = take(7, 102 * S, 9000, 100);
	ck_assert(t.has_rate);
	ck_assert_uint_eq(t.per_s.read, 2000);
	ck_assert_uint_eq(t.per_s.written, 0);
	ck_assert_uint_eq(t.total.read, 9000);
	traffic_free(&log_);
}
END_TEST

START_TEST(who_was_not_read_last_time_has_no_rate)
{
	traffic_init(&log_);
	traffic_next(&log_, 100 * S);
	take(7, 100 * S, 5000, 100);
	traffic_next(&log_, 101 * S);
	take(8, 101 * S, 1, 1);
	traffic_next(&log_, 102 * S);
	ck_assert(!take(7, 102 * S, 9000, 100).has_rate);
	ck_assert(take(8, 102 * S, 9, 1).has_rate);
	traffic_free(&log_);
}
END_TEST

START_TEST(who_was_started_since_has_moved_all_of_it_since)
{
	struct traffic t;

	traffic_init(&log_);
	traffic_next(&log_, 100 * S);
	take(7, 100 * S, 5000, 100);
	traffic_next(&log_, 102 * S);
	/* It has the pid of one that has ended. */
	t = traffic_take(&log_, 7, 101 * S, 102 * S, (struct io){ 600, 40 });
	ck_assert(t.has_rate);
	ck_assert_uint_eq(t.per_s.read, 300);
	ck_assert_uint_eq(t.per_s.written, 20);
	traffic_free(&log_);
}
END_TEST

START_TEST(in_whatever_order_they_are_read_each_is_found)
{
	static const pid_t first[] = { 3, 9, 20, 4, 1, 15 };

	traffic_init(&log_);
	traffic_next(&log_, 100 * S);
	for (size_t i = 0; i < ARRAY_LEN(first); i++)
		take(first[i], 100 * S, (uint64_t)first[i] * 1000, 0);
	traffic_next(&log_, 101 * S);
	for (size_t i = ARRAY_LEN(first); i-- > 0;)
		ck_assert_uint_eq(take(first[i], 101 * S, (uint64_t)first[i] * 1001, 0).per_s.read, (uint64_t)first[i]);
	traffic_free(&log_);
}
END_TEST

START_TEST(what_goes_back_or_takes_no_time_is_no_rate)
{
	traffic_init(&log_);
	traffic_next(&log_, 100 * S);
	take(7, 100 * S, 5000, 100);
	take(8, 101 * S, 5000, 100);
	traffic_next(&log_, 101 * S);
	ck_assert_uint_eq(take(7, 101 * S, 4000, 100).per_s.read, 0);
	ck_assert(!take(8, 101 * S, 9000, 100).has_rate);
	traffic_free(&log_);
}
END_TEST

static void put_io(const struct fake_proc *f, unsigned read, unsigned written)
{
	char text[128];

	snprintf(text, sizeof(text), "rchar: 1\nwchar: 1\nsyscr: 1\nsyscw: 1\nread_bytes: %u\nwrite_bytes: %u\ncancelled_write_bytes: 0\n",
	         read, written);
	fake_put(f, "42/io", text);
}

START_TEST(a_process_says_what_it_has_moved_and_two_samples_how_fast)
{
	struct fake_proc f;
	struct watched w;
	const struct traffic *t;

	fake_copy(&f, "proc-recycled-before");
	put_io(&f, 4096, 512);
	watched_open(&w, f.dir, NEED_STAT | NEED_IO);
	t = task_traffic(watched_task(watched_next(&w), 42));
	ck_assert_ptr_nonnull(t);
	ck_assert_uint_eq(t->total.read, 4096);
	ck_assert_uint_eq(t->total.written, 512);
	ck_assert(!t->has_rate);
	put_io(&f, 8192, 512);
	t = task_traffic(watched_task(watched_next(&w), 42));
	ck_assert(t->has_rate);
	ck_assert_uint_gt(t->per_s.read, 0);
	ck_assert_uint_eq(t->per_s.written, 0);
	/* Of the other one there is no such file. */
	ck_assert_ptr_null(task_traffic(watched_task(w.last, 1)));
	watched_close(&w);
	fake_free(&f);
}
END_TEST

static void knows_nothing_of_it(void *with)
{
	const struct fake_proc *f = with;
	const struct task *t;
	struct watched w;

	watched_open(&w, f->dir, NEED_STAT | NEED_IO);
	t = watched_task(watched_next(&w), 42);
	ck_assert(!(t->have & NEED_IO));
	ck_assert_ptr_null(task_traffic(t));
	watched_close(&w);
}

START_TEST(what_others_have_moved_is_unknown)
{
	struct fake_proc f;

	fake_copy(&f, "proc-recycled-before");
	put_io(&f, 4096, 512);
	ck_assert_int_eq(chmod(fake_path(&f, "42/io"), 0), 0);
	child_as_nobody(knows_nothing_of_it, &f);
	fake_free(&f);
}
END_TEST

START_TEST(only_what_is_shown_is_read_unless_all_is_wanted)
{
	struct fake_proc f;
	struct watched w;
	struct sample *s;

	fake_copy(&f, "proc-recycled-before");
	put_io(&f, 4096, 512);
	watched_open(&w, f.dir, NEED_STAT);
	w.demand.shown = NEED_IO;
	s = (struct sample *)(uintptr_t)watched_next(&w);
	ck_assert_ptr_null(task_traffic(watched_task(s, 42)));
	*(pid_t *)vec_push(&w.demand.shown_pids) = 42;
	w.source->refine(w.source, &w.demand, s);
	ck_assert_uint_eq(task_traffic(watched_task(s, 42))->total.read, 4096);
	watched_close(&w);
	fake_free(&f);
}
END_TEST

SUITE(traffic, a_rate_takes_two_samples, who_was_not_read_last_time_has_no_rate, who_was_started_since_has_moved_all_of_it_since,
      in_whatever_order_they_are_read_each_is_found, what_goes_back_or_takes_no_time_is_no_rate,
      a_process_says_what_it_has_moved_and_two_samples_how_fast, what_others_have_moved_is_unknown,
      only_what_is_shown_is_read_unless_all_is_wanted)

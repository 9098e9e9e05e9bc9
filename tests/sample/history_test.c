/* history_test.c - what is remembered of processes over an injected clock. */
#include "history.h"

#include "sample/made_sample.h"
#include "suite.h"

#define S UINT64_C(1000000000)
#define MIB (UINT64_C(1) << 20)
#define START (500 * S)

static struct history history;
static struct sample sample;
static struct demand demand;

static void begin(void)
{
	history_init(&history);
	sample_init(&sample);
	demand_init(&demand);
	demand.all |= NEED_GROWTH;
}

static void end(void)
{
	history_free(&history);
	sample_free(&sample);
	demand_free(&demand);
}

/* A sample at that second of one process that leaks, one that rests and one that comes and goes like a saw. */
static void look(uint64_t second)
{
	sample_clear(&sample);
	sample.boot_ns = START + second * S;
	made_process(&sample, 10, 1, S)->rss = 50 * MIB + second * MIB;
	made_process(&sample, 20, 1, S)->rss = 70 * MIB;
	made_process(&sample, 30, 1, S)->rss = 80 * MIB + second % 12 * 4 * MIB;
	made_thread(&sample, 31);
	history_add(&history, &sample);
	history_tell(&history, &demand, &sample);
}

static const struct growth *growth(pid_t pid)
{
	const struct task *t = sample_find(&sample, pid);

	ck_assert(t->have & NEED_GROWTH);
	return task_growth(t);
}

START_TEST(a_leak_is_seen_after_some_seconds_and_measured_over_each_span)
{
	begin();
	look(0);
	ck_assert(!growth(10)->slopes[SPAN_SHORT].is_known);
	for (uint64_t s = 1; s <= 5; s++)
		look(s);
	ck_assert(growth(10)->slopes[SPAN_SHORT].is_known);
	ck_assert_int_eq(growth(10)->slopes[SPAN_SHORT].per_s, (int64_t)MIB);
	ck_assert(growth(10)->slopes[SPAN_MIDDLE].is_known && growth(10)->slopes[SPAN_MIDDLE].is_young);
	for (uint64_t s = 6; s <= 700; s++)
		look(s);
	for (int span = 0; span < SPANS; span++) {
		ck_assert(growth(10)->slopes[span].is_known && !growth(10)->slopes[span].is_young);
		ck_assert_int_eq(growth(10)->slopes[span].per_s, (int64_t)MIB);
	}
	ck_assert_int_eq(growth(10)->trend, TREND_CLIMB);
	ck_assert_int_eq(growth(20)->trend, TREND_FLAT);
	ck_assert_int_eq(growth(20)->slopes[SPAN_LONG].per_s, 0);
	ck_assert_int_eq(growth(30)->trend, TREND_SAWTOOTH);
	end();
}
END_TEST

START_TEST(what_was_constant_until_now_was_seen_all_the_same)
{
	begin();
	for (uint64_t s = 0; s < 120; s++) {
		sample_clear(&sample);
		sample.boot_ns = START + s * S;
		made_process(&sample, 10, 1, S)->rss = 50 * MIB + (s > 100 ? (s - 100) * MIB : 0);
		history_add(&history, &sample);
	}
	history_tell(&history, &demand, &sample);
	ck_assert(!growth(10)->slopes[SPAN_MIDDLE].is_young);
	ck_assert_int_eq(growth(10)->slopes[SPAN_SHORT].per_s, (int64_t)MIB);
	ck_assert_int_lt(growth(10)->slopes[SPAN_MIDDLE].per_s, (int64_t)MIB / 2);
	ck_assert_int_eq(growth(10)->trend, TREND_CLIMB);
	end();
}
END_TEST

START_TEST(a_climb_that_ends_becomes_a_plateau_and_then_flat_and_its_track_is_given_back)
{
	begin();
	for (uint64_t s = 0; s < 1400; s++) {
		sample_clear(&sample);
		sample.boot_ns = START + s * S;
		made_process(&sample, 10, 1, S)->rss = 50 * MIB + (s < 60 ? s : 60) * MIB;
		history_add(&history, &sample);
		if (s == 200) {
			history_tell(&history, &demand, &sample);
			ck_assert_int_eq(growth(10)->trend, TREND_PLATEAU);
		}
	}
	history_tell(&history, &demand, &sample);
	ck_assert_int_eq(growth(10)->trend, TREND_FLAT);
	ck_assert_uint_eq(history.tracks.count, 1);
	ck_assert_uint_eq(history.unused.count, 1);
	end();
}
END_TEST

START_TEST(another_process_with_the_pid_begins_anew)
{
	begin();
	for (uint64_t s = 0; s <= 20; s++)
		look(s);
	sample_clear(&sample);
	sample.boot_ns = START + 21 * S;
	made_process(&sample, 10, 1, START + 20 * S)->rss = MIB;
	made_process(&sample, 15, 1, START + 20 * S)->rss = MIB;
	history_add(&history, &sample);
	history_tell(&history, &demand, &sample);
	ck_assert(!growth(10)->slopes[SPAN_SHORT].is_known);
	ck_assert_int_eq(growth(15)->trend, TREND_UNKNOWN);
	ck_assert_uint_eq(history.records.count, 2);
	end();
}
END_TEST

START_TEST(many_come_and_go_and_nothing_stays_behind)
{
	begin();
	for (uint64_t s = 0; s < 300; s++) {
		sample_clear(&sample);
		sample.boot_ns = START + s * S;
		for (pid_t pid = 1; pid < 40; pid++)
			if (((uint64_t)pid * 7 + s) % 5)
				made_process(&sample, pid, 0, S + (s / 50) * S)->rss = (uint64_t)pid * MIB + s % 3 * MIB;
		history_add(&history, &sample);
		ck_assert_uint_eq(history.records.count, sample.tasks.count);
	}
	ck_assert_uint_le(history.tracks.count, 40);
	end();
}
END_TEST

START_TEST(the_history_of_one_goes_back_to_when_it_was_seen_first)
{
	begin();
	demand.history_pid = 10;
	for (uint64_t s = 0; s <= 300; s++)
		look(s);
	ck_assert_uint_gt(sample.points, 30);
	ck_assert_uint_eq(sample.history[sample.points - 1].at_ns, START + 300 * S);
	ck_assert_uint_eq(sample.history[sample.points - 1].bytes, 350 * MIB);
	ck_assert_uint_le(sample.history[0].at_ns, START + 20 * S);
	for (size_t i = 0; i < sample.points; i++) {
		uint64_t second = (sample.history[i].at_ns - START) / S;
		ck_assert_uint_eq(sample.history[i].bytes, (50 + second) * MIB);
		ck_assert(i == 0 || sample.history[i].at_ns > sample.history[i - 1].at_ns);
	}
	demand.history_pid = 20;
	look(301);
	ck_assert_uint_ge(sample.points, 2);
	ck_assert_uint_eq(sample.history[0].at_ns, START);
	end();
}
END_TEST

START_TEST(what_is_counted_another_way_has_not_grown)
{
	begin();
	for (uint64_t s = 0; s <= 60; s++) {
		sample_clear(&sample);
		sample.boot_ns = START + s * S;
		made_process(&sample, 10, 1, S)->rss = 50 * MIB + (s >= 30 ? 8 * MIB : 0);
		((struct task *)sample.tasks.data)[0].is_exact = s >= 30;
		made_process(&sample, 20, 1, S)->rss = 50 * MIB + s * MIB + (s >= 30 ? 8 * MIB : 0);
		((struct task *)sample.tasks.data)[1].is_exact = s >= 30;
		history_add(&history, &sample);
	}
	history_tell(&history, &demand, &sample);
	ck_assert_int_eq(growth(10)->slopes[SPAN_MIDDLE].per_s, 0);
	ck_assert_int_eq(growth(10)->trend, TREND_FLAT);
	ck_assert_uint_eq(history.tracks.count, 1);
	/* The one step of growth that falls together with the change is lost. */
	ck_assert_int_ge(growth(20)->slopes[SPAN_MIDDLE].per_s, (int64_t)MIB * 95 / 100);
	ck_assert_int_le(growth(20)->slopes[SPAN_MIDDLE].per_s, (int64_t)MIB);
	end();
}
END_TEST

START_TEST(only_those_that_are_shown_are_told)
{
	begin();
	demand.all = NEED_STAT;
	demand.shown = NEED_GROWTH;
	*(pid_t *)vec_push(&demand.shown_pids) = 20;
	for (uint64_t s = 0; s <= 20; s++)
		look(s);
	ck_assert_ptr_nonnull(growth(20));
	ck_assert_ptr_null(task_growth(sample_find(&sample, 10)));
	end();
}
END_TEST

START_TEST(a_sample_that_is_refined_tells_the_history_of_who_is_shown_now)
{
	begin();
	demand.history_pid = 10;
	for (uint64_t s = 0; s <= 20; s++)
		look(s);
	ck_assert_int_eq(sample.history_pid, 10);
	ck_assert_uint_eq(sample.history[sample.points - 1].bytes, 70 * MIB);
	demand.history_pid = 30;
	history_tell(&history, &demand, &sample);
	ck_assert_int_eq(sample.history_pid, 30);
	ck_assert_uint_eq(sample.history[sample.points - 1].bytes, (80 + 20 % 12 * 4) * MIB);
	/* Of one that is not there nothing is told. */
	demand.history_pid = 99;
	history_tell(&history, &demand, &sample);
	ck_assert_uint_eq(sample.points, 0);
	end();
}
END_TEST

static struct value series(pid_t pid)
{
	return task_series(sample_find(&sample, pid));
}

START_TEST(a_series_is_over_the_last_ten_minutes_and_the_same_time_for_all)
{
	begin();
	demand.all |= NEED_SERIES;
	look(0);
	ck_assert_uint_eq(series(10).series.count, 1);
	/* Ten seconds at least. */
	for (uint64_t s = 1; s <= 4; s++)
		look(s);
	ck_assert_uint_eq(series(10).series.count, 5);
	ck_assert_uint_eq(series(20).series.count, 5);
	for (uint64_t s = 5; s <= 300; s++)
		look(s);
	ck_assert_uint_eq(series(10).series.count, SERIES_CELLS);
	ck_assert_uint_eq(series(10).series.points[SERIES_CELLS - 1], 350 * MIB);
	ck_assert_uint_le(series(10).series.points[0], 80 * MIB);
	for (uint64_t s = 301; s <= 1500; s++)
		look(s);
	for (size_t i = 0; i < SERIES_CELLS; i++) {
		uint64_t most = (50 + 900 + (i + 1) * 60) * MIB;
		ck_assert_uint_le(series(10).series.points[i], most);
		ck_assert_uint_ge(series(10).series.points[i], most - 40 * MIB);
		ck_assert_uint_eq(series(20).series.points[i], 70 * MIB);
	}
	ck_assert(!(sample_tasks(&sample)[3].have & NEED_SERIES));
	end();
}
END_TEST

START_TEST(only_the_series_of_those_that_are_shown_are_told)
{
	begin();
	demand.all = NEED_STAT;
	demand.shown = NEED_SERIES;
	*(pid_t *)vec_push(&demand.shown_pids) = 10;
	*(pid_t *)vec_push(&demand.shown_pids) = 31;
	for (uint64_t s = 0; s <= 3; s++)
		look(s);
	ck_assert_int_eq(series(10).kind, VALUE_SERIES);
	ck_assert_int_eq(series(20).kind, VALUE_UNKNOWN);
	ck_assert(!(sample_find(&sample, 10)->have & NEED_GROWTH));
	end();
}
END_TEST

SUITE(history, a_series_is_over_the_last_ten_minutes_and_the_same_time_for_all,
      only_the_series_of_those_that_are_shown_are_told, a_leak_is_seen_after_some_seconds_and_measured_over_each_span, what_was_constant_until_now_was_seen_all_the_same,
      a_climb_that_ends_becomes_a_plateau_and_then_flat_and_its_track_is_given_back, another_process_with_the_pid_begins_anew,
      many_come_and_go_and_nothing_stays_behind, the_history_of_one_goes_back_to_when_it_was_seen_first,
      what_is_counted_another_way_has_not_grown, only_those_that_are_shown_are_told,
      a_sample_that_is_refined_tells_the_history_of_who_is_shown_now)

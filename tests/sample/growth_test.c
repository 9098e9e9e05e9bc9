/* growth_test.c - slopes and shapes of values whose growth is known. */
#include "growth.h"

#include "suite.h"

#define S UINT64_C(1000000000)
#define MIB (UINT64_C(1) << 20)
#define POINTS 16

static struct point points[POINTS];

/* The value at each second, by a rule. */
static size_t make(uint64_t (*rule)(uint64_t second), uint64_t spacing_s)
{
	for (uint64_t i = 0; i < POINTS; i++)
		points[i] = (struct point){ (1000 + i * spacing_s) * S, rule(i * spacing_s) };
	return POINTS;
}

static uint64_t leak(uint64_t s)      { return 100 * MIB + s * 3 * MIB; }
static uint64_t flat(uint64_t s)      { (void)s; return 100 * MIB; }
static uint64_t breath(uint64_t s)    { return 100 * MIB + (s / 4 % 2) * 4096; }
static uint64_t drain(uint64_t s)     { return 900 * MIB - s * MIB; }
static uint64_t level(uint64_t s)     { return 100 * MIB + (s < 20 ? s : 20) * MIB; }
static uint64_t saw(uint64_t s)       { return 100 * MIB + s % 12 * 5 * MIB; }
static uint64_t late(uint64_t s)      { return 100 * MIB + (s > 40 ? s - 40 : 0) * MIB; }
static uint64_t one_jump(uint64_t s)  { return 100 * MIB + s * MIB + (s == 28 ? 500 * MIB : 0); }
static uint64_t once(uint64_t s)      { return 100 * MIB + (s >= 24 && s < 32 ? 300 * MIB : 0); }

START_TEST(a_leak_has_its_own_slope)
{
	struct slope slope = growth_slope(points, make(leak, 4), SPAN_MIDDLE);

	ck_assert(slope.is_known && !slope.is_young);
	ck_assert_int_eq(slope.per_s, 3 * (int64_t)MIB);
	ck_assert_int_eq(growth_trend(points, POINTS), TREND_CLIMB);
}
END_TEST

START_TEST(a_fall_is_below_zero)
{
	ck_assert_int_eq(growth_slope(points, make(drain, 4), SPAN_MIDDLE).per_s, -(int64_t)MIB);
	ck_assert_int_eq(growth_trend(points, POINTS), TREND_FALL);
}
END_TEST

START_TEST(a_single_jump_does_not_bend_the_slope)
{
	int64_t slope = growth_slope(points, make(one_jump, 4), SPAN_MIDDLE).per_s;

	ck_assert_msg(slope > (int64_t)MIB * 8 / 10 && slope < (int64_t)MIB * 12 / 10, "%lld", (long long)slope);
}
END_TEST

START_TEST(what_stays_is_flat_and_so_is_what_moves_by_a_page)
{
	ck_assert_int_eq(growth_slope(points, make(flat, 4), SPAN_MIDDLE).per_s, 0);
	ck_assert_int_eq(growth_trend(points, POINTS), TREND_FLAT);
	make(breath, 4);
	ck_assert_int_eq(growth_trend(points, POINTS), TREND_FLAT);
}
END_TEST

START_TEST(a_climb_that_has_ended_is_a_plateau)
{
	make(level, 4);
	ck_assert_int_eq(growth_trend(points, POINTS), TREND_PLATEAU);
}
END_TEST

START_TEST(a_climb_that_has_begun_is_a_climb)
{
	make(late, 4);
	ck_assert_int_eq(growth_trend(points, POINTS), TREND_CLIMB);
}
END_TEST

START_TEST(a_collector_of_garbage_makes_a_sawtooth)
{
	make(saw, 4);
	ck_assert_int_eq(growth_trend(points, POINTS), TREND_SAWTOOTH);
	make(saw, 2);
	ck_assert_int_eq(growth_trend(points, POINTS), TREND_SAWTOOTH);
}
END_TEST

START_TEST(one_burst_is_no_sawtooth)
{
	make(once, 4);
	ck_assert_int_ne(growth_trend(points, POINTS), TREND_SAWTOOTH);
	ck_assert_int_ne(growth_trend(points, POINTS), TREND_CLIMB);
}
END_TEST

START_TEST(too_little_is_unknown_and_half_is_young)
{
	size_t n = make(leak, 4);

	ck_assert(!growth_slope(points, 0, SPAN_MIDDLE).is_known);
	ck_assert(!growth_slope(points, 2, SPAN_MIDDLE).is_known);
	ck_assert(growth_slope(points, 3, SPAN_MIDDLE).is_known);
	ck_assert(growth_slope(points, 6, SPAN_MIDDLE).is_known);
	ck_assert(growth_slope(points, 6, SPAN_MIDDLE).is_young);
	ck_assert(growth_slope(points, n, SPAN_LONG).is_known);
	ck_assert(!growth_slope(points, n - 1, SPAN_LONG).is_known);
	ck_assert_int_eq(growth_trend(points, 2), TREND_UNKNOWN);
	ck_assert_int_eq(growth_trend(points, 0), TREND_UNKNOWN);
}
END_TEST

START_TEST(every_trend_has_a_name)
{
	for (int t = 0; t < TRENDS; t++)
		ck_assert_ptr_nonnull(trend_name((enum trend)t));
}
END_TEST

SUITE(growth, a_leak_has_its_own_slope, a_fall_is_below_zero, a_single_jump_does_not_bend_the_slope,
      what_stays_is_flat_and_so_is_what_moves_by_a_page, a_climb_that_has_ended_is_a_plateau, a_climb_that_has_begun_is_a_climb,
      a_collector_of_garbage_makes_a_sawtooth, one_burst_is_no_sawtooth, too_little_is_unknown_and_half_is_young,
      every_trend_has_a_name)

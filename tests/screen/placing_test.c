/* placing_test.c - where the meters stand, on screens of every width, and what they remember. */
#include "suite.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "../table/made.h"
#include "placing.h"

static struct sample sample;
static struct trace trace;
static struct placing places;
static const struct seen seen = { &sample, &trace };

static void machine(void)
{
	made_machine(&sample);
	sample.machine.has_zram = true;
	sample.machine.zram = (struct zram){ 96 * MB, 31 * MB };
	sample.kills = (struct kills_seen){ .is_known = true, .since_start = 2, .since_boot = 5 };
	trace = (struct trace){ .cpus = 4, .host = "a-long-name.of.a.machine.example.org" };
	for (size_t i = 0; i < 40; i++)
		trace_take(&trace, &sample);
}

static void place(const char *text, int lines, int cols)
{
	struct header_plan plan;
	struct err e;

	ck_assert_msg(plan_parse(text, &plan, &e), "%s", e.text);
	placing_make(&places, &plan, lines, cols, &seen, TEXT_UNICODE);
}

/* Side by side, inside the line, and with room for all that they say. */
static void expect_order_and_room(const char *text, int lines, int cols)
{
	int line = 0, end = 0;

	for (size_t i = 0; i < places.count; i++) {
		const struct spot *s = &places.spots[i];
		struct pen p = { .end = INT_MAX, .set = TEXT_UNICODE, .is_short = s->is_short, .leads = s->leads };
		meter_draw(&p, s->meter, s->style, s->cells, &seen);
		ck_assert_msg(p.col == s->width, "%s of '%s' at %d: %d of %d", s->meter->id, text, cols, s->width, p.col);
		ck_assert(s->line == line ? s->col >= end : s->line > line);
		ck_assert_int_lt(s->line, lines);
		ck_assert_int_le(s->col + s->width, cols);
		ck_assert(s->style == METER_TEXT || s->cells >= METER_CELLS);
		line = s->line;
		end = s->col + s->width;
	}
}

static const char *const plans[] = {
	"memory / parts pressure / swap cpu load / tasks uptime",
	"memory:text parts swap:text pressure cpu load tasks uptime / host clock oom faults",
	"memory:graph swap:graph / pressure:graph cpu:graph load:graph",
	"memory swap pressure:bar cpu:bar load:bar / host clock oom faults / memory / parts",
	"cpu:bar memory cpu:graph / cpu:bar tasks / pressure pressure",
	"host / host / host / host / host / clock / clock / clock",
};

START_TEST(meters_never_overlap_and_are_never_cut)
{
	machine();
	for (size_t i = 0; i < ARRAY_LEN(plans); i++)
		for (int cols = 1; cols <= 250; cols++)
			for (int lines = 0; lines <= PLAN_LINES; lines++) {
				place(plans[i], lines, cols);
				expect_order_and_room(plans[i], lines, cols);
			}
	sample_free(&sample);
}
END_TEST

START_TEST(no_meter_stands_twice_and_on_a_wide_screen_none_is_missing)
{
	machine();
	for (size_t i = 0; i < ARRAY_LEN(plans); i++)
		for (int cols = 1; cols <= 250; cols++) {
			struct header_plan plan;
			struct err e;
			ck_assert(plan_parse(plans[i], &plan, &e));
			place(plans[i], PLAN_LINES, cols);
			ck_assert_uint_le(places.count, plan.count);
			ck_assert(cols < 250 || places.count == plan.count);
		}
	sample_free(&sample);
}
END_TEST

START_TEST(the_first_lines_stay_on_a_low_screen)
{
	machine();
	place("memory / parts pressure / swap", 1, 80);
	ck_assert_uint_eq(places.count, 1);
	ck_assert_str_eq(places.spots[0].meter->id, "memory");
	place("memory / parts pressure / swap", 2, 80);
	ck_assert_uint_eq(places.count, 3);
	sample_free(&sample);
}
END_TEST

START_TEST(a_meter_with_nothing_to_say_takes_no_room)
{
	machine();
	place("oom cpu", 1, 80);
	ck_assert_uint_eq(places.count, 2);
	sample.kills.since_start = sample.kills.since_boot = 0;
	place("oom cpu", 1, 80);
	ck_assert_uint_eq(places.count, 1);
	ck_assert_int_eq(places.spots[0].col, 1);
	ck_assert(places.spots[0].leads);
	sample.kills.is_known = false;
	place("oom cpu", 1, 80);
	ck_assert_uint_eq(places.count, 2);
	sample_free(&sample);
}
END_TEST

START_TEST(figures_that_change_move_nothing)
{
	int col;

	machine();
	place("parts pressure / swap cpu load", 2, 120);
	col = places.spots[1].col;
	ck_assert_int_eq(places.spots[3].meter->id[0], 'c');
	sample.machine.parts.used = 900 * MB;
	sample.machine.parts.cache = 0;
	sample.machine.figures.cpu = 100;
	sample.machine.memory.bytes[MEM_SWAP_FREE] = sample.machine.memory.bytes[MEM_SWAP_TOTAL];
	int cpu = places.spots[3].col, load = places.spots[4].col;
	place("parts pressure / swap cpu load", 2, 120);
	ck_assert_int_eq(places.spots[1].col, col);
	ck_assert_int_eq(places.spots[3].col, cpu);
	ck_assert_int_eq(places.spots[4].col, load);
	sample_free(&sample);
}
END_TEST

START_TEST(the_trace_keeps_the_last_samples_and_what_was_not_known)
{
	size_t pressure = meter_place(meter_find("pressure", 8));
	double level;

	made_machine(&sample);
	trace = (struct trace){ 0 };
	ck_assert(!trace_level(&trace, pressure, 0, &level));
	for (int i = 0; i < 3 * TRACE_SAMPLES; i++) {
		sample.machine.has_pressure = i % 5 != 0;
		sample.machine.pressure.some = i % 101;
		trace_take(&trace, &sample);
		for (int ago = 0; ago <= i && ago < TRACE_SAMPLES; ago++) {
			ck_assert(trace_level(&trace, pressure, (size_t)ago, &level) == ((i - ago) % 5 != 0));
			if ((i - ago) % 5)
				ck_assert_double_eq_tol(level, (i - ago) % 101 / 100.0, 1 / 254.0);
		}
		ck_assert(!trace_level(&trace, pressure, TRACE_SAMPLES, &level));
	}
	sample_free(&sample);
}
END_TEST

START_TEST(a_rate_takes_two_samples_of_one_machine)
{
	struct machine_events *e = &sample.machine.events;

	made_machine(&sample);
	trace = (struct trace){ 0 };
	sample.machine.has_events = true;
	*e = (struct machine_events){ .major_faults = 1000, .swapped_in = 50 };
	trace_take(&trace, &sample);
	ck_assert(!trace.has_rates);
	sample.boot_ns += 4 * SECOND;
	e->major_faults += 2;
	trace_take(&trace, &sample);
	ck_assert(trace.has_rates);
	ck_assert_double_eq(trace.faults, 0.5);
	ck_assert_double_eq(trace.swapped_in, 0);
	sample.boot_ns += SECOND;
	e->major_faults = 3;
	trace_take(&trace, &sample);
	ck_assert(!trace.has_rates);
	trace_take(&trace, &sample);
	ck_assert(!trace.has_rates);
	sample.machine.has_events = false;
	sample.boot_ns += SECOND;
	trace_take(&trace, &sample);
	ck_assert(!trace.has_rates);
	sample_free(&sample);
}
END_TEST

START_TEST(the_host_is_named_by_its_proc)
{
	struct procfs proc;
	char name[128];
	FILE *f = fopen("/proc/sys/kernel/hostname", "r");
	struct err e;

	ck_assert(f && fgets(name, sizeof(name), f));
	fclose(f);
	name[strcspn(name, "\n")] = '\0';
	ck_assert(procfs_open(&proc, "/proc", &e));
	trace_open(&trace, &proc);
	ck_assert_str_eq(trace.host, name);
	ck_assert_uint_gt(trace.cpus, 0);
	procfs_close(&proc);
	trace_open(&trace, NULL);
	ck_assert_str_eq(trace.host, "");
}
END_TEST

SUITE(placing, meters_never_overlap_and_are_never_cut, no_meter_stands_twice_and_on_a_wide_screen_none_is_missing,
      the_first_lines_stay_on_a_low_screen, a_meter_with_nothing_to_say_takes_no_room, figures_that_change_move_nothing,
      the_trace_keeps_the_last_samples_and_what_was_not_known, a_rate_takes_two_samples_of_one_machine,
      the_host_is_named_by_its_proc)

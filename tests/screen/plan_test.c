/* plan_test.c - the plan of the header: as text and back, and changed step by step. */
#include "suite.h"

#include <stdlib.h>
#include <string.h>

#include "meters.h"

static struct header_plan plan;

static void read_plan(const char *text)
{
	struct err e;

	ck_assert_msg(plan_parse(text, &plan, &e), "%s: %s", text, e.text);
}

static void plan_is(const char *want)
{
	char text[PLAN_TEXT];

	ck_assert_uint_eq(plan_write(text, sizeof(text), &plan), strlen(text));
	ck_assert_str_eq(text, want);
}

static const struct meter *meter(const char *id)
{
	const struct meter *m = meter_find(id, strlen(id));

	ck_assert_msg(m != NULL, "%s", id);
	return m;
}

START_TEST(a_plan_is_written_as_it_was_read)
{
	static const char *const plans[] = {
		"", "memory", "memory / parts pressure / swap cpu load / tasks uptime", "memory:text / pressure:graph cpu:bar",
		"clock host / clock host", "oom faults", "cpu:graph cpu:bar cpu",
	};

	for (size_t i = 0; i < ARRAY_LEN(plans); i++) {
		read_plan(plans[i]);
		plan_is(plans[i]);
	}
}
END_TEST

START_TEST(blanks_and_empty_lines_mean_nothing)
{
	read_plan("  /memory:bar/\n/ / parts\tpressure:text/swap//");
	plan_is("memory / parts pressure / swap");
	ck_assert_int_eq(plan_lines(&plan), 3);
	read_plan(" / / ");
	plan_is("");
	ck_assert_int_eq(plan_lines(&plan), 0);
}
END_TEST

START_TEST(there_is_a_plan_where_none_is_asked_for)
{
	plan_default(&plan);
	plan_is("memory / parts pressure / swap cpu load / tasks uptime container");
	ck_assert_int_eq(plan_lines(&plan), 4);
	ck_assert(plan_has(&plan, meter("load")));
	ck_assert(!plan_has(&plan, meter("clock")));
}
END_TEST

START_TEST(a_wrong_plan_is_named_and_changes_nothing)
{
	static const struct { const char *text, *named; } wrong[] = {
		{ "memory / brain cpu", "no meter is called 'brain': there are memory, parts, " },
		{ "cpu:pie", "the meter cpu cannot be shown as 'pie': it has text, bar, graph" },
		{ "tasks:bar", "the meter tasks cannot be shown as 'bar': it has text" },
		{ "cpu:", "cannot be shown as ''" },
		{ ":bar", "no meter is called ''" },
		{ "cpu:bar:text", "cannot be shown as 'bar:text'" },
		{ "CPU", "'CPU'" },
		{ "memory,parts", "'memory,parts'" },
		{ "cpu / \x1b[2J\xff", "'" },
		{ "cpu cpu cpu cpu cpu cpu cpu cpu load", "more than 8 meters: 'load'" },
		{ "cpu/cpu/cpu/cpu/cpu/cpu/cpu/cpu/load", "more than 8 lines: 'load'" },
	};
	struct err e;

	read_plan("cpu / load");
	for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
		e.text[0] = '\0';
		ck_assert_msg(!plan_parse(wrong[i].text, &plan, &e), "%s", wrong[i].text);
		ck_assert_msg(strstr(e.text, wrong[i].named) != NULL, "%s: %s", wrong[i].text, e.text);
		for (const char *c = e.text; *c; c++)
			ck_assert_msg((unsigned char)*c >= ' ' && *c != 0x7f, "%s", e.text);
		plan_is("cpu / load");
	}
}
END_TEST

START_TEST(a_long_word_is_shown_in_part)
{
	char text[4000];
	struct err e;

	memset(text, 'x', sizeof(text));
	text[sizeof(text) - 1] = '\0';
	ck_assert(!plan_parse(text, &plan, &e));
	ck_assert_ptr_nonnull(strstr(e.text, "there are memory"));
}
END_TEST

/* The longest that there is. */
static void fill_up(void)
{
	char text[PLAN_TEXT] = "";

	for (int i = 0; i < PLAN_METERS; i++)
		strcat(text, i % PLAN_LINE_METERS ? " pressure:graph" : i ? " / pressure:graph" : "pressure:graph");
	read_plan(text);
	ck_assert_uint_eq(plan.count, PLAN_METERS);
	plan_is(text);
}

START_TEST(the_longest_plan_is_written_whole_and_less_room_cuts_it)
{
	char *text, all[PLAN_TEXT];
	size_t length;

	fill_up();
	length = plan_write(all, sizeof(all), &plan);
	ck_assert_uint_lt(length, PLAN_TEXT);
	for (size_t room = 1; room <= length + 1; room++) {
		text = malloc(room);
		ck_assert_uint_eq(plan_write(text, room, &plan), room - 1);
		ck_assert(strlen(text) == room - 1 && strncmp(text, all, room - 1) == 0);
		free(text);
	}
}
END_TEST

START_TEST(a_meter_is_added_where_it_is_wanted)
{
	read_plan("");
	ck_assert(plan_add(&plan, meter("memory"), 0));
	plan_is("memory");
	ck_assert(plan_add(&plan, meter("cpu"), 1));
	plan_is("memory cpu");
	read_plan("memory / cpu load");
	ck_assert(plan_add(&plan, meter("clock"), 1));
	plan_is("memory / clock cpu load");
	ck_assert(plan_add(&plan, meter("host"), 0));
	plan_is("host memory / clock cpu load");
	ck_assert(plan_add(&plan, meter("swap"), 4));
	plan_is("host memory / clock cpu swap load");
	ck_assert(plan_add(&plan, meter("oom"), 100));
	plan_is("host memory / clock cpu swap load oom");
}
END_TEST

START_TEST(a_line_without_meters_is_no_more)
{
	read_plan("memory / cpu load / tasks");
	ck_assert(plan_remove(&plan, 1));
	plan_is("memory / load / tasks");
	ck_assert(plan_remove(&plan, 1));
	plan_is("memory / tasks");
	ck_assert(plan_remove(&plan, 0));
	plan_is("tasks");
	ck_assert(!plan_remove(&plan, 1));
	ck_assert(plan_remove(&plan, 0));
	plan_is("");
	ck_assert(!plan_remove(&plan, 0));
}
END_TEST

/* Moves it as far as it goes, and says each step. */
static void moves_through(const char *from, size_t at, enum plan_way way, const char *const *steps)
{
	read_plan(from);
	for (size_t i = 0; steps[i]; i++) {
		const struct meter *m = plan.items[at].meter;
		ck_assert_msg(plan_move(&plan, &at, way), "step %zu", i);
		plan_is(steps[i]);
		ck_assert_ptr_eq(plan.items[at].meter, m);
	}
	ck_assert(!plan_move(&plan, &at, way));
}

START_TEST(a_meter_moves_through_the_lines)
{
	static const char *const up[] = {
		"memory parts / tasks cpu", "memory parts tasks / cpu", "memory tasks parts / cpu", "tasks memory parts / cpu", NULL,
	};
	static const char *const down[] = {
		"parts memory / cpu tasks", "parts / memory cpu tasks", "parts / cpu memory tasks", "parts / cpu tasks memory", NULL,
	};

	moves_through("memory parts / cpu tasks", 3, PLAN_UP, up);
	moves_through("memory parts / cpu tasks", 0, PLAN_DOWN, down);
	moves_through("cpu / memory / tasks", 1, PLAN_DOWN, (const char *const[]){ "cpu / memory tasks", "cpu / tasks memory", NULL });
	moves_through("cpu memory / tasks", 1, PLAN_DOWN, (const char *const[]){ "cpu / memory tasks", "cpu / tasks memory", NULL });
	moves_through("memory / cpu / tasks", 2, PLAN_UP,
	              (const char *const[]){ "memory / cpu tasks", "memory / tasks cpu", "memory tasks / cpu", "tasks memory / cpu", NULL });
}
END_TEST

START_TEST(behind_the_last_there_is_nothing_to_change)
{
	read_plan("memory / cpu");
	for (size_t at = 2; at < 4; at++) {
		size_t same = at;
		ck_assert(!plan_move(&plan, &same, PLAN_UP));
		ck_assert(!plan_move(&plan, &same, PLAN_DOWN));
		ck_assert_uint_eq(same, at);
		ck_assert(!plan_remove(&plan, at));
		ck_assert(!plan_break(&plan, at));
		ck_assert(!plan_next_style(&plan, at));
	}
	plan_is("memory / cpu");
}
END_TEST

START_TEST(a_line_is_broken_and_joined)
{
	read_plan("memory parts / cpu");
	ck_assert(!plan_break(&plan, 0));
	ck_assert(plan_break(&plan, 1));
	plan_is("memory / parts / cpu");
	ck_assert(plan_break(&plan, 2));
	plan_is("memory / parts cpu");
	ck_assert(plan_break(&plan, 1));
	plan_is("memory parts cpu");
	ck_assert(!plan_break(&plan, 3));
}
END_TEST

START_TEST(styles_go_round)
{
	read_plan("cpu tasks");
	ck_assert(plan_next_style(&plan, 0));
	plan_is("cpu:bar tasks");
	ck_assert(plan_next_style(&plan, 0));
	plan_is("cpu:graph tasks");
	ck_assert(plan_next_style(&plan, 0));
	plan_is("cpu tasks");
	ck_assert(!plan_next_style(&plan, 1));
	ck_assert(!plan_next_style(&plan, 2));
	plan_is("cpu tasks");
}
END_TEST

START_TEST(no_step_makes_a_plan_too_long)
{
	size_t at = PLAN_LINE_METERS;
	struct header_plan full;

	fill_up();
	full = plan;
	ck_assert(!plan_add(&plan, meter("cpu"), 3));
	ck_assert(!plan_break(&plan, 1));
	ck_assert(!plan_break(&plan, PLAN_LINE_METERS));
	ck_assert(!plan_move(&plan, &at, PLAN_UP));
	ck_assert_uint_eq(at, PLAN_LINE_METERS);
	at = PLAN_LINE_METERS - 1;
	ck_assert(!plan_move(&plan, &at, PLAN_DOWN));
	ck_assert_mem_eq(&plan, &full, sizeof(plan));
	ck_assert(plan_remove(&plan, 0));
	ck_assert(!plan_add(&plan, meter("cpu"), PLAN_METERS - 1));
	ck_assert(plan_add(&plan, meter("cpu"), 0));
}
END_TEST

START_TEST(every_meter_is_found_by_its_name_and_explained)
{
	const struct meter *m;

	for (size_t i = 0; (m = meter_at(i)); i++) {
		ck_assert_ptr_eq(meter(m->id), m);
		ck_assert_uint_eq(meter_place(m), i);
		ck_assert_msg(m->title && m->help && m->help[strlen(m->help) - 1] == '.', "%s", m->id);
		ck_assert_msg(meter_has(m, METER_TEXT) && meter_has(m, m->usual), "%s", m->id);
		ck_assert_msg((m->level != NULL) == meter_has(m, METER_BAR), "%s", m->id);
		ck_assert_msg(strpbrk(m->id, " :/") == NULL, "%s", m->id);
	}
	ck_assert_ptr_null(meter_find("mem", 3));
	ck_assert_ptr_null(meter_find("", 0));
}
END_TEST

SUITE(plan, a_plan_is_written_as_it_was_read, blanks_and_empty_lines_mean_nothing, there_is_a_plan_where_none_is_asked_for,
      a_wrong_plan_is_named_and_changes_nothing, a_long_word_is_shown_in_part,
      the_longest_plan_is_written_whole_and_less_room_cuts_it, a_meter_is_added_where_it_is_wanted, a_line_without_meters_is_no_more,
      a_meter_moves_through_the_lines, behind_the_last_there_is_nothing_to_change, a_line_is_broken_and_joined, styles_go_round, no_step_makes_a_plan_too_long,
      every_meter_is_found_by_its_name_and_explained)

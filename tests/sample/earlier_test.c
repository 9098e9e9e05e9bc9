/* earlier_test.c - what is taken from the JSON of an earlier run, and what is refused. run_json_test.c reads what ramtop writes. */
#define _GNU_SOURCE
#include "suite.h"

#include <stdio.h>
#include <string.h>

#include "base/exact.h"
#include "earlier.h"

static char make[] = "make", minus_j[] = "-j", latin[] = "caf\xe9", *argv[] = { make, minus_j, NULL }, *foreign[] = { latin, NULL };

static bool parse(struct earlier *r, const char *text, char *const *command, struct err *why)
{
	char *copy = exact_copy(text, strlen(text));
	bool ok = earlier_parse(r, copy, strlen(text), command, why);

	exact_free(copy);
	return ok;
}

static struct measured figure(const struct earlier *r, const char *title)
{
	for (size_t i = 0; i < RUN_FIGURES; i++)
		if (strcmp(run_figures[i].title, title) == 0)
			return r->figures[i];
	ck_abort_msg("no figure is called %s", title);
}

START_TEST(a_single_run_is_read)
{
	struct earlier r;
	struct err why;

	ck_assert_msg(parse(&r, "{\"command\":[\"make\",\"-j\"],\"exit_status\":0,\"wall_ns\":5,\"peak\":70,\"largest\":{\"peak\":8},"
	                        "\"pss\":null,\"all\":{\"user_ns\":3},\"how\":{\"peak\":\"exact\",\"largest\":{\"peak\":\"at most\"}}}", argv, &why),
	              "%s", why.text);
	ck_assert(r.is_same && !r.has_failed && r.runs == 0);
	ck_assert_str_eq(r.command, "make -j");
	ck_assert_uint_eq(figure(&r, "time").n, 5);
	ck_assert_uint_eq(figure(&r, "user").n, 3);
	ck_assert_uint_eq(figure(&r, "tree peak").n, 70);
	ck_assert_int_eq(figure(&r, "tree peak").way, WAY_EXACT);
	ck_assert_uint_eq(figure(&r, "largest").n, 8);
	ck_assert_int_eq(figure(&r, "largest").way, WAY_AT_MOST);
	ck_assert(!figure(&r, "sum of PSS").is_known && !figure(&r, "system").is_known);
	ck_assert_int_eq(figure(&r, "time").way, WAY_UNTOLD);
}
END_TEST

START_TEST(of_several_runs_the_medians_are_read)
{
	struct earlier r;
	struct err why;

	ck_assert(parse(&r, "{\"command\":[\"make\"],\"runs\":[],\"counted\":7,\"median\":{\"wall_ns\":5,\"peak\":70,\"how\":{\"peak\":\"sampled\"}}}",
	                argv, &why));
	ck_assert(!r.is_same && !r.has_failed && r.runs == 7);
	ck_assert_uint_eq(figure(&r, "tree peak").n, 70);
	ck_assert_int_eq(figure(&r, "tree peak").way, WAY_SAMPLED);
}
END_TEST

START_TEST(a_run_that_failed_is_known_as_such)
{
	struct earlier r;
	struct err why;

	ck_assert(parse(&r, "{\"command\":[\"x\"],\"exit_status\":1,\"wall_ns\":5,\"peak\":null}", argv, &why) && r.has_failed);
	ck_assert(parse(&r, "{\"command\":[\"x\"],\"exit_status\":null,\"wall_ns\":5,\"peak\":null}", argv, &why) && r.has_failed);
}
END_TEST

/* What is no UTF-8 is written as U+FFFD. */
START_TEST(a_command_is_the_same_as_it_was_written)
{
	struct earlier r;
	struct err why;

	ck_assert(parse(&r, "{\"command\":[\"caf\\ufffd\"],\"wall_ns\":5,\"peak\":1}", foreign, &why) && r.is_same);
	ck_assert(parse(&r, "{\"command\":[\"caf\"],\"wall_ns\":5,\"peak\":1}", foreign, &why) && !r.is_same);
	ck_assert(parse(&r, "{\"command\":[\"caf\\u00e9\"],\"wall_ns\":5,\"peak\":1}", foreign, &why) && !r.is_same);
	ck_assert(parse(&r, "{\"command\":[\"caf\\ufffd\",\"x\"],\"wall_ns\":5,\"peak\":1}", foreign, &why) && !r.is_same);
}
END_TEST

START_TEST(what_is_not_ours_is_told_in_a_line)
{
	static const struct { const char *text, *says; } cases[] = {
		{ "", "line 1: " },
		{ "[]", "no \"command\"" },
		{ "{}", "no \"command\"" },
		{ "{\"command\":\"make\"}", "no \"command\"" },
		{ "{\"command\":[7],\"wall_ns\":5,\"peak\":1}", "a word of its \"command\" is no text" },
		{ "{\"command\":[\"x\"],\"peak\":1}", "no \"wall_ns\"" },
		{ "{\"command\":[\"x\"],\"wall_ns\":1}", "no \"peak\"" },
		{ "{\"command\":[\"x\"],\"wall_ns\":-1,\"peak\":1}", "\"wall_ns\" is no number that may be" },
		{ "{\"command\":[\"x\"],\"wall_ns\":1,\"peak\":\"70\"}", "\"peak\" is no number that may be" },
		{ "{\"command\":[\"x\"],\"wall_ns\":1,\"peak\":1e300}", "\"peak\" is no number that may be" },
		{ "{\"command\":[\"x\"],\"wall_ns\":1,\"peak\":18446744073709551616}", "line 1: too big integer" },
		{ "{\"command\":[\"x\"],\"wall_ns\":1,\"peak\":1,\"largest\":{\"peak\":{}}}", "\"largest.peak\" is no number that may be" },
		{ "{\"command\":[\"x\"],\"runs\":[],\"median\":null}", "none of the runs" },
		{ "{\"command\":[\"x\"],\"median\":{\"wall_ns\":1,\"peak\":1}}", "\"counted\" is no number of runs" },
		{ "{\"command\":[\"x\"],\"counted\":0,\"median\":{\"wall_ns\":1,\"peak\":1}}", "\"counted\" is no number of runs" },
		{ "{\"command\":[\"x\"],\"counted\":1,\"median\":[]}", "no \"peak\"" },
		{ "{\"command\":[\"x\"],\n\"wall_ns\":1,\n\"peak\":", "line 3: " },
	};
	struct earlier r;
	struct err why;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		ck_assert_msg(!parse(&r, cases[i].text, argv, &why), "%s", cases[i].text);
		ck_assert_msg(strstr(why.text, cases[i].says), "%s: %s", cases[i].text, why.text);
	}
}
END_TEST

START_TEST(any_beginning_of_it_is_refused_or_read)
{
	static const char text[] = "{\"command\":[\"make\",\"-j\"],\"exit_status\":0,\"wall_ns\":5,\"peak\":70,\"how\":{\"peak\":\"exact\"}}";
	struct earlier r;
	struct err why;

	for (size_t n = 0; n < sizeof(text); n++) {
		char *copy = exact_copy(text, n);
		ck_assert_int_eq(earlier_parse(&r, copy, n, argv, &why), n == sizeof(text) - 1);
		exact_free(copy);
	}
}
END_TEST

SUITE(earlier, a_single_run_is_read, of_several_runs_the_medians_are_read, a_run_that_failed_is_known_as_such,
      a_command_is_the_same_as_it_was_written, what_is_not_ours_is_told_in_a_line, any_beginning_of_it_is_refused_or_read)

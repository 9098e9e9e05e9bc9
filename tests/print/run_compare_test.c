/* run_compare_test.c - the tables of --compare and --repeat, and what --json writes of a run read again. */
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json_reader.h"
#include "run_compare.h"
#include "run_json.h"
#include "run_repeat.h"
#include "sample/ran.h"
#include "text.h"

static char make[] = "make", minus_j[] = "-j", *argv[] = { make, minus_j, NULL };

static char printed[65536];

/* What has been written to it, as "printed". */
static FILE *opened(void)
{
	memset(printed, 0, sizeof(printed));
	return fmemopen(printed, sizeof(printed) - 1, "w");
}

static struct earlier read_again(void)
{
	struct earlier e;
	struct err why;

	ck_assert_msg(json_is_valid(printed, strlen(printed)), "%s", printed);
	ck_assert_msg(earlier_parse(&e, printed, strlen(printed), argv, &why), "%s", why.text);
	e.file = "old.json";
	return e;
}

/* What "ramtop run --json" tells of it, read again. */
static struct earlier earlier_of(const struct child *c)
{
	FILE *out = opened();
	struct json j = { out, false };

	run_json(&j, argv, c, NULL);
	fclose(out);
	return read_again();
}

/* Both know where each figure stands. */
START_TEST(what_json_wrote_of_a_run_is_read_again)
{
	struct child c = ran(1500000000, 400 * RAN_MIB);
	struct earlier e;

	c.has_all = false;
	c.largest.bound = ENDED_AT_MOST;
	e = earlier_of(&c);
	ck_assert(e.is_same && !e.has_failed && e.runs == 0);
	for (size_t i = 0; i < RUN_FIGURES; i++) {
		struct measured m = run_figures[i].get(&c);
		ck_assert_msg(e.figures[i].is_known && e.figures[i].n == m.n, "%s", run_figures[i].title);
		ck_assert_msg(e.figures[i].way == m.way, "%s", run_figures[i].title);
	}
	child_free(&c);
	child_init(&c);
	e = earlier_of(&c);
	for (size_t i = 0; i < RUN_FIGURES; i++)
		ck_assert_msg(e.figures[i].is_known == run_figures[i].get(&c).is_known, "%s", run_figures[i].title);
	child_free(&c);
}
END_TEST

START_TEST(what_json_wrote_of_many_runs_is_read_again)
{
	FILE *out = opened();
	struct json j = { out, false };
	struct tally t;
	struct repeated r = { .argv = argv, .asked = 5, .begun = 3, .tally = &t };
	struct earlier e;

	tally_init(&t);
	run_repeat_json_begin(&j, argv);
	for (uint64_t i = 1; i <= 3; i++) {
		struct child c = ran(i * 1000000000, 400 * RAN_MIB);
		run_json(&j, argv, &c, NULL);
		tally_add(&t, &c);
		child_free(&c);
	}
	run_repeat_json_end(&j, &r, NULL);
	fclose(out);
	e = read_again();
	ck_assert(e.is_same && e.runs == 3);
	for (size_t i = 0; i < RUN_FIGURES; i++) {
		struct tallied sum = tally_figure(&t, i);
		ck_assert_msg(e.figures[i].is_known && e.figures[i].n == sum.spread.median, "%s", run_figures[i].title);
		ck_assert_msg(e.figures[i].way == sum.way, "%s", run_figures[i].title);
	}
	tally_free(&t);
}
END_TEST

START_TEST(each_figure_stands_beside_what_it_was)
{
	struct child before = ran(1500000000, 400 * RAN_MIB), now = ran(12345000000, 500 * RAN_MIB);
	struct earlier e = earlier_of(&before);
	struct run_changes c;
	struct err why;
	FILE *out;

	now.all.ru_majflt = 0;
	now.shares.taken = 7;
	now.has_all = false;
	now.course.highest.is_charged = false;
	run_changes_of_one(&c, &e, &now, 5);
	out = opened();
	run_compare_print(out, &c, TEXT_UNICODE);
	fclose(out);
	ck_assert_str_eq(printed,
	                 "  compared with old.json\n"
	                 "                    before      now    change\n"
	                 "  time             1.500 s  12.35 s  +10.85 s +723.0 %\n"
	                 "  user             2.000 s  2.000 s   0.000 s   +0.0 %\n"
	                 "  system           0.250 s  0.250 s   0.000 s   +0.0 %\n"
	                 "  major faults           3        0        -3 -100.0 %\n"
	                 "  tree peak           400M     500M     +100M  +25.0 %  over 5 %\n"
	                 "  without cache       100M        ?         ?\n"
	                 "  sum of PSS           50M      62M      +12M  +25.0 %  sampled, now few samples\n"
	                 "  swap                   0        0         0           sampled\n"
	                 "  largest             400M     500M     +100M  +25.0 %  over 5 %\n"
	                 "  processes              4        4         0   +0.0 %  exact, now at least\n");
	ck_assert(run_compare_is_over(&c, &why));
	ck_assert_str_eq(why.text, "more than 5 % over old.json: tree peak +25.0 %, largest +25.0 %");
	run_changes_of_one(&c, &e, &now, 25.5);
	ck_assert(!run_compare_is_over(&c, &why));
	child_free(&before);
	child_free(&now);
}
END_TEST

START_TEST(what_makes_a_comparison_doubtful_is_said)
{
	struct child before = ran(1, 400 * RAN_MIB), now = ran(1, 400 * RAN_MIB);
	struct earlier e;
	struct run_changes c;
	FILE *out;

	before.status = 3 << 8;
	before.has_peak = false;
	before.largest.bound = ENDED_AT_LEAST;
	e = earlier_of(&before);
	e.is_same = false;
	strcpy(e.command, "make \033[2J all");
	e.runs = 4;
	run_changes_of_one(&c, &e, &now, 5);
	out = opened();
	run_compare_print(out, &c, TEXT_ASCII);
	fclose(out);
	ck_assert_msg(strstr(printed, "\n  medians of runs        4        1\n"), "%s", printed);
	ck_assert_msg(strstr(printed, "  another command then: make ?[2J all\n"), "%s", printed);
	ck_assert_msg(strstr(printed, "  the run in old.json had failed\n"), "%s", printed);
	ck_assert_msg(strstr(printed, "  the kernel counted no memory both times: the threshold holds for none\n"), "%s", printed);
	child_free(&before);
	child_free(&now);
}
END_TEST

START_TEST(the_comparison_is_json_too)
{
	struct child before = ran(1, 400 * RAN_MIB), now = ran(1, 500 * RAN_MIB);
	struct earlier e = earlier_of(&before);
	struct run_changes c;
	FILE *out;
	struct json j;

	run_changes_of_one(&c, &e, &now, 5);
	out = opened();
	j = (struct json){ out, false };
	run_json(&j, argv, &now, &c);
	fclose(out);
	ck_assert_msg(json_is_valid(printed, strlen(printed)), "%s", printed);
	ck_assert_msg(strstr(printed, "\"compare\":{\"file\":\"old.json\",\"runs_before\":1,\"same_command\":true,\"threshold\":5.00,\"over\":true,"
	                              "\"wall_ns\":{\"before\":1,\"now\":1,\"more\":0,\"percent\":0.00,\"how_before\":\"exact\",\"how\":\"exact\",\"over\":false},"), "%s",
	              printed);
	child_free(&before);
	child_free(&now);
}
END_TEST

START_TEST(many_runs_are_a_table_of_medians)
{
	static const uint64_t peaks[] = { 100, 900, 110, 120, 90 };
	struct tally t;
	struct repeated r = { .argv = argv, .asked = 5, .begun = 5, .tally = &t };
	FILE *out = opened();

	tally_init(&t);
	for (size_t i = 0; i < ARRAY_LEN(peaks); i++) {
		struct child c = ran(2000000000 + i * 1000000, peaks[i] * RAN_MIB);
		tally_add(&t, &c);
		child_free(&c);
	}
	run_repeat_print(out, &r, TEXT_UNICODE);
	fclose(out);
	ck_assert_str_eq(printed,
	                 "ramtop: make -j ran 5 times, ended with 0\n"
	                 "                    median   lowest  highest  half of them within\n"
	                 "  time             2.002 s  2.000 s  2.004 s   0.001 s    0.0 %\n"
	                 "  user             2.000 s  2.000 s  2.000 s   0.000 s    0.0 %\n"
	                 "  system           0.250 s  0.250 s  0.250 s   0.000 s    0.0 %\n"
	                 "  major faults           3        3        3         0    0.0 %\n"
	                 "  tree peak           110M      90M     900M       10M    9.1 %\n"
	                 "  without cache        28M      22M     225M      2.5M    9.1 %  sampled\n"
	                 "  sum of PSS           14M      11M     112M      1.2M    9.1 %  sampled\n"
	                 "  swap                   0        0        0         0           sampled\n"
	                 "  largest             110M      90M     900M       10M    9.1 %\n"
	                 "  processes              4        4        4         0    0.0 %\n");
	out = opened();
	r.asked = 9;
	r.begun = 6;
	r.why_fewer = "the last ended with 2";
	run_repeat_print(out, &r, TEXT_UNICODE);
	fclose(out);
	ck_assert_msg(strncmp(printed, "ramtop: make -j ran 6 of 9 times\n  the last ended with 2\n  of 5 that ended with 0:\n", 80) == 0, "%s", printed);
	tally_free(&t);
}
END_TEST

SUITE(run_compare, what_json_wrote_of_a_run_is_read_again, what_json_wrote_of_many_runs_is_read_again,
      each_figure_stands_beside_what_it_was, what_makes_a_comparison_doubtful_is_said, the_comparison_is_json_too,
      many_runs_are_a_table_of_medians)

/* run_picture_test.c - pictures and pages of made runs: well-formed whatever is in them, and true to the figures. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "run_page.h"
#include "run_picture.h"
#include "suite.h"
#include "vec.h"
#include "workload_program.h"

#define MIB UINT64_C(1048576)
#define MS UINT64_C(1000000)

/* Until the next is drawn. */
static const char *drawn(const char *name, char *const argv[], const struct child *c)
{
	static char *text;
	struct err e;
	size_t length;
	FILE *out;

	free(text);
	out = open_memstream(&text, &length);
	run_picture_find(name, &e)->write(out, &(struct run_told){ argv, c, "1.2" });
	fclose(out);
	return text;
}

/* A reader that is not ours takes it. */
static void expect_xml(const char *text)
{
	struct printed p = program_run((const char *const[]){ "python3", "-c", "import pyexpat, sys\npyexpat.ParserCreate().Parse(sys.stdin.buffer.read(), True)",
	                                                       NULL }, text);

	ck_assert_msg(p.status == 0, "%s\n%.1500s", p.err, text);
}

/* What stands behind so many signs of that kind. */
static const char *behind(const char *text, const char *sign, int times)
{
	for (; times > 0; times--) {
		text = strstr(text, sign);
		ck_assert_msg(text, "no %s", sign);
		text += strlen(sign);
	}
	return text;
}

/* 100 MB of python3 and 20 of hostile names, for a second; the kernel saw 150 at most, and killed. */
static void make(struct child *c, size_t looks)
{
	child_init(c);
	c->wall_ns = 1000 * MS;
	c->is_charged = c->has_peak = true;
	c->peak = 150 * MIB;
	for (size_t i = 0; i < looks; i++) {
		uint64_t at_ns = i * 1000 * MS / looks, n = i + 1;
		struct course_point p = { .at_ns = at_ns, .charge = 130 * MIB * n / looks, .anon = 90 * MIB * n / looks, .cache = 30 * MIB * n / looks,
		                          .kernel = 5 * MIB, .swap = 40 * MIB, .is_split = true, .is_charged = true, .has_swap = true };
		course_take(&c->course, &p);
		shares_begin(&c->shares);
		shares_add(&c->shares, "python3", 7, 100 * MIB * n / looks);
		shares_add(&c->shares, "</script>&\"'", 12, i > looks / 2 ? 15 * MIB : 0);
		shares_add(&c->shares, "\x1b]\xff\xc3<!--\xef\xbf\xbf", 11, 5 * MIB);
		shares_end(&c->shares, at_ns);
	}
	ended_add(&c->ended, "python3", 7, 100 * MIB, ENDED_EXACT);
	ended_add(&c->ended, "python3", 7, 90 * MIB, ENDED_EXACT);
	ended_add(&c->ended, "<&\xff", 3, 9 * MIB, ENDED_AT_MOST);
	c->marks[0] = (struct child_mark){ 500 * MS, 1 };
	c->marks[1] = (struct child_mark){ 510 * MS, 2 };
	c->marks[2] = (struct child_mark){ 990 * MS, 1 };
	c->mark_count = 3;
}

static char *const words[] = { (char *)"a<b", (char *)"--x=\"&\"", (char *)"\xff\x01]]>", NULL };

START_TEST(any_bytes_make_a_well_formed_picture_and_page)
{
	struct child c;

	make(&c, 40);
	expect_xml(drawn("x.svg", words, &c));
	expect_xml(drawn("x.html", words, &c));
	child_free(&c);
}
END_TEST

START_TEST(peaks_and_kills_are_labelled)
{
	struct child c;
	const char *text;

	make(&c, 40);
	text = drawn("x.svg", words, &c);
	ck_assert_msg(strstr(text, ">peak 150M, exact; highest sample 130M at 975 ms<"), "%.1500s", text);
	ck_assert_msg(strstr(text, ">highest 120M at 975 ms, sampled<"), "%.1500s", text);
	ck_assert_msg(strstr(text, ">OOM kill ×3 seen at 500 ms<"), "%.1500s", text);
	ck_assert_msg(strstr(text, ">OOM kill seen at 990 ms<"), "%.1500s", text);
	ck_assert_msg(strstr(text, ">python3 ×2<"), "%.1500s", text);
	ck_assert_msg(strstr(text, ">swap, beside it<"), "%.1500s", text);
	c.has_peak = c.is_charged = false;
	err_set(&c.why_not, "may not <write>");
	text = drawn("x.svg", words, &c);
	ck_assert_msg(strstr(text, ">highest 130M at 975 ms, sampled<"), "%.1500s", text);
	ck_assert_msg(strstr(text, "no charge: may not &lt;write&gt;<"), "%.1500s", text);
	child_free(&c);
}
END_TEST

/* Of both plots: the stack ends as high as the dot that marks its highest is. */
START_TEST(the_bands_add_up_to_the_highest)
{
	struct child c;
	const char *text;

	make(&c, 40);
	text = drawn("x.svg", words, &c);
	for (int plot = 1; plot <= 2; plot++) {
		const char *at = behind(text, "class=\"top\" d=\"M", plot);
		double top = 10000, x, y, cx, cy;
		int n;
		for (; sscanf(at, "%lf,%lf%n", &x, &y, &n) == 2; at += n + 1)
			top = y < top ? y : top;
		ck_assert_int_eq(sscanf(behind(text, "class=\"dot\" ", plot), "cx=\"%lf\" cy=\"%lf\"", &cx, &cy), 2);
		ck_assert_msg(top > cy - 0.11 && top < cy + 0.11, "%f, not %f", top, cy);
	}
	child_free(&c);
}
END_TEST

START_TEST(the_script_reads_what_was_drawn)
{
	struct child c;
	const char *text, *json;

	make(&c, 40);
	text = drawn("x.html", words, &c);
	json = behind(text, "id=\"run\">", 1);
	json = text_of("%.*s", (int)(strstr(json, "</script>") - json), json);
	expect_jq(json, ".plots[0].held | map(add) | max", text_of("%llu", (unsigned long long)(130 * MIB)));
	expect_jq(json, ".plots[1].held | map(add) | max", text_of("%llu", (unsigned long long)(120 * MIB)));
	expect_jq(json, ".plots[1].bands[1].name", "</script>&\"'");
	expect_jq(json, ".plots[1].bands[2].name", "\xef\xbf\xbd]\xef\xbf\xbd\xef\xbf\xbd<!--\xef\xbf\xbd");
	expect_jq(json, "[.plots[] | (.at | length) == (.held | length)] | all", "true");
	expect_jq(json, "[.plots[] | (.bands | length) as $n | .held[] | length == $n] | all", "true");
	ck_assert_ptr_null(strstr(behind(text, "http://www.w3.org/", 2), "http"));
	child_free(&c);
}
END_TEST

START_TEST(the_page_has_the_figures_the_names_and_the_report)
{
	struct child c;
	const char *text;

	make(&c, 40);
	text = drawn("x.html", words, &c);
	ck_assert_msg(strstr(text, "<td>tree peak</td><td>150M</td><td>exact</td>"), "%.1500s", text);
	ck_assert_msg(strstr(text, "<td>sum of PSS</td><td>120M</td><td>sampled</td>"), "%.1500s", text);
	ck_assert_msg(strstr(text, "<td>python3</td><td>2</td><td>100M</td><td>100M</td>"), "%.1500s", text);
	ck_assert_msg(strstr(text, "\n  tree peak      150M     exact         what the kernel charged\n"), "%.1500s", text);
	child_free(&c);
}
END_TEST

/* Nothing was seen, once, nothing was held, for no time, for years, by a thousand names, by a command of 100 kB. */
START_TEST(no_run_is_too_short_too_long_or_too_large)
{
	static const struct { size_t looks; uint64_t wall_ns; } cases[] = { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 800000 }, { 2, 800000 }, { 5000, UINT64_MAX / 4 } };
	char *large = memset(memory_new(100001), '<', 100000), name[16];
	char *const argv[] = { large, large, NULL };
	const char *text;
	struct child c;

	large[100000] = '\0';
	for (size_t i = 0; i < 2 * ARRAY_LEN(cases); i++) {
		make(&c, cases[i / 2].looks);
		c.wall_ns = cases[i / 2].wall_ns;
		for (unsigned k = 0; k < 1000; k++) {
			shares_begin(&c.shares);
			shares_add(&c.shares, name, (size_t)snprintf(name, sizeof(name), "%u", k), i % 2 ? k * MIB : 0);
			shares_end(&c.shares, c.wall_ns);
		}
		if (i % 2 == 0)
			c.peak = 0;
		text = drawn(i % 2 ? "x.svg" : "x.html", argv, &c);
		ck_assert_ptr_null(strstr(text, "nan"));
		ck_assert_ptr_null(strstr(text, "inf"));
		expect_xml(text);
		child_free(&c);
	}
	free(large);
}
END_TEST

/* All that is above twelve names, and those for which there was no place at all. */
START_TEST(small_names_are_one_grey_band)
{
	struct child c;
	const char *text;
	char name[16];

	child_init(&c);
	c.wall_ns = 1000 * MS;
	shares_begin(&c.shares);
	for (unsigned k = 1; k <= 40; k++)
		shares_add(&c.shares, name, (size_t)snprintf(name, sizeof(name), "name%u", k), k * MIB);
	shares_end(&c.shares, 0);
	text = drawn("x.svg", words, &c);
	ck_assert_msg(strstr(text, ">name29</text>"), "%.1500s", text);
	ck_assert_ptr_null(strstr(text, ">name28</text>"));
	ck_assert_msg(strstr(text, "<title>others: 406M</title>"), "%.1500s", text);
	child_free(&c);
}
END_TEST

START_TEST(the_end_of_a_name_says_what_is_drawn)
{
	static const char *const wrong[] = { "", "svg", ".svg", "x.png", "x.svg.gz", "html" };
	struct err e;

	for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
		ck_assert_ptr_null(run_picture_find(wrong[i], &e));
		ck_assert_str_eq(e.text, text_of("--plot: '%s' ends neither in .svg nor in .html", wrong[i]));
	}
	ck_assert(run_picture_find("x.HTML", &e)->write == run_page);
	ck_assert(run_picture_find("/tmp/a.html/x.svg", &e)->write != run_page);
}
END_TEST

SUITE(run_picture, any_bytes_make_a_well_formed_picture_and_page, peaks_and_kills_are_labelled, the_bands_add_up_to_the_highest,
      the_script_reads_what_was_drawn, the_page_has_the_figures_the_names_and_the_report, no_run_is_too_short_too_long_or_too_large, small_names_are_one_grey_band,
      the_end_of_a_name_says_what_is_drawn)

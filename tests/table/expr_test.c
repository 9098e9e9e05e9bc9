/* expr_test.c - which rows a condition holds for. */
#include "suite.h"

#include <stdio.h>

#include "expr.h"
#include "made.h"
#include "source.h"

static struct sample seen;
static struct tree tree;
static struct expr expr;

static void start(void)
{
	made_desktop(&seen);
	made(&seen, (struct made){ .pid = 300, .ppid = 1, .command = "(sd-pam)", .user = "root", .rss = 3 * MB, .nice = -5, .state = 'D' });
	tree_init(&tree);
	tree_build(&tree, &seen);
	expr_init(&expr);
}

static void end(void)
{
	expr_free(&expr);
	tree_free(&tree);
	sample_free(&seen);
}

static void set(const char *text)
{
	struct err e;

	ck_assert_msg(expr_set(&expr, task_schema(), text, NULL, &e), "%s: %s", text, e.text);
	ck_assert_str_eq(expr.text, text);
}

/* The pids of the processes that it holds for, or of which nobody knows. */
static const char *pids_of(enum truth truth)
{
	struct scene scene = { .sample = &seen, .tree = &tree, .full_path = true };
	static char pids[512];

	pids[0] = '\0';
	for (size_t i = 0; i < seen.tasks.count; i++)
		if (!sample_tasks(&seen)[i].is_thread && expr_holds(&expr, &scene, i) == truth)
			snprintf(pids + strlen(pids), sizeof(pids) - strlen(pids), "%s%d", pids[0] ? " " : "", (int)sample_tasks(&seen)[i].pid);
	return pids;
}

static void holds(const char *text, const char *pids)
{
	set(text);
	ck_assert_msg(strcmp(pids_of(TRUTH_YES), pids) == 0, "%s: %s instead of %s", text, pids_of(TRUTH_YES), pids);
}

START_TEST(nothing_said_holds_for_all)
{
	start();
	holds("", "1 2 100 120 200 210 220 230 300");
	holds("  \t", "1 2 100 120 200 210 220 230 300");
	ck_assert_uint_eq(expr.columns.count, 0);
	end();
}
END_TEST

START_TEST(words_are_parts_of_the_command)
{
	start();
	holds("WEB", "210 220");
	holds("'Web Con'", "210 220");
	holds("\"web con\"", "210 220");
	holds("'web  con'", "");
	holds("TRAIN.py", "120");
	holds("--epochs", "120");
	holds("/opt/", "200");
	holds("3", "120");
	holds("it's", "");
	holds("--epochs=3", "");
	holds("''", "1 2 100 120 200 210 220 230 300");
	end();
}
END_TEST

START_TEST(a_bar_is_an_or_and_nothing_behind_it_is_nothing_yet)
{
	start();
	holds("web|bash", "100 210 220");
	holds("web|", "210 220");
	holds("|web", "210 220");
	holds("web||bash |", "100 210 220");
	holds("(web|)", "210 220");
	holds("web| and content", "210 220");
	holds("rss>1g|cpu>4", "120 200");
	holds("user=root|web", "1 2 210 220 300");
	end();
}
END_TEST

START_TEST(numbers_are_compared_by_their_unit)
{
	start();
	holds("rss>1g", "120");
	holds("rss>=2g", "120");
	holds("rss>2g", "");
	holds("rss<12m", "2 100 300");
	holds("rss<=12m", "1 2 100 300");
	holds("rss=842m", "200");
	holds("rss==842m", "200");
	holds("rss!=0 and rss<5m", "300");
	holds("rss > 1.5g", "120");
	holds("RSS>'1g'", "120");
	holds("res>1g", "120");
	holds("cpu>=50", "120");
	holds("cpu>4%", "120 200");
	holds("mem>12.4", "120");
	holds("time>40s", "120");
	holds("time>=3 time<1m", "1 120");
	holds("pid=200", "200");
	holds("nice=-5", "300");
	holds("nice<0", "300");
	holds("threads>2", "120");
	holds("start<2027-01-01", "1 2 100 120 200 210 220 230 300");
	holds("start>2027-01-01T10:00:00Z", "");
	end();
}
END_TEST

START_TEST(texts_are_equal_or_fit_a_pattern)
{
	start();
	holds("user=kim", "100 120 200 210 220 230");
	holds("user=KIM", "");
	holds("user!=kim", "1 2 300");
	holds("state=R", "120");
	holds("command='Web Content'", "210 220");
	holds("command~^web", "210 220");
	holds("cmd=~^web", "210 220");
	holds("command~(bash|web)", "100 210 220");
	holds("command~'web c'", "210 220");
	holds("command~[a-c(]{2}t", "");
	holds("~^/(usr|sbin)/ and !~init$", "100");
	holds("command!~[eiou]", "300");
	holds("(command~(web|bash)) user=kim", "100 210 220");
	holds("~\\)$", "300");
	end();
}
END_TEST

START_TEST(and_binds_closer_than_or_and_not_closest)
{
	start();
	holds("user=root or user=kim and web", "1 2 210 220 300");
	holds("(user=root or user=kim) and web", "210 220");
	holds("user=kim web", "210 220");
	holds("user=kim AND web", "210 220");
	holds("web OR bash", "100 210 220");
	holds("not user=kim", "1 2 300");
	holds("!user=kim", "1 2 300");
	holds("! user=kim", "1 2 300");
	holds("NOT user=kim init", "1");
	holds("!(user=kim or init)", "2 300");
	holds("not(user=kim or init)", "2 300");
	holds("!!web", "210 220");
	holds("not not not web user=kim", "100 120 200 230");
	holds("!web user=kim", "100 120 200 230");
	holds("rss>1g and not user=root", "120");
	holds("user=kim and not cmd~python", "100 200 210 220 230");
	holds("((((web))))", "210 220");
	holds("bash (-l)", "100");
	holds("(sd-pam)", "300");
	holds("'and'", "");
	holds("android|orange|nothing|web", "210 220");
	end();
}
END_TEST

START_TEST(what_is_unknown_is_neither_so_nor_not_so)
{
	start();
	/* The shell, init and others have no PSS here. */
	holds("pss>1g", "120");
	ck_assert_str_eq(pids_of(TRUTH_UNKNOWN), "1 2 100 300");
	holds("!(pss>1g)", "200 210 220 230");
	ck_assert_str_eq(pids_of(TRUTH_UNKNOWN), "1 2 100 300");
	holds("pss>1g or init", "1 120");
	holds("pss>1g and bash", "");
	holds("not (pss>1g and web)", "1 2 100 120 200 210 220 230 300");
	ck_assert_str_eq(pids_of(TRUTH_UNKNOWN), "");
	holds("pss=0 or pss!=0", "120 200 210 220 230");
	end();
}
END_TEST

/* Below firefox, one has a PSS of 1 GB that is known, and one of 100 MB; below init there are many that are not known. */
START_TEST(of_a_sum_that_may_be_larger_some_things_are_known)
{
	start();
	holds("tree_pss>3g and pid=1", "1");
	holds("tree_pss>=3g and pid=1", "1");
	holds("tree_pss!=3g and pid=1", "1");
	holds("tree_pss<100g and pid=1", "");
	ck_assert_str_eq(pids_of(TRUTH_UNKNOWN), "1");
	holds("tree_pss>100g and pid=1", "");
	ck_assert_str_eq(pids_of(TRUTH_UNKNOWN), "1");
	holds("!(tree_pss<3g) and pid=1", "1");
	holds("!(tree_pss<=3g) and pid=1", "1");
	holds("!(tree_pss=3g) and pid=1", "1");
	holds("tree_pss=100g and pid=1", "");
	ck_assert_str_eq(pids_of(TRUTH_UNKNOWN), "1");
	holds("tree_pss!=100g and pid=1", "");
	ck_assert_str_eq(pids_of(TRUTH_UNKNOWN), "1");
	ck_assert(expr_wants_tree(&expr));
	holds("tree_pss<2g and pid=200", "200");
	end();
}
END_TEST

START_TEST(a_part_has_the_text_of_the_whole_too)
{
	static const struct { const char *text; enum truth truth; } cases[] = {
		{ "compositor", TRUTH_YES },     { "firefox", TRUTH_YES },           { "!firefox", TRUTH_NO },
		{ "~^comp", TRUTH_YES },         { "rss>800m compositor", TRUTH_YES }, { "rss>1g", TRUTH_NO },
		{ "cpu>4", TRUTH_NO },           { "pid=205", TRUTH_YES },           { "pid=200", TRUTH_NO },
		{ "command=Compositor", TRUTH_YES },
	};
	struct scene scene = { .sample = &seen, .tree = &tree, .full_path = true };

	start();
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		set(cases[i].text);
		ck_assert_msg(expr_holds_within(&expr, &scene, made_place(&seen, 205), made_place(&seen, 200)) == cases[i].truth,
		              "%s", cases[i].text);
	}
	end();
}
END_TEST

START_TEST(a_fault_names_the_word_and_its_place)
{
	static const struct { const char *text; size_t at; const char *why; } cases[] = {
		{ "foo=1",              0, "no column is called 'foo' (at character 1)" },
		{ "web and foo>1",      8, "no column is called 'foo' (at character 9)" },
		{ "rss>1x",             4, "'1x' is not an amount of memory, as 512m or 1.5g are (at character 5)" },
		{ "rss>",               4, "a value for rss is missing (at character 5)" },
		{ "rss>)",              4, "a value for rss is missing (at character 5)" },
		{ "cpu>x",              4, "'x' is not a share, as 50 or 50% are (at character 5)" },
		{ "time>x",             5, "'x' is not a span of time, as 90s, 1h30m or 2d are (at character 6)" },
		{ "start>x",            6, "'x' is not a time, as 2026-11-22 or 2026-11-22T09:30 are (at character 7)" },
		{ "pid=-1",             4, "'-1' is not an id: a whole number (at character 5)" },
		{ "growth>x",           7, "'x' is not an amount of memory in a time, as 3.1m/s or -200m/h are (at character 8)" },
		{ "nice=x",             5, "'x' is not a whole number, as 10 or -5 are (at character 6)" },
		{ "minflt>x",           7, "'x' is not a number, as 100 or 20k are (at character 8)" },
		{ "rss>''",             4, "'' is not an amount of memory, as 512m or 1.5g are (at character 5)" },
		{ "user>root",          5, "user is a text: =, != and ~ are for texts (at character 6)" },
		{ "web rss~1",          4, "rss is no text: ~ is for texts (at character 5)" },
		{ "command~",           8, "a pattern is missing (at character 9)" },
		{ "command~(",          8, "'(' is no pattern: Unmatched ( or \\( (at character 9)" },
		{ "~a\\1",              1, "'a\\1' is no pattern: references back are not understood (at character 2)" },
		{ "=5",                 0, "a column is missing before '=' (at character 1)" },
		{ "!=5",                0, "a column is missing before '!' (at character 1)" },
		{ "web >5",             0, "no column is called 'web' (at character 1)" },
		{ "-web >5",            5, "a column is missing before '>' (at character 6)" },
		{ "(web",               0, "'(' is not closed (at character 1)" },
		{ "web (bash (",        11, "something is missing at the end (at character 12)" },
		{ "web)",               3, "')' closes nothing (at character 4)" },
		{ "()",                 1, "something is missing before ')' (at character 2)" },
		{ "web and",            7, "something is missing at the end (at character 8)" },
		{ "web and ",           8, "something is missing at the end (at character 9)" },
		{ "web and or bash",    8, "something is missing before 'or' (at character 9)" },
		{ "and web",            0, "something is missing before 'and' (at character 1)" },
		{ "not",                3, "something is missing at the end (at character 4)" },
		{ "!",                  1, "something is missing at the end (at character 2)" },
		{ "|",                  1, "something is missing at the end (at character 2)" },
		{ "'web",               0, "the quote ' is not closed (at character 1)" },
		{ "user=\"root",        5, "the quote \" is not closed (at character 6)" },
	};
	struct err e;
	size_t at;

	start();
	set("web");
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		ck_assert_msg(!expr_set(&expr, task_schema(), cases[i].text, &at, &e), "'%s'", cases[i].text);
		ck_assert_str_eq(e.text, cases[i].why);
		ck_assert_msg(at == cases[i].at, "'%s': at %zu", cases[i].text, at);
	}
	/* It is as it was. */
	ck_assert_str_eq(expr.text, "web");
	ck_assert_str_eq(pids_of(TRUTH_YES), "210 220");
	end();
}
END_TEST

static void refuses(const char *text, const char *why)
{
	struct err e;

	ck_assert_msg(!expr_set(&expr, task_schema(), text, NULL, &e), "%s", text);
	ck_assert_msg(strncmp(e.text, why, strlen(why)) == 0, "%s", e.text);
}

START_TEST(depth_and_length_have_an_end)
{
	char text[2 * EXPR_TEXT];

	start();
	memset(text, '(', sizeof(text));
	text[EXPR_TEXT - 1] = '\0';
	refuses(text, "too much is nested");
	memset(text, '!', EXPR_DEPTH);
	strcpy(text + EXPR_DEPTH, "x");
	holds(text, "200");
	memset(text, '!', EXPR_DEPTH + 1);
	strcpy(text + EXPR_DEPTH + 1, "x");
	refuses(text, "too much is nested");
	memset(text, 'x', EXPR_TEXT);
	text[EXPR_TEXT] = '\0';
	refuses(text, "the condition is too long");
	text[EXPR_TEXT - 1] = '\0';
	holds(text, "");
	/* As many operands as there is room for, side by side and nested as deep as may be. */
	memset(text, 0, sizeof(text));
	for (size_t i = 0; i + 2 < EXPR_TEXT; i += 2)
		strcat(text, "e ");
	holds(text, "2 120 200 210 220 230");
	text[0] = '\0';
	for (size_t i = 0; i < EXPR_DEPTH / 2; i++)
		strcat(text, "e (");
	strcat(text, "web");
	for (size_t i = 0; i < EXPR_DEPTH / 2; i++)
		strcat(text, ")");
	holds(text, "210 220");
	end();
}
END_TEST

static void needs(const char *text, unsigned all)
{
	struct demand d;

	set(text);
	demand_init(&d);
	d.all = 0;
	expr_want(&expr, &d);
	ck_assert_msg(d.all == all, "%s: %x", text, d.all);
	demand_free(&d);
}

START_TEST(it_wants_what_it_asks)
{
	struct demand d;

	start();
	needs("", 0);
	needs("web", NEED_COMMAND);
	needs("rss>1g", NEED_STAT);
	needs("pss>1g or pss<1k", NEED_ROLLUP);
	ck_assert_uint_eq(expr.columns.count, 1);
	needs("cpu>1 and user=root or !swap>1", NEED_CPU | NEED_OWNER | NEED_STATUS);
	ck_assert(!expr_wants_tree(&expr));
	needs("tree_pss>1g", NEED_ROLLUP);
	ck_assert(expr_wants_tree(&expr));
	needs("exe~python", NEED_COLD);
	demand_init(&d);
	expr_want(&expr, &d);
	for (size_t i = 0; i < libproc_cold_count(); i++)
		ck_assert_msg((d.cold[i / 64] >> i % 64 & 1) == (strcmp(libproc_cold(i)->id, "exe") == 0), "%s", libproc_cold(i)->id);
	demand_free(&d);
	end();
}
END_TEST

SUITE(expr, nothing_said_holds_for_all, words_are_parts_of_the_command, a_bar_is_an_or_and_nothing_behind_it_is_nothing_yet,
      numbers_are_compared_by_their_unit, texts_are_equal_or_fit_a_pattern, and_binds_closer_than_or_and_not_closest,
      what_is_unknown_is_neither_so_nor_not_so, of_a_sum_that_may_be_larger_some_things_are_known,
      a_part_has_the_text_of_the_whole_too, a_fault_names_the_word_and_its_place, depth_and_length_have_an_end,
      it_wants_what_it_asks)

/* every_option_test.c - every option: with an argument that is right, by its name and its letter; and with one that is wrong. */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "arguments.h"
#include "mode.h"
#include "suite.h"
#include "workload_program.h"

/* Of an option that takes no argument "right" is NULL, and any argument is wrong. */
static const struct option_case {
	const char *name, *right, *wrong, *complaint;
} cases[] = {
	{ "delay",      "2.5",        "0",            "'0' is no delay: seconds from 0.1 to 86400 are" },
	{ "iterations", "3",          "0",            "'0' is no number of iterations: a number from 1 on is" },
	{ "batch",      NULL,         "x",            "option --batch=x takes no argument" },
	{ "format",     "json",       "yaml",         "no format is called 'yaml': text and json are" },
	{ "json",       NULL,         "x",            "option --json=x takes no argument" },
	{ "columns",    "pid,rss",    "pid,nope",     "no column is called 'nope': see --list columns" },
	{ "sort",       "-rss",       "nope",         "no column of tasks is called 'nope': see --list columns" },
	{ "filter",     "rss>1g",     "rss>",         "--filter: a value for rss is missing" },
	{ "user",       "root",       "no-such-user", "there is no user 'no-such-user'" },
	{ "pid",        "1,2",        "1,x",          "'1,x' is no list of pids: 1,23,456 would be one" },
	{ "tree",       NULL,         "x",            "option --tree=x takes no argument" },
	{ "group",      "container",  "colour",       "no groups are made by 'colour': container, unit, cgroup, user, command and session are" },
	{ "threads",    NULL,         "x",            "option --threads=x takes no argument" },
	{ "kernel",     NULL,         "x",            "option --kernel=x takes no argument" },
	{ "diff",       NULL,         "x",            "option --diff=x takes no argument" },
	{ "limit",      "10",         "many",         "'many' is no number of rows: a number from 1 on is" },
	{ "proc",       "/proc",      "/no/such/dir", "/no/such/dir" },
	{ "cgroup",     "/proc",      "/no/such/dir", "/no/such/dir" },
	{ "source",     "proc",       "sysfs",        "no source is called 'sysfs': auto, bpf and proc are" },
	{ "pss-budget", "0.5",        "101",          "'101' is no budget: percents of one CPU from 0.01 to 100 are" },
	{ "alert",      "rss>4g for 30s", "rss>4g for x", "--alert: 'x' is not a span of time" },
	{ "alert-run",  "true",       "true",         "--alert-run needs an --alert" },
	{ "alert-exit", NULL,         "x",            "option --alert-exit=x takes no argument" },
	{ "mlock",      NULL,         "x",            "option --mlock=x takes no argument" },
	{ "config",     "none",       "none",         "--config is for the screen: nothing else has settings in a file" },
	{ "readonly",   NULL,         "x",            "option --readonly=x takes no argument" },
	{ "no-color",   NULL,         "x",            "option --no-color=x takes no argument" },
	{ "list",       "columns",    "colours",      "no table is called 'colours': --list tables names those that are" },
	{ "grace",      "5",          "x",            "'x' is no time to wait: seconds from 0.1 to 3600 are" },
	{ "theme",      "light",      "x",            "no theme is called 'x': default, light, contrast and mono are" },
	{ "no-mouse",   NULL,         "x",            "option --no-mouse=x takes no argument" },
	{ "cursor",     NULL,         "x",            "option --cursor=x takes no argument" },
	{ "help",       NULL,         "x",            "option --help=x takes no argument" },
	{ "version",    NULL,         "x",            "option --version=x takes no argument" },
};

/* What an option needs beside it to be right, or to be wrong. */
static const struct { const char *name, *right, *wrong; } beside[] = {
	{ "alert-run", "--alert=rss>4g", NULL },
	{ "config",    NULL,             "--batch" },
};

#define BESIDE (sizeof(beside) / sizeof(beside[0]))
#define CASES (sizeof(cases) / sizeof(cases[0]))

static const struct option_case *find_case(const char *name)
{
	for (size_t i = 0; i < CASES; i++)
		if (strcmp(cases[i].name, name) == 0)
			return &cases[i];
	return NULL;
}

static const struct option_entry *find_option(const char *name)
{
	size_t count;
	const struct option_entry *all = options_all(&count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(all[i].name, name) == 0)
			return &all[i];
	return NULL;
}

START_TEST(there_is_a_case_for_every_option_and_an_option_for_every_case)
{
	size_t count;
	const struct option_entry *all = options_all(&count);

	for (size_t i = 0; i < count; i++) {
		const struct option_case *c = find_case(all[i].name);
		ck_assert_msg(c != NULL, "no test takes --%s", all[i].name);
		ck_assert_msg(!c->right == !all[i].argument, "--%s takes %s argument", all[i].name, all[i].argument ? "an" : "no");
	}
	for (size_t i = 0; i < CASES; i++)
		ck_assert_msg(find_option(cases[i].name) != NULL, "there is no --%s", cases[i].name);
}
END_TEST

static void is_taken(const struct option_case *c, const char *word, const char *argument)
{
	const char *words[5] = { "ramtop" };
	struct options o;
	struct err e;
	int n = 1;
	bool ok;

	for (size_t i = 0; i < BESIDE; i++)
		if (beside[i].right && strcmp(beside[i].name, c->name) == 0)
			words[n++] = beside[i].right;
	words[n++] = word;
	if (argument)
		words[n++] = argument;
	/* getopt(3) remembers where it was. */
	optind = 0;
	ok = arguments_parse(&o, mode_command_at, n, (char **)(uintptr_t)words, &e);
	ck_assert_msg(ok, "%s %s: %s", word, argument ? argument : "", ok ? "" : e.text);
	options_free(&o);
}

START_TEST(every_option_takes_what_is_right_by_its_name_and_its_letter)
{
	for (size_t i = 0; i < CASES; i++) {
		const struct option_case *c = &cases[i];
		char letter = find_option(c->name)->letter;
		is_taken(c, text_of("--%s", c->name), c->right);
		if (c->right)
			is_taken(c, text_of("--%s=%s", c->name, c->right), NULL);
		if (letter)
			is_taken(c, text_of("-%c", letter), c->right);
		if (letter && c->right)
			is_taken(c, text_of("-%c%s", letter, c->right), NULL);
	}
}
END_TEST

START_TEST(every_option_refuses_what_is_wrong_in_one_line)
{
	for (size_t i = 0; i < CASES; i++) {
		const char *also = NULL, *newline;
		struct printed p;
		for (size_t k = 0; k < BESIDE; k++)
			also = strcmp(beside[k].name, cases[i].name) == 0 ? beside[k].wrong : also;
		p = ramtop(text_of("--%s=%s", cases[i].name, cases[i].wrong), also);
		newline = strchr(p.err, '\n');
		ck_assert_str_eq(p.out, "");
		ck_assert_msg(p.status == 2, "--%s: status %d", cases[i].name, p.status);
		ck_assert_msg(strncmp(p.err, "ramtop: ", 8) == 0 && newline && newline[1] == '\0', "--%s: '%s'", cases[i].name, p.err);
		ck_assert_msg(strstr(p.err, cases[i].complaint) != NULL, "--%s: '%s'", cases[i].name, p.err);
	}
}
END_TEST

SUITE(every_option, there_is_a_case_for_every_option_and_an_option_for_every_case,
      every_option_takes_what_is_right_by_its_name_and_its_letter, every_option_refuses_what_is_wrong_in_one_line)

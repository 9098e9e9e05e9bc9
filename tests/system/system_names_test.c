/* system_names_test.c - processes whose names were made to hurt: no byte of them reaches a terminal or breaks the JSON. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>
#include <wchar.h>

#include "suite.h"
#include "workload.h"
#include "workload_program.h"

#define CROWD 100

/* What a process may call itself, at most 15 bytes of it; see prctl(2), PR_SET_NAME. */
static const char *const names[] = {
	") R 1 1 1 1", "a)\nS 0", "\n\n\n", "\033[2J\033[H", "\033]0;title\a", "\xff\xfe\xf0\x9f", "\xc3", "\xe2\x80\xaegpj.exe",
	"\xc2\x9b[31m", "\"},{\"pid\":1", "\\u0000\\", "\r\b\b\x7f", "\xed\xa0\x80", "((((", " ", "\t\v\f", "%s%n%d", "'; reboot",
};

#define NAMES (sizeof(names) / sizeof(names[0]))

static void rename_itself(void *name)
{
	prctl(PR_SET_NAME, name);
}

/* Valid UTF-8, and nothing in it that a terminal would obey or that would turn the line around. */
static void expect_harmless(const char *text, size_t length)
{
	const char *at = text, *end = text + length;
	mbstate_t state = { 0 };
	wchar_t c;

	while (at < end) {
		size_t n = mbrtowc(&c, at, (size_t)(end - at), &state);
		ck_assert_msg(n != 0 && n <= 4, "the output is no UTF-8: %.200s", at);
		ck_assert_msg(c == L'\n' || (c >= 0x20 && c < 0x7f) || c >= 0xa0, "the output holds U+%04X: %.200s", (unsigned)c, at);
		ck_assert_msg(!(c >= 0x200b && c <= 0x200f) && !(c >= 0x2028 && c <= 0x202e), "the output holds U+%04X",
		              (unsigned)c);
		at += n;
	}
}

static size_t lines_of(const char *text)
{
	size_t n = 0;

	while ((text = strchr(text, '\n')) != NULL) {
		n++;
		text++;
	}
	return n;
}

START_TEST(hostile_names_stay_within_their_row)
{
	const char *pids = "1", *json;
	struct printed text, one;

	for (size_t i = 0; i < NAMES; i++)
		pids = text_of("%s,%d", pids, (int)workload_start(rename_itself, (void *)(uintptr_t)names[i]));
	json = json_of("-o", "pid,ppid,comm,state", "-p", pids);
	expect_harmless(json, strlen(json));
	ck_assert_uint_eq(lines_of(json), 1);
	expect_jq(json, text_of("[.tasks[] | select(.pid != 1) | .ppid == %d and .state == \"S\"] | all", (int)getpid()), "true");
	expect_jq(json, text_of(".tasks | map(.pid) | sort == ([%s] | sort)", pids), "true");
	text = ramtop("-b", "-n1", "-o", "pid,state,comm", "-p", pids);
	one = ramtop("-b", "-n1", "-o", "pid,state,comm", "-p", "1");
	expect_harmless(text.out, text.length);
	ck_assert_uint_eq(lines_of(text.out), lines_of(one.out) + NAMES);
	workload_end_all();
}
END_TEST

START_TEST(a_name_comes_through_json_as_it_is)
{
	char name[] = "a) \n\033\"\\\t\x7f\xc3\xa9";
	pid_t pid = workload_start(rename_itself, name);
	const char *json = json_of("-o", "comm", "-p", pid_text(pid));

	expect_jq(json, ".tasks[0].comm", name);
	workload_end_all();
}
END_TEST

START_TEST(in_a_locale_without_utf8_only_ascii_is_printed)
{
	pid_t pid = workload_exec((const char *const[]){ "caf\xc3\xa9\033[31m\xff", NULL });
	struct printed p = program_run((const char *const[]){ "env", "LC_ALL=C", PROGRAM, "-b", "-n1", "-o", "pid,command", "-p",
	                               pid_text(pid), NULL }, NULL);

	ck_assert_int_eq(p.status, 0);
	for (size_t i = 0; i < p.length; i++)
		ck_assert_msg(p.out[i] == '\n' || (p.out[i] >= 0x20 && p.out[i] < 0x7f), "byte %#x", (unsigned char)p.out[i]);
	ck_assert_ptr_nonnull(strstr(p.out, "caf?"));
	workload_end_all();
}
END_TEST

/* A command line of every byte but zero, from another one on each time. */
static const char *nasty_word(unsigned seed)
{
	char word[256];

	for (unsigned i = 0; i < 255; i++)
		word[i] = (char)(1 + (i + seed * 37) % 255);
	word[255] = '\0';
	return text_of("%s", word);
}

START_TEST(a_hundred_hostile_command_lines_make_valid_json_and_plain_text)
{
	struct printed json, text;

	for (unsigned i = 0; i < CROWD; i++)
		workload_exec((const char *const[]){ nasty_word(i), NULL });
	json = ramtop("--json", "-n1", "-o", "pid,ppid,comm,command");
	ck_assert_int_eq(json.status, 0);
	expect_harmless(json.out, json.length);
	expect_jq(json.out, text_of("[.tasks[] | select(.ppid == %d and .comm == \"cat\")] | length", (int)getpid()), "100");
	expect_jq(json.out, text_of("[.tasks[] | select(.ppid == %d) | .command] | unique | length > 90", (int)getpid()), "true");
	text = ramtop("-b", "-n1");
	ck_assert_int_eq(text.status, 0);
	ck_assert_str_eq(text.err, "");
	expect_harmless(text.out, text.length);
	workload_end_all();
}
END_TEST

SUITE(system_names, hostile_names_stay_within_their_row, a_name_comes_through_json_as_it_is,
      in_a_locale_without_utf8_only_ascii_is_printed, a_hundred_hostile_command_lines_make_valid_json_and_plain_text)

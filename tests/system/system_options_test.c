/* system_options_test.c - wrong words on the command line, and where the program has nowhere to write: one line, and a status. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "pty.h"
#include "suite.h"
#include "workload.h"
#include "workload_program.h"

#define NO_PID "4194304"   /* PID_MAX_LIMIT of the kernel: no process ever has it */

/* One line that begins with the program's name and holds the word; nothing on stdout. */
static void expect_complaint(struct printed p, int status, const char *word)
{
	const char *newline = strchr(p.err, '\n');

	ck_assert_msg(strncmp(p.err, "ramtop: ", strlen("ramtop: ")) == 0, "'%s'", p.err);
	ck_assert_msg(newline && newline[1] == '\0', "not one line: '%s'", p.err);
	ck_assert_msg(strstr(p.err, word) != NULL, "'%s' is not named: %s", word, p.err);
	ck_assert_msg(p.status == status, "status %d: %s", p.status, p.err);
}

START_TEST(a_wrong_word_is_named_in_one_line_and_the_status_is_2)
{
	static const struct {
		const char *words[3], *named;
	} wrong[] = {
		{ { "-d", "x" },                 "'x'" },
		{ { "-d", "" },                  "''" },
		{ { "-d", "0" },                 "'0'" },
		{ { "-d", "0.05" },              "'0.05'" },
		{ { "-d", "-1" },                "'-1'" },
		{ { "-d", "1s" },                "'1s'" },
		{ { "-d", "nan" },               "'nan'" },
		{ { "-d", "inf" },               "'inf'" },
		{ { "-d", "86401" },             "'86401'" },
		{ { "--delay=1,5" },             "'1,5'" },
		{ { "--grace", "0" },            "'0'" },
		{ { "--grace", "1m" },           "'1m'" },
		{ { "--grace", "3601" },         "'3601'" },
		{ { "--pss-budget", "0" },       "'0'" },
		{ { "--pss-budget", "101" },     "'101'" },
		{ { "--pss-budget", "1%" },      "'1%'" },
		{ { "--pss-budget", "nan" },     "'nan'" },
		{ { "-n", "0" },                 "'0'" },
		{ { "-n", "-1" },                "'-1'" },
		{ { "-n", "1.5" },               "'1.5'" },
		{ { "-n", " 1" },                "' 1'" },
		{ { "-n", "+1" },                "'+1'" },
		{ { "-n", "" },                  "''" },
		{ { "-n", "99999999999999999999" }, "'99999999999999999999'" },
		{ { "-L", "0" },                 "'0'" },
		{ { "-L", "many" },              "'many'" },
		{ { "-f", "rss>1x" },            "'1x' is not an amount of memory" },
		{ { "-f", "nope=1" },            "no column is called 'nope' (at character 1)" },
		{ { "-f", "(a" },                "--filter: '(' is not closed" },
		{ { "--alert", "rss>" },         "--alert: a value for rss is missing" },
		{ { "--alert", "rss>1g for x" }, "'x' is not a span of time" },
		{ { "--alert-run", "true" },     "--alert-run needs an --alert" },
		{ { "--alert=pid=1", "--alert-run=true", "--readonly" }, "not with --readonly" },
		{ { "containers", "-g", "user" }, "not by user" },
		{ { "containers", "docker" },    "ramtop containers shows all of them" },
		{ { "--format", "yaml" },        "'yaml'" },
		{ { "--format=" },               "''" },
		{ { "-o", "pid,nope" },          "'nope'" },
		{ { "-o", "pid,,rss" },          "''" },
		{ { "-o", "" },                  "''" },
		{ { "-o", "RSS" },               "'RSS'" },
		{ { "-s", "nope" },              "'nope'" },
		{ { "-s", "-nope" },             "'nope'" },
		{ { "-s", "" },                  "''" },
		{ { "-s", "-" },                 "''" },
		{ { "-u", "no-such-user" },      "'no-such-user'" },
		{ { "-u", "" },                  "''" },
		{ { "-u", "99999999999" },       "'99999999999'" },
		{ { "-p", "x" },                 "'x'" },
		{ { "-p", "0" },                 "'0'" },
		{ { "-p", "-1" },                "'-1'" },
		{ { "-p", "1,,2" },              "'1,,2'" },
		{ { "-p", "1," },                "'1,'" },
		{ { "-p", "" },                  "''" },
		{ { "-p", "99999999999" },       "'99999999999'" },
		{ { "--list", "nope" },          "'nope'" },
		{ { "--proc", "/no/such/dir", "-b" }, "/no/such/dir" },
		{ { "--proc", "/dev/null", "-b" },    "/dev/null" },
		{ { "--proc", "/dev", "-b" },         "/dev" },
		{ { "--proc", "/no/such/dir" },  "/no/such/dir" },
		{ { "-x" },                      "-x" },
		{ { "-bx" },                     "-x" },
		{ { "--nope" },                  "--nope" },
		{ { "--nope=3" },                "--nope" },
		{ { "--f" },                     "--f" },
		{ { "--json=3" },                "--json" },
		{ { "-b", "-d" },                "-d" },
		{ { "-b", "--delay" },           "--delay" },
		{ { "word" },                    "'word'" },
		{ { "-b", "--", "-n" },          "'-n'" },
		{ { "" },                        "''" },
	};

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		const char *const *w = wrong[i].words;
		struct printed p = program_run((const char *const[]){ PROGRAM, w[0], w[1], w[2], NULL }, NULL);
		ck_assert_str_eq(p.out, "");
		expect_complaint(p, 2, wrong[i].named);
	}
}
END_TEST

START_TEST(a_pid_that_is_not_there_is_named_in_one_line_and_the_status_is_1)
{
	struct printed p = ramtop("-b", "-n2", "-d", "0.1", "-p", NO_PID);

	expect_complaint(p, 1, NO_PID);
	p = ramtop("--json", "-n1", "-p", "1," NO_PID, "-o", "pid");
	expect_complaint(p, 1, NO_PID);
	expect_jq(p.out, "[.tasks[].pid] == [1]", "true");
}
END_TEST

static void do_nothing(void *arg)
{
	(void)arg;
}

START_TEST(the_pid_of_a_process_that_has_ended_is_not_there)
{
	pid_t pid = workload_start(do_nothing, NULL);

	workload_end(pid);
	expect_complaint(ramtop("--json", "-n1", "-o", "pid", "-p", pid_text(pid)), 1, pid_text(pid));
	workload_end_all();
}
END_TEST

static struct printed sh(const char *script)
{
	return program_run((const char *const[]){ "sh", "-c", script, NULL }, NULL);
}

START_TEST(when_the_reader_has_enough_it_ends_quietly)
{
	struct printed p = sh("{ " PROGRAM " -b -d 0.1; echo $? >&3; } 3>&2 | head -1");

	ck_assert_str_eq(p.err, "141\n");    /* by SIGPIPE, as other programs are */
	ck_assert_int_eq(strncmp(p.out, "Mem ", 4), 0);
}
END_TEST

START_TEST(what_cannot_be_written_is_said_and_the_status_is_1)
{
	expect_complaint(sh(PROGRAM " -b -n3 -d 0.1 >/dev/full"), 1, "No space left on device");
	expect_complaint(sh(PROGRAM " --json -n1 >/dev/full"), 1, "stdout");
}
END_TEST

START_TEST(without_a_terminal_it_says_so_and_the_status_is_2)
{
	struct printed p = program_run((const char *const[]){ PROGRAM, NULL }, NULL);

	ck_assert_str_eq(p.out, "");
	expect_complaint(p, 2, "stdin is not a terminal");
}
END_TEST

/* The script's last words are the status; before it stands the complaint, and nothing else was ever written. */
static void expect_refusal(const char *script, const char *const *env, const char *complaint)
{
	struct pty *p = pty_open(PTY_LIST("sh", "-c", script), 24, 120, env);
	const char *raw;
	size_t length;

	expect_text(p, complaint);
	expect_text(p, "status 2");
	expect_exit(p, 0);
	expect_row(p, 0, "ramtop: ");
	expect_row(p, 1, "status 2");
	raw = pty_raw(p, &length);
	ck_assert_ptr_null(memchr(raw, '\033', length));
	pty_close(p);
}

START_TEST(half_a_terminal_is_none)
{
	expect_refusal(PROGRAM " </dev/null; echo status $?", NULL, "stdin is not a terminal");
	expect_refusal(PROGRAM " >/dev/null; echo status $?", NULL, "stdout is not a terminal");
	expect_refusal(PROGRAM " | cat; echo status 2", NULL, "stdout is not a terminal");
}
END_TEST

START_TEST(a_terminal_that_is_unknown_or_dumb_is_named)
{
	static const char script[] = PROGRAM "; echo status $?";

	expect_refusal(script, PTY_LIST("TERM=nonesuch"), "'nonesuch'");
	expect_refusal(script, PTY_LIST("TERM=dumb"), "'dumb'");
	expect_refusal(script, PTY_LIST("TERM="), "TERM");
	expect_refusal(script, PTY_LIST("TERM"), "TERM");
}
END_TEST

START_TEST(what_it_says_of_itself_goes_to_stdout_and_all_is_well)
{
	static const char *const words[] = { "--help", "-h", "--version", "-V", "--list=options", "--list=keys", "--list=columns" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		struct printed p = ramtop(words[i]);
		ck_assert_int_eq(p.status, 0);
		ck_assert_str_eq(p.err, "");
		ck_assert_uint_gt(p.length, 0);
	}
}
END_TEST

START_TEST(the_help_has_every_option_below_a_heading_and_fits_80_columns)
{
	static const char *const headings[] = { "Commands:", "How often:", "Where it goes:", "What is shown:", "Where it comes from:", "Alerts:",
	                                        "What else:" };
	const char *help = ramtop("-h").out, *at, *end;
	char name[64];

	for (size_t i = 0; i < sizeof(headings) / sizeof(headings[0]); i++)
		ck_assert_msg(strstr(help, headings[i]) != NULL, "no '%s'", headings[i]);
	for (at = ramtop("--list=options").out; *at; at = strchr(at, '\n') + 1) {
		snprintf(name, sizeof(name), "%.*s", (int)strcspn(strstr(at, "--"), " "), strstr(at, "--"));
		ck_assert_msg(strstr(help, name) != NULL, "no %s", name);
	}
	for (at = help; (end = strchr(at, '\n')); at = end + 1)
		ck_assert_msg(end - at <= 80, "%.*s", (int)(end - at), at);
}
END_TEST

/* Some terminals keep function keys to themselves. */
START_TEST(each_function_key_has_another_that_does_the_same)
{
	const char *at, *space;
	char keys[64];

	for (at = ramtop("--list=keys").out; *at; at = strchr(at, '\n') + 1) {
		snprintf(keys, sizeof(keys), "%.*s", (int)(strstr(at, "  ") ? strcspn(at, "\n") : 0), at);
		space = strstr(keys, "  ");
		if (!space || (strncmp(keys, "F", 1) != 0 && strncmp(keys, "Shift-F", 7) != 0) || strcspn(keys, "0123456789") > 7)
			continue;
		keys[space - keys] = '\0';
		ck_assert_msg(strlen(keys) == 1 || strchr(keys, ' ') != NULL, "%s has no letter", keys);
	}
}
END_TEST

START_TEST(every_table_that_it_has_can_be_printed)
{
	const char *at;
	char name[64];

	for (at = ramtop("--list=tables").out; *at; at = strchr(at, '\n') + 1) {
		struct printed p;
		snprintf(name, sizeof(name), "%.*s", (int)strcspn(at, " "), at);
		p = ramtop("--list", name);
		ck_assert_int_eq(p.status, 0);
		ck_assert_msg(strstr(p.out, "  ") != NULL, "%s: %s", name, p.out);
	}
}
END_TEST

SUITE(system_options, a_wrong_word_is_named_in_one_line_and_the_status_is_2,
      a_pid_that_is_not_there_is_named_in_one_line_and_the_status_is_1, the_pid_of_a_process_that_has_ended_is_not_there,
      when_the_reader_has_enough_it_ends_quietly, what_cannot_be_written_is_said_and_the_status_is_1,
      without_a_terminal_it_says_so_and_the_status_is_2, half_a_terminal_is_none, a_terminal_that_is_unknown_or_dumb_is_named,
      what_it_says_of_itself_goes_to_stdout_and_all_is_well, the_help_has_every_option_below_a_heading_and_fits_80_columns,
      each_function_key_has_another_that_does_the_same, every_table_that_it_has_can_be_printed)

/* system_run_test.c - "ramtop run" on real commands: trees of known size, GNU time beside it, statuses, signals. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "suite.h"
#include "vec.h"
#include "workload.h"
#include "workload_program.h"

#define PYTHON "python3"

/* A format, and what it prints of a command. */
static const char *figure(const char *format, const char *const *command)
{
	const char *words[16] = { PROGRAM, "run", "-q", "-f", format };
	struct printed p;
	size_t n = 5;

	for (size_t i = 0; command[i]; i++)
		words[n++] = command[i];
	words[n] = NULL;
	p = program_run(words, NULL);
	return p.err;
}

static const char *by_time(const char *format, const char *const *command)
{
	const char *words[16] = { "/usr/bin/time", "-q", "-f", format };
	size_t n = 4;

	for (size_t i = 0; command[i]; i++)
		words[n++] = command[i];
	words[n] = NULL;
	return program_run(words, NULL).err;
}

START_TEST(the_status_is_the_commands)
{
	static const struct { const char *command[6]; int status; const char *says; } cases[] = {
		{ { "true" }, 0, "ended with 0" },
		{ { "sh", "-c", "exit 3" }, 3, "ended with 3" },
		{ { "sh", "-c", "kill -9 $$" }, 137, "signal 9" },
		{ { "no-such-command" }, 127, "cannot run no-such-command: No such file or directory" },
		{ { "/etc/passwd" }, 126, "cannot run /etc/passwd: Permission denied" },
		{ { "-o", "/nowhere/x", "true" }, 125, "cannot open /nowhere/x" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const char *const *c = cases[i].command;
		struct printed p = ramtop("run", c[0], c[1], c[2], c[3], c[4]);
		ck_assert_msg(p.status == cases[i].status, "%s: %d", c[0], p.status);
		ck_assert_msg(strstr(p.err, cases[i].says), "%s", p.err);
		ck_assert_str_eq(p.out, "");
	}
}
END_TEST

START_TEST(what_the_command_reads_and_writes_is_its_own)
{
	struct printed p = program_run((const char *const[]){ PROGRAM, "run", "-o", "/dev/null", "--", "tr", "a-z", "A-Z", NULL }, "loud");

	ck_assert_str_eq(p.out, "LOUD");
	ck_assert_str_eq(p.err, "");
}
END_TEST

/* Figures that are the same each time. */
START_TEST(gnu_time_says_the_same)
{
	static const char *const commands[][6] = {
		{ "sh", "-c", "exit 3" }, { "true" }, { "echo", "a b", "c'd" },
	};
	static const char *const formats[] = { "%C|%x|%Z|%X%D%p%K%t%W%s%r%k|%Q|%%|\\t|\\q|%", "", "%F %O" };

	for (size_t i = 0; i < ARRAY_LEN(commands); i++)
		for (size_t k = 0; k < ARRAY_LEN(formats); k++) {
			const char *theirs = by_time(formats[k], commands[i]);
			ck_assert_str_eq(figure(formats[k], commands[i]), theirs);
		}
}
END_TEST

START_TEST(gnu_time_measures_the_same)
{
	static const char *const holds[] = { PYTHON, "-c", "bytearray(b'x') * (80 << 20)\nfor i in range(3000000): pass", NULL };
	double ours = atof(figure("%M", holds)), theirs = atof(by_time("%M", holds));

	ck_assert_msg(ours > 0.97 * theirs && ours < 1.03 * theirs, "%%M %f, not %f", ours, theirs);
	ours = atof(figure("%R", holds));
	theirs = atof(by_time("%R", holds));
	ck_assert_msg(ours > 0.9 * theirs && ours < 1.1 * theirs, "%%R %f, not %f", ours, theirs);
	ours = atof(figure("%e", (const char *const[]){ "sleep", "0.3", NULL }));
	ck_assert_msg(ours >= 0.3 && ours < 5, "%%e %f", ours);
}
END_TEST

/* The end of a signal is told, and as a status that says so. */
START_TEST(the_verbose_form_has_the_true_status_of_who_was_killed)
{
	struct printed p = ramtop("run", "-v", "sh", "-c", "kill -9 $$");

	ck_assert_msg(strncmp(p.err, "Command terminated by signal 9\n\tCommand being timed: \"sh -c kill -9 $$\"\n", 70) == 0, "%s", p.err);
	ck_assert_msg(strstr(p.err, "\tExit status: 137\n"), "%s", p.err);
	ck_assert_int_eq(p.status, 137);
}
END_TEST

START_TEST(the_variable_time_is_a_format)
{
	setenv("TIME", "mine %x", 1);
	ck_assert_str_eq(ramtop("run", "true").err, "mine 0\n");
	ck_assert_str_eq(ramtop("run", "-f", "%C", "true").err, "true\n");
}
END_TEST

START_TEST(a_file_is_begun_or_added_to)
{
	char name[] = "build/check/run-XXXXXX";
	int fd = mkstemp(name);

	ck_assert_int_ge(fd, 0);
	close(fd);
	ck_assert_str_eq(ramtop("run", "-o", name, "-f", "one", "true").err, "");
	ck_assert_str_eq(ramtop("run", "-a", "-o", name, "-f", "two", "true").err, "");
	ck_assert_str_eq(program_run((const char *const[]){ "cat", name, NULL }, NULL).out, "one\ntwo\n");
	ck_assert_str_eq(ramtop("run", "-o", name, "-f", "three", "true").err, "");
	ck_assert_str_eq(program_run((const char *const[]){ "cat", name, NULL }, NULL).out, "three\n");
	unlink(name);
}
END_TEST

/* Three that hold 50 MB each, beside 10 MB of their parent's: none goes before all of them do. A fourth lets them go. */
static const char three[] =
	"import os\n"
	"ready, told = os.pipe()\n"
	"go, hold_back = os.pipe()\n"
	"if os.fork() == 0:\n"
	" n = 0\n"
	" while n < 3: n += len(os.read(ready, 3))\n"
	" os._exit(0)\n"
	"os.close(hold_back)\n"
	"a = bytearray(b'x') * (10 << 20)\n"
	"def hold():\n"
	" b = bytearray(b'y') * (50 << 20)\n"
	" os.write(told, b'.')\n"
	" os.read(go, 1)\n"
	" os._exit(0)\n";

/* Of the kernel's own charge, whoever holds it and however it came to be. */
START_TEST(the_whole_tree_counts_also_what_left_it)
{
	static const char *const rest[] = {
		/* waited for */
		"for i in range(3):\n if os.fork() == 0: hold()\n"
		"for i in range(4): os.wait()\n",
		/* daemons */
		"for i in range(3):\n if os.fork() == 0:\n  os.setsid()\n  if os.fork(): os._exit(0)\n  hold()\n"
		"for i in range(4): os.wait()\n"
		"os.read(go, 1)\n",
		/* left behind */
		"for i in range(3):\n if os.fork() == 0: hold()\n",
	};

	for (size_t i = 0; i < ARRAY_LEN(rest); i++) {
		struct printed p = ramtop("run", "--wait-all", PYTHON, "-c", text_of("%s%s", three, rest[i]));
		const char *peak = strstr(p.err, "tree peak");
		double mb;
		ck_assert_int_eq(p.status, 0);
		ck_assert_ptr_nonnull(peak);
		ck_assert_int_eq(sscanf(peak, "tree peak %lfM", &mb), 1);
		/* What is only looked at now and then may be missed. */
		ck_assert_msg(mb > 158 || strstr(p.err, "not exact"), "%s", p.err);
		ck_assert_msg(mb < 200, "%s", p.err);
		ck_assert_ptr_null(strstr(p.err, "still running"));
	}
}
END_TEST

/* Where groups can be made: of version 2 the inner one's must not be outside of the outer one's. */
START_TEST(a_run_within_a_run_counts_for_both)
{
	struct printed p = ramtop("run", "--json", PROGRAM, "run", "-f", "", PYTHON, "-c", "b = bytearray(b'x') * (60 << 20)");

	ck_assert_int_eq(p.status, 0);
	expect_jq(p.err, ".peak > 60 * 1048576 or (.peak_is_exact | not)", "true");
	p = ramtop("run", "-o", "/dev/null", "sh", "-c", PROGRAM " run --json sh -c true; true");
	expect_jq(p.err, ".peak_is_exact", strstr(ramtop("run", "true").err, "not exact") ? "false" : "true");
}
END_TEST

/* Who may make no control group himself, but has a manager that does. */
START_TEST(a_user_of_systemd_is_told_the_exact_peak)
{
	struct printed p = ramtop("run", PYTHON, "-c", "b = bytearray(b'x') * (60 << 20)");
	char bus[64];
	double mb;

	snprintf(bus, sizeof(bus), "/run/user/%d/bus", (int)getuid());
	if (getuid() == 0 || access(bus, W_OK) != 0 || access("/sys/fs/cgroup/cgroup.controllers", F_OK) != 0) {
		fprintf(stderr, "SKIPPED: not a plain user with a systemd of his own, on control groups of version 2\n");
		return;
	}
	ck_assert_ptr_null(strstr(p.err, "not exact"));
	ck_assert_int_eq(sscanf(strstr(p.err, "tree peak"), "tree peak %lfM", &mb), 1);
	ck_assert_msg(mb > 60 && mb < 80, "%s", p.err);
}
END_TEST

START_TEST(what_still_runs_is_told_and_left_alone)
{
	struct printed p = ramtop("run", "sh", "-c", "sleep 1000 >/dev/null 2>&1 & echo $!");
	pid_t pid = atoi(p.out);

	ck_assert_int_eq(p.status, 0);
	ck_assert_msg(strstr(p.err, "still running  1 "), "%s", p.err);
	ck_assert_int_gt(pid, 1);
	ck_assert_int_eq(kill(pid, SIGKILL), 0);
}
END_TEST

START_TEST(a_limit_is_told_in_one_line_and_is_status_3)
{
	static const char hold[] = "bytearray(b'x') * (60 << 20)";
	struct printed p = ramtop("run", "-f", "", "--max", "40m", PYTHON, "-c", hold);

	ck_assert_int_eq(p.status, 3);
	ck_assert_msg(strstr(p.err, "ramtop: the tree's peak of ") && strstr(p.err, " is over --max 40M\n"), "%s", p.err);
	p = ramtop("run", "-f", "", "--max-rss", "40m", PYTHON, "-c", hold);
	ck_assert_int_eq(p.status, 3);
	ck_assert_msg(strstr(p.err, "ramtop: the largest process, with ") && strstr(p.err, " is over --max-rss 40M\n"), "%s", p.err);
	p = ramtop("run", "-f", "", "--max", "1g", "--max-rss", "1g", PYTHON, "-c", hold);
	ck_assert_int_eq(p.status, 0);
	p = ramtop("run", "--max", "5x", "true");
	ck_assert_int_eq(p.status, 2);
	ck_assert_str_eq(p.err, "ramtop: --max: '5x' is not an amount of memory, as 512m or 1.5g are\n");
}
END_TEST

/* Holds 60 MB until it is ended. */
#define HOLD_FOR_EVER PYTHON " -c \"import signal; b = bytearray(b'x') * (60 << 20); signal.pause()\""

/* Who set itself free, too. */
START_TEST(who_is_over_the_limit_is_ended_with_all_it_started)
{
	struct printed p = ramtop("run", "--wait-all", "--kill", "--max", "40m", "sh", "-c", "setsid tail -f /dev/null & exec " HOLD_FOR_EVER);

	ck_assert_int_eq(p.status, 3);
	ck_assert_msg(strstr(p.err, "is over --max 40M: all of it was ended\n"), "%s", p.err);
	ck_assert_ptr_null(strstr(p.err, "still running"));
	/* Nor is one said to run still that is about to go: those with much to give back take a while. */
	p = ramtop("run", "--kill", "--max", "40m", "sh", "-c", HOLD_FOR_EVER " & " HOLD_FOR_EVER " & exec " HOLD_FOR_EVER);
	ck_assert_int_eq(p.status, 3);
	ck_assert_ptr_null(strstr(p.err, "still running"));
}
END_TEST

/* Who may make no control group is told the sum of PSS, which ends it just as well. */
START_TEST(without_rights_the_sum_of_pss_stands_for_the_charge)
{
	struct printed p = program_run((const char *const[]){ "setpriv", "--reuid", "65534", "--clear-groups", PROGRAM, "run", "--kill", "--max", "40m",
	                                                       "sh", "-c", "exec " HOLD_FOR_EVER, NULL }, NULL);
	const char *peak = strstr(p.err, "tree peak");
	double mb;

	if (getuid() != 0)
		return;
	ck_assert_msg(p.status == 3, "%s", p.err);
	ck_assert_msg(strstr(p.err, "the sum of PSS") && strstr(p.err, "not exact") && strstr(p.err, "not all seen"), "%s", p.err);
	ck_assert_int_eq(sscanf(peak, "tree peak %lfM", &mb), 1);
	ck_assert_msg(mb > 40 && mb < 80, "%s", p.err);
}
END_TEST

/* Each that lived for a millisecond, where the kernel tells of them. */
START_TEST(no_short_lived_process_is_missed)
{
	const char *said = ramtop("run", "sh", "-c", "for i in 1 2 3 4 5 6 7 8 9 10; do for k in 1 2 3 4 5 6 7 8 9 10; do /bin/true & done; wait; done").err;
	const char *at = strstr(said, "processes ");

	ck_assert_ptr_nonnull(at);
	ck_assert_msg(strstr(said, "not all seen") || strstr(at, "101 ") == at + strcspn(at, "0123456789"), "%s", said);
	ck_assert_msg(strstr(said, "not all seen") || strstr(at, "true"), "%s", said);
}
END_TEST

START_TEST(json_and_csv_have_the_whole_course)
{
	struct printed p = ramtop("run", "--json", PYTHON, "-c", "b = bytearray(b'x') * (60 << 20)");
	const char *head = "at_ns,charge,needed,anon,shmem,cache,kernel,swap\n", *csv;

	ck_assert_int_eq(p.status, 0);
	expect_jq(p.err, ".command[0]", PYTHON);
	expect_jq(p.err, ".exit_status, .signal, .still_running", "0\nnull\n0");
	expect_jq(p.err, ".peak > 60 * 1048576 or (.peak_is_exact | not)", "true");
	ck_assert_uint_gt(jq_number(p.err, ".leader.max_rss"), 60 * MEBIBYTE);
	expect_jq(p.err, ".pss_samples > 0 and .pss <= .peak + 8 * 1048576", "true");
	expect_jq(p.err, ".highest.charge == ([.course[].charge] | max)", "true");
	expect_jq(p.err, "[.course[].at_ns] | . == sort", "true");
	csv = ramtop("run", "--csv", "true").err;
	ck_assert_msg(strncmp(csv, head, strlen(head)) == 0, "%s", csv);
	ck_assert_msg(csv[strlen(head)] >= '0' && csv[strlen(head)] <= '9', "%s", csv);
}
END_TEST

/* A test that fails when an option comes that it does not know. */
START_TEST(every_option_of_run_has_a_case)
{
	static const char cases[] = " output append wait-all json csv max max-rss kill verbose format portability quiet help version ";
	const char *list = ramtop("--list", "run_options").out;
	char name[64], word[80];
	double real, user, sys;

	ck_assert(*list);
	for (const char *at = list; *at; at = strchr(at, '\n') + 1) {
		ck_assert_int_eq(sscanf(strstr(at, "--"), "--%63[a-z-]", name), 1);
		snprintf(word, sizeof(word), " %s ", name);
		ck_assert_msg(strstr(cases, word), "no case for --%s", name);
	}
	ck_assert_ptr_nonnull(strstr(ramtop("run", "--help").out, "Usage: ramtop run"));
	ck_assert_ptr_nonnull(strstr(ramtop("run", "--version").out, "ramtop "));
	ck_assert_int_eq(sscanf(ramtop("run", "-p", "sh", "-c", "exit 3").err, "real %lf\nuser %lf\nsys %lf\n", &real, &user, &sys), 3);
}
END_TEST

SUITE(system_run, a_run_within_a_run_counts_for_both, a_user_of_systemd_is_told_the_exact_peak,
      json_and_csv_have_the_whole_course, every_option_of_run_has_a_case, no_short_lived_process_is_missed, a_limit_is_told_in_one_line_and_is_status_3,
      who_is_over_the_limit_is_ended_with_all_it_started, without_rights_the_sum_of_pss_stands_for_the_charge,
      the_status_is_the_commands, what_the_command_reads_and_writes_is_its_own, gnu_time_says_the_same,
      gnu_time_measures_the_same, the_verbose_form_has_the_true_status_of_who_was_killed, the_variable_time_is_a_format,
      a_file_is_begun_or_added_to, the_whole_tree_counts_also_what_left_it, what_still_runs_is_told_and_left_alone)

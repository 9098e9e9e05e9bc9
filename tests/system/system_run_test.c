/* system_run_test.c - "ramtop run" on real commands: trees of known size, GNU time beside it, statuses, signals. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kernel/groups.h"
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
		{ { "--plot", "/nowhere/x.svg", "touch", "/nowhere" }, 125, "cannot open /nowhere/x.svg: No such file or directory" },
		{ { "--plot", "x.png", "touch", "/nowhere" }, 125, "ramtop: --plot: 'x.png' ends neither in .svg nor in .html\n" },
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
		ck_assert_msg(strstr(p.err, "still running  0 "), "%s", p.err);
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
	ck_assert_msg(strstr(p.err, "still running  0 "), "%s", p.err);
	/* Nor is one said to run still that is about to go: those with much to give back take a while. */
	p = ramtop("run", "--kill", "--max", "40m", "sh", "-c", HOLD_FOR_EVER " & " HOLD_FOR_EVER " & exec " HOLD_FOR_EVER);
	ck_assert_int_eq(p.status, 3);
	ck_assert_msg(strstr(p.err, "still running  0 "), "%s", p.err);
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
	ck_assert_msg(mb >= 40 && mb < 80, "%s", p.err);
}
END_TEST

/* Who came to nobody that we know, but was there when we looked, is counted with what was seen. */
START_TEST(without_rights_those_that_were_seen_are_told)
{
	struct printed p = program_run((const char *const[]){ "setpriv", "--reuid", "65534", "--clear-groups", PROGRAM, "run", "--json", "sh", "-c",
	                                "for i in 1 2 3; do sleep 0.3; done; true", NULL }, NULL);

	if (getuid() != 0)
		return;
	ck_assert_int_eq(p.status, 0);
	expect_jq(p.err, ".processes, (.names[] | select(.comm == \"sleep\") | .count, .peak_is, .peak > 0)", "4\n3\nat least\ntrue");
	expect_jq(p.err, ".not_all_because != null", "true");
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

/* Killed in a group that may not have more than 150 MB: whenever it was seen first, and the picture has it, too. */
START_TEST(who_was_killed_for_want_of_memory_is_told)
{
	static const char command[] = "echo $$ >%s/cgroup.procs; exec %s run %s sh -c 'exec 2>/dev/null; " PYTHON " -c \"bytearray(b\\\"x\\\") * (300 << 20)\"; exit 4'";
	struct made_group ours, box;
	struct printed p, json;

	if (!group_ours(&ours) || ours.version != CGROUP_V1)
		return;
	group_make(&box, &ours, group_name(&ours), 150 * GROUP_MIB);
	p = program_run((const char *const[]){ "sh", "-c", text_of(command, box.dir, PROGRAM, ""), NULL }, NULL);
	json = program_run((const char *const[]){ "sh", "-c", text_of(command, box.dir, PROGRAM, "--json"), NULL }, NULL);
	group_remove(&box);
	ck_assert_msg(p.status == 4, "%s", p.err);
	ck_assert_msg(strstr(p.err, "\n  OOM kills      1        exact\n"), "%s", p.err);
	ck_assert_msg(strstr(p.err, " x: OOM\n"), "%s", p.err);
	expect_jq(json.err, ".oom_kills, .oom_kills_of, (.oom_marks | length), .oom_marks[0].kills", "1\ncommand\n1\n1");
	expect_jq(json.err, ".oom_marks[0].at_ns <= .wall_ns + 1000000000", "true");
}
END_TEST

START_TEST(each_figure_says_how_it_is_known)
{
	static const char *const lines[] = { "time ", "tree peak ", "without cache ", "sum of PSS ", "swap ", "largest ", "processes ",
	                                     "major faults ", "stalled ", "OOM kills ", "still running " };
	const char *said = ramtop("run", PYTHON, "-c", "b = bytearray(b'x') * (60 << 20)").err;
	unsigned width = 0;

	for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
		const char *at = strstr(said, text_of("\n  %s", lines[i]));
		if (!at && strstr(said, "not exact") && (strstr(lines[i], "cache") || strstr(lines[i], "PSS")))
			continue;
		ck_assert_msg(at, "no %s in %s", lines[i], said);
		at += 3 + 14 + 10;
		ck_assert_msg(strncmp(at, "exact", 5) == 0 || strncmp(at, "sampled ", 8) == 0 || strstr(at, " sample") == at + strspn(at, "0123456789") ||
		              strncmp(at, "not all", 7) == 0 || strncmp(at, "machine's", 9) == 0 || strncmp(at, "?", 1) == 0, "%s in %s", lines[i], said);
	}
	for (const char *at = said; *at; at++) {
		width = *at == '\n' ? 0 : width + ((*at & 0xc0) != 0x80);
		ck_assert_msg(width < 80, "%s", said);
	}
}
END_TEST

START_TEST(json_and_csv_have_the_whole_course)
{
	struct printed p = ramtop("run", "--json", PYTHON, "-c", "b = bytearray(b'x') * (60 << 20)\nimport select; select.select([], [], [], 0.4)");
	const char *head = "at_ns,charge,needed,anon,shmem,cache,kernel,swap,pss", *csv;

	ck_assert_int_eq(p.status, 0);
	expect_jq(p.err, ".command[0]", PYTHON);
	expect_jq(p.err, ".exit_status, .signal, .still_running", "0\nnull\n0");
	expect_jq(p.err, ".peak > 60 * 1048576 or (.peak_is_exact | not)", "true");
	ck_assert_uint_gt(jq_number(p.err, ".leader.max_rss"), 60 * MEBIBYTE);
	expect_jq(p.err, ".pss_samples > 0 and .pss <= .peak + 8 * 1048576", "true");
	expect_jq(p.err, ".highest.charge == ([.course[].charge] | max)", "true");
	expect_jq(p.err, "[.course[].at_ns] | . == sort", "true");
	expect_jq(p.err, "[.by_name.points[] | .pss == (.of | add) + .others] | all", "true");
	expect_jq(p.err, "(.by_name.names | index(\"python3\")) as $i | [.by_name.points[].of[$i]] | max > 60 * 1048576", "true");
	expect_jq(p.err, "[.by_name.points[].pss] | max", text_of("%llu", (unsigned long long)jq_number(p.err, ".pss")));
	csv = ramtop("run", "--csv", "true").err;
	ck_assert_msg(strncmp(csv, head, strlen(head)) == 0, "%s", csv);
	csv = strchr(csv, '\n') + 1;
	ck_assert_msg(csv[0] >= '0' && csv[0] <= '9', "%s", csv);
}
END_TEST

/* A name in the tests' directory, where no file is. */
static const char *free_name(void)
{
	char name[] = "build/check/run-XXXXXX";
	int fd = mkstemp(name);

	ck_assert_int_ge(fd, 0);
	close(fd);
	unlink(name);
	return text_of("%s", name);
}

/* A command that holds so many megabytes: for its own JSON, and to be compared. */
#define HOLD(mb) PYTHON, "-c", "b = bytearray(b'x') * (" #mb " << 20)"

START_TEST(memory_that_has_risen_is_told_and_is_status_3)
{
	const char *old = free_name();
	struct printed p = ramtop("run", "-o", old, "--json", HOLD(40));

	ck_assert_int_eq(p.status, 0);
	p = ramtop("run", "--compare", old, HOLD(40));
	ck_assert_msg(p.status == 0, "%s", p.err);
	ck_assert_msg(strstr(p.err, text_of("  compared with %s\n", old)), "%s", p.err);
	p = ramtop("run", "-f", "", "--compare", old, HOLD(60));
	ck_assert_msg(strstr(p.err, "  over 10 %\n") && strstr(p.err, "  another command then: " PYTHON " -c b = bytearray"), "%s", p.err);
	ck_assert_msg(strstr(p.err, text_of("\nramtop: more than 10 %% over %s: ", old)), "%s", p.err);
	ck_assert_int_eq(p.status, 3);
	p = ramtop("run", "--compare", old, "--threshold", "900%", HOLD(60));
	ck_assert_msg(p.status == 0, "%s", p.err);
	/* The command's own status goes before it. */
	p = ramtop("run", "-f", "", "--compare", old, PYTHON, "-c", "b = bytearray(b'x') * (60 << 20); exit(7)");
	ck_assert_msg(p.status == 7 && strstr(p.err, "\nramtop: more than 10 % over "), "%s", p.err);
	/* The file that is compared with may be the one that is written. */
	p = ramtop("run", "-o", old, "--json", "--compare", old, HOLD(60));
	ck_assert_int_eq(p.status, 3);
	p = program_run((const char *const[]){ "cat", old, NULL }, NULL);
	expect_jq(p.out, ".compare | .file, .over, .largest.peak.over, .same_command", text_of("%s\ntrue\ntrue\nfalse", old));
	unlink(old);
}
END_TEST

/* In a file that may be anything; the command would leave another behind. */
START_TEST(what_cannot_be_compared_with_is_told_before_the_command_starts)
{
	static const struct { const char *make, *says; } cases[] = {
		{ ":", "cannot read %s: No such file or directory" },
		{ "mkfifo %s", "cannot compare with %s: no regular file" },
		{ "mkdir %s", "cannot compare with %s: no regular file" },
		{ "truncate -s 65M %s", "cannot compare with %s: larger than 64M" },
		{ "echo hello >%s", "cannot compare with %s: line 1: " },
		{ "printf '\n{\"command\":\n' >%s", "cannot compare with %s: line 3: " },
		{ "echo '{\"tasks\":[]}' >%s", "cannot compare with %s: it has no \"command\": ramtop run --json did not write it" },
		{ "head -c 10000 /dev/zero | tr '\\0' '[' >%s", "cannot compare with %s: line 1: maximum parsing depth reached" },
		{ "echo '{\"command\":[\"a\"],\"wall_ns\":1,\"peak\":-5}' >%s", "cannot compare with %s: its \"peak\" is no number that may be" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const char *old = free_name(), *started = free_name();
		char make[256], says[256];
		struct printed p;
		snprintf(make, sizeof(make), cases[i].make, old);
		snprintf(says, sizeof(says), cases[i].says, old);
		program_run((const char *const[]){ "sh", "-c", make, NULL }, NULL);
		p = ramtop("run", "--compare", old, "touch", started);
		ck_assert_msg(p.status == 125 && strncmp(p.err, "ramtop: ", 8) == 0 && strncmp(p.err + 8, says, strlen(says)) == 0, "%s: %s", says, p.err);
		ck_assert_ptr_eq(strchr(p.err, '\n'), p.err + strlen(p.err) - 1);
		ck_assert_int_ne(access(started, F_OK), 0);
		program_run((const char *const[]){ "rm", "-rf", old, NULL }, NULL);
	}
}
END_TEST

START_TEST(many_runs_are_told_by_their_medians)
{
	const char *old = free_name();
	struct printed p = ramtop("run", "--repeat", "4", HOLD(40));
	double low, high;

	ck_assert_int_eq(p.status, 0);
	ck_assert_msg(strstr(p.err, " ran 4 times, ended with 0\n"), "%s", p.err);
	ck_assert_int_eq(sscanf(strstr(p.err, "\n  largest"), " largest %*fM %lfM %lfM", &low, &high), 2);
	ck_assert_msg(low > 40 && high < 80 && low <= high, "%s", p.err);
	p = ramtop("run", "-o", old, "--repeat", "3", "--json", HOLD(40));
	ck_assert_int_eq(p.status, 0);
	p = program_run((const char *const[]){ "cat", old, NULL }, NULL);
	expect_jq(p.out, "(.runs | length), .asked, .counted, .command[0]", "3\n3\n3\n" PYTHON);
	expect_jq(p.out, "[.runs[].largest.peak] | sort | .[1]", jq(p.out, ".median.largest.peak"));
	expect_jq(p.out, "[.runs[].all.user_ns] | sort | .[0], .[2]", jq(p.out, ".min.all.user_ns, .max.all.user_ns"));
	p = ramtop("run", "--repeat", "2", "--compare", old, HOLD(60));
	ck_assert_msg(p.status == 3, "%s", p.err);
	ck_assert_msg(strstr(p.err, "\n  medians of runs        3        2\n"), "%s", p.err);
	unlink(old);
	/* Each as time(1) says it. */
	ck_assert_str_eq(ramtop("run", "--repeat", "3", "-f", "%x %C", "true").err, "0 true\n0 true\n0 true\n");
}
END_TEST

START_TEST(the_run_that_fails_is_the_last_and_its_status_ours)
{
	/* All runs read the same input. */
	struct printed p = program_run((const char *const[]){ PROGRAM, "run", "--repeat", "5", "sh", "-c", "read a; exit $a", NULL }, "0\n0\n7\n0\n0\n");

	ck_assert_int_eq(p.status, 7);
	ck_assert_msg(strncmp(p.err, "ramtop: sh -c read a; exit $a ended with 7\n", 43) == 0, "%s", p.err);
	ck_assert_msg(strstr(p.err, " ran 3 of 5 times\n  the last ended with 7\n  of 2 that ended with 0:\n"), "%s", p.err);
	p = ramtop("run", "--repeat", "5", "--json", "sh", "-c", "exit 2");
	ck_assert_int_eq(p.status, 2);
	expect_jq(p.err, "(.runs | length), .counted, .median", "1\n0\nnull");
	p = ramtop("run", "--repeat", "5", "--max", "1k", "true");
	ck_assert_int_eq(p.status, 3);
	ck_assert_msg(strstr(p.err, " ran 1 of 5 times\n  the last was over a limit\n"), "%s", p.err);
	ck_assert_int_eq(ramtop("run", "--repeat", "5", "no-such-command").status, 127);
}
END_TEST

/* Also where the command takes it for a way to end well. The terminal sends it to both of us; here each run does. */
START_TEST(a_signal_ends_all_runs)
{
	struct printed p = ramtop("run", "--repeat", "5", "sh", "-c", "kill -TERM $PPID; exit 0");

	ck_assert_msg(p.status == 128 + SIGTERM, "%d %s", p.status, p.err);
	ck_assert_msg(strstr(p.err, " ran 1 of 5 times\n  then came signal 15 (Terminated)\n"), "%s", p.err);
}
END_TEST

START_TEST(options_that_do_not_go_together_are_told)
{
	static const struct { const char *words[4], *says; } cases[] = {
		{ { "--repeat", "0" }, "--repeat: '0' is not a number from 1 to 1000\n" },
		{ { "--repeat", "1001" }, "--repeat: '1001' is not a number from 1 to 1000\n" },
		{ { "--repeat", "-1" }, "--repeat: '-1' is not a number from 1 to 1000\n" },
		{ { "--threshold", "x", "--compare", "y" }, "--threshold: 'x' is not a share, as 50 or 50% are\n" },
		{ { "--threshold", "7" }, "--threshold needs a file to compare with: --compare\n" },
		{ { "--csv", "--repeat", "2" }, "--csv is the course of a single run: --repeat needs another form\n" },
		{ { "--plot", "x.svg", "--repeat", "2" }, "--plot draws the course of a single run: not with --repeat\n" },
		{ { "--csv", "--compare", "x" }, "--csv is the course of a single run: --compare needs another form\n" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const char *const *w = cases[i].words;
		const char *words[8] = { PROGRAM, "run" };
		struct printed p;
		size_t n = 2;
		for (size_t k = 0; k < 4 && w[k]; k++)
			words[n++] = w[k];
		words[n++] = "true";
		words[n] = NULL;
		p = program_run(words, NULL);
		ck_assert_msg(p.status == 2 && strncmp(p.err, "ramtop: ", 8) == 0, "%s", p.err);
		ck_assert_str_eq(p.err + 8, cases[i].says);
	}
}
END_TEST

/* What is in a file. */
static const char *content(const char *file)
{
	return program_run((const char *const[]){ "cat", file, NULL }, NULL).out;
}

/* Beside the report, wherever that goes and whatever it looks like. */
START_TEST(a_picture_is_drawn_beside_any_report)
{
	static const char *const with[] = { "--wait-all", "--json", "-v", "-q" };
	char name[] = "build/check/plot-XXXXXX.svg";
	int fd = mkstemps(name, 4);

	ck_assert_int_ge(fd, 0);
	close(fd);
	for (size_t i = 0; i < ARRAY_LEN(with); i++) {
		struct printed p = ramtop("run", with[i], "--plot", name, "sh", "-c", "exit 3");
		const char *picture = content(name);
		ck_assert_int_eq(p.status, 3);
		ck_assert_ptr_null(strstr(p.err, "<svg"));
		ck_assert_msg(strncmp(picture, "<?xml ", 6) == 0 && strstr(picture, ">sh -c exit 3<") && strstr(picture, ">ended with 3 after "), "%.900s", picture);
		ck_assert_str_eq(picture + strlen(picture) - 7, "</svg>\n");
	}
	unlink(name);
}
END_TEST

START_TEST(a_page_has_the_picture_and_the_report)
{
	char name[] = "build/check/plot-XXXXXX.html";
	int fd = mkstemps(name, 5);
	const char *page;

	ck_assert_int_ge(fd, 0);
	close(fd);
	ck_assert_str_eq(ramtop("run", "-f", "", "--plot", name, PYTHON, "-c", "b = bytearray(b'x') * (60 << 20)").err, "\n");
	page = content(name);
	ck_assert_msg(strncmp(page, "<!DOCTYPE html>", 15) == 0, "%.900s", page);
	ck_assert_msg(strstr(page, "</svg>") && strstr(page, "\n  tree peak ") && strstr(page, "JSON.parse"), "%.900s", page);
	unlink(name);
}
END_TEST

START_TEST(a_picture_that_cannot_be_written_is_told)
{
	static const char name[] = "build/check/full.svg";
	struct printed p;

	unlink(name);
	ck_assert_int_eq(symlink("/dev/full", name), 0);
	p = ramtop("run", "-f", "%x", "--plot", name, "true");
	unlink(name);
	ck_assert_int_eq(p.status, 125);
	ck_assert_str_eq(p.err, text_of("0\nramtop: cannot write %s: No space left on device\n", name));
}
END_TEST

/* A test that fails when an option comes that it does not know. */
START_TEST(every_option_of_run_has_a_case)
{
	static const char cases[] = " output append wait-all live json csv plot max max-rss kill repeat compare threshold verbose format portability quiet help version ";
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

SUITE(system_run, a_picture_is_drawn_beside_any_report, a_page_has_the_picture_and_the_report, a_picture_that_cannot_be_written_is_told,
      memory_that_has_risen_is_told_and_is_status_3, what_cannot_be_compared_with_is_told_before_the_command_starts,
      many_runs_are_told_by_their_medians, the_run_that_fails_is_the_last_and_its_status_ours, a_signal_ends_all_runs,
      options_that_do_not_go_together_are_told,
      without_rights_those_that_were_seen_are_told, who_was_killed_for_want_of_memory_is_told, each_figure_says_how_it_is_known,
      a_run_within_a_run_counts_for_both, a_user_of_systemd_is_told_the_exact_peak,
      json_and_csv_have_the_whole_course, every_option_of_run_has_a_case, no_short_lived_process_is_missed, a_limit_is_told_in_one_line_and_is_status_3,
      who_is_over_the_limit_is_ended_with_all_it_started, without_rights_the_sum_of_pss_stands_for_the_charge,
      the_status_is_the_commands, what_the_command_reads_and_writes_is_its_own, gnu_time_says_the_same,
      gnu_time_measures_the_same, the_verbose_form_has_the_true_status_of_who_was_killed, the_variable_time_is_a_format,
      a_file_is_begun_or_added_to, the_whole_tree_counts_also_what_left_it, what_still_runs_is_told_and_left_alone)

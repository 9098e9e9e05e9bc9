/* system_show_test.c - ramtop show: what it prints of a process, and what it says where it cannot. */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>

#include "base/json_reader.h"
#include "kernel/child.h"
#include "probe/hoarder.h"
#include "suite.h"
#include "workload.h"
#include "workload_program.h"

START_TEST(json_has_all_of_it)
{
	struct hoarder h;
	struct printed p;
	const char *pid;

	hoarder_start(&h);
	pid = pid_text(h.pid);
	p = ramtop("show", "--json", pid);
	ck_assert_msg(p.status == 0 && !p.err[0], "%d: %s", p.status, p.err);
	ck_assert(p.out[p.length - 1] == '\n' && json_is_valid(p.out, p.length - 1));
	ck_assert_ptr_null(strchr(p.out, '\033'));
	expect_jq(p.out, ".pid", pid);
	expect_jq(p.out, "keys | join(\" \")", "ended environment files limits locks mappings pid regions summary threads unread");
	expect_jq(p.out, ".summary.process.name", "hoard");
	expect_jq(p.out, ".summary.status.Threads", "5");
	expect_jq(p.out, ".regions[] | select(.region == \"malloc arenas\") | .count", "4");
	expect_jq(p.out, ".regions[] | select(.kind == \"memfd\") | .rss", "7340032");
	expect_jq(p.out, ".files[] | select(.kind == \"memfd\") | .size", "9437184");
	hoarder_end(&h);
}
END_TEST

START_TEST(sums_of_mappings_and_regions_are_the_same)
{
	struct hoarder h;
	const char *json;

	hoarder_start(&h);
	json = ramtop("show", "--json", pid_text(h.pid)).out;
	expect_jq(json, "([.mappings[].rss] | add) == ([.regions[].rss] | add)", "true");
	expect_jq(json, "([.mappings[].size] | add) == ([.regions[].size] | add)", "true");
	expect_jq(json, ".environment[] | select(.name == \"HOARD\") | .value | length", "9");
	expect_jq(json, ".regions[] | select(.deleted) | .region", "gone (deleted)");
	expect_jq(json, ".threads | length", "5");
	expect_jq(json, ".limits | length > 10", "true");
	expect_jq(json, ".unread", "{}");
	hoarder_end(&h);
}
END_TEST

START_TEST(text_has_the_regions_threads_and_files)
{
	static const char *const words[] = { "\nRegions (", "\nThreads (5)", "\nFiles (", "malloc arenas", "hoarder-2", "PSS ", "OOM score", "gone (deleted)" };
	struct hoarder h;
	struct printed p;

	hoarder_start(&h);
	p = ramtop("show", pid_text(h.pid));
	ck_assert_msg(p.status == 0 && !p.err[0], "%d: %s", p.status, p.err);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		ck_assert_msg(strstr(p.out, words[i]) != NULL, "'%s' is missing:\n%.3000s", words[i], p.out);
	ck_assert_ptr_null(strchr(p.out, '\033'));
	hoarder_end(&h);
}
END_TEST

static void expect_complaint(struct printed p, int status, const char *word)
{
	const char *newline = strchr(p.err, '\n');

	ck_assert_msg(strncmp(p.err, "ramtop: ", 8) == 0 && newline && !newline[1], "not one line: '%s'", p.err);
	ck_assert_msg(strstr(p.err, word) != NULL, "'%s' is not in: %s", word, p.err);
	ck_assert_int_eq(p.status, status);
}

START_TEST(a_wrong_pid_is_named_in_one_line)
{
	expect_complaint(ramtop("show", "4194304"), 1, "there is no process 4194304");
	expect_complaint(ramtop("show"), 2, "PID");
	expect_complaint(ramtop("show", "one"), 2, "'one'");
	expect_complaint(ramtop("show", "0"), 2, "'0'");
	expect_complaint(ramtop("show", "99999999999"), 2, "'99999999999'");
	expect_complaint(ramtop("show", "1", "2"), 2, "'2'");
}
END_TEST

static void show_as_nobody(void *with)
{
	struct printed p = ramtop("show", "--json", with);

	expect_complaint(p, 1, "CAP_SYS_PTRACE");
	ck_assert(json_is_valid(p.out, p.length - 1));
	expect_jq(p.out, ".regions", "null");
	expect_jq(p.out, ".summary.memory.pss", "null");
	expect_jq(p.out, ".summary.memory.rss > 0", "true");
	expect_jq(p.out, ".threads | length > 0", "true");
}

START_TEST(what_may_not_be_read_is_null_and_says_which_right_would_help)
{
	struct hoarder h;

	if (geteuid() != 0) {
		fprintf(stderr, "not root: SKIPPED\n");
		return;
	}
	hoarder_start(&h);
	child_as_nobody(show_as_nobody, (void *)(uintptr_t)pid_text(h.pid));
	hoarder_end(&h);
}
END_TEST

static void rest(void *arg)
{
	(void)arg;
}

static pid_t start_with_adjustment(const char *adjustment)
{
	pid_t pid = workload_start(rest, NULL);
	FILE *out = fopen(text_of("/proc/%d/oom_score_adj", (int)pid), "w");

	ck_assert(out && fputs(adjustment, out) >= 0 && fclose(out) == 0);
	return pid;
}

START_TEST(its_place_before_the_oom_killer_is_counted)
{
	pid_t first = start_with_adjustment("1000"), second = start_with_adjustment("900");
	const char *one = ramtop("show", "--json", pid_text(first)).out, *two = ramtop("show", "--json", pid_text(second)).out;

	ck_assert_uint_ge(jq_number(two, ".summary.oom.oom_before"), jq_number(one, ".summary.oom.oom_before") + 1);
	ck_assert_uint_ge(jq_number(two, ".summary.oom.oom_of"), jq_number(two, ".summary.oom.oom_before") + 1);
	ck_assert_uint_eq(jq_number(one, ".summary.oom.oom_score_adj"), 1000);
	workload_end_all();
}
END_TEST

START_TEST(a_zombie_and_a_thread_of_the_kernel_are_shown_without_memory)
{
	pid_t pid = fork();
	struct printed p;
	siginfo_t info;

	ck_assert_int_ge(pid, 0);
	if (pid == 0)
		_exit(0);
	ck_assert_int_eq(waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT), 0);
	p = ramtop("show", "--json", pid_text(pid));
	ck_assert_msg(p.status == 0, "%s", p.err);
	expect_jq(p.out, ".summary.process.state", "Z");
	expect_jq(p.out, ".regions", "[]");
	waitpid(pid, NULL, 0);
}
END_TEST

SUITE(system_show, json_has_all_of_it, sums_of_mappings_and_regions_are_the_same, text_has_the_regions_threads_and_files,
      a_wrong_pid_is_named_in_one_line, what_may_not_be_read_is_null_and_says_which_right_would_help,
      its_place_before_the_oom_killer_is_counted,
      its_place_before_the_oom_killer_is_counted,
      a_zombie_and_a_thread_of_the_kernel_are_shown_without_memory)

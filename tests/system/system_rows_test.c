/* system_rows_test.c - which processes are printed, in which order, with which columns: the options that say so. */
#define _GNU_SOURCE
#include <string.h>
#include <unistd.h>

#include "suite.h"
#include "workload.h"
#include "workload_program.h"

static void be_nobody(void *arg)
{
	(void)arg;
	if (geteuid() == 0)
		workload_be_nobody();
}

static const char *pids_below_us(const char *json)
{
	return jq(json, text_of("[.tasks[] | select(.ppid == %d and .comm != \"ramtop\") | .pid] | sort | tostring", (int)getpid()));
}

static const char *list_of(pid_t pid)
{
	return text_of("[%d]", (int)pid);
}

START_TEST(u_shows_the_processes_of_that_user_only)
{
	pid_t theirs = workload_start(be_nobody, NULL), ours = workload_exec((const char *const[]){ "ours", NULL });
	const char *nobody = geteuid() == 0 ? "nobody" : pid_text(geteuid()), *json;

	json = json_of("-u", nobody, "-o", "pid,ppid,comm,user");
	expect_jq(json, "[.tasks[].user] | unique | length", "1");
	if (geteuid() == 0) {
		ck_assert_str_eq(pids_below_us(json), list_of(theirs));
		ck_assert_str_eq(pids_below_us(json_of("-u", "65534", "-o", "pid,ppid,comm")), list_of(theirs));
		ck_assert_str_eq(pids_below_us(json_of("-u", "root", "-o", "pid,ppid,comm")), list_of(ours));
	}
	workload_end_all();
}
END_TEST

START_TEST(f_shows_the_commands_with_the_text_only)
{
	const char *name = text_of("Find-Me-%d", (int)getpid()), *json;
	pid_t pid = workload_exec((const char *const[]){ name, NULL });

	workload_exec((const char *const[]){ "somebody else", NULL });
	json = json_of("-f", text_of("find-me-%d", (int)getpid()), "-o", "pid,ppid,comm,command");
	ck_assert_str_eq(pids_below_us(json), list_of(pid));
	expect_jq(json, text_of("[.tasks[].command | ascii_downcase | contains(\"find-me-%d\")] | all", (int)getpid()), "true");
	expect_jq(json, "[.tasks[] | select(.comm == \"cat\") | .command]|.[0]", name);
	workload_end_all();
}
END_TEST

START_TEST(s_sorts_numbers_from_the_largest_and_a_minus_turns_that_round)
{
	workload_start(be_nobody, NULL);
	expect_jq(json_of("-s", "rss", "-o", "pid,rss"), "[.tasks[].rss] | length > 1 and . == (sort | reverse)", "true");
	expect_jq(json_of("-s", "-rss", "-o", "pid,rss"), "[.tasks[].rss] | length > 1 and . == sort", "true");
	expect_jq(json_of("--sort=-time", "-o", "pid,time"), "[.tasks[].time] | . == sort", "true");
	expect_jq(json_of("-o", "pid,rss"), "[.tasks[].rss] | . == (sort | reverse)", "true");
	workload_end_all();
}
END_TEST

START_TEST(s_sorts_names_and_ids_from_the_first)
{
	workload_start(be_nobody, NULL);
	expect_jq(json_of("-s", "pid", "-o", "pid"), "[.tasks[].pid] | length > 1 and . == sort", "true");
	expect_jq(json_of("-s", "-pid", "-o", "pid"), "[.tasks[].pid] | length > 1 and . == (sort | reverse)", "true");
	expect_jq(json_of("-s", "user", "-o", "pid,user"), "[.tasks[].user] | length > 1 and . == sort", "true");
	workload_end_all();
}
END_TEST

START_TEST(l_prints_that_many_rows_and_they_are_the_first)
{
	const char *json = json_of("-L", "3", "-s", "pid", "-o", "pid"), *text;

	workload_start(be_nobody, NULL);
	expect_jq(json, ".tasks | length", "3");
	expect_jq(json, ".tasks[0].pid", "1");
	text = strstr(ramtop("-b", "-n1", "-L1", "-s", "pid", "-o", "pid").out, "    PID\n");
	ck_assert_str_eq(text ? text : "", "    PID\n      1\n\n");
	workload_end_all();
}
END_TEST

static void have_children(void *arg)
{
	pid_t *pids = arg;

	for (int i = 1; i <= 2; i++)
		pids[i] = workload_start(be_nobody, NULL);
}

START_TEST(t_puts_children_below_their_parents)
{
	pid_t *pids = (void *)workload_shared(4096);
	const char *json, *below;

	pids[0] = workload_start(have_children, pids);
	/* Not of all processes: jq takes the square of their number. */
	json = json_of("-t", "-o", "pid,ppid", "-p",
	               text_of("%d,%d,%d,%d", (int)getpid(), (int)pids[0], (int)pids[1], (int)pids[2]));
	expect_jq(json, ".tasks as $t | [range(0; $t | length) as $i | select($t[$i].depth > 0) | ([range(0; $i) |"
	          " select($t[.].depth == $t[$i].depth - 1)] | last) as $p | $t[$p].pid == $t[$i].ppid] | length > 2 and all", "true");
	below = text_of("[.tasks[] | select(.ppid == %d) | .pid] | sort == ([%d,%d] | sort)", (int)pids[0], (int)pids[1], (int)pids[2]);
	expect_jq(json, below, "true");
	expect_jq(json, text_of("(.tasks[] | select(.pid == %d) | .depth) as $d | [.tasks[] | select(.ppid == %d) | .depth == $d + 1]"
	          " | all", (int)pids[0], (int)pids[0]), "true");
	workload_end_all();
}
END_TEST

START_TEST(o_prints_these_columns_in_that_order)
{
	const char *json = json_of("-o", "comm,pid,rss", "-p", "1");
	struct printed p = ramtop("-b", "-n1", "-o", "comm,pid,rss", "-p", "1");

	expect_jq(json, ".tasks[0] | keys_unsorted | join(\",\")", "comm,pid,rss");
	ck_assert_ptr_nonnull(strstr(p.out, "COMM                PID    RSS\n"));
}
END_TEST

START_TEST(every_column_that_is_listed_can_be_printed)
{
	const char *ids = ramtop("--list=columns").out, *list = "pid", *json, *end;
	size_t n = 0;

	for (; *ids; ids = strchr(ids, '\n') + 1, n++) {
		end = strchr(ids, ' ');
		list = text_of("%s,%.*s", list, (int)(end - ids), ids);
	}
	json = json_of("-o", list + strlen("pid,"), "-p", pid_text(getpid()));
	ck_assert_uint_eq(jq_number(json, ".tasks[0] | keys | length"), n);
}
END_TEST

START_TEST(the_machine_counts_what_is_listed)
{
	workload_start(be_nobody, NULL);
	expect_jq(json_of("-o", "pid"), "(.tasks | length) == .machine.tasks", "true");
	expect_jq(json_of("-K", "-o", "pid"), "(.tasks | length) == .machine.tasks + .machine.kernel_threads", "true");
	expect_jq(json_of("-o", "pid"), ".machine | .mem_used + .mem_shared + .mem_kernel + .mem_cache + .mem_free == .mem_total",
	          "true");
	workload_end_all();
}
END_TEST

START_TEST(n_prints_that_many_samples_one_a_line)
{
	struct printed p = ramtop("--json", "-n3", "-d", "0.1", "-o", "pid", "-L1");
	const char *times = jq(p.out, ".time");

	ck_assert_int_eq(p.status, 0);
	ck_assert_uint_eq(strlen(times), 3 * strlen("2026-01-31T23:59:59.123Z") + 2);
	ck_assert_int_lt(strncmp(times, times + 25, 24), 0);
	ck_assert_int_lt(strncmp(times + 25, times + 50, 24), 0);
}
END_TEST

SUITE(system_rows, u_shows_the_processes_of_that_user_only, f_shows_the_commands_with_the_text_only,
      s_sorts_numbers_from_the_largest_and_a_minus_turns_that_round, s_sorts_names_and_ids_from_the_first,
      l_prints_that_many_rows_and_they_are_the_first, t_puts_children_below_their_parents, o_prints_these_columns_in_that_order,
      every_column_that_is_listed_can_be_printed, the_machine_counts_what_is_listed, n_prints_that_many_samples_one_a_line)

/* system_threads_test.c - a process of many threads: counted once, shown one by one when asked for. */
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "suite.h"
#include "workload.h"
#include "workload_program.h"

#define THREADS 200
#define STACK (256 << 10)

static void *wait_for_ever(void *arg)
{
	while (pause())
		;
	return arg;
}

static void have_threads(void *arg)
{
	pthread_attr_t small;
	pthread_t t;

	(void)arg;
	pthread_attr_init(&small);
	pthread_attr_setstacksize(&small, STACK);
	for (int i = 1; i < THREADS; i++)
		if (pthread_create(&t, &small, wait_for_ever, NULL) != 0)
			_exit(1);
	workload_ready();
	workload_listen();
}

START_TEST(two_hundred_threads_are_one_row_that_says_so)
{
	pid_t pid = workload_start(have_threads, NULL);
	const char *json = json_of("-o", "pid,threads", "-p", pid_text(pid));

	ck_assert_uint_eq(workload_figure(pid, "status", "Threads:"), THREADS);
	expect_jq(json, ".tasks | length", "1");
	expect_jq(json, ".tasks[0].threads", "200");
	workload_end_all();
}
END_TEST

START_TEST(with_threads_the_process_and_its_other_199_are_shown)
{
	pid_t pid = workload_start(have_threads, NULL);
	const char *json = json_of("-H", "-o", "pid,tgid,ppid,threads,rss,vsz,shr,pss,uss,swap,mem,state", "-p", pid_text(pid));

	workload_stop(pid);
	expect_jq(json, ".tasks | length", "200");
	expect_jq(json, "[.tasks[].pid] | unique | length", "200");
	expect_jq(json, text_of("[.tasks[] | .tgid == %d] | all", (int)pid), "true");
	expect_jq(json, text_of("[.tasks[] | select(.pid == .tgid) | .threads] == [%d]", THREADS), "true");
	expect_jq(json, "[.tasks[] | select(.pid != .tgid) | .ppid == .tgid and .state == \"S\"] | length", "199");
	expect_jq(json, "[.tasks[] | select(.pid != .tgid) | .rss, .vsz, .shr, .pss, .uss, .swap, .mem, .threads] | unique == [null]",
	          "true");
	expect_jq(json, "[.tasks[] | select(.pid == .tgid) | .rss, .vsz, .shr, .pss, .uss, .mem] | all(. > 0)", "true");
	workload_end_all();
}
END_TEST

START_TEST(threads_are_those_that_the_kernel_lists)
{
	pid_t pid = workload_start(have_threads, NULL);
	const char *json = json_of("-H", "-s", "pid", "-o", "pid", "-p", pid_text(pid));
	struct printed ls = program_run((const char *const[]){ "ls", "-v", text_of("/proc/%d/task", (int)pid), NULL }, NULL);

	ck_assert_str_eq(text_of("%s\n", jq(json, ".tasks[].pid")), ls.out);
	workload_end_all();
}
END_TEST

START_TEST(threads_leave_the_cells_of_the_process_blank)
{
	pid_t pid = workload_start(have_threads, NULL);
	struct printed p = ramtop("-b", "-n1", "-H", "-o", "pid,rss,pss,threads", "-p", pid_text(pid));
	size_t rows = 0, bare = 0;
	int tid, end;

	for (const char *line = strstr(p.out, "THR\n"); line && (line = strchr(line, '\n')) && line[1] != '\n';) {
		rows++;
		line++;
		ck_assert_int_eq(sscanf(line, "%d%n", &tid, &end), 1);
		bare += strspn(line + end, " ") == strcspn(line + end, "\n");
	}
	ck_assert_uint_eq(rows, THREADS);
	ck_assert_uint_eq(bare, THREADS - 1);
	workload_end_all();
}
END_TEST

SUITE(system_threads, two_hundred_threads_are_one_row_that_says_so, with_threads_the_process_and_its_other_199_are_shown,
      threads_are_those_that_the_kernel_lists, threads_leave_the_cells_of_the_process_blank)

/* system_life_test.c - what becomes of processes between two samples of one run: exec, end, zombie, CPU time. */
#define _GNU_SOURCE
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "suite.h"
#include "workload.h"
#include "workload_program.h"

#define YOUNG_S 1.2   /* what is younger may be about to exec, and is looked at again each time */

#define argv_of(...) ((const char *const[]){ __VA_ARGS__, NULL })

/* A name that no other process has. */
static const char *unique(const char *what)
{
	return text_of("%s-of-%d", what, (int)getpid());
}

static const char *of(pid_t pid, const char *key)
{
	return text_of(".tasks[] | select(.pid == %d) | .%s", (int)pid, key);
}

static double seconds(clockid_t clock)
{
	struct timespec ts;

	ck_assert_int_eq(clock_gettime(clock, &ts), 0);
	return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

static void become_when_told(void *argv)
{
	workload_ready();
	workload_listen();
	workload_become(argv);
}

static const char *sample_when_grown(double born)
{
	const char *line;

	do
		line = stream_sample();
	while (seconds(CLOCK_MONOTONIC) - born < YOUNG_S);
	return line;
}

START_TEST(a_process_that_execs_keeps_its_pid_and_changes_its_command)
{
	const char *const *argv = argv_of(unique("second"));
	double born = seconds(CLOCK_MONOTONIC);
	const char *line;
	pid_t pid = workload_start(become_when_told, (void *)argv);

	stream_ramtop("-d", "0.1", "-o", "pid,comm,command", "-p", pid_text(pid));
	line = sample_when_grown(born);
	ck_assert_str_ne(jq(line, of(pid, "command")), argv[0]);
	workload_tell(pid);
	workload_wait_exec(pid);
	line = stream_sample();
	expect_jq(line, of(pid, "command"), argv[0]);
	expect_jq(line, of(pid, "comm"), "cat");
	expect_jq(line, ".tasks | length", "1");
	stream_close();
	workload_end_all();
}
END_TEST

/* Where a stranger's program starts is not told to nobody; see proc(5), stat. */
static void be_cat_when_told(void *argv)
{
	prctl(PR_SET_NAME, "cat");
	become_when_told(argv);
}

static void watch_strangers_exec(void)
{
	const char *const *argv = argv_of(unique("third"));
	double born = seconds(CLOCK_MONOTONIC);
	pid_t pid = workload_start(be_cat_when_told, (void *)argv);

	workload_be_nobody();
	stream_ramtop("-d", "0.1", "-o", "pid,comm,command", "-p", pid_text(pid));
	ck_assert_str_ne(jq(sample_when_grown(born), of(pid, "command")), argv[0]);
	workload_tell(pid);
	workload_wait_exec(pid);
	expect_jq(stream_sample(), of(pid, "command"), argv[0]);
	stream_close();
}

START_TEST(a_strangers_exec_is_seen_even_if_its_name_stays)
{
	workload_inside(SAME_PIDS, "", watch_strangers_exec);
}
END_TEST

START_TEST(a_process_that_ends_disappears_without_a_word)
{
	const char *name = unique("short-lived");
	pid_t pid = workload_exec(argv_of(name)), other = workload_exec(argv_of(name));
	const char *line;

	stream_ramtop("-d", "0.1", "-f", name, "-o", "pid,comm");
	line = stream_sample();
	/* The program itself has the name on its command line, too. */
	expect_jq(line, text_of("[.tasks[] | select(.comm == \"cat\") | .pid] | sort == ([%d,%d] | sort)", (int)pid, (int)other), "true");
	workload_end(pid);
	line = stream_sample();
	expect_jq(line, text_of("[.tasks[] | select(.comm == \"cat\") | .pid] == [%d]", (int)other), "true");
	stream_close();
	workload_end_all();
}
END_TEST

START_TEST(a_zombie_keeps_the_command_line_that_it_had)
{
	const char *name = unique("undead");
	pid_t pid = workload_exec(argv_of(name));
	const char *line;

	stream_ramtop("-d", "0.1", "-o", "pid,state,comm,command,rss,pss", "-p", pid_text(pid));
	line = stream_sample();
	expect_jq(line, of(pid, "command"), name);
	expect_jq(line, of(pid, "pss > 0"), "true");
	workload_kill(pid);
	for (int i = 0; i < 2; i++) {
		line = stream_sample();
		expect_jq(line, of(pid, "state"), "Z");
		expect_jq(line, of(pid, "command"), name);
		expect_jq(line, of(pid, "rss"), "0");
		expect_jq(line, of(pid, "pss"), "0");
	}
	stream_close();
	workload_end_all();
}
END_TEST

START_TEST(a_zombie_that_was_never_seen_alive_is_named_in_brackets)
{
	pid_t pid = workload_exec(argv_of(unique("undead")));
	const char *json;

	workload_kill(pid);
	json = json_of("-o", "pid,state,command", "-p", pid_text(pid));
	expect_jq(json, of(pid, "state"), "Z");
	expect_jq(json, of(pid, "command"), "[cat]");
	workload_end_all();
}
END_TEST

/* Root's work is not held up by what else the machine does. */
static void burn(void *arg)
{
	(void)arg;
	setpriority(PRIO_PROCESS, 0, -20);
	workload_ready();
	for (volatile unsigned i = 0;; i++)
		;
}

START_TEST(a_busy_loop_shows_the_share_of_a_cpu_that_it_got)
{
	pid_t pid = workload_start(burn, NULL);
	double cpu[2], wall[2], got, shown;
	const char *line;
	clockid_t clock;

	ck_assert_int_eq(clock_getcpuclockid(pid, &clock), 0);
	stream_ramtop("-d", "1", "-o", "pid,cpu,state", "-p", pid_text(pid));
	for (int i = 0; i < 2; i++) {
		line = stream_line();
		cpu[i] = seconds(clock);
		wall[i] = seconds(CLOCK_MONOTONIC);
	}
	stream_close();
	shown = jq_real(line, of(pid, "cpu"));
	got = 100 * (cpu[1] - cpu[0]) / (wall[1] - wall[0]);
	ck_assert_msg(shown > got - 25 && shown < got + 25, "%.1f%% is shown, %.1f%% was got", shown, got);
	ck_assert_msg(shown < 140 && (shown > 60 || geteuid() != 0), "%.1f%% is shown", shown);
	expect_jq(line, of(pid, "state"), "R");
	workload_end_all();
}
END_TEST

START_TEST(a_sleeper_shows_no_share_of_a_cpu)
{
	pid_t pid = workload_exec(argv_of(unique("idle")));

	workload_stop(pid);
	expect_jq(json_of("-o", "pid,cpu,state", "-p", pid_text(pid)), ".tasks[0] | [.cpu, .state] == [0, \"T\"]", "true");
	workload_end_all();
}
END_TEST

SUITE(system_life, a_process_that_execs_keeps_its_pid_and_changes_its_command,
      a_strangers_exec_is_seen_even_if_its_name_stays, a_process_that_ends_disappears_without_a_word,
      a_zombie_keeps_the_command_line_that_it_had,
      a_zombie_that_was_never_seen_alive_is_named_in_brackets,
      a_busy_loop_shows_the_share_of_a_cpu_that_it_got, a_sleeper_shows_no_share_of_a_cpu)

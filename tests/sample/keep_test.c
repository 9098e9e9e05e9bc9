/* keep_test.c - stat files that stay open: never those of another process, never more than the budget. */
#include "suite.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "keep.h"
#include "stat.h"

static struct procfs proc;
static struct keep keep;
static char text[STAT_ROOM];

static void start(size_t budget)
{
	struct err e;

	ck_assert_msg(procfs_open(&proc, "/proc", &e), "%s", e.text);
	keep_init(&keep);
	keep.budget = budget;
}

static void end(void)
{
	keep_free(&keep);
	procfs_close(&proc);
}

static int open_files(void)
{
	DIR *dir = opendir("/proc/self/fd");
	int n = 0;

	ck_assert_ptr_nonnull(dir);
	while (readdir(dir))
		n++;
	closedir(dir);
	return n;
}

static pid_t start_child(void)
{
	pid_t pid = fork();

	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		pause();
		_exit(0);
	}
	return pid;
}

static void end_child(pid_t pid)
{
	ck_assert_int_eq(kill(pid, SIGKILL), 0);
	ck_assert_int_eq(waitpid(pid, NULL, 0), pid);
}

/* What the file says of a process, by its pid; 0 when there is none. */
static pid_t told(pid_t pid)
{
	struct stat_line line;
	ssize_t n = keep_read(&keep, &proc, pid, text, sizeof(text));

	return n > 0 && stat_parse(text, (size_t)n, &line) ? line.pid : 0;
}

START_TEST(a_file_stays_open_and_says_what_is_true_now)
{
	pid_t child = start_child();
	struct stat_line line;
	int before;
	ssize_t n;

	start(10);
	before = open_files();
	ck_assert_int_eq(told(child), child);
	keep_finish(&keep);
	ck_assert_int_eq(open_files(), before + 1);
	ck_assert_int_eq(setpriority(PRIO_PROCESS, (id_t)child, 7), 0);
	n = keep_read(&keep, &proc, child, text, sizeof(text));
	ck_assert(n > 0 && stat_parse(text, (size_t)n, &line));
	ck_assert_int_eq(line.nice, 7);
	keep_finish(&keep);
	ck_assert_int_eq(open_files(), before + 1);
	keep_clear(&keep);
	ck_assert_int_eq(open_files(), before);
	end_child(child);
	end();
}
END_TEST

START_TEST(the_file_of_one_that_ended_is_closed_whether_it_comes_by_or_not)
{
	pid_t first = start_child(), second = start_child();
	int before;

	start(10);
	before = open_files();
	ck_assert_int_eq(told(first < second ? first : second), first < second ? first : second);
	ck_assert_int_eq(told(first < second ? second : first), first < second ? second : first);
	keep_finish(&keep);
	end_child(first);
	end_child(second);
	ck_assert_int_eq(told(first < second ? first : second), 0);
	keep_finish(&keep);
	ck_assert_int_eq(open_files(), before);
	end();
}
END_TEST

START_TEST(beyond_the_budget_nothing_stays_open)
{
	int before;

	start(0);
	before = open_files();
	for (int i = 0; i < 3; i++) {
		ck_assert_int_eq(told(getpid()), getpid());
		keep_finish(&keep);
		ck_assert_int_eq(open_files(), before);
	}
	end();
}
END_TEST

START_TEST(the_budget_leaves_descriptors_for_others)
{
	struct rlimit limit = { 100, 100 };

	ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &limit), 0);
	start(0);
	keep_set_budget(&keep);
	ck_assert_uint_le(keep.budget, 36);
	limit = (struct rlimit){ 20, 20 };
	ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &limit), 0);
	keep_set_budget(&keep);
	ck_assert_uint_eq(keep.budget, 0);
	end();
}
END_TEST

SUITE(keep, a_file_stays_open_and_says_what_is_true_now, the_file_of_one_that_ended_is_closed_whether_it_comes_by_or_not,
      beyond_the_budget_nothing_stays_open, the_budget_leaves_descriptors_for_others)

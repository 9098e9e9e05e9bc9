/* procfs_test.c - a /proc is listed and read, and what vanished or is forbidden says so. */
#define _GNU_SOURCE
#include "procfs.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>

#include "kernel/child.h"
#include "kernel/fake_proc.h"
#include "suite.h"

static struct procfs open_proc(const char *dir)
{
	struct procfs p;
	struct err e;

	ck_assert_msg(procfs_open(&p, dir, &e), "%s", e.text);
	return p;
}

static bool holds(const struct vec *pids, pid_t pid)
{
	const pid_t *p = pids->data;

	for (size_t i = 0; i < pids->count; i++)
		if (p[i] == pid)
			return true;
	return false;
}

static void is_ascending(const struct vec *pids)
{
	const pid_t *p = pids->data;

	for (size_t i = 1; i < pids->count; i++)
		ck_assert_int_lt(p[i - 1], p[i]);
}

START_TEST(the_living_proc_lists_us_in_ascending_order)
{
	struct procfs p = open_proc("/proc");
	struct vec pids;

	ck_assert(p.is_living);
	vec_init(&pids, sizeof(pid_t));
	for (int round = 0; round < 2; round++) {
		procfs_pids(&p, &pids);
		ck_assert(holds(&pids, getpid()));
		ck_assert(holds(&pids, getppid()));
		is_ascending(&pids);
	}
	vec_free(&pids);
	procfs_close(&p);
}
END_TEST

START_TEST(a_copy_on_disk_is_sorted_and_only_numbers_are_pids)
{
	static const char *const others[] = { "self/stat", "12x/stat", "x12/stat", "1234567890/stat", "meminfo", "-5/stat" };
	struct fake_proc f;
	struct procfs p;
	struct vec pids;
	char file[32];

	fake_new(&f);
	for (int i = 0; i < 1500; i++) {
		snprintf(file, sizeof(file), "%d/comm", (i * 7919 % 1500 + 1) * 37);
		fake_put(&f, file, "x");
	}
	for (size_t i = 0; i < ARRAY_LEN(others); i++)
		fake_put(&f, others[i], "x");
	p = open_proc(f.dir);
	ck_assert(!p.is_living);
	vec_init(&pids, sizeof(pid_t));
	procfs_pids(&p, &pids);
	ck_assert_uint_eq(pids.count, 1500);
	is_ascending(&pids);
	ck_assert_int_eq(((const pid_t *)pids.data)[1499], 1500 * 37);
	vec_free(&pids);
	procfs_close(&p);
	fake_free(&f);
}
END_TEST

static void *wait_to_end(void *barrier)
{
	pthread_barrier_wait(barrier);
	pthread_barrier_wait(barrier);
	return NULL;
}

START_TEST(threads_are_listed_the_first_one_included)
{
	struct procfs p = open_proc("/proc");
	pthread_barrier_t barrier;
	pthread_t threads[3];
	struct vec tids;

	pthread_barrier_init(&barrier, NULL, 4);
	for (int i = 0; i < 3; i++)
		ck_assert_int_eq(pthread_create(&threads[i], NULL, wait_to_end, &barrier), 0);
	pthread_barrier_wait(&barrier);
	vec_init(&tids, sizeof(pid_t));
	procfs_threads(&p, getpid(), &tids);
	pthread_barrier_wait(&barrier);
	ck_assert_uint_ge(tids.count, 4);
	ck_assert(holds(&tids, getpid()));
	is_ascending(&tids);
	for (int i = 0; i < 3; i++)
		pthread_join(threads[i], NULL);
	vec_free(&tids);
	procfs_close(&p);
}
END_TEST

/* The pid of a child that has ended and was waited for. */
static pid_t vanished(void)
{
	pid_t pid = child_start(NULL);

	child_end(pid);
	return pid;
}

START_TEST(what_has_vanished_is_not_there)
{
	struct procfs p = open_proc("/proc");
	pid_t gone = vanished();
	struct vec tids;
	char text[16];
	uid_t uid;

	ck_assert_int_eq(procfs_read(&p, gone, 0, "stat", text, sizeof(text)), -1);
	ck_assert_int_eq(errno, ENOENT);
	ck_assert_int_eq(procfs_read(&p, getpid(), gone, "stat", text, sizeof(text)), -1);
	ck_assert_int_eq(errno, ENOENT);
	ck_assert(!procfs_owner(&p, gone, &uid));
	vec_init(&tids, sizeof(pid_t));
	*(pid_t *)vec_push(&tids) = 1;
	procfs_threads(&p, gone, &tids);
	ck_assert_uint_eq(tids.count, 0);
	vec_free(&tids);
	procfs_close(&p);
}
END_TEST

START_TEST(files_of_processes_threads_and_the_machine_are_read)
{
	struct fake_proc f;
	struct procfs p;
	char text[16];

	fake_new(&f);
	fake_put(&f, "7/cmdline", "a process");
	fake_put(&f, "7/task/1234567/stat", "a thread");
	fake_put(&f, "pressure/memory", "the machine");
	p = open_proc(f.dir);
	ck_assert_int_eq(procfs_read(&p, 7, 0, "cmdline", text, sizeof(text)), 9);
	ck_assert_mem_eq(text, "a process", 9);
	ck_assert_int_eq(procfs_read(&p, 7, 1234567, "stat", text, sizeof(text)), 8);
	ck_assert_mem_eq(text, "a thread", 8);
	ck_assert_int_eq(procfs_read_machine(&p, "pressure/memory", text, sizeof(text)), 11);
	ck_assert_mem_eq(text, "the machine", 11);
	ck_assert_int_eq(procfs_read(&p, 7, 0, "cmdline", text, 4), 4);
	ck_assert_int_eq(procfs_read_machine(&p, "meminfo", text, sizeof(text)), -1);
	ck_assert_int_eq(errno, ENOENT);
	procfs_close(&p);
	fake_free(&f);
}
END_TEST

START_TEST(a_file_that_never_comes_is_not_waited_for)
{
	struct fake_proc f;
	struct procfs p;
	char text[16];

	fake_new(&f);
	fake_put(&f, "7/comm", "x");
	ck_assert_int_eq(mkfifo(fake_path(&f, "7/stat"), 0644), 0);
	p = open_proc(f.dir);
	ck_assert_int_eq(procfs_read(&p, 7, 0, "stat", text, sizeof(text)), 0);
	procfs_close(&p);
	fake_free(&f);
}
END_TEST

static void is_forbidden(void *with)
{
	const struct fake_proc *f = with;
	struct procfs p = open_proc(f->dir), living = open_proc("/proc");
	char text[16];
	uid_t uid;

	ck_assert_int_eq(procfs_read(&p, 7, 0, "stat", text, sizeof(text)), -1);
	ck_assert_int_eq(errno, EACCES);
	ck_assert(procfs_owner(&p, 7, &uid));
	ck_assert_int_eq(procfs_read(&living, 1, 0, "smaps_rollup", text, sizeof(text)), -1);
	ck_assert_int_eq(errno, EACCES);
	procfs_close(&p);
	procfs_close(&living);
}

START_TEST(what_is_forbidden_to_a_plain_user_says_so)
{
	struct fake_proc f;

	fake_new(&f);
	fake_put(&f, "7/stat", "x");
	ck_assert_int_eq(chmod(fake_path(&f, "7/stat"), 0), 0);
	child_as_nobody(is_forbidden, &f);
	fake_free(&f);
}
END_TEST

START_TEST(the_owner_is_the_effective_user)
{
	struct procfs p = open_proc("/proc");
	uid_t uid;

	ck_assert(procfs_owner(&p, getpid(), &uid));
	ck_assert_uint_eq(uid, geteuid());
	procfs_close(&p);
}
END_TEST

START_TEST(what_is_no_procfs_gives_one_line_that_names_it)
{
	struct fake_proc f;
	struct procfs p;
	char expected[600];
	struct err e;

	fake_new(&f);
	fake_put(&f, "file", "x");
	ck_assert(!procfs_open(&p, f.dir, &e));
	snprintf(expected, sizeof(expected), "%s lists no process: is it a mounted /proc?", f.dir);
	ck_assert_str_eq(e.text, expected);
	ck_assert(!procfs_open(&p, fake_path(&f, "file"), &e));
	snprintf(expected, sizeof(expected), "cannot open %s: Not a directory", fake_path(&f, "file"));
	ck_assert_str_eq(e.text, expected);
	ck_assert(!procfs_open(&p, fake_path(&f, "none"), &e));
	snprintf(expected, sizeof(expected), "cannot open %s: No such file or directory", fake_path(&f, "none"));
	ck_assert_str_eq(e.text, expected);
	fake_free(&f);
}
END_TEST

START_TEST(a_copy_that_names_our_pid_is_still_not_living)
{
	struct fake_proc f;
	struct procfs p;
	char self[16];

	fake_new(&f);
	fake_put(&f, "7/stat", "x");
	snprintf(self, sizeof(self), "%d", getpid());
	ck_assert_int_eq(symlink(self, fake_path(&f, "self")), 0);
	p = open_proc(f.dir);
	ck_assert(!p.is_living);
	procfs_close(&p);
	fake_free(&f);
}
END_TEST

static void first_of_its_namespace(void)
{
	struct procfs p = open_proc("/proc");

	ck_assert_int_eq(getpid(), 1);
	ck_assert(!p.is_living);
	procfs_close(&p);
}

/* Without rights there is no such place to look from. The namespace is a child's: nothing can start in it once its first
 * process has ended, and the sanitizers start something in the end. */
START_TEST(the_proc_of_another_pid_namespace_is_not_ours)
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		if (unshare(CLONE_NEWPID) != 0)
			_exit(0);
		pid = fork();
		if (pid == 0) {
			first_of_its_namespace();
			_exit(0);
		}
		_exit(waitpid(pid, &status, 0) != pid || status != 0);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_int_eq(status, 0);
}
END_TEST

SUITE(procfs, the_living_proc_lists_us_in_ascending_order, a_copy_on_disk_is_sorted_and_only_numbers_are_pids,
      threads_are_listed_the_first_one_included, what_has_vanished_is_not_there,
      files_of_processes_threads_and_the_machine_are_read, a_file_that_never_comes_is_not_waited_for,
      what_is_forbidden_to_a_plain_user_says_so, the_owner_is_the_effective_user,
      what_is_no_procfs_gives_one_line_that_names_it, a_copy_that_names_our_pid_is_still_not_living,
      the_proc_of_another_pid_namespace_is_not_ours)

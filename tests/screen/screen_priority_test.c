/* screen_priority_test.c - nice values, I/O priorities and CPUs of real children, by the keys. */
#define _GNU_SOURCE
#include "screens.h"

#include <grp.h>
#include <pthread.h>
#include <sys/resource.h>

#include "kernel/child.h"
#include "priority.h"

static int nice_now(pid_t pid)
{
	int nice;

	ck_assert(nice_of(pid, &nice));
	return nice;
}

static int io_now(pid_t pid)
{
	int io;

	ck_assert(io_priority_of(pid, &io));
	return io;
}

static const char *said(const char *format, pid_t pid)
{
	static char text[128];

	snprintf(text, sizeof(text), format, (int)pid);
	return text;
}

START_TEST(f8_and_f7_change_the_nice_value_of_the_selected_process)
{
	struct stage s;
	struct pty *p = stage_enter(&s, PTY_LIST(RAMTOP));

	expect_row(p, -1, "F7Nice- F8Nice+ F9Kill");
	row_choose(p, "victim-beta");
	pty_type(p, KEY_F8);
	expect_row(p, -2, said("nice of %d victim-beta is 1 now", s.pid[1]));
	pty_type(p, "[");
	expect_row(p, -2, "is 2 now");
	ck_assert_int_eq(nice_now(s.pid[1]), 2);
	ck_assert_int_eq(nice_now(s.pid[0]), 0);
	if (geteuid() == 0) {
		pty_type(p, KEY_F7 "]" KEY_F7);
		expect_row(p, -2, "is -1 now");
		ck_assert_int_eq(nice_now(s.pid[1]), -1);
	}
	/* It goes no further than it does. */
	for (int i = 0; i < 22; i++)
		pty_type(p, KEY_F8);
	expect_row(p, -2, "is 19 now");
	stage_leave(&s, p);
}
END_TEST

START_TEST(all_that_are_tagged_are_changed_and_stay_tagged)
{
	struct stage s;
	struct pty *p = stage_enter(&s, PTY_LIST(RAMTOP));

	row_choose(p, "victim-alpha");
	pty_type(p, " ");
	row_choose(p, "victim-gamma");
	pty_type(p, " " KEY_F8);
	expect_row(p, -2, "nice +1: 2 processes");
	pty_type(p, KEY_F8);
	expect_row(p, -2, "nice +1: 2 processes");
	while (nice_now(s.pid[2]) != 2)
		sched_yield();
	ck_assert_int_eq(nice_now(s.pid[0]), 2);
	ck_assert_int_eq(nice_now(s.pid[1]), 0);
	stage_leave(&s, p);
}
END_TEST

static void *wait_for_ever(void *arg)
{
	prctl(PR_SET_NAME, "second-thread");
	(void)arg;
	for (;;)
		pause();
	return NULL;
}

static void start_thread(void)
{
	pthread_t t;

	prctl(PR_SET_NAME, "first-thread");
	if (pthread_create(&t, NULL, wait_for_ever, NULL) != 0)
		_exit(3);
}

/* The one that is not the first. */
static pid_t second_thread(pid_t pid)
{
	struct procfs proc;
	struct vec tids;
	struct err e;
	pid_t tid;

	vec_init(&tids, sizeof(pid_t));
	ck_assert(procfs_open(&proc, "/proc", &e));
	ck_assert(procfs_numbers(&proc, pid, "task", &tids));
	ck_assert_uint_eq(tids.count, 2);
	tid = ((const pid_t *)tids.data)[1];
	procfs_close(&proc);
	vec_free(&tids);
	return tid;
}

START_TEST(a_process_is_changed_with_its_threads_and_a_thread_alone)
{
	pid_t pid = child_start(start_thread), tid = second_thread(pid);
	char list[16];
	struct pty *p;

	snprintf(list, sizeof(list), "%d", (int)pid);
	p = ramtop("-p", list);
	expect_text(p, list);
	pty_type(p, KEY_F8);
	expect_row(p, -2, "is 1 now");
	ck_assert_int_eq(nice_now(pid), 1);
	ck_assert_int_eq(nice_now(tid), 1);
	pty_type(p, "H");
	snprintf(list, sizeof(list), "%d ", (int)tid);
	expect_text(p, list);
	/* A pid that is typed is gone to. */
	pty_type(p, said("%d", tid));
	expect_selected(p, list);
	pty_type(p, KEY_F8);
	expect_row(p, -2, said("nice of thread %d second-thread is 2 now", tid));
	ck_assert_int_eq(nice_now(pid), 1);
	ck_assert_int_eq(nice_now(tid), 2);
	pty_close(p);
	child_end(pid);
}
END_TEST

START_TEST(i_chooses_the_io_priority)
{
	struct stage s;
	struct pty *p = stage_enter(&s, PTY_LIST(RAMTOP));

	row_choose(p, "victim-beta");
	pty_type(p, "i");
	expect_text(p, said("I/O priority of %d victim-beta", s.pid[1]));
	expect_text(p, "by nice value");
	pty_type(p, "best" KEY_DOWN KEY_DOWN KEY_ENTER);
	expect_row(p, -2, said("I/O priority of %d victim-beta is best effort 2 now", s.pid[1]));
	ck_assert_int_eq(io_now(s.pid[1]), IO_PRIORITY(IO_BEST_EFFORT, 2));
	pty_type(p, "i");
	expect_text(p, "I/O priority of");
	pty_type(p, "idle" KEY_ENTER);
	expect_row(p, -2, "victim-beta is idle now");
	ck_assert_int_eq(IO_CLASS(io_now(s.pid[1])), IO_IDLE);
	ck_assert_int_ne(IO_CLASS(io_now(s.pid[0])), IO_IDLE);
	/* What it has is what is chosen at first. */
	pty_type(p, "i");
	expect_text(p, "idle            when");
	pty_type(p, KEY_UP);
	expect_text(p, "real-time 7");
	pty_type(p, KEY_ESC);
	expect_gone(p, "real-time 7");
	ck_assert_int_eq(IO_CLASS(io_now(s.pid[1])), IO_IDLE);
	stage_leave(&s, p);
}
END_TEST

/* Where we may not run on all CPUs a child may not either. */
static bool has_all_cpus(void)
{
	struct cpus ours, all;

	cpus_of_machine(&all);
	return cpus_of(0, &ours) && cpus_count(&ours) == cpus_count(&all);
}

START_TEST(a_chooses_the_cpus)
{
	struct stage s;
	struct cpus cpus, before;
	struct pty *p;

	if (!has_all_cpus())
		return;
	p = stage_enter(&s, PTY_LIST(RAMTOP));
	ck_assert(cpus_of(s.pid[1], &before));
	row_choose(p, "victim-beta");
	pty_type(p, "a");
	expect_text(p, said("CPUs of %d victim-beta", s.pid[1]));
	expect_text(p, "[x] CPU 0");
	/* From the top: it has all, then none. */
	pty_type(p, " ");
	expect_text(p, "[ ] CPU 0");
	expect_text(p, "[ ] all");
	expect_text(p, "[ ] CPU 0");
	pty_type(p, KEY_ENTER);
	expect_row(p, -2, "one CPU at least");
	pty_type(p, "0 ");
	expect_text(p, "[x] CPU 0");
	pty_type(p, KEY_ENTER);
	expect_row(p, -2, said("CPUs of %d victim-beta are 0 now", s.pid[1]));
	ck_assert(cpus_of(s.pid[1], &cpus));
	ck_assert(cpus_count(&cpus) == 1 && cpus_hold(&cpus, 0));
	ck_assert(cpus_of(s.pid[0], &cpus));
	ck_assert_uint_eq(cpus_count(&cpus), cpus_count(&before));
	pty_type(p, "a");
	expect_text(p, "[x] CPU 0");
	pty_type(p, KEY_ESC);
	expect_gone(p, "[x] CPU 0");
	stage_leave(&s, p);
}
END_TEST

START_TEST(several_get_the_same_cpus)
{
	struct stage s;
	struct cpus cpus;
	struct pty *p;

	if (!has_all_cpus())
		return;
	p = stage_enter(&s, PTY_LIST(RAMTOP));
	row_choose(p, "victim-alpha");
	pty_type(p, " ");
	row_choose(p, "victim-gamma");
	pty_type(p, " a");
	expect_text(p, "CPUs of 2 processes");
	expect_text(p, said("now, of %d", s.pid[0]));
	expect_text(p, "[x] all");
	pty_type(p, " ");
	expect_text(p, "[ ] CPU 0");
	pty_type(p, "0 " KEY_ENTER);
	expect_row(p, -2, "CPUs 0: 2 processes");
	for (int i = 0; i < VICTIMS; i += 2) {
		ck_assert(cpus_of(s.pid[i], &cpus));
		ck_assert(cpus_count(&cpus) == 1 && cpus_hold(&cpus, 0));
	}
	stage_leave(&s, p);
}
END_TEST

static pid_t victim_of_nobody(int *say)
{
	int ends[2];
	pid_t pid;

	ck_assert_int_eq(pipe2(ends, O_CLOEXEC), 0);
	pid = fork();
	if (pid == 0) {
		dup2(ends[0], STDIN_FILENO);
		if (setgroups(0, NULL) != 0 || setgid(CHILD_NOBODY) != 0 || setuid(CHILD_NOBODY) != 0)
			_exit(2);
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		execl("/bin/sh", "victim-poor", (char *)NULL);
		_exit(127);
	}
	close(ends[0]);
	*say = ends[1];
	return pid;
}

START_TEST(what_is_not_permitted_is_said)
{
	char list[40];
	int say, poor;
	pid_t roots, ours;
	struct pty *p;

	/* It takes somebody else. */
	if (geteuid() != 0)
		return;
	roots = victim_start("victim-rich", &say);
	ours = victim_of_nobody(&poor);
	snprintf(list, sizeof(list), "%d,%d", (int)roots, (int)ours);
	p = pty_open(PTY_LIST("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", RAMTOP, "-d0.1", "-p", list), 30, 100, NULL);
	expect_text(p, "victim-rich");
	expect_text(p, "victim-poor");
	row_choose(p, "victim-poor");
	pty_type(p, KEY_F7);
	expect_row(p, -2, said("%d victim-poor: not permitted to lower nice below 0 (CAP_SYS_NICE)", ours));
	pty_type(p, "i");
	expect_text(p, "I/O priority of");
	pty_type(p, "real" KEY_ENTER);
	expect_row(p, -2, "victim-poor: not permitted: real-time takes CAP_SYS_NICE");
	pty_type(p, " ");
	row_choose(p, "victim-rich");
	pty_type(p, " " KEY_F8);
	expect_row(p, -2, "nice +1: 1 process, 1 refused (EPERM)");
	pty_type(p, "U" KEY_F8);
	row_choose(p, "victim-rich");
	pty_type(p, KEY_F8);
	expect_row(p, -2, said("%d victim-rich: not permitted: it is another user's (CAP_SYS_NICE)", roots));
	ck_assert_int_eq(nice_now(roots), 0);
	pty_close(p);
	close(say);
	close(poor);
	kill(roots, SIGKILL);
	kill(ours, SIGKILL);
	waitpid(roots, NULL, 0);
	waitpid(ours, NULL, 0);
}
END_TEST

START_TEST(of_a_copy_of_proc_nothing_is_changed)
{
	static const struct made one[] = { { .pid = 10, .comm = "alpha", .command = "/bin/alpha", .mb = 1024 } };
	static const char *const keys[] = { KEY_F7, KEY_F8, "a", "i" };
	struct world w;
	struct pty *p;

	WORLD(&w, one);
	p = ramtop("--proc", w.dir);
	expect_text(p, "/bin/alpha");
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		pty_type(p, keys[i]);
		expect_row(p, -2, "refused: /proc is of elsewhere");
		pty_type(p, "U");
		expect_row(p, -2, "1 shown");
	}
	pty_close(p);
	world_close(&w);
}
END_TEST

START_TEST(readonly_changes_nothing)
{
	static const char *const keys[] = { KEY_F7, KEY_F8, "[", "]", "a", "i" };
	struct stage s;
	struct pty *p = stage_enter(&s, PTY_LIST(RAMTOP, "--readonly"));

	row_choose(p, "victim-beta");
	ck_assert(!pty_find(p, "Nice", NULL, NULL));
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		pty_type(p, keys[i]);
		expect_row(p, -2, "--readonly: nothing is changed");
		pty_type(p, "U");
		expect_row(p, -2, "3 shown");
	}
	ck_assert_int_eq(nice_now(s.pid[1]), 0);
	stage_leave(&s, p);
}
END_TEST

SUITE(screen_priority, f8_and_f7_change_the_nice_value_of_the_selected_process, all_that_are_tagged_are_changed_and_stay_tagged,
      a_process_is_changed_with_its_threads_and_a_thread_alone, i_chooses_the_io_priority, a_chooses_the_cpus, several_get_the_same_cpus,
      what_is_not_permitted_is_said, of_a_copy_of_proc_nothing_is_changed, readonly_changes_nothing)

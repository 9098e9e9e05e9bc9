/* quiet_test.c - who has not run is carried over, and nothing that happens to him meanwhile is missed. */
#define _GNU_SOURCE
#include <linux/sched.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "sample/watched.h"
#include "stat.h"
#include "suite.h"
#include "taskiter_record.h"
#include "workload.h"

#define TURNS 16                       /* passes in which each is read once, as promised */
#define HELD (16 * MEBIBYTE)
#define YOUNG_NS UINT64_C(1000000000)  /* who is younger may be about to exec */
#define WORK_NS 50000000

static struct watched w;

static void begin(void)
{
	watched_open(&w, "/proc", NEED_STAT | NEED_OWNER | NEED_COMMAND | NEED_CPU);
}

static void end(void)
{
	watched_close(&w);
	workload_end_all();
}

static const struct task *next(pid_t pid)
{
	return watched_task(watched_next(&w), pid);
}

static void rest(void *arg)
{
	(void)arg;
}

/* The iterator tells whole of a process with threads: of the threads it tells who has run. */
static bool is_settled(const struct task *t)
{
	if (!w.last->is_iterated || t->threads == 1)
		return t->is_carried;
	return w.last->boot_ns - t->start_ns > YOUNG_NS && (!w.demand.threads || t[1].is_carried);
}

/* Watches until it is carried over. A second goes by before it has been long enough on the world. */
static const struct task *settle(pid_t pid)
{
	time_t deadline = time(NULL) + SUITE_PATIENCE / 2;
	const struct task *t;

	do {
		t = next(pid);
		ck_assert(!t->is_carried || w.last->boot_ns - t->start_ns > YOUNG_NS);
		ck_assert_msg(time(NULL) < deadline, "%d is read again and again", pid);
	} while (!is_settled(t));
	return t;
}

/* Whether it is so within the passes that it may take. */
static bool is_soon(pid_t pid, bool (*is_so)(const struct task *))
{
	int turns = w.last->is_iterated ? TASKITER_TURNS : TURNS;

	for (int i = 0; i <= turns; i++)
		if (is_so(next(pid)))
			return true;
	return false;
}

/* What children that act are told by, and how they say that they did. */
static _Atomic int *done;

static void share_done(void)
{
	done = (void *)workload_shared(sizeof(*done));
}

static void act(pid_t pid)
{
	time_t deadline = time(NULL) + SUITE_PATIENCE / 2;

	workload_tell(pid);
	while (!atomic_load(done))
		ck_assert_msg(time(NULL) < deadline, "%d does nothing", pid);
}

static void work(void)
{
	struct timespec now;

	do
		clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	while (now.tv_sec == 0 && now.tv_nsec < WORK_NS);
}

static void wait_and_grow(void *arg)
{
	(void)arg;
	workload_ready();
	workload_listen();
	workload_anonymous(HELD);
	work();
	atomic_store(done, 1);
}

START_TEST(who_runs_after_a_long_rest_is_seen_at_once)
{
	struct task before;
	const struct task *t;
	pid_t pid;

	share_done();
	pid = workload_start(wait_and_grow, NULL);
	begin();
	before = *settle(pid);
	ck_assert_double_eq((double)before.cpu, 0);
	ck_assert(before.have & NEED_CPU);
	act(pid);
	t = next(pid);
	ck_assert(!t->is_carried);
	ck_assert_uint_ge(t->rss + workload_batch(), before.rss + HELD);
	ck_assert_uint_gt(t->minflt, before.minflt);
	ck_assert_uint_gt(t->cpu_ns, before.cpu_ns);
	ck_assert_double_gt((double)t->cpu, 0);
	end();
}
END_TEST

START_TEST(who_is_carried_over_is_who_he_was)
{
	pid_t pid = workload_exec((const char *const[]){ "some cat", NULL });
	const struct task *t;

	begin();
	t = settle(pid);
	ck_assert_str_eq(t->who->command, "some cat");
	ck_assert_int_eq(t->state, 'S');
	ck_assert_int_eq(t->ppid, getpid());
	ck_assert_uint_eq(t->have & (NEED_STAT | NEED_OWNER | NEED_COMMAND), NEED_STAT | NEED_OWNER | NEED_COMMAND);
	ck_assert_ptr_null(t->rollup);
	end();
}
END_TEST

static void become_a_cat(void *arg)
{
	(void)arg;
	workload_ready();
	workload_listen();
	workload_become((const char *const[]){ "another cat", NULL });
}

/* It is that program, and rests: the clock of one that runs may lag by a tick. */
static bool has_become(pid_t pid, const char *command)
{
	char text[STAT_ROOM] = "";
	struct stat_line line;
	ssize_t n = procfs_read(&w.proc, pid, 0, "cmdline", text, sizeof(text) - 1);

	if (n <= 0 || strcmp(text, command) != 0)
		return false;
	n = procfs_read(&w.proc, pid, 0, "stat", text, sizeof(text));
	return n > 0 && stat_parse(text, (size_t)n, &line) && line.state == 'S';
}

START_TEST(an_exec_after_a_long_rest_is_seen_at_once)
{
	pid_t pid = workload_start(become_a_cat, NULL);

	begin();
	settle(pid);
	workload_tell(pid);
	/* Its files are closed a little before it is another program. */
	workload_wait_exec(pid);
	while (!has_become(pid, "another cat"))
		sched_yield();
	ck_assert_str_eq(next(pid)->who->command, "another cat");
	end();
}
END_TEST

static void *wait_and_work(void *arg)
{
	workload_listen();
	work();
	atomic_store(done, 1);
	while (pause())
		;
	return arg;
}

static void have_a_thread_that_works(void *arg)
{
	pthread_t thread;

	(void)arg;
	if (pthread_create(&thread, NULL, wait_and_work, NULL) != 0)
		_exit(1);
}

START_TEST(a_thread_that_runs_wakes_its_process)
{
	struct task before;
	pid_t pid;

	share_done();
	pid = workload_start(have_a_thread_that_works, NULL);
	begin();
	before = *settle(pid);
	ck_assert_uint_eq(before.threads, 2);
	act(pid);
	ck_assert(!next(pid)->is_carried);
	ck_assert_uint_gt(watched_task(w.last, pid)->cpu_ns, before.cpu_ns);
	end();
}
END_TEST

/* Threads that were not there before are read; from then on they are carried over with their process. */
START_TEST(threads_come_along_with_their_process)
{
	const struct task *t;
	pid_t pid;

	share_done();
	pid = workload_start(have_a_thread_that_works, NULL);
	begin();
	settle(pid);
	w.demand.threads = true;
	t = next(pid);
	ck_assert(!t->is_carried && t[1].is_thread && t[1].tgid == pid);
	t = settle(pid);
	ck_assert(t[1].is_thread && t[1].is_carried && t[1].tgid == pid && t[1].ppid == pid);
	ck_assert_str_eq(t[1].who->comm, t->who->comm);
	act(pid);
	t = next(pid);
	ck_assert(t[1].is_thread && !t[1].is_carried);
	ck_assert_double_gt((double)t[1].cpu, 0);
	end();
}
END_TEST

/* A child that starts another, which lives until the test closes its end of a pipe. */
static int life[2];
static _Atomic pid_t *orphan;

static void start_another(void *arg)
{
	pid_t pid = fork();
	char byte;

	(void)arg;
	close(life[1]);
	if (pid == 0) {
		atomic_store(orphan, getpid());
		_exit(read(life[0], &byte, 1) != 0);
	}
}

START_TEST(an_orphan_has_another_parent_at_once)
{
	void (*const ends[])(pid_t) = { workload_end, workload_kill };

	for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
		pid_t parent;
		orphan = (void *)workload_shared(sizeof(*orphan));
		ck_assert_int_eq(pipe(life), 0);
		parent = workload_start(start_another, NULL);
		close(life[0]);
		begin();
		while (!atomic_load(orphan))
			;
		ck_assert_int_eq(settle(*orphan)->ppid, parent);
		ends[i](parent);
		ck_assert_int_eq(next(*orphan)->ppid, getpid());
		close(life[1]);
		end();
	}
}
END_TEST

/* Memory that goes while its owner rests: the file under a mapping is cut. */
static int file;
static uint64_t rss_before;

static void map_the_file(void *arg)
{
	char *memory = mmap(NULL, HELD, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);

	(void)arg;
	if (memory == MAP_FAILED)
		_exit(1);
	workload_touch(memory, HELD);
}

static pid_t hold_a_file(void)
{
	pid_t pid;

	file = memfd_create("file", MFD_CLOEXEC);
	ck_assert_int_ge(file, 0);
	ck_assert_int_eq(ftruncate(file, HELD), 0);
	pid = workload_start(map_the_file, NULL);
	begin();
	rss_before = settle(pid)->rss;
	ck_assert_uint_ge(rss_before + workload_batch(), HELD);
	ck_assert_int_eq(ftruncate(file, 0), 0);
	return pid;
}

static bool has_shrunk(const struct task *t)
{
	return t->rss + HELD <= rss_before + workload_batch();
}

START_TEST(memory_that_is_taken_from_outside_is_seen_in_its_turn)
{
	pid_t pid = hold_a_file();

	ck_assert(is_soon(pid, has_shrunk));
	end();
}
END_TEST

START_TEST(what_is_shown_is_read_whether_it_has_run_or_not)
{
	pid_t pid = hold_a_file();

	*(pid_t *)vec_push(&w.demand.shown_pids) = pid;
	watched_next(&w);
	w.source->refine(w.source, &w.demand, (struct sample *)(uintptr_t)w.last);
	ck_assert(has_shrunk(watched_task(w.last, pid)));
	ck_assert(!watched_task(w.last, pid)->is_carried);
	end();
}
END_TEST

static bool is_nice(const struct task *t)
{
	return t->nice == 7;
}

START_TEST(where_all_must_be_fresh_nobody_is_carried_over)
{
	pid_t pid = workload_start(rest, NULL);

	begin();
	settle(pid);
	w.demand.fresh = true;
	ck_assert(!next(pid)->is_carried && !next(pid)->is_carried);
	end();
}
END_TEST

START_TEST(who_is_made_nicer_by_another_shows_it_in_his_turn)
{
	pid_t pid = workload_start(rest, NULL);

	begin();
	settle(pid);
	ck_assert_int_eq(setpriority(PRIO_PROCESS, (id_t)pid, 7), 0);
	ck_assert(is_soon(pid, is_nice));
	end();
}
END_TEST

START_TEST(a_zombie_is_seen_at_once_and_then_carried_over_until_it_is_gone)
{
	pid_t pid = workload_start(rest, NULL);

	begin();
	settle(pid);
	workload_kill(pid);
	ck_assert_int_eq(next(pid)->state, 'Z');
	ck_assert_int_eq(settle(pid)->state, 'Z');
	workload_end(pid);
	ck_assert_ptr_null(sample_find(watched_next(&w), pid));
	end();
}
END_TEST

START_TEST(what_was_not_wanted_before_is_read_of_the_quiet_too)
{
	pid_t pid = workload_start(rest, NULL);

	begin();
	w.demand.all = NEED_STAT;
	ck_assert_uint_eq(settle(pid)->have & NEED_COMMAND, 0);
	w.demand.all |= NEED_COMMAND | NEED_STATM | NEED_ROLLUP;
	ck_assert_uint_eq(next(pid)->have & (NEED_COMMAND | NEED_STATM | NEED_ROLLUP), NEED_COMMAND | NEED_STATM | NEED_ROLLUP);
	ck_assert_uint_eq(settle(pid)->have & (NEED_COMMAND | NEED_STATM | NEED_ROLLUP), NEED_COMMAND | NEED_STATM | NEED_ROLLUP);
	ck_assert_uint_eq(watched_task(w.last, pid)->shr, workload_statm(pid, 3));
	end();
}
END_TEST

/* Starts a child that has this very pid. False when we may not. */
static bool start_as(pid_t pid)
{
	struct clone_args args = { .exit_signal = SIGCHLD, .set_tid = (uintptr_t)&pid, .set_tid_size = 1 };
	long child = syscall(SYS_clone3, &args, sizeof(args));

	if (child == 0)
		for (;;)
			pause();
	ck_assert(child < 0 || child == pid);
	return child == pid;
}

START_TEST(who_got_the_pid_of_a_quiet_one_is_another)
{
	pid_t pid = workload_start(rest, NULL);
	uint64_t start_ns;

	begin();
	start_ns = settle(pid)->start_ns;
	workload_end(pid);
	if (start_as(pid)) {
		ck_assert(!next(pid)->is_carried);
		ck_assert_uint_gt(watched_task(w.last, pid)->start_ns, start_ns);
		ck_assert_int_eq(kill(pid, SIGKILL), 0);
		ck_assert_int_eq(waitpid(pid, NULL, 0), pid);
	}
	end();
}
END_TEST

START_TEST(of_a_copy_everything_is_read)
{
	watched_fixture(&w, "proc-hostile", NEED_STAT);
	for (int round = 0; round < 3; round++) {
		watched_next(&w);
		for (size_t i = 0; i < w.last->tasks.count; i++)
			ck_assert(!sample_tasks(w.last)[i].is_carried);
	}
	watched_close(&w);
}
END_TEST

SUITE(quiet, who_runs_after_a_long_rest_is_seen_at_once, who_is_carried_over_is_who_he_was,
      an_exec_after_a_long_rest_is_seen_at_once, a_thread_that_runs_wakes_its_process, threads_come_along_with_their_process,
      an_orphan_has_another_parent_at_once, memory_that_is_taken_from_outside_is_seen_in_its_turn,
      what_is_shown_is_read_whether_it_has_run_or_not, where_all_must_be_fresh_nobody_is_carried_over,
      who_is_made_nicer_by_another_shows_it_in_his_turn,
      a_zombie_is_seen_at_once_and_then_carried_over_until_it_is_gone, what_was_not_wanted_before_is_read_of_the_quiet_too,
      who_got_the_pid_of_a_quiet_one_is_another, of_a_copy_everything_is_read)

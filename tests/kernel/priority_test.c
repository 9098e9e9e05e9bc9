/* priority_test.c - nice values, I/O priorities and CPUs are changed of the process that was meant, with all its threads, or of none. */
#define _GNU_SOURCE
#include "priority.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include "kernel/child.h"
#include "kernel/fake_proc.h"

enum { THREADS = 3 };

static void *wait_for_ever(void *arg)
{
	(void)arg;
	for (;;)
		pause();
	return NULL;
}

static void start_threads(void)
{
	pthread_t t;

	for (int i = 1; i < THREADS; i++)
		if (pthread_create(&t, NULL, wait_for_ever, NULL) != 0)
			_exit(3);
}

struct team {
	struct procfs p;
	struct subordinate who;
	pid_t tid[THREADS];
};

static void team_start(struct team *t)
{
	struct err e;
	struct vec tids;

	ck_assert(procfs_open(&t->p, "/proc", &e));
	t->who = (struct subordinate){ .pid = child_start(start_threads) };
	t->who.start_ns = child_start_ns(t->who.pid);
	vec_init(&tids, sizeof(pid_t));
	ck_assert(procfs_numbers(&t->p, t->who.pid, "task", &tids));
	ck_assert_uint_eq(tids.count, THREADS);
	memcpy(t->tid, tids.data, sizeof(t->tid));
	vec_free(&tids);
}

static void team_end(struct team *t)
{
	child_end(t->who.pid);
	procfs_close(&t->p);
}

/* A single one, on which we may run. */
static struct cpus one_cpu(void)
{
	struct cpus ours, one = { 0 };
	unsigned cpu = 0;

	ck_assert(cpus_of(0, &ours));
	while (!cpus_hold(&ours, cpu))
		cpu++;
	cpus_put(&one, cpu, true);
	return one;
}

static bool cpus_are(pid_t tid, const struct cpus *want)
{
	struct cpus got;

	return cpus_of(tid, &got) && memcmp(&got, want, sizeof(got)) == 0;
}

static void nices_are(const struct team *t, int a, int b, int c)
{
	const int want[THREADS] = { a, b, c };

	for (int i = 0; i < THREADS; i++) {
		int nice;
		ck_assert(nice_of(t->tid[i], &nice));
		ck_assert_int_eq(nice, want[i]);
	}
}

START_TEST(all_threads_of_a_process_get_nicer)
{
	struct team t;
	int now;

	team_start(&t);
	ck_assert_int_eq(nice_add(&t.p, t.who, 3, &now), PRIORITY_CHANGED);
	ck_assert_int_eq(now, 3);
	nices_are(&t, 3, 3, 3);
	team_end(&t);
}
END_TEST

START_TEST(each_thread_is_changed_from_where_it_is_and_stays_in_bounds)
{
	struct team t;
	int now;

	team_start(&t);
	ck_assert_int_eq(setpriority(PRIO_PROCESS, (id_t)t.tid[1], 10), 0);
	ck_assert_int_eq(nice_add(&t.p, t.who, 1, &now), PRIORITY_CHANGED);
	nices_are(&t, 1, 11, 1);
	ck_assert_int_eq(nice_add(&t.p, t.who, 12, &now), PRIORITY_CHANGED);
	ck_assert_int_eq(now, 13);
	nices_are(&t, 13, 19, 13);
	team_end(&t);
}
END_TEST

START_TEST(a_thread_alone_is_changed_alone)
{
	struct team t;
	struct subordinate thread;
	struct cpus one = one_cpu(), all;
	int now, io;

	team_start(&t);
	thread = (struct subordinate){ .pid = t.tid[1], .start_ns = child_start_ns(t.tid[1]), .is_thread = true };
	ck_assert_int_eq(nice_add(&t.p, thread, 5, &now), PRIORITY_CHANGED);
	ck_assert_int_eq(now, 5);
	nices_are(&t, 0, 5, 0);
	ck_assert_int_eq(io_priority_set(&t.p, thread, IO_PRIORITY(IO_IDLE, 0)), PRIORITY_CHANGED);
	ck_assert(io_priority_of(t.tid[1], &io) && IO_CLASS(io) == IO_IDLE);
	ck_assert(io_priority_of(t.tid[0], &io) && IO_CLASS(io) != IO_IDLE);
	ck_assert(cpus_of(t.tid[0], &all));
	ck_assert_int_eq(cpus_set(&t.p, thread, &one), PRIORITY_CHANGED);
	ck_assert(cpus_are(t.tid[1], &one) && cpus_are(t.tid[0], &all));
	team_end(&t);
}
END_TEST

START_TEST(all_threads_of_a_process_get_the_io_priority)
{
	struct team t;
	int io;

	team_start(&t);
	ck_assert_int_eq(io_priority_set(&t.p, t.who, IO_PRIORITY(IO_BEST_EFFORT, 6)), PRIORITY_CHANGED);
	for (int i = 0; i < THREADS; i++)
		ck_assert(io_priority_of(t.tid[i], &io) && io == IO_PRIORITY(IO_BEST_EFFORT, 6));
	team_end(&t);
}
END_TEST

START_TEST(all_threads_of_a_process_get_the_cpus)
{
	struct team t;
	struct cpus one = one_cpu();

	team_start(&t);
	ck_assert_int_eq(cpus_set(&t.p, t.who, &one), PRIORITY_CHANGED);
	for (int i = 0; i < THREADS; i++)
		ck_assert(cpus_are(t.tid[i], &one));
	/* None of them is there. */
	one = (struct cpus){ 0 };
	cpus_put(&one, CPUS_MOST - 1, true);
	ck_assert_int_eq(cpus_set(&t.p, t.who, &one), PRIORITY_FAILED);
	ck_assert_int_eq(errno, EINVAL);
	team_end(&t);
}
END_TEST

START_TEST(another_process_with_the_pid_is_not_changed)
{
	struct team t;
	struct subordinate other;
	int now;

	team_start(&t);
	other = t.who;
	other.start_ns += 10000000;
	ck_assert_int_eq(nice_add(&t.p, other, 1, &now), PRIORITY_REUSED);
	ck_assert_int_eq(io_priority_set(&t.p, other, IO_PRIORITY(IO_IDLE, 0)), PRIORITY_REUSED);
	ck_assert_int_eq(cpus_set(&t.p, other, &(struct cpus){ { 1 } }), PRIORITY_REUSED);
	nices_are(&t, 0, 0, 0);
	team_end(&t);
}
END_TEST

START_TEST(who_has_ended_is_told)
{
	struct team t;
	int now;

	team_start(&t);
	child_end(t.who.pid);
	ck_assert_int_eq(nice_add(&t.p, t.who, 1, &now), PRIORITY_GONE);
	procfs_close(&t.p);
}
END_TEST

START_TEST(of_a_copy_of_proc_nothing_is_changed)
{
	struct fake_proc f;
	struct procfs p;
	struct err e;
	int now;

	fake_new(&f);
	fake_put_stat(&f, 10, (struct fake_stat){ 0 });
	ck_assert(procfs_open(&p, f.dir, &e));
	ck_assert_int_eq(nice_add(&p, (struct subordinate){ .pid = 10 }, 1, &now), PRIORITY_ELSEWHERE);
	procfs_close(&p);
	fake_free(&f);
}
END_TEST

static void change_roots(void *with)
{
	const struct team *t = with;
	int now;

	ck_assert_int_eq(nice_add(&t->p, t->who, 1, &now), PRIORITY_NOT_YOURS);
	ck_assert_int_eq(cpus_set(&t->p, t->who, &(struct cpus){ { 1 } }), PRIORITY_NOT_YOURS);
	ck_assert_int_eq(io_priority_set(&t->p, t->who, IO_PRIORITY(IO_IDLE, 0)), PRIORITY_NOT_YOURS);
}

static void change_ours(void *with)
{
	const struct rlimit none = { 0, 0 };
	struct team t;
	int now;

	(void)with;
	prctl(PR_SET_DUMPABLE, 1);
	setrlimit(RLIMIT_NICE, &none);
	team_start(&t);
	ck_assert_int_eq(nice_add(&t.p, t.who, 4, &now), PRIORITY_CHANGED);
	ck_assert_int_eq(nice_add(&t.p, t.who, -1, &now), PRIORITY_RAISED);
	ck_assert_int_eq(now, 4);
	nices_are(&t, 4, 4, 4);
	ck_assert_int_eq(io_priority_set(&t.p, t.who, IO_PRIORITY(IO_REAL_TIME, 0)), PRIORITY_RAISED);
	ck_assert_int_eq(io_priority_set(&t.p, t.who, IO_PRIORITY(IO_IDLE, 0)), PRIORITY_CHANGED);
	team_end(&t);
}

START_TEST(a_plain_user_may_be_nice_and_not_take_it_back)
{
	struct team t;

	team_start(&t);
	if (geteuid() == 0)
		child_as_nobody(change_roots, &t);
	child_as_nobody(change_ours, NULL);
	nices_are(&t, 0, 0, 0);
	team_end(&t);
}
END_TEST

START_TEST(cpus_are_written_as_ranges)
{
	static const struct { unsigned cpu[6]; int n; const char *text; } cases[] = {
		{ { 0 }, 0, "" }, { { 0 }, 1, "0" }, { { 0, 1 }, 2, "0-1" }, { { 0, 1, 2, 3, 6 }, 5, "0-3,6" },
		{ { 63, 64, 65, 8191 }, 4, "63-65,8191" }, { { 5, 7, 9 }, 3, "5,7,9" },
	};
	char text[64];

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct cpus c = { 0 };
		for (int k = 0; k < cases[i].n; k++)
			cpus_put(&c, cases[i].cpu[k], true);
		ck_assert_uint_eq(cpus_count(&c), (unsigned)cases[i].n);
		cpus_write(text, sizeof(text), &c);
		ck_assert_str_eq(text, cases[i].text);
		cpus_put(&c, 5, false);
		ck_assert(!cpus_hold(&c, 5));
	}
	cpus_write(text, 4, &(struct cpus){ { 0x155 } });
	ck_assert_str_eq(text, "0,2");
	ck_assert(!cpus_hold(&(struct cpus){ { 1 } }, CPUS_MOST));
}
END_TEST

START_TEST(an_io_priority_has_a_name)
{
	static const struct { int priority; const char *text; } cases[] = {
		{ IO_BY_NICE, "by nice value" }, { IO_PRIORITY(IO_BEST_EFFORT, 4), "best effort 4" },
		{ IO_PRIORITY(IO_REAL_TIME, 0), "real-time 0" }, { IO_PRIORITY(IO_IDLE, 7), "idle" },
	};
	char text[32];

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		io_priority_write(text, sizeof(text), cases[i].priority);
		ck_assert_str_eq(text, cases[i].text);
	}
}
END_TEST

SUITE(priority, all_threads_of_a_process_get_nicer, each_thread_is_changed_from_where_it_is_and_stays_in_bounds,
      a_thread_alone_is_changed_alone, all_threads_of_a_process_get_the_io_priority, all_threads_of_a_process_get_the_cpus,
      another_process_with_the_pid_is_not_changed, who_has_ended_is_told, of_a_copy_of_proc_nothing_is_changed,
      a_plain_user_may_be_nice_and_not_take_it_back, cpus_are_written_as_ranges, an_io_priority_has_a_name)

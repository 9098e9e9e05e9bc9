/* taskiter_test.c - records as lines of stat, and the iterator on the living machine against /proc, where it may be used. */
#define _GNU_SOURCE
#include "suite.h"

#include <linux/capability.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "procfs.h"
#include "scan_text.h"
#include "taskiter.h"
#include "workload.h"

static struct stat_line line_of(struct taskiter_record r)
{
	static struct taskiter_record kept;
	struct stat_line line;

	kept = r;
	taskiter_line(&kept, &line);
	return line;
}

START_TEST(states_are_named_as_the_kernel_names_them)
{
	static const struct { __u32 state, exit_state; char name; } states[] = {
		{ 0, 0, 'R' },      { 1, 0, 'S' },      { 2, 0, 'D' },         { 4, 0, 'T' },         { 8, 0, 't' },
		{ 0, 0x10, 'X' },   { 0, 0x20, 'Z' },   { 0x40, 0, 'P' },      { 0x402, 0, 'I' },     { 0x1000, 0, 'D' },
		{ 0x8000, 0, 'D' }, { 0x101, 0, 'S' },  { 0x80, 0x20, 'Z' },   { 0xffff0000, 0, 'R' },
	};

	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++) {
		struct stat_line line = line_of((struct taskiter_record){ .state = states[i].state, .exit_state = states[i].exit_state });
		ck_assert_msg(line.state == states[i].name, "%x %x: %c is not %c", states[i].state, states[i].exit_state, line.state,
		              states[i].name);
	}
}
END_TEST

START_TEST(pages_become_bytes_and_starts_are_cut_to_ticks)
{
	uint64_t page = kernel_page(), tick = kernel_tick_ns();
	struct stat_line line = line_of((struct taskiter_record){ .vsz = 10, .file = 3, .anon = 2, .shmem = 1, .swap = 7,
	                                                          .start_ns = 5 * tick + 1, .prio = 120, .static_prio = 130 });

	ck_assert_uint_eq(line.vsz, 10 * page);
	ck_assert_uint_eq(line.rss, 6 * page);
	ck_assert_uint_eq(line.start_ns, 5 * tick);
	ck_assert_int_eq(line.priority, 20);
	ck_assert_int_eq(line.nice, 10);
}
END_TEST

START_TEST(a_counter_below_zero_is_no_memory)
{
	ck_assert_uint_eq(line_of((struct taskiter_record){ .file = -3, .anon = 2 }).rss, 0);
}
END_TEST

START_TEST(a_name_of_all_16_bytes_ends_there)
{
	struct taskiter_record r = { .pid = 1 };

	memset(r.comm, 'x', sizeof(r.comm));
	ck_assert_uint_eq(line_of(r).comm_length, sizeof(r.comm));
}
END_TEST

/* What was seen, above all of one process. */
struct seen {
	pid_t pid;
	unsigned tasks, threads, same;   /* same: short records of the process */
	unsigned whole;                  /* whole ones */
	struct taskiter_record own;
	__u32 last;
	bool in_order;
};

static void see_task(void *context, const struct taskiter_record *r)
{
	struct seen *seen = context;

	seen->tasks++;
	seen->in_order = seen->in_order && r->pid > seen->last;
	seen->last = r->pid;
	if (r->pid != (__u32)seen->pid)
		return;
	seen->own = *r;
	seen->whole++;
}

static void see_thread(void *context, const struct taskiter_thread *r)
{
	(void)r;
	((struct seen *)context)->threads++;
}

static void see_same(void *context, const struct taskiter_same *r)
{
	struct seen *seen = context;

	seen->same += r->pid == (__u32)seen->pid && r->tgid == r->pid;
}

static const struct taskiter_taker taker = { see_task, see_thread, see_same };

/* False where it may not be used. */
static bool see(pid_t pid, struct seen *seen)
{
	struct taskiter *t = taskiter_start();
	struct err e;
	bool ready = taskiter_poll(t, 60000, &e) == TASKITER_READY;

	*seen = (struct seen){ .pid = pid, .in_order = true };
	if (ready)
		ck_assert(taskiter_read(t, &(struct taskiter_wish){ 0 }, &taker, seen));
	else
		fprintf(stderr, "SKIPPED: %s\n", e.text);
	taskiter_close(t);
	return ready;
}

static void look(struct taskiter *t, const struct taskiter_wish *wish, struct seen *seen)
{
	*seen = (struct seen){ .pid = seen->pid, .in_order = true };
	ck_assert(taskiter_read(t, wish, &taker, seen));
	ck_assert_uint_eq(seen->same + seen->whole, 1);
}

static void work_when_told(void *arg)
{
	(void)arg;
	workload_ready();
	workload_listen();
	for (volatile unsigned i = 0; i < 1000000; i++)
		;
	workload_ready();
}

START_TEST(who_has_not_run_is_told_short)
{
	struct taskiter *t = taskiter_start();
	struct taskiter_wish wish = { .same = 1 };
	struct seen seen = { .pid = workload_start(work_when_told, NULL) };
	__u32 due = (__u32)seen.pid % TASKITER_TURNS;
	struct err e;

	if (taskiter_poll(t, 60000, &e) == TASKITER_READY) {
		wish.turn = (due + 1) % TASKITER_TURNS;
		/* It may still be on its way to rest. */
		do
			look(t, &wish, &seen);
		while (!seen.same);
		/* Whose turn it is, who is shown, and all where nothing else is wished. */
		wish.turn = due;
		look(t, &wish, &seen);
		ck_assert_uint_eq(seen.whole, 1);
		wish.turn = (due + 1) % TASKITER_TURNS;
		wish.shown[seen.pid % TASKITER_SHOWN / 8] = (__u8)(1 << seen.pid % 8);
		look(t, &wish, &seen);
		ck_assert_uint_eq(seen.whole, 1);
		wish.shown[seen.pid % TASKITER_SHOWN / 8] = 0;
		look(t, &wish, &seen);
		ck_assert_uint_eq(seen.same, 1);
		look(t, &(struct taskiter_wish){ 0 }, &seen);
		ck_assert_uint_eq(seen.whole, 1);
		/* Who has run, once more. */
		workload_tell(seen.pid);
		do
			look(t, &wish, &seen);
		while (!seen.whole);
		do
			look(t, &wish, &seen);
		while (!seen.same);
	}
	taskiter_close(t);
	workload_end_all();
}
END_TEST

START_TEST(it_shows_a_process_as_proc_does)
{
	struct seen seen;
	struct stat_line line, stat;
	struct procfs proc;
	char text[STAT_ROOM];
	struct err e;
	ssize_t n;

	if (!see(getpid(), &seen))
		return;
	ck_assert(procfs_open(&proc, "/proc", &e));
	n = procfs_read(&proc, getpid(), 0, "stat", text, sizeof(text));
	ck_assert(n > 0 && stat_parse(text, (size_t)n, &stat));
	taskiter_line(&seen.own, &line);
	ck_assert(seen.in_order);
	ck_assert_uint_gt(seen.tasks, 2);
	ck_assert_int_eq(line.pid, stat.pid);
	ck_assert_int_eq(line.ppid, stat.ppid);
	ck_assert_int_eq(line.pgrp, stat.pgrp);
	ck_assert_int_eq(line.session, stat.session);
	ck_assert_uint_eq(line.flags, stat.flags);
	ck_assert_uint_eq(line.threads, stat.threads);
	ck_assert_int_eq(line.priority, stat.priority);
	ck_assert_int_eq(line.nice, stat.nice);
	ck_assert_uint_eq(seen.own.uid, getuid());
	ck_assert_mem_eq(line.comm, "run", 3);
	procfs_close(&proc);
}
END_TEST

#define THREADS 20

static pthread_barrier_t all;

static void *touch_a_page(void *arg)
{
	(void)arg;
	workload_anonymous(kernel_page());
	pthread_barrier_wait(&all);
	for (;;)
		pause();
	return NULL;
}

static void touch_in_threads(void *arg)
{
	pthread_t thread;

	(void)arg;
	pthread_barrier_init(&all, NULL, THREADS + 1);
	for (int i = 0; i < THREADS; i++)
		ck_assert_int_eq(pthread_create(&thread, NULL, touch_a_page, NULL), 0);
	pthread_barrier_wait(&all);
}

/* Where the kernel lets a CPU or a thread count for itself. */
START_TEST(the_few_pages_of_each_thread_are_counted)
{
	pid_t pid = workload_start(touch_in_threads, NULL);
	struct stat_line line;
	struct seen seen;

	workload_stop(pid);
	if (see(pid, &seen) && seen.own.exact) {
		line = line_of(seen.own);
		ck_assert_uint_eq(line.rss, workload_rss(pid));
		ck_assert_uint_eq((uint64_t)(seen.own.file + seen.own.shmem) * kernel_page(), workload_shr(pid));
	}
	workload_end_all();
}
END_TEST

/* As setcap gives them to a program that a plain user starts. */
static void keep_only(uint64_t caps)
{
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct data[2] = {
		{ .effective = (__u32)caps, .permitted = (__u32)caps },
		{ .effective = (__u32)(caps >> 32), .permitted = (__u32)(caps >> 32) },
	};

	ck_assert_int_eq(prctl(PR_SET_KEEPCAPS, 1), 0);
	ck_assert_int_eq(setuid(65534), 0);
	ck_assert_int_eq(syscall(SYS_capset, &header, data), 0);
}

START_TEST(the_two_capabilities_are_enough)
{
	struct taskiter *t = taskiter_start();
	struct err e;
	bool works = taskiter_poll(t, 60000, &e) == TASKITER_READY;

	taskiter_close(t);
	if (!works) {
		fprintf(stderr, "SKIPPED: %s\n", e.text);
		return;
	}
	keep_only(UINT64_C(1) << CAP_BPF | UINT64_C(1) << CAP_PERFMON);
	t = taskiter_start();
	ck_assert_msg(taskiter_poll(t, 60000, &e) == TASKITER_READY, "%s", e.text);
	taskiter_close(t);
}
END_TEST

START_TEST(without_rights_it_says_which_are_needed)
{
	struct taskiter *t;
	struct err e;

	if (getuid() == 0 && setuid(65534) != 0)
		ck_abort_msg("cannot become nobody");
	t = taskiter_start();
	ck_assert_int_eq(taskiter_poll(t, 0, &e), TASKITER_FAILED);
	ck_assert_ptr_nonnull(strstr(e.text, taskiter_is_built() ? "CAP_BPF and CAP_PERFMON" : "without"));
	taskiter_close(t);
}
END_TEST

SUITE(taskiter, states_are_named_as_the_kernel_names_them, pages_become_bytes_and_starts_are_cut_to_ticks,
      a_counter_below_zero_is_no_memory, a_name_of_all_16_bytes_ends_there, it_shows_a_process_as_proc_does,
      who_has_not_run_is_told_short,
      the_few_pages_of_each_thread_are_counted, the_two_capabilities_are_enough,
      without_rights_it_says_which_are_needed)

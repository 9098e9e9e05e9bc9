/* join_test.c - from one sample to the next: who a process is carries over, and shares of time are counted. */
#define _GNU_SOURCE
#include <time.h>

#include "kernel/fake_proc.h"
#include "sample/watched.h"
#include "scan_text.h"
#include "suite.h"

#define PID 42
#define OLD_TEXT "/bin/old"
#define NEW_TEXT "/bin/new"

static struct fake_proc fake;
static struct watched w;

/* A process like any other. */
static struct fake_stat usual(void)
{
	return (struct fake_stat){ .comm = "usual", .start_ticks = 100, .ticks = 50, .start_code = 4096, .start_stack = 8192 };
}

/* Begins to watch it; its command line changes afterwards, which only who reads it again can see. */
static const struct task *begin(struct fake_stat s, unsigned needs)
{
	const struct task *t;

	fake_new(&fake);
	fake_put_stat(&fake, PID, s);
	fake_put_bytes(&fake, "42/cmdline", OLD_TEXT, sizeof(OLD_TEXT));
	watched_open(&w, fake.dir, needs);
	t = watched_task(watched_next(&w), PID);
	fake_put_bytes(&fake, "42/cmdline", NEW_TEXT, sizeof(NEW_TEXT));
	return t;
}

static const struct task *next(void)
{
	return watched_task(watched_next(&w), PID);
}

static void end(void)
{
	watched_close(&w);
	fake_free(&fake);
}

START_TEST(the_command_line_is_read_once)
{
	const struct task *before = begin(usual(), EVERYTHING), *t = next();

	ck_assert_str_eq(t->who->command, OLD_TEXT);
	ck_assert_ptr_eq(t->who, before->who);
	ck_assert_str_eq(next()->who->command, OLD_TEXT);
	end();
}
END_TEST

/* Each of these marks another program or another process. */
START_TEST(whoever_changed_is_read_again)
{
	for (int change = 0; change < 4; change++) {
		struct fake_stat s = usual();
		begin(s, EVERYTHING);
		s.start_ticks += change == 0;
		s.comm = change == 1 ? "other" : s.comm;
		s.start_code += change == 2;
		s.start_stack += change == 3;
		fake_put_stat(&fake, PID, s);
		ck_assert_msg(strcmp(next()->who->command, NEW_TEXT) == 0, "change %d was not seen", change);
		ck_assert_str_eq(next()->who->comm, s.comm);
		end();
	}
}
END_TEST

START_TEST(a_recycled_pid_is_a_new_process)
{
	const struct task *t;

	fake_copy(&fake, "proc-recycled-before");
	watched_open(&w, fake.dir, EVERYTHING);
	ck_assert_str_eq(next()->who->command, "/bin/first");
	fake_add(&fake, "proc-recycled-after");
	t = next();
	ck_assert_str_eq(t->who->command, "/bin/second");
	ck_assert_str_eq(t->who->comm, "second");
	ck_assert_uint_eq(t->start_ns, 200 * kernel_tick_ns());
	/* It was started before the sample before and was not in it: what it used since then is not known. */
	ck_assert(!(t->have & NEED_CPU));
	end();
}
END_TEST

START_TEST(a_zombie_keeps_its_command_line)
{
	struct fake_stat s = usual();

	begin(s, EVERYTHING);
	s.state = 'Z';
	s.start_code = s.start_stack = 0;
	fake_put_stat(&fake, PID, s);
	fake_put(&fake, "42/cmdline", "");
	ck_assert_str_eq(next()->who->command, OLD_TEXT);
	ck_assert_int_eq(next()->state, 'Z');
	end();
}
END_TEST

START_TEST(what_was_not_wanted_before_is_read_when_it_is)
{
	begin(usual(), NEED_STAT);
	ck_assert(!(next()->have & (NEED_COMMAND | NEED_OWNER)));
	w.demand.all |= NEED_OWNER;
	ck_assert_uint_eq(next()->have & (NEED_COMMAND | NEED_OWNER), NEED_OWNER);
	w.demand.shown = NEED_COMMAND;
	ck_assert_uint_eq(next()->have & (NEED_COMMAND | NEED_OWNER), NEED_COMMAND | NEED_OWNER);
	ck_assert_str_eq(next()->who->command, NEW_TEXT);
	end();
}
END_TEST

static uint64_t ticks_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_BOOTTIME, &t);
	return ((uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec) / kernel_tick_ns();
}

START_TEST(who_is_young_may_be_about_to_exec_and_is_read_again)
{
	struct fake_stat s = usual();

	s.start_ticks = ticks_now();
	ck_assert_str_eq(begin(s, EVERYTHING)->who->command, OLD_TEXT);
	ck_assert_str_eq(next()->who->command, NEW_TEXT);
	end();
}
END_TEST

START_TEST(a_share_needs_two_samples)
{
	const struct task *before = begin(usual(), EVERYTHING), *t;

	ck_assert(!(before->have & NEED_CPU));
	t = next();
	ck_assert(t->have & NEED_CPU);
	ck_assert_double_eq((double)t->cpu, 0);
	end();
}
END_TEST

START_TEST(a_share_is_what_was_used_since_the_sample_before)
{
	struct fake_stat s = usual();
	uint64_t before;
	const struct task *t;

	begin(s, EVERYTHING);
	before = w.last->boot_ns;
	s.ticks += 7;
	fake_put_stat(&fake, PID, s);
	t = next();
	ck_assert_double_eq_tol((double)t->cpu, 100.0 * (double)(7 * kernel_tick_ns()) / (double)(w.last->boot_ns - before),
	                        (double)t->cpu / 1e5);
	ck_assert_double_gt((double)t->cpu, 0);
	s.ticks -= 20;
	fake_put_stat(&fake, PID, s);
	ck_assert_double_eq((double)next()->cpu, 0);
	end();
}
END_TEST

START_TEST(a_new_process_counts_from_zero)
{
	struct fake_stat s = usual();
	const struct task *t;
	uint64_t before;

	begin(s, EVERYTHING);
	before = w.last->boot_ns;
	s.start_ticks = before / kernel_tick_ns() + 1;
	s.ticks = 3;
	fake_put_stat(&fake, PID, s);
	fake_put_stat(&fake, 43, s);
	watched_next(&w);
	for (pid_t pid = PID; pid <= 43; pid++) {
		t = watched_task(w.last, pid);
		ck_assert(t->have & NEED_CPU);
		ck_assert_double_eq_tol((double)t->cpu, 100.0 * (double)(3 * kernel_tick_ns()) / (double)(w.last->boot_ns - before),
		                        (double)t->cpu / 1e5);
	}
	end();
}
END_TEST

/* The other side of the join: what comes and goes left and right of a process does not confuse it with its neighbours. */
START_TEST(neighbours_that_come_and_go_change_nothing)
{
	struct fake_stat s = usual();
	char command[32];

	fake_new(&fake);
	for (int pid = 10; pid < 60; pid++) {
		char file[32];
		fake_put_stat(&fake, pid, s);
		snprintf(file, sizeof(file), "%d/cmdline", pid);
		snprintf(command, sizeof(command), "process %d", pid);
		fake_put(&fake, file, command);
	}
	watched_open(&w, fake.dir, EVERYTHING);
	for (int round = 0; round < 3; round++) {
		watched_next(&w);
		for (size_t i = 0; i < w.last->tasks.count; i++) {
			const struct task *t = &sample_tasks(w.last)[i];
			snprintf(command, sizeof(command), "process %d", t->pid);
			ck_assert_str_eq(t->who->command, command);
			ck_assert(round == 0 || t->have & NEED_CPU);
		}
		for (int pid = 10 + round; pid < 60; pid += 3) {
			char dir[16];
			snprintf(dir, sizeof(dir), "%d", pid);
			fake_remove(&fake, dir);
		}
	}
	ck_assert_uint_eq(w.last->tasks.count, 16);
	end();
}
END_TEST

START_TEST(threads_carry_over_like_processes)
{
	struct fake_stat s = usual();
	const struct task *t;

	s.threads = 2;
	begin(s, EVERYTHING);
	fake_put_task(&fake, PID, PID, s);
	s.comm = "worker";
	fake_put_task(&fake, PID, 50, s);
	w.demand.threads = true;
	next();
	s.ticks += 9;
	fake_put_task(&fake, PID, 50, s);
	t = next() + 1;
	ck_assert(t->is_thread && t->pid == 50);
	ck_assert(t->have & NEED_CPU);
	ck_assert_double_gt((double)t->cpu, 0);
	ck_assert_str_eq(t->who->comm, "worker");
	ck_assert_ptr_eq(t->who, (watched_task(w.last == &w.samples[0] ? &w.samples[1] : &w.samples[0], PID) + 1)->who);
	end();
}
END_TEST

SUITE(join, the_command_line_is_read_once, whoever_changed_is_read_again, a_recycled_pid_is_a_new_process,
      a_zombie_keeps_its_command_line, what_was_not_wanted_before_is_read_when_it_is,
      who_is_young_may_be_about_to_exec_and_is_read_again, a_share_needs_two_samples,
      a_share_is_what_was_used_since_the_sample_before, a_new_process_counts_from_zero,
      neighbours_that_come_and_go_change_nothing, threads_carry_over_like_processes)

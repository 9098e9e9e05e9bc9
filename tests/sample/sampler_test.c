/* sampler_test.c - the thread that samples: it brings samples, does as it is asked, rests and ends. */
#define _GNU_SOURCE
#include "sampler.h"

#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <time.h>
#include <unistd.h>

#include "sample/made_sample.h"
#include "suite.h"

#define DEADLINE_MS (SUITE_PATIENCE * 1000 / 2)
#define NEVER (UINT64_C(1000000) * 1000000000)   /* a delay that does not end */
#define QUIET_MS 150   /* how long nothing must happen: many times what a reading takes */

/* A source that counts what it is asked for, and stays in next until there is a byte in its pipe, where it has one. */
struct counting {
	struct source source;
	atomic_uint scans, refinements, rests, had_before, unblocked;
	int gate[2];
	uint64_t work_ns;         /* of CPU time in each scan */
};

static uint64_t cpu_ns(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &ts);
	return (uint64_t)ts.tv_sec * 1000000000u + (uint64_t)ts.tv_nsec;
}

static bool is_crash(int signal)
{
	static const int crashes[] = { SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGSYS, SIGTRAP };

	for (size_t i = 0; i < sizeof(crashes) / sizeof(crashes[0]); i++)
		if (crashes[i] == signal)
			return true;
	return false;
}

static void count_next(struct source *source, const struct demand *d, const struct sample *before, struct sample *out)
{
	struct counting *c = (struct counting *)source;
	sigset_t blocked;
	char byte;

	pthread_sigmask(SIG_SETMASK, NULL, &blocked);
	for (int signal = 1; signal < 32; signal++)
		if (signal != SIGKILL && signal != SIGSTOP && !sigismember(&blocked, signal) && !is_crash(signal))
			atomic_fetch_add(&c->unblocked, 1);
	/* Blocked, a crash in this thread would end the program before the terminal is given back. */
	if (sigismember(&blocked, SIGSEGV))
		atomic_fetch_add(&c->unblocked, 1);
	if (c->gate[0] >= 0 && read(c->gate[0], &byte, 1) < 0)
		return;
	for (uint64_t start = cpu_ns(); cpu_ns() - start < c->work_ns;)
		;
	out->serial = atomic_fetch_add(&c->scans, 1) + 1;
	if (before)
		atomic_fetch_add(&c->had_before, 1);
	made_process(out, 1, 0, 1)->rss = d->all;
}

static void count_refinement(struct source *source, const struct demand *d, struct sample *out)
{
	struct counting *c = (struct counting *)source;

	atomic_fetch_add(&c->refinements, 1);
	if (d->shown & NEED_ROLLUP)
		made_rollup(out, out->tasks.data, (struct rollup){ .pss = 77 });
}

static void count_rest(struct source *source)
{
	atomic_fetch_add(&((struct counting *)source)->rests, 1);
}

static void open_gate(struct source *source)
{
	const struct counting *c = (const struct counting *)source;

	ck_assert(c->gate[0] < 0 || write(c->gate[1], "", 1) == 1);
}

static void counting_init(struct counting *c)
{
	*c = (struct counting){ .source = { count_next, count_refinement, count_rest, open_gate, NULL }, .gate = { -1, -1 } };
}

static bool comes(const struct sampler *s, int within_ms)
{
	struct pollfd p = { .fd = sampler_fd(s), .events = POLLIN };

	return poll(&p, 1, within_ms) == 1;
}

/* The next sample, which must come. */
static const struct sample *wait_for(struct sampler *s)
{
	const struct sample *sample;

	ck_assert_msg(comes(s, DEADLINE_MS), "no sample came");
	sample = sampler_take(s);
	ck_assert_ptr_nonnull(sample);
	return sample;
}

START_TEST(the_first_sample_comes_at_once_and_the_second_soon)
{
	struct counting c;
	struct sampler *s;
	struct demand d;

	counting_init(&c);
	demand_init(&d);
	s = sampler_start(&c.source, &d, NEVER);
	ck_assert_uint_eq(wait_for(s)->serial, 1);
	ck_assert_uint_eq(wait_for(s)->serial, 2);
	ck_assert_uint_eq(c.had_before, 1);
	ck_assert_uint_eq(c.refinements, 2);
	ck_assert(!comes(s, QUIET_MS));
	ck_assert(sampler_stop(s));
	demand_free(&d);
}
END_TEST

START_TEST(samples_go_on_coming_and_each_follows_the_one_before)
{
	struct counting c;
	struct sampler *s;
	struct demand d;

	counting_init(&c);
	demand_init(&d);
	s = sampler_start(&c.source, &d, 1000000);
	for (uint64_t last = 0; last < 20;) {
		const struct sample *sample = wait_for(s);
		ck_assert_uint_gt(sample->serial, last);
		ck_assert_uint_eq(sample->tasks.count, 1);
		last = sample->serial;
	}
	ck_assert(sampler_stop(s));
	ck_assert_uint_eq(c.had_before, c.scans - 1);
	ck_assert_uint_eq(c.unblocked, 0);
	demand_free(&d);
}
END_TEST

START_TEST(asking_for_more_of_what_is_shown_refines_the_sample)
{
	struct counting c;
	struct sampler *s;
	struct demand d;
	const struct sample *sample;

	counting_init(&c);
	demand_init(&d);
	s = sampler_start(&c.source, &d, NEVER);
	wait_for(s);
	ck_assert_uint_eq(wait_for(s)->serial, 2);
	ck_assert(!sampler_ask(s, &d));
	d.shown = NEED_ROLLUP;
	ck_assert(sampler_ask(s, &d));
	sample = wait_for(s);
	ck_assert_uint_eq(sample->serial, 2);
	ck_assert_uint_eq(sample_tasks(sample)->rollup->pss, 77);
	ck_assert_uint_eq(c.scans, 2);
	ck_assert(!sampler_ask(s, &d));
	ck_assert(!comes(s, QUIET_MS));
	ck_assert(sampler_stop(s));
	demand_free(&d);
}
END_TEST

START_TEST(asking_for_more_of_all_scans_again)
{
	struct counting c;
	struct sampler *s;
	struct demand d;

	counting_init(&c);
	demand_init(&d);
	s = sampler_start(&c.source, &d, NEVER);
	wait_for(s);
	wait_for(s);
	d.all |= NEED_STATM;
	ck_assert(sampler_ask(s, &d));
	ck_assert_uint_eq(sample_tasks(wait_for(s))->rss, NEED_STAT | NEED_STATM);
	d.threads = true;
	ck_assert(sampler_ask(s, &d));
	ck_assert_uint_eq(wait_for(s)->serial, 4);
	ck_assert(sampler_stop(s));
	demand_free(&d);
}
END_TEST

START_TEST(hurrying_brings_a_sample_whatever_the_delay)
{
	struct counting c;
	struct sampler *s;
	struct demand d;

	counting_init(&c);
	demand_init(&d);
	s = sampler_start(&c.source, &d, NEVER);
	wait_for(s);
	wait_for(s);
	sampler_hurry(s);
	ck_assert_uint_eq(wait_for(s)->serial, 3);
	sampler_set_delay(s, 1000000);
	ck_assert_uint_ge(wait_for(s)->serial, 4);
	ck_assert(sampler_stop(s));
	demand_free(&d);
}
END_TEST

START_TEST(a_paused_sampler_reads_nothing_until_it_goes_on)
{
	struct counting c;
	struct sampler *s;
	struct demand d;

	counting_init(&c);
	demand_init(&d);
	s = sampler_start(&c.source, &d, NEVER);
	wait_for(s);
	wait_for(s);
	sampler_pause(s, true);
	sampler_hurry(s);
	sampler_set_delay(s, 1000000);
	d.shown = NEED_ROLLUP;
	sampler_ask(s, &d);
	ck_assert(!comes(s, QUIET_MS));
	ck_assert_uint_eq(c.scans, 2);
	ck_assert_uint_eq(c.refinements, 2);
	/* What goes on in the background has been told to stop. */
	while (atomic_load(&c.rests) == 0)
		sched_yield();
	sampler_pause(s, false);
	ck_assert_uint_gt(wait_for(s)->serial, 2);
	ck_assert(sampler_stop(s));
	demand_free(&d);
}
END_TEST

START_TEST(the_sample_that_was_taken_stays_while_newer_ones_come)
{
	struct counting c;
	struct sampler *s;
	struct demand d;
	const struct sample *taken;

	counting_init(&c);
	demand_init(&d);
	s = sampler_start(&c.source, &d, NEVER);
	taken = wait_for(s);
	ck_assert(comes(s, DEADLINE_MS));
	for (unsigned i = 0; i < 5; i++) {
		unsigned before = c.scans;
		time_t deadline = time(NULL) + DEADLINE_MS / 1000;
		sampler_hurry(s);
		while (c.scans == before && time(NULL) < deadline)
			sched_yield();
		ck_assert_uint_gt(c.scans, before);
		ck_assert_uint_eq(taken->serial, 1);
		ck_assert_str_eq(sample_tasks(taken)->who->comm, "p1");
	}
	ck_assert_uint_ge(sampler_take(s)->serial, 2);
	ck_assert(sampler_stop(s));
	demand_free(&d);
}
END_TEST

START_TEST(stopping_cancels_a_scan_that_is_under_way)
{
	struct counting c;
	struct sampler *s;
	struct demand d;

	counting_init(&c);
	ck_assert_int_eq(pipe(c.gate), 0);
	demand_init(&d);
	s = sampler_start(&c.source, &d, NEVER);
	ck_assert(!comes(s, 0));
	ck_assert_ptr_null(sampler_take(s));
	ck_assert(sampler_stop(s));
	ck_assert_uint_le(c.scans, 1);
	demand_free(&d);
}
END_TEST

static struct sampler *left_alone;   /* what a thread still holds is no leak */

START_TEST(stopping_does_not_wait_for_a_thread_that_is_stuck)
{
	struct counting c;
	struct demand d;
	struct pollfd gate;

	counting_init(&c);
	ck_assert_int_eq(pipe(c.gate), 0);
	c.source.cancel = NULL;
	demand_init(&d);
	left_alone = sampler_start(&c.source, &d, NEVER);
	/* Let through the first scan, and be stuck in the second. */
	ck_assert_int_eq(write(c.gate[1], "", 1), 1);
	wait_for(left_alone);
	gate = (struct pollfd){ .fd = sampler_fd(left_alone), .events = POLLIN };
	sampler_hurry(left_alone);
	ck_assert_int_eq(poll(&gate, 1, QUIET_MS), 0);
	ck_assert(!sampler_stop(left_alone));
	ck_assert_uint_eq(c.scans, 1);
	demand_free(&d);
}
END_TEST

START_TEST(the_living_machine_is_sampled_with_shares_of_time)
{
	struct procfs p;
	struct source *source;
	struct sampler *s;
	struct demand d;
	struct err e;

	ck_assert(procfs_open(&p, "/proc", &e));
	source = scan_open(&p);
	demand_init(&d);
	d.all |= NEED_CPU | NEED_COMMAND;
	s = sampler_start(source, &d, NEVER);
	ck_assert(!(sample_find(wait_for(s), getpid())->have & NEED_CPU));
	ck_assert(sample_find(wait_for(s), getpid())->have & NEED_CPU);
	ck_assert(sampler_stop(s));
	source->close(source);
	procfs_close(&p);
	demand_free(&d);
}
END_TEST

START_TEST(samples_that_cost_much_come_less_often)
{
	struct counting c;
	struct sampler *s;
	struct demand d;

	counting_init(&c);
	demand_init(&d);
	s = sampler_start(&c.source, &d, 20000000);
	while (wait_for(s)->serial < 3)
		;
	ck_assert_uint_eq(sampler_pace(s), 20000000);
	ck_assert(sampler_stop(s));
	counting_init(&c);
	c.work_ns = 5000000;
	s = sampler_start(&c.source, &d, 20000000);
	while (wait_for(s)->serial < 3)
		;
	ck_assert_uint_ge(sampler_pace(s), 20 * c.work_ns);
	ck_assert(sampler_stop(s));
	demand_free(&d);
}
END_TEST

SUITE(sampler, samples_that_cost_much_come_less_often, the_first_sample_comes_at_once_and_the_second_soon, samples_go_on_coming_and_each_follows_the_one_before,
      asking_for_more_of_what_is_shown_refines_the_sample, asking_for_more_of_all_scans_again,
      hurrying_brings_a_sample_whatever_the_delay, a_paused_sampler_reads_nothing_until_it_goes_on,
      the_sample_that_was_taken_stays_while_newer_ones_come, stopping_cancels_a_scan_that_is_under_way,
      stopping_does_not_wait_for_a_thread_that_is_stuck, the_living_machine_is_sampled_with_shares_of_time)

/* thread.c - starts threads and lets them wait. Knows nothing of what they do. */
#define _GNU_SOURCE
#include "thread.h"

#include <signal.h>
#include <time.h>

#include "err.h"
#include "vec.h"

#define SECOND UINT64_C(1000000000)

pthread_t thread_start(const char *name, void *(*run)(void *), void *argument)
{
	/* Blocked, they would end us before the terminal is given back. */
	static const int crashes[] = { SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGSYS, SIGTRAP };
	pthread_t thread;
	sigset_t all, old;

	sigfillset(&all);
	for (size_t i = 0; i < ARRAY_LEN(crashes); i++)
		sigdelset(&all, crashes[i]);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	if (pthread_create(&thread, NULL, run, argument) != 0)
		die("no thread can be started");
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	pthread_setname_np(thread, name);
	return thread;
}

void thread_condition(pthread_cond_t *c)
{
	pthread_condattr_t monotonic;

	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(c, &monotonic);
	pthread_condattr_destroy(&monotonic);
}

static uint64_t read_clock(clockid_t clock)
{
	struct timespec ts;

	clock_gettime(clock, &ts);
	return (uint64_t)ts.tv_sec * SECOND + (uint64_t)ts.tv_nsec;
}

uint64_t thread_now_ns(void)
{
	return read_clock(CLOCK_MONOTONIC);
}

uint64_t thread_used_ns(void)
{
	return read_clock(CLOCK_THREAD_CPUTIME_ID);
}

bool thread_wait_until(pthread_cond_t *c, pthread_mutex_t *lock, uint64_t then_ns)
{
	struct timespec then = { (time_t)(then_ns / SECOND), (long)(then_ns % SECOND) };

	return pthread_cond_timedwait(c, lock, &then) == 0;
}

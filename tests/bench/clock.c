/* clock.c - reads the kernel's clocks. Knows no monitor. */
#define _GNU_SOURCE
#include "clock.h"

#include <time.h>

static uint64_t to_ns(struct timespec t)
{
	return (uint64_t)t.tv_sec * CLOCK_S + (uint64_t)t.tv_nsec;
}

uint64_t clock_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return to_ns(t);
}

void clock_sleep(uint64_t ns)
{
	struct timespec t = { .tv_sec = (time_t)(ns / CLOCK_S), .tv_nsec = (long)(ns % CLOCK_S) };

	nanosleep(&t, NULL);
}

bool clock_cpu(pid_t pid, uint64_t *ns)
{
	struct timespec t;
	clockid_t id;

	if (clock_getcpuclockid(pid, &id) != 0 || clock_gettime(id, &t) != 0)
		return false;
	*ns = to_ns(t);
	return true;
}

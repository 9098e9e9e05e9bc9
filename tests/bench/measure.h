/* measure.h - one start of one monitor, and the figures it gave. */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include <stdbool.h>
#include <stdint.h>

#include "drive.h"

enum figure {
	CPU,       /* percent of one core, user and system, over the window */
	TICK,      /* ms of CPU time per refresh */
	RSS,       /* bytes, VmRSS at the end of the window */
	FIRST,     /* ms from before the fork until the first screen stood */
	KEY,       /* ms from an arrow key until the chosen row has moved: the median */
	KEY_P99,   /* the same, slower than 99 of 100 */
	PACE,      /* refreshes a second, seen from outside */
	CALLS,     /* system calls per refresh, in a window of its own */
	FIGURES
};

enum calls { LEAVE_CALLS, COUNT_CALLS };

struct measure_plan {
	struct terminal_size size;
	uint64_t settle, window;  /* ns */
	const char *mark;         /* the crowd's name: the first screen has it */
	enum way way;             /* what the monitor is asked to show */
	enum calls calls;
	int keys;                 /* presses; 0: none */
};

/* Unknown figures are NAN. False when the monitor cannot show that, did not start, ended by itself, or we are interrupted. */
bool measure(double out[FIGURES], const struct monitor *monitor, const struct user *user, const struct measure_plan *plan);

#endif

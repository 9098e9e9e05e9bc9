/* keys.h - how long a key takes to the screen, whatever the monitor is doing when it is pressed. */
#ifndef BENCH_KEYS_H
#define BENCH_KEYS_H

#include "drive.h"

enum { KEYS_MAX = 1000 };

struct keys {
	double median, p99;        /* ms from the key until what it changes is written */
};

/* Presses the arrows down and up in turn, that many times, at random moments; fewer where they take too long. False when the monitor's answers cannot be told
 * from its refreshes, or it has ended. */
bool keys_measure(struct drive *d, const struct monitor_spec *spec, int presses, struct keys *out);

#endif

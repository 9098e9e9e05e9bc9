/* measure.c - the figures of one run of a monitor, all taken from outside. Compares nothing. */
#define _GNU_SOURCE
#include "measure.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "clock.h"
#include "interrupt.h"
#include "keys.h"
#include "strace.h"

/* A first screen stands when this many bytes have come and then none for this long. */
#define FIRST_BYTES   500
#define FIRST_QUIET   (25 * CLOCK_MS)
#define FIRST_WITHIN  (15 * CLOCK_S)

/* A refresh is over when nothing has come for this long. */
#define BURST_QUIET   (100 * CLOCK_MS)
/* Windows begin and end after a refresh, so that each holds whole ones: look for it from EARLY before the time to LATE after. */
#define EARLY         (300 * CLOCK_MS)
#define LATE          (900 * CLOCK_MS)

#define CALLS_REFRESHES 2
#define CALLS_WITHIN    (6 * CLOCK_S)

/* An empty frame is no first screen: it must show the crowd. A monitor that never shows it while it settles (the rows are
   sorted otherwise) is given the first quiet moment. */
static bool wait_first(struct drive *d, uint64_t settle, uint64_t *when)
{
	uint64_t give_up = d->born + FIRST_WITHIN, settled = d->born + settle, frame = 0;

	while (clock_now() < give_up && !(frame && clock_now() >= settled)) {
		if (!drive_burst(d, FIRST_QUIET, frame ? settled : give_up))
			return false;
		if (d->bytes < FIRST_BYTES || clock_now() < d->last_byte + FIRST_QUIET)
			continue;
		if (!frame || d->marked)
			frame = d->last_byte;
		if (d->marked)
			break;
	}
	*when = frame;
	return frame > 0;
}

static double read_rss(pid_t pid)
{
	char path[32], line[128];
	double kb = NAN;
	FILE *f;

	snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
	f = fopen(path, "re");
	if (!f)
		return NAN;
	while (fgets(line, sizeof line, f))
		if (sscanf(line, "VmRSS: %lf", &kb) == 1)
			break;
	fclose(f);
	return kb * 1024;
}

static bool watch_window(struct drive *d, uint64_t window, double out[FIGURES])
{
	uint64_t start = clock_now(), bursts = d->bursts, cpu, cpu_end, wall;

	if (!clock_cpu(d->pid, &cpu))
		return false;
	if (!drive_until(d, start + window - EARLY) || !drive_burst(d, BURST_QUIET, start + window + LATE))
		return false;
	if (!clock_cpu(d->pid, &cpu_end))
		return false;
	wall = clock_now() - start;
	out[CPU] = 100.0 * (double)(cpu_end - cpu) / (double)wall;
	if (d->bursts > bursts)
		out[TICK] = (double)(cpu_end - cpu) / (double)CLOCK_MS / (double)(d->bursts - bursts);
	out[PACE] = (double)(d->bursts - bursts) * (double)CLOCK_S / (double)wall;
	out[RSS] = read_rss(d->pid);
	return true;
}

static void count_calls(struct drive *d, double out[FIGURES])
{
	uint64_t deadline = clock_now() + CALLS_WITHIN, first;
	struct strace trace;
	double calls;

	if (!strace_open(&trace, d->pid))
		return;
	first = d->bursts;
	while (d->bursts < first + CALLS_REFRESHES && clock_now() < deadline)
		if (!drive_burst(d, BURST_QUIET, deadline))
			break;
	if (strace_close(&trace, &calls) && d->bursts > first)
		out[CALLS] = calls / (double)(d->bursts - first);
}

static bool listen_to(struct drive *d, const struct monitor_spec *spec, const struct measure_plan *plan, double out[FIGURES])
{
	uint64_t first, settled;
	struct keys keys;

	if (!wait_first(d, plan->settle, &first))
		return false;
	out[FIRST] = (double)(first - d->born) / (double)CLOCK_MS;
	settled = first + plan->settle;
	if (!drive_until(d, settled) || !drive_burst(d, BURST_QUIET, settled + LATE))
		return false;
	if (!watch_window(d, plan->window, out))
		return false;
	if (plan->calls == COUNT_CALLS)
		count_calls(d, out);
	if (plan->keys > 0 && keys_measure(d, spec, plan->keys, &keys)) {
		out[KEY] = keys.median;
		out[KEY_P99] = keys.p99;
	}
	return !d->ended && !interrupted();
}

bool measure(double out[FIGURES], const struct monitor *monitor, const struct user *user, const struct measure_plan *plan)
{
	const struct setting *setting = monitor_setting(monitor, plan->way);
	struct drive d;
	bool ok;

	for (int i = 0; i < FIGURES; i++)
		out[i] = NAN;
	if (!setting || !drive_open(&d, monitor, setting, user, plan->size))
		return false;
	drive_expect(&d, plan->mark);
	ok = listen_to(&d, monitor->spec, plan, out);
	if (!ok && !interrupted())
		fprintf(stderr, "bench: %s %s\n", monitor->spec->name, d.ended ? "ended by itself" : "showed no screen");
	drive_close(&d);
	return ok;
}

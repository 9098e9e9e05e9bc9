/* libproc.h - what libproc2 (procps-ng) reads for us: the machine's figures other than memory, and the columns that are
 * seldom asked for. It knows only the real /proc. One thread at a time. */
#ifndef LIBPROC_H
#define LIBPROC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "arena.h"
#include "unit.h"

struct libproc;

/* NULL when the library cannot read /proc. */
struct libproc *libproc_open(void);

void libproc_close(struct libproc *l);

struct machine_figures {
	bool has_cpu;              /* false in the first call: a share of time needs two looks */
	double cpu;                /* percent of all CPUs since the last call */
	unsigned running;          /* threads that run or want to */
	uint64_t forks;            /* processes and threads that were started since boot */
	double load[3];            /* of 1, 5 and 15 minutes */
	uint64_t uptime_ns;
};

bool libproc_machine(struct libproc *l, struct machine_figures *out);

/* What has happened since boot: /proc/vmstat. */
struct machine_events {
	uint64_t major_faults, swapped_in, swapped_out, oom_kills;
};

bool libproc_events(struct libproc *l, struct machine_events *out);

/* Bytes that the kernel has taken away from processes, or given to them unasked, since boot: no less, but some may be counted
 * twice. From /proc/vmstat. */
bool libproc_reclaimed(struct libproc *l, uint64_t *bytes);

/* A column of libproc2's, under its own name in lower case. */
struct cold_column {
	const char *id, *title, *help;
	int width;
	enum unit unit;
};

size_t libproc_cold_count(void);
const struct cold_column *libproc_cold(size_t column);

#define COLD_PROCESSES 250   /* that can be read in one call: a limit of the library */

/* Reads the cold columns wanted (a set bit each, counted from bit 0 of wanted[0]) for some processes. values[i] becomes an
 * array of one value for each of libproc_cold_count() columns, from the arena; NULL when process i has vanished. */
void libproc_read_cold(struct libproc *l, const uint64_t *wanted, const pid_t *pids, size_t count, struct arena *arena,
                       const struct value **values);

#define COLD_WORDS 3         /* of 64 columns each, in wanted */

#endif

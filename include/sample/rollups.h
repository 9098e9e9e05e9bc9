/* rollups.h - smaps_rollup of many processes, and numa_maps, read in the background within a budget: each costs some 11 ms of CPU
 * for each GB, and holds the process's mmap lock meanwhile. One is read at a time, those that are seen and have changed before
 * others. */
#ifndef ROLLUPS_H
#define ROLLUPS_H

#include "procfs.h"
#include "sample.h"

struct rollups;

/* The share is that of one CPU; the procfs is borrowed. */
struct rollups *rollups_open(const struct procfs *p, double share);

/* Gives the sample's processes what was last read of them, and its age. Asks for those that it wants anew: "all" is what is wanted
 * of each process, "shown" of those whose pids, ascending, are shown; either is NEED_ROLLUP, NEED_NUMA, both or nothing. */
void rollups_take(struct rollups *r, struct sample *out, unsigned all, unsigned shown, const struct vec *shown_pids);

/* Reads nothing until it is asked again. */
void rollups_rest(struct rollups *r);

void rollups_close(struct rollups *r);

/* How urgent it is to read a process, for its tests: the most urgent is read first, what is below 1 waits for a later sample. */
struct rollup_case {
	bool is_shown, was_read;
	bool has_changed;          /* its rss has, or it has run, since it was read */
	uint64_t age_ns;           /* since it was read; else since it was first asked for */
	uint64_t cost_ns;          /* of CPU time that it is expected to take */
	double share;              /* the budget's */
};

double rollup_urgency(const struct rollup_case *c);

#endif

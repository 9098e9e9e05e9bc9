/* numa.h - on which nodes of the machine the memory of a process is: /proc/PID/numa_maps. See numa(7). */
#ifndef NUMA_H
#define NUMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "procfs.h"

#define NUMA_NODES 1024      /* the kernel has no more */
#define NUMA_TEXT 40         /* bytes of what numa_write writes, a zero included */

struct numa {
	uint64_t bytes[NUMA_NODES];
	unsigned nodes;           /* no node from this one on has any */
};

/* Adds whole lines of numa_maps, one for each mapping. False when one is no such line; nothing of it is added then. */
bool numa_add(const char *text, size_t length, struct numa *sum);

/* Reads all of a process's. That walks its pages, under its mmap lock. False when it may not be read or has vanished. */
bool numa_read(const struct procfs *p, pid_t pid, struct numa *out);

/* Writes where the memory is, the largest part first: "0" on one node; "0:80 1:20" in percent, as many nodes as fit, those with
 * less than half a percent left out; "" where there is none. */
void numa_write(const struct numa *n, char out[NUMA_TEXT]);

/* The only node of a list of nodes, as /sys/devices/system/node/online has it ("0", "0-1,3"). False when there are more. */
bool numa_only(const char *text, size_t length, unsigned *node);

/* The same for this machine. Where the kernel knows no nodes, all is on node 0. */
bool numa_only_here(unsigned *node);

#endif

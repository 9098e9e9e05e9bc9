/* cgroup_activity.h - what a control group does beside holding memory: CPU time, tasks, I/O, waiting. In version 1 each of these is
 * a hierarchy of its own, in version 2 all are one; where both are mounted, pressure is in the second. See cgroups(7),
 * Documentation/admin-guide/cgroup-v2.rst and cgroup-v1/. */
#ifndef CGROUP_ACTIVITY_H
#define CGROUP_ACTIVITY_H

#include "cgroup_tree.h"
#include "meminfo.h"

/* One bit for what is wanted, and for what is known. */
enum {
	ACTIVITY_CPU      = 1 << 0,
	ACTIVITY_QUOTA    = 1 << 1,
	ACTIVITY_PIDS     = 1 << 2,
	ACTIVITY_IO       = 1 << 3,
	ACTIVITY_PRESSURE = 1 << 4,
	ACTIVITY_HITS     = 1 << 5,
	ACTIVITY_FROZEN   = 1 << 6,
	ACTIVITY_CPUS     = 1 << 7,
	ACTIVITY_ALL      = (1 << 8) - 1,
};

/* Of one group and all below it, since it was made. */
struct cgroup_activity {
	unsigned have;                 /* ACTIVITY_… */
	uint64_t cpu_ns;
	uint64_t quota_ns, period_ns;  /* of CPU time in each period; CGROUP_NO_LIMIT */
	uint64_t cpus;                 /* that its tasks may run on */
	uint64_t pids;                 /* tasks: processes and threads */
	uint64_t read, written;        /* bytes from and to disks */
	struct pressure pressure;      /* for want of memory */
	uint64_t hits;                 /* how often its memory was at the limit */
	bool is_frozen;
};

/* Where the hierarchies are. */
enum cgroup_controller { IN_MEMORY, IN_CPU, IN_CPUACCT, IN_CPUSET, IN_PIDS, IN_BLKIO, IN_FREEZER, IN_UNIFIED, CGROUP_CONTROLLERS };

struct cgroup_places {
	struct cgroup_tree of[CGROUP_CONTROLLERS];
};

/* Finds them from our own mountinfo; of a copy of /proc nothing is known. Or below a directory, as cgroup_tree_open does. */
void cgroup_places_find(struct cgroup_places *c, const struct procfs *p);
void cgroup_places_open(struct cgroup_places *c, const char *dir);
void cgroup_places_close(struct cgroup_places *c);

/* Reads what is wanted of the group with this path; what cannot be read has no bit in out->have. */
void cgroup_activity_read(const struct cgroup_places *c, struct cgroup_span path, unsigned want, struct cgroup_activity *out);

#endif

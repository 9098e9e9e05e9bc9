/* control_group.h - a control group as processes and samples point to it, and what it held at one instant. cgroups.h reads both. */
#ifndef CONTROL_GROUP_H
#define CONTROL_GROUP_H

#include "cgroup_tree.h"

/* A control group. It stays where it is as long as a sample or an identity points to it. Only its path and its parent are for
 * others than the thread that samples. */
struct cgroup {
	unsigned refs;                 /* of the thread that samples: nobody else counts */
	uint32_t place;                /* scratch of the thread that samples: where its figures were put last */
	const struct cgroup *parent;   /* NULL: it is the topmost */
	size_t length;
	char path[];                   /* as in /proc/PID/cgroup, zero-ended; else any byte but a newline may be in it */
};

/* What a group held at the time of the sample, and may hold. Bytes; what has no bit in "have" is unknown. */
struct cgroup_figures {
	const struct cgroup *group;
	unsigned have;                 /* CGROUP_HAS_… of its own files, and CGROUP_HAS_EFFECTIVE, CGROUP_HAS_HEADROOM */
	uint32_t parent;               /* in the sample's cgroups, from 1 on; 0: it is the topmost */
	struct cgroup_counts counts;   /* its own */
	uint64_t cache;                /* of the charge: what the kernel gives up before it takes a process; with CGROUP_HAS_STAT */
	uint64_t limit;                /* effective: the lowest of its own and all above it; CGROUP_NO_LIMIT */
	const struct cgroup *binds;    /* whose limit that is: itself or one above it; NULL: there is no limit */
	uint64_t headroom;             /* how much it may still take: the least, of it and all above, of limit less charge, cache
	                                  given up; CGROUP_NO_LIMIT */
	const struct cgroup *tightest; /* where it is that least; NULL: there is no limit */
};

#define CGROUP_HAS_EFFECTIVE (1u << 16)
#define CGROUP_HAS_HEADROOM (1u << 17)

const struct cgroup *cgroup_keep(const struct cgroup *g);
void cgroup_drop(const struct cgroup *g);      /* NULL: nothing */

/* One that is the caller's alone and has nothing above it. May be called while others use it. NULL for NULL. */
const struct cgroup *cgroup_copy(const struct cgroup *g);

#endif

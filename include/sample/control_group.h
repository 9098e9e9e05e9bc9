/* control_group.h - a control group as processes and samples point to it, and what it held at one instant. cgroups.h reads both. */
#ifndef CONTROL_GROUP_H
#define CONTROL_GROUP_H

#include <stdatomic.h>

#include "cgroup_tree.h"

/* What people call the container that a group is in, and what that was made of. Foreign texts, zero-ended; "": not known. */
struct nameplate {
	const struct nameplate *before;   /* what it was called earlier: kept for who may be reading it */
	const char *name, *image;
};

/* What its container's network had moved when that was read last. */
struct net_past {
	uint64_t at_ns;                /* since boot; 0: never */
	uint64_t space;                /* which network namespace that is */
	uint64_t received, sent;       /* bytes since it was made */
};

/* A control group. It stays where it is as long as a sample or an identity points to it. Only its path, its parent and its
 * nameplate are for others than the thread that samples. */
struct cgroup {
	unsigned refs;                 /* of the thread that samples: nobody else counts */
	uint32_t place;                /* scratch of the thread that samples: where its figures were put last */
	uint32_t net;                  /* the same of its network's: see nets.c */
	struct net_past net_past;      /* of that thread */
	uint8_t tries;                 /* of that thread: how often its name was asked for in vain; see names.c */
	const struct nameplate *_Atomic plate;   /* see cgroup_plate */
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

/* What goes to and from a container by its network. */
struct net_figures {
	const struct cgroup *group;    /* the container's own */
	pid_t told_by, started_by;     /* the process whose network it is; who started that, where he is outside of it: else 0 */
	bool is_shared;                /* it has no network of its own */
	bool is_known, has_rates;
	struct net_past past;          /* as it was in this sample */
	uint64_t received_s, sent_s;   /* bytes a second since the sample before */
};

#define CGROUP_HAS_EFFECTIVE (1u << 16)
#define CGROUP_HAS_HEADROOM (1u << 17)

#define CGROUP_UNSEEN 255          /* tries: nobody has looked whether there is a name to be asked for */
#define CGROUP_NAMELESS 254        /* there is none: it is in no container, or the path says it all */

/* NULL: nobody has told. It lives as long as the group. */
static inline const struct nameplate *cgroup_plate(const struct cgroup *g) { return atomic_load_explicit(&g->plate, memory_order_acquire); }

/* Puts up a nameplate. Nothing happens where the same is there; the image may be NULL. Of the thread that samples. */
void cgroup_name(struct cgroup *g, const char *name, const char *image);

const struct cgroup *cgroup_keep(const struct cgroup *g);
void cgroup_drop(const struct cgroup *g);      /* NULL: nothing */

/* One that is the caller's alone and has nothing above it. May be called while others use it. NULL for NULL. */
const struct cgroup *cgroup_copy(const struct cgroup *g);

#endif

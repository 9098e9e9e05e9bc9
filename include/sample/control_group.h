/* control_group.h - a control group as processes and samples point to it, and what it held at one instant. cgroups.h reads both. */
#ifndef CONTROL_GROUP_H
#define CONTROL_GROUP_H

#include <stdatomic.h>

#include "cgroup_activity.h"
#include "growth.h"

struct cgroup_past;

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

/* A control group. It stays where it is as long as a sample or an identity points to it. Only its path, its key, its parent
 * and its nameplate are for others than the thread that samples. */
struct cgroup {
	unsigned refs;                 /* of the thread that samples: nobody else counts */
	uint32_t place;                /* scratch of the thread that samples: where its figures were put last */
	struct cgroup_past *past;      /* of that thread too: what was read of it earlier; NULL: nothing */
	uint64_t key;                  /* of its path; 0: nobody has asked */
	uint32_t net;                  /* the same of its network's: see nets.c */
	struct net_past net_past;      /* of that thread */
	uint8_t tries;                 /* of that thread: how often its name was asked for in vain; see names.c */
	const struct nameplate *_Atomic plate;   /* see cgroup_plate */
	const struct cgroup *parent;   /* NULL: it is the topmost */
	size_t length;
	char path[];                   /* as in /proc/PID/cgroup, zero-ended; else any byte but a newline may be in it */
};

#define CGROUP_PARTS 4

/* How fast it does things, since the sample before. */
struct cgroup_rates {
	double cpu;                    /* percent of one CPU */
	uint64_t read, written;        /* bytes a second */
};

/* What a group held at the time of the sample, what it may hold, and what it does. Bytes; what has no bit in "have" is unknown. */
struct cgroup_figures {
	const struct cgroup *group;
	unsigned have;                 /* CGROUP_HAS_… of its own files and of those below */
	unsigned asked;                /* what was looked for, be it known or not */
	unsigned carried;              /* of that, what was not read now: it was as good as sure to be what it was */
	uint32_t parent;               /* in the sample's cgroups, from 1 on; 0: it is the topmost */
	struct cgroup_counts counts;   /* its own */
	uint64_t cache;                /* of the charge: what the kernel gives up before it takes a process; with CGROUP_HAS_STAT */
	uint64_t limit;                /* effective: the lowest of its own and all above it; CGROUP_NO_LIMIT */
	const struct cgroup *binds;    /* whose limit that is: itself or one above it; NULL: there is no limit */
	uint64_t headroom;             /* how much it may still take: the least, of it and all above, of limit less charge, cache
	                                  given up; CGROUP_NO_LIMIT */
	const struct cgroup *tightest; /* where it is that least; NULL: there is no limit */
	uint64_t parts[CGROUP_PARTS];  /* of the limit, or the machine: needed, cache, free, of others; with CGROUP_HAS_PARTS */
	struct cgroup_activity activity;
	struct cgroup_rates rates;
	struct slope growth;           /* of what it needs, over the last minute; with CGROUP_HAS_GROWTH */
	uint64_t eta_ns;               /* until it or one above it is full, should they go on so; UINT64_MAX: none of them will be;
	                                  with CGROUP_HAS_GROWTH */
	uint64_t kills, hits;          /* of it and all below it, with their bits; see is_sum_short */
	bool is_sum_short;             /* there may be some below it that were not looked at */
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

/* What of the charge the kernel does not give up: processes, shared memory and tmpfs, its own. With CGROUP_NEEDS. */
static inline uint64_t cgroup_needed(const struct cgroup_figures *f) { return f->counts.charge - f->cache; }

/* Bits beside those of cgroup_tree.h. All of them say what is wanted, too. */
#define CGROUP_HAS_ACTIVITY(bits) ((unsigned)(bits) << 9)     /* ACTIVITY_… */
#define CGROUP_HAS_EFFECTIVE (1u << 16)
#define CGROUP_HAS_HEADROOM (1u << 17)
#define CGROUP_HAS_PARTS (1u << 18)
#define CGROUP_HAS_CPU_RATE (1u << 19)
#define CGROUP_HAS_FLOWS (1u << 20)
#define CGROUP_HAS_GROWTH (1u << 21)
#define CGROUP_NEEDS (CGROUP_HAS_CHARGE | CGROUP_HAS_STAT)

/* What is wanted of control groups. */
struct cgroup_demand {
	unsigned all, shown;           /* CGROUP_HAS_… of every group, and of those that are shown */
	bool every;                    /* groups without processes too */
};

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

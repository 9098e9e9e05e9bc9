/* cgroups.h - the control groups that processes are in, each known once, and what they hold and may hold. */
#ifndef CGROUPS_H
#define CGROUPS_H

#include "cgroup_tree.h"
#include "vec.h"

struct sample;
struct task;

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

struct cgroups {
	struct vec known;              /* of struct cgroup *, by path: one reference each */
	struct cgroup_tree tree;
	bool is_placed;                /* the tree has been looked for */
};

void cgroups_init(struct cgroups *c);
void cgroups_free(struct cgroups *c);

/* The directory with the groups, where they are not to be found by our own mountinfo. */
bool cgroups_place(struct cgroups *c, const char *dir, struct err *e);

/* The group with this path, and one reference to it. NULL for what is no path. */
const struct cgroup *cgroups_get(struct cgroups *c, struct cgroup_span path);

const struct cgroup *cgroup_keep(const struct cgroup *g);
void cgroup_drop(const struct cgroup *g);      /* NULL: nothing */

/* Forgets those that nobody points to. */
void cgroups_sweep(struct cgroups *c);

/* Reads which group a process is in, unless that is known. "id" names the group in the hierarchy of version 2 (0: not known):
 * another than before tells that the process was moved. */
void cgroups_join(struct cgroups *c, const struct procfs *p, struct task *t, uint64_t id);

/* Reads it once more. */
void cgroups_join_again(struct cgroups *c, const struct procfs *p, struct task *t);

/* Gives a task of the sample the figures of its group, read now if the sample has them not yet. */
void cgroups_measure(struct cgroups *c, const struct procfs *p, struct sample *s, struct task *t);

#endif

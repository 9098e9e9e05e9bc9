/* oom.h - whom the OOM killer would take, by the rules of the kernel (mm/oom_kill.c since Linux 5.9). Pure. */
#ifndef OOM_H
#define OOM_H

#include "sample.h"

enum oom_pardon {
	OOM_MAY_GO,
	OOM_INIT,              /* pid 1 of the machine */
	OOM_KERNEL,            /* a thread of the kernel */
	OOM_NEVER,             /* its oom_score_adj is -1000 */
	OOM_NO_MEMORY,         /* a zombie has none any more */
	OOM_UNKNOWN,           /* it could not be read */
};

/* What counts for a process: the one with the most is taken. Bytes. */
struct oom_points {
	enum oom_pardon pardon;
	int64_t held;          /* RSS, swap and page tables */
	int64_t added;         /* by oom_score_adj: so many thousandths of all that may be used */
	int64_t points;        /* both together */
};

/* All that may be used, swap included: by the machine, or by a group that has a limit of its own. 0: not known. */
uint64_t oom_total(const struct sample *s, const struct cgroup_figures *group);

struct oom_points oom_points(const struct sample *s, const struct task *t, uint64_t total);

/* What /proc/PID/oom_score says. False when that is not known. */
bool oom_score(const struct sample *s, const struct task *t, uint64_t *out);

struct oom_candidate {
	uint32_t task;         /* index in the sample */
	uint32_t rank;         /* 1: goes first */
	struct oom_points p;
};

struct oom_rank {
	const struct cgroup_figures *group;   /* those in it and below; NULL: all of the machine. Of the sample */
	bool is_own;           /* it is the container that we are in */
	uint64_t total;
	struct vec candidates; /* of struct oom_candidate, who goes first first */
	size_t spared;         /* processes that are never taken */
	size_t unknown;        /* those that could not be read */
};

void oom_rank_init(struct oom_rank *r);
void oom_rank_free(struct oom_rank *r);

/* Ranks the processes of a sample that has NEED_STATUS and NEED_OOM of all, and NEED_CGROUP for a group. */
void oom_rank(struct oom_rank *r, const struct sample *s, const struct cgroup_figures *group);

static inline const struct oom_candidate *oom_candidates(const struct oom_rank *r) { return r->candidates.data; }

/* The candidate that this task is, or NULL. */
const struct oom_candidate *oom_find(const struct oom_rank *r, uint32_t task);

/* The rank that the task would have with this oom_score_adj; 0: it would never be taken. */
uint32_t oom_rank_with(const struct oom_rank *r, const struct sample *s, uint32_t task, int adj);

/* The group whose limit the process would hit first: itself or one above it. NULL: none has a limit, or that is not known. */
const struct cgroup_figures *oom_group_of(const struct sample *s, const struct task *t);

/* The same of all that we see: where a container confines us, its memory comes to an end before the machine's. NULL: none does. */
const struct cgroup_figures *oom_group_of_all(const struct sample *s);

/* The group, from that of the task up to the one that is ranked, all of whose processes go when one must; NULL: none. */
const struct cgroup_figures *oom_goes_with(const struct oom_rank *r, const struct sample *s, const struct task *t);

#endif

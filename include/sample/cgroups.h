/* cgroups.h - the control groups that processes are in, each known once, and what they hold and may hold. */
#ifndef CGROUPS_H
#define CGROUPS_H

#include "cgroup_tree.h"
#include "sample.h"

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

/* Forgets those that nobody points to. */
void cgroups_sweep(struct cgroups *c);

/* Reads which group a process is in, unless that is known. "id" names the group in the hierarchy of version 2 (0: not known):
 * another than before tells that the process was moved. */
void cgroups_join(struct cgroups *c, const struct procfs *p, struct task *t, uint64_t id);

/* Reads it once more. */
void cgroups_join_again(struct cgroups *c, const struct procfs *p, struct task *t);

/* Gives a task of the sample the figures of its group, read now if the sample has them not yet. */
void cgroups_measure(struct cgroups *c, const struct procfs *p, struct sample *s, struct task *t);

/* The same for the group of any process: their place in the sample, from 1 on; 0: it cannot be read. */
uint32_t cgroups_measure_of(struct cgroups *c, const struct procfs *p, struct sample *s, pid_t pid);

#endif

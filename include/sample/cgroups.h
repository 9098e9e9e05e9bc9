/* cgroups.h - the control groups that are, each known once, what they hold and may hold, and what they do. */
#ifndef CGROUPS_H
#define CGROUPS_H

#include "cgroup_activity.h"
#include "sample.h"
#include "source.h"

struct cgroups {
	struct vec known;              /* of struct cgroup *, by path: one reference each */
	struct cgroup_tree tree;
	struct cgroup_places places;   /* of the other hierarchies */
	bool is_placed, has_places;    /* they have been looked for */
	unsigned want;                 /* CGROUP_HAS_…: of each group in this sample */
	bool carries;                  /* what has hardly changed is not read again */
	bool walks;                    /* groups without processes are wanted */
};

void cgroups_init(struct cgroups *c);
void cgroups_free(struct cgroups *c);

/* The directory with the groups, where they are not to be found by our own mountinfo. */
bool cgroups_place(struct cgroups *c, const char *dir, struct err *e);

/* The group with this path, and one reference to it. NULL for what is no path. */
const struct cgroup *cgroups_get(struct cgroups *c, struct cgroup_span path);

/* The group of a process, with a reference; NULL when it has vanished or may not be asked. */
const struct cgroup *cgroups_read(struct cgroups *c, const struct procfs *p, pid_t pid);

/* Forgets those that nobody points to. */
void cgroups_sweep(struct cgroups *c);

/* Reads which group a process is in, unless that is known. "id" names the group in the hierarchy of version 2 (0: not known):
 * another than before tells that the process was moved. */
void cgroups_join(struct cgroups *c, const struct procfs *p, struct task *t, uint64_t id);

/* Reads it once more. */
void cgroups_join_again(struct cgroups *c, const struct procfs *p, struct task *t);

/* A sample begins, of which so much is wanted. */
void cgroups_begin(struct cgroups *c, const struct procfs *p, const struct demand *d);

/* Gives a task of the sample the figures of its group, read now if the sample has them not yet. */
void cgroups_measure(struct cgroups *c, struct sample *s, struct task *t);

/* Gives the sample the figures of all groups of the hierarchy, those without processes included. */
void cgroups_measure_every(struct cgroups *c, struct sample *s);

/* When all of the sample are there. */
void cgroups_finish(struct cgroups *c, struct sample *s);

/* What follows from what was read of a group at this time since boot, and from what is known of the one above it (NULL: there is none). */
void cgroup_figures_settle(struct cgroup_figures *f, const struct cgroup_figures *parent, const struct machine *m, uint64_t now_ns);

/* Reads what more is wanted of those that are shown. */
void cgroups_refine(struct cgroups *c, const struct demand *d, struct sample *s);

/* The same for the group of any process: their place in the sample, from 1 on; 0: it cannot be read. */
uint32_t cgroups_measure_of(struct cgroups *c, const struct procfs *p, struct sample *s, pid_t pid);

#endif

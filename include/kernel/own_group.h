/* own_group.h - a control group made for one command, so that the kernel counts what it and all that it starts are charged. See
 * cgroups(7), Documentation/admin-guide/cgroup-v2.rst and cgroup-v1/memory.rst. */
#ifndef OWN_GROUP_H
#define OWN_GROUP_H

#include "cgroup_tree.h"

struct own_group {
	struct cgroup_tree tree;       /* of which it is one */
	char path[CGROUP_PATH];        /* as /proc/PID/cgroup shows it */
	char name[32];                 /* in the directory of the one above it */
	int above, dir;                /* that directory and its own, open; -1 */
	int procs;                     /* its cgroup.procs, open for writing */
	int home;                      /* the same of the group that we are in, where those go who outlive it; -1: we may not */
	bool has_turned_on;            /* the memory controller for what is below "above": it was off */
};

/* Makes one below our own group. Of version 2 it is made beside our own where that may not have one below it, as it has processes, and
 * no limit of its own which a group beside it would be free of. False, and why, when we may not or there is no such hierarchy. */
bool own_group_open(struct own_group *g, const struct procfs *p, struct err *why);

/* The calling process goes there; between fork and exec. False with errno. */
bool own_group_enter(const struct own_group *g);

/* What it holds now, and held at most. False: it cannot be read. */
bool own_group_read(const struct own_group *g, struct cgroup_counts *out);

/* How long its processes waited for memory: memory.pressure, of version 2 with PSI. False elsewhere. */
struct pressure;
bool own_group_pressure(const struct own_group *g, struct pressure *out);

/* Sends SIGKILL to all that are in it, until nobody is. */
void own_group_kill(const struct own_group *g);

/* Sends home who is still in it, and removes it with all that is below it. */
void own_group_close(struct own_group *g);

#endif

/* own_group.h - a control group made for one command, so that the kernel counts what it and all that it starts are charged. See
 * cgroups(7), Documentation/admin-guide/cgroup-v2.rst and cgroup-v1/memory.rst. */
#ifndef OWN_GROUP_H
#define OWN_GROUP_H

#include "cgroup_tree.h"

enum own_group_place { OWN_GROUP_BELOW, OWN_GROUP_BESIDE };

struct own_group {
	struct cgroup_tree tree;       /* of which it is one */
	char path[CGROUP_PATH];        /* as /proc/PID/cgroup shows it */
	char name[32];                 /* in the directory of the one above it */
	int above, dir;                /* that directory and its own, open; -1 */
	int inner, procs;              /* of the one that the command is in: its directory, its cgroup.procs open for writing */
	int home;                      /* the directory of the group that we are in, where those go who outlive it */
	char aside[32];                /* the group in it where we are meanwhile; "": we stayed */
	bool has_turned_on;            /* the memory controller for what is below "above": it was off */
};

/* Makes one below our own group. Of version 2 that may not have one below it while it has processes: if we are the only one, we step
 * aside, into another below it; else it is made beside our own, if that has no limit which one beside it would be free of. False, and
 * why, when we may not or there is no such hierarchy. */
bool own_group_open(struct own_group *g, const struct procfs *p, struct err *why);

/* As fork(2), but the child is there from its first moment on; it may only call what a signal handler may. -1 where the kernel has no
 * such thing or forbids it: clone3(2), CLONE_INTO_CGROUP. Then one forks, and the child goes there by itself. */
pid_t own_group_fork(const struct own_group *g);

/* The calling process goes there; between fork and exec. False with errno. */
bool own_group_enter(const struct own_group *g);

/* What it holds now, and held at most. False: it cannot be read. */
bool own_group_read(const struct own_group *g, struct cgroup_counts *out);

/* How long its processes waited for memory: memory.pressure, of version 2 with PSI. False elsewhere. */
struct pressure;
bool own_group_pressure(const struct own_group *g, struct pressure *out);

/* Sends SIGKILL to all that are in it, until nobody is. */
void own_group_kill(const struct own_group *g);

/* Sends home who is still in it, us too, and removes it with all that is below it. */
void own_group_close(struct own_group *g);

#endif

/* freezer.h - control groups stand still, and go on. See Documentation/admin-guide/cgroup-v2.rst (cgroup.freeze) and
 * cgroup-v1/freezer-subsystem.rst. */
#ifndef FREEZER_H
#define FREEZER_H

#include "cgroup_activity.h"

enum freezing {
	FREEZER_UNKNOWN,
	FREEZER_RUNS,
	FREEZER_BEGINS,                /* it has been told to stand still, and not all of it does yet */
	FREEZER_FROZEN,
	FREEZER_ABOVE,                 /* it stands still, for one above it does */
};

/* The freezer of one group and all below it. In version 1 that is a group of another hierarchy, which has the same path as a rule,
 * and need not have the same processes. */
struct freezer {
	int dir;                       /* -1: there is none, or it may not be seen */
	enum cgroup_version version;
};

/* Finds that of the group with this path. False: there is none; the root has none. */
bool freezer_open(struct freezer *f, const struct cgroup_places *places, struct cgroup_span path);
void freezer_close(struct freezer *f);

enum freezing freezer_look(const struct freezer *f);

/* Tells it to stand still, or to go on. It may take its time. False with errno. */
bool freezer_stop(const struct freezer *f);
bool freezer_go_on(const struct freezer *f);

#endif

/* cgroup_home.h - where the root of our own cgroup namespace is in a hierarchy, all of which a directory shows us. See
 * cgroup_namespaces(7). */
#ifndef CGROUP_HOME_H
#define CGROUP_HOME_H

#include "cgroup.h"

/* "dir" is the root of the hierarchy with memory, of this version. "/" in the machine's own namespace, and where the directory is
 * only a copy. False when it is not known: then no path that we are shown tells where its group is. */
bool cgroup_home_find(int dir, enum cgroup_version version, char home[CGROUP_PATH]);

#endif

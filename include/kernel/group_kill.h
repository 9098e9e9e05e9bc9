/* group_kill.h - who is in a control group and those below it, and the end of them all. See cgroups(7) and
 * Documentation/admin-guide/cgroup-v2.rst. */
#ifndef GROUP_KILL_H
#define GROUP_KILL_H

#include <stdbool.h>

#include "vec.h"

/* A directory is named by a descriptor that stays with its group: when that is removed, there is nobody in it, whatever has its name
 * then. */

/* Who is in this group, those below it not, into a vec of pid_t. False with errno: ENODEV when the group is no more. */
bool group_list(int dir, struct vec *pids);

/* Who is in it or below it, ascending. False as above. */
bool group_members(int dir, struct vec *pids);

/* Calls it for all groups below this one, the lowest first. */
void group_walk(int dir, void (*visit)(void *to, int above, const char *name, int dir), void *to);

/* Sends SIGKILL to all in it and below it, until nobody is: by cgroup.kill, or to one after the other in rounds. It ends in any
 * case, and some may be left that have not quite ended; never sends it to the caller, but by cgroup.kill. */
void group_kill(int dir);

/* Whether it is a directory of the kernel's, and no copy of one. */
bool group_is_real(int dir);

#endif

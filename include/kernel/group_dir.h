/* group_dir.h - control groups as directories: who is in them, and how to get everybody out of them: to their end, or elsewhere. */
#ifndef GROUP_DIR_H
#define GROUP_DIR_H

#include <stdbool.h>

#include "vec.h"

/* Whether a file of a group holds a word. */
bool group_dir_has(int dir, const char *file, const char *word);

/* Whether it, or one of as many levels above it, itself counted, has a limit of memory or of processor time: version 2. */
bool group_dir_is_limited(int dir, unsigned levels);

/* Who is in this group, those below it not: into a vec of pid_t. False with errno: ENODEV when the group is no more, whatever has
 * its name by now. */
bool group_dir_list(int dir, struct vec *pids);

/* Who is in it or below it, ascending. False as above. */
bool group_dir_members(int dir, struct vec *pids);

/* Calls it for all groups below this one, the lowest first. */
void group_dir_walk(int dir, void (*visit)(int above, const char *name, int dir, void *with), void *with);

/* Whether it is a directory of the kernel's, and no copy of one. */
bool group_dir_is_real(int dir);

/* Sends SIGKILL to all that are in it or below it, until nobody is, or until they should have ended. By cgroup.kill, or else to each;
 * then not to the caller. */
void group_dir_kill(int dir);

/* Removes it, which is "name" in "above", with all that is below it. Who is still there goes to the group that "to" is the cgroup.procs
 * of, open for writing; -1: where somebody is, it stays. */
void group_dir_remove(int above, const char *name, int to);

/* Removes the groups in "above" that are named so and after a process which is no more, are as old as that, and have nobody in them:
 * whoever made them was killed before it could. */
void group_dir_sweep(int above, const char *prefix, unsigned seconds);

/* Writes a word into a file of a group. False with errno. */
bool group_dir_write(int dir, const char *file, const char *word);

#endif

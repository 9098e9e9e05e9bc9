/* group_place.h - which control group is that of a container or a unit, by its path. Pure. */
#ifndef GROUP_PLACE_H
#define GROUP_PLACE_H

#include "container.h"
#include "group.h"

/* The length of the path of the group that a path belongs to: of the container's or unit's own, whose place *c is then, or all of it.
 * 0: it is in none. */
size_t group_place(enum group_by by, const char *path, size_t length, struct container *c);

/* What its path says of a group: who made it, in which pod it is. */
void group_take_place(struct task_group *group, enum group_by by, const char *path, size_t length);

#endif

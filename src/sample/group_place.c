/* group_place.c - containers and units among control groups. How engines name theirs, container.c knows. */
#include "group_place.h"

/* The innermost service, container or the like: who watches one is a part of what it is in, as is what is right in a slice. */
static bool find_unit(const char *path, size_t length, struct container *c)
{
	while (container_place(path, length, c)) {
		if (c->kind != CONTAINER_MONITOR && c->kind != CONTAINER_SLICE)
			return true;
		length = c->path_length;
		while (length > 0 && path[length - 1] != '/')
			length--;
		length -= length > 0;
	}
	return false;
}

size_t group_place(enum group_by by, const char *path, size_t length, struct container *c)
{
	if (by == GROUP_CGROUP)
		return length;
	return (by == GROUP_UNIT ? find_unit : container_find)(path, length, c) ? c->path_length : 0;
}

void group_take_place(struct task_group *group, enum group_by by, const char *path, size_t length)
{
	size_t own, pod;
	struct container c;

	own = group_place(by, path, length, &c);
	if (by == GROUP_CGROUP && !(container_place(path, length, &c) && c.path_length == length))
		c.engine = NULL;
	group->engine = own ? c.engine : NULL;
	if (own && container_pod(path, own, &group->pod, &pod))
		group->pod_length = (uint32_t)pod;
}

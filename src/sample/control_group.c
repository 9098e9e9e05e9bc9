/* control_group.c - counts who points to a control group. Reads nothing. */
#include "control_group.h"

#include <stdlib.h>
#include <string.h>

#include "cgroup_past.h"
#include "vec.h"

/* The reference count and the place are the two things in a shared group that change, and only the sampling thread changes
 * them. */
static struct cgroup *counted(const struct cgroup *g)
{
	return (struct cgroup *)(uintptr_t)g;
}

const struct cgroup *cgroup_keep(const struct cgroup *g)
{
	if (g)
		counted(g)->refs++;
	return g;
}

void cgroup_drop(const struct cgroup *g)
{
	while (g && --counted(g)->refs == 0) {
		const struct cgroup *parent = g->parent;
		cgroup_past_free(g->past);
		free(counted(g));
		g = parent;
	}
}

const struct cgroup *cgroup_copy(const struct cgroup *g)
{
	struct cgroup *own = g ? memory_new(sizeof(*own) + g->length + 1) : NULL;

	if (!own)
		return NULL;
	*own = (struct cgroup){ .refs = 1, .key = g->key, .length = g->length };
	memcpy(own->path, g->path, g->length + 1);
	return own;
}

/* container.h - the container that a control group belongs to, by its path: engines name groups after their containers. Pure. */
#ifndef CONTAINER_H
#define CONTAINER_H

#include <stdbool.h>
#include <stddef.h>

struct container {
	const char *engine;        /* "docker", "podman", …; "container" where the path does not tell */
	const char *name;          /* in the path: an id of 64 digits, of which 12 are enough for people, or a name */
	size_t length;             /* of what is shown of it */
	size_t path_length;        /* of the path of the container's own group */
};

/* The innermost container on the path. False: there is none. */
bool container_find(const char *path, size_t length, struct container *out);

#endif

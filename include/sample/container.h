/* container.h - what a control group is for, by its path: engines and systemd name groups after what they put into them. Pure. */
#ifndef CONTAINER_H
#define CONTAINER_H

#include <stdbool.h>
#include <stddef.h>

enum container_kind {
	CONTAINER_BOX,             /* a container, or a virtual machine */
	CONTAINER_MONITOR,         /* who watches one: no content of it */
	CONTAINER_APP,             /* flatpak, snap, a program of the desktop */
	CONTAINER_JOB,             /* of a batch system */
	CONTAINER_UNIT,            /* a service or scope of systemd */
	CONTAINER_SLICE,           /* what systemd puts those in */
	CONTAINER_KINDS
};

struct container {
	enum container_kind kind;
	const char *engine;        /* "docker", "podman", "systemd", …; "container" where the path does not tell */
	const char *name;          /* in the path: an id of 64 digits, of which 12 are enough for people, or a name; see container_name */
	size_t length;             /* of what is shown of it */
	bool is_id;
	size_t path_length;        /* of the path of its own group */
};

/* The innermost container on the path. False: there is none, or it is a monitor's. */
bool container_find(const char *path, size_t length, struct container *out);

/* The innermost of whatever kind: false: the path has no name that is known. */
bool container_place(const char *path, size_t length, struct container *out);

/* The name as its owner wrote it, systemd's escapes undone; as much as fits, zero-ended. Returns its length. Any byte may be in it. */
size_t container_name(const struct container *c, char *out, size_t room);

/* The pod that a group is in: Kubernetes' uid, or Podman's id. False: it is in none. */
bool container_pod(const char *path, size_t length, const char **uid, size_t *uid_length);

/* The class of service that Kubernetes gives it: "guaranteed", "burstable", "besteffort"; NULL: it is not in a pod of Kubernetes. */
const char *container_qos(const char *path, size_t length);

#endif

/* box_words.h - names of containers in what anybody may read: command lines and names of files. Pure. */
#ifndef BOX_WORDS_H
#define BOX_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "box_names.h"

/* The command line of conmon, arguments with a zero at the end of each, as in /proc/PID/cmdline: Podman and CRI-O start one for each
 * container. Texts are borrowed; the bundle, the container's directory in the storage, may be NULL. False: it tells no container. */
struct conmon_words {
	const char *id, *name, *bundle;
};
bool conmon_parse(const char *text, size_t length, struct conmon_words *out);

/* The name of a file in /var/log/containers: POD_NAMESPACE_CONTAINER-ID.log, zero-ended. Takes the name of a container that is asked for. */
void pod_log_take(struct box_names *b, const char *file);

#endif

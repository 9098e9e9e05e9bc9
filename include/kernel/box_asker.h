/* box_asker.h - has names of containers looked for, in a process of its own, wherever they are told: by engines, in files, in command
 * lines. */
#ifndef BOX_ASKER_H
#define BOX_ASKER_H

#include "box_names.h"
#include "procfs.h"

/* Looks for the names of those that are asked for, and takes what is found within so many milliseconds. Whoever answers too late, too much
 * or not what was asked for tells nothing. Of a /proc that is not this machine's only what is in it is read, and the engines are asked
 * that DOCKER_HOST and CONTAINER_HOST name. False when the time was not enough. To be called by a thread that may wait. */
bool box_asker_ask(struct box_names *b, const struct procfs *p, int timeout_ms);

#endif

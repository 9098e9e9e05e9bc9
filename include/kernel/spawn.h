/* spawn.h - starts a command so that it is in a control group from its first moment on, and whoever it leaves behind comes to us. */
#ifndef SPAWN_H
#define SPAWN_H

#include <signal.h>

#include "own_group.h"

/* What env(1) and shells say of a command that could not be started. */
enum { SPAWN_CANNOT = 126, SPAWN_NOT_FOUND = 127 };

/* What a command starts with, as far as we have changed it for ourselves. */
struct spawn_signals {
	sigset_t mask;
	bool ignores_children;       /* SIGCHLD */
};

/* Makes the calling process the one that orphans of its descendants are given to: prctl(2), PR_SET_CHILD_SUBREAPER. */
void spawn_adopt(void);

/* Starts argv, looked for in PATH, with these signals, in our own process group: the terminal is its. The group may be NULL. Returns
 * its pid; 0 when it could not be started: *status is what a shell would return, *e says why. */
pid_t spawn_start(char *const argv[], const struct own_group *group, const struct spawn_signals *signals, int *status, struct err *e);

#endif

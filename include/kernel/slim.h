/* slim.h - what a child holds between fork and exec counts as the command's peak, see getrusage(2), ru_maxrss: so it lets go of what it
 * can, and touches little after that. */
#ifndef SLIM_H
#define SLIM_H

#include <limits.h>
#include <stddef.h>

#define SLIM_SPANS 128

struct slim {
	char path[PATH_MAX];         /* of the command; "": not found */
	struct slim_span {
		char *start;
		size_t length;
	} spans[SLIM_SPANS];         /* code and constants of the program and its libraries: they can be read again from their files */
	size_t count;
};

/* Before the fork: where the command is, and what its child can do without. */
void slim_plan(struct slim *s, const char *command);

/* In the child. Returns when it cannot be done in this way: then execvp(3) says why, or knows another. */
void slim_exec(const struct slim *s, char *const argv[]);

#endif

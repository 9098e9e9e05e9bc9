/* mode.h - the ways in which ramtop runs. */
#ifndef MODE_H
#define MODE_H

#include "live.h"
#include "options.h"

struct mode {
	struct command is;               /* without a help it is no command: options lead to it */
	int (*run)(struct options *o);   /* returns the exit status */
};

enum { EXIT_FINE, EXIT_UNREAD, EXIT_USAGE, EXIT_ALERT = 4 };   /* 3 is left for what may come */

/* The mode of this name; a bug of ours if there is none. */
const struct mode *mode_find(const char *name);

/* The i-th command, or NULL behind the last. */
const struct command *mode_command_at(size_t i);


/* Says it on stderr and returns the status. */
int mode_fail(int status, const struct err *e);

/* The monitor on the screen, until it is left, or the command that it is shown for ends; NULL: for none. *signal is what ended it, else 0.
 * False, and *e, when it cannot be shown. */
bool mode_watch(struct options *o, struct live *live, int *signal, struct err *e);

/* Opens the /proc and the source that the options want. False, and *e, when they cannot be had. */
bool mode_open(const struct options *o, enum scan_patience patience, struct procfs *proc, struct source **source, struct err *e);

#endif

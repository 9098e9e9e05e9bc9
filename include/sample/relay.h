/* relay.h - signals while a command runs: they belong to it. Those that are sent to us are passed on; what the terminal sends it has
 * already. When it stops, so do we, and whoever started us sees a job that has stopped. See signal(7), setpgid(2). */
#ifndef RELAY_H
#define RELAY_H

#include "procfs.h"
#include "spawn.h"

struct relay {
	int fd;                      /* readable when a signal has come, or a child has ended */
	int told;                    /* the last signal by which somebody wanted to end it; 0: nobody did */
	struct spawn_signals before; /* as they were at our start, and will be at the command's */
};

enum relay_answer { RELAY_GO_ON, RELAY_ENOUGH };

/* From now on no signal ends or stops us, but those that nobody can catch and those of our own doing. */
void relay_open(struct relay *r);

/* Passes on what has come. Command 0: it has ended, and what would end us says that it is enough. */
enum relay_answer relay_take(struct relay *r, pid_t command, const struct procfs *p);

/* All as it was. What came and was not taken is dropped: it was the command's, which has ended. */
void relay_close(struct relay *r);

#endif

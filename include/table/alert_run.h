/* alert_run.h - the command of --alert-run: what it is told of a process that an alert is for. */
#ifndef ALERT_RUN_H
#define ALERT_RUN_H

#include "alert.h"
#include "runner.h"

/* Starts the command once for each case that is new. What it is told is in its environment: RAMTOP_ALERT, RAMTOP_SINCE (seconds
 * since 1970), and by the ids of columns RAMTOP_PID, RAMTOP_COMMAND, RAMTOP_RSS and others, those of the condition included; values
 * are as in JSON, and what is unknown is not there. Returns how many could not be started. */
size_t alert_run(struct runner *r, const char *command, const struct alerts *a, const struct scene *s);

#endif

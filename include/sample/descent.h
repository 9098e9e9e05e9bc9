/* descent.h - all processes that descend from us. */
#ifndef DESCENT_H
#define DESCENT_H

#include "procfs.h"

/* Their pids into a vec of pid_t, each behind its parent, by /proc/PID/task/TID/children: see proc(5). Those that are born meanwhile
 * may be missed. */
void descent_list(const struct procfs *p, struct vec *pids);

#endif

/* deliver.h - a signal reaches the process that was meant, or nothing. */
#ifndef DELIVER_H
#define DELIVER_H

#include <stdint.h>
#include <sys/types.h>

#include "procfs.h"

enum delivery {
	DELIVERED,
	DELIVERY_REUSED,     /* the pid is now that of another process */
	DELIVERY_GONE,       /* the process has ended: ESRCH */
	DELIVERY_FORBIDDEN,  /* EPERM */
	DELIVERY_ELSEWHERE,  /* the /proc that is shown is not that of our own pids */
	DELIVERY_FAILED,     /* another error: in errno */
};

/* Whether the process with this pid is now the one that was started then: DELIVERED, or why it is not. */
enum delivery deliver_check(const struct procfs *p, pid_t pid, uint64_t start_ns);

/* Sends the signal to the process with this pid that was started at start_ns after boot (as in stat), by way of a pidfd.
 * When it was delivered and watch is not NULL, *watch is that pidfd: it turns readable when the process ends; the caller
 * closes it. */
enum delivery deliver(const struct procfs *p, pid_t pid, uint64_t start_ns, int signal, int *watch);

/* Sends another one to the process that such a watch is of: it needs no pid, and reaches no other. */
enum delivery deliver_watched(int watch, int signal);

#endif

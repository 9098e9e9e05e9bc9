/* lxcfs.h - files of /proc that lxcfs has put its own in place of: they speak of the container that we are in, not of the machine.
 * See lxcfs(1), proc_pid_mountinfo(5). */
#ifndef LXCFS_H
#define LXCFS_H

#include <stddef.h>

enum {
	LXCFS_MEMINFO = 1 << 0,
	LXCFS_STAT    = 1 << 1,      /* CPU time */
	LXCFS_LOADAVG = 1 << 2,
};

/* /proc/PID/mountinfo: which of them. 0: none. */
unsigned lxcfs_parse(const char *text, size_t length);

#endif

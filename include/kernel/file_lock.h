/* file_lock.h - the locks of an open file: the lines "lock:" of /proc/PID/fdinfo/FD. See proc(5) and fcntl(2). */
#ifndef FILE_LOCK_H
#define FILE_LOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "scan_text.h"

struct file_lock {
	const char *kind;          /* "POSIX", "FLOCK", "OFDLCK", "LEASE", "DELEG"; ours */
	const char *access;        /* "READ", "WRITE", "UNLCK"; ours */
	uint64_t from, to;         /* bytes, both included; of FLOCK and LEASE from 0 to the end */
};

#define FILE_LOCK_END UINT64_MAX     /* to the end of the file, however long it gets */

/* The next such line, moving behind it; other lines are left out. False at the end. */
bool file_lock_next(struct text_at *t, struct file_lock *out);

#endif

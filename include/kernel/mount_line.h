/* mount_line.h - a line of /proc/PID/mountinfo. See proc_pid_mountinfo(5). */
#ifndef MOUNT_LINE_H
#define MOUNT_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "scan_text.h"

struct mount_line {
	dev_t device;             /* as stat(2) says of the files in it */
	struct text_at root, point, type;   /* as they stand there: spaces and the like are written in octal */
};

/* False when it is no such line. */
bool mount_parse(const char *line, size_t length, struct mount_line *out);

/* Writes a path without its octal escapes, and a zero at the end. False when there is too little room. */
bool mount_path(char *out, size_t room, struct text_at escaped);

#endif

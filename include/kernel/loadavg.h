/* loadavg.h - /proc/loadavg, of which we read the end. See proc(5). */
#ifndef LOADAVG_H
#define LOADAVG_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#define LOADAVG_ROOM 128

/* The number that was given last to a process or a thread. False when the text has none. */
bool loadavg_parse(const char *text, size_t length, pid_t *last_pid);

#endif

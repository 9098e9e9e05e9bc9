/* io.h - /proc/PID/io: what a process has moved to and from storage. Telling takes the right to trace it. See proc(5). */
#ifndef IO_H
#define IO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define IO_ROOM 512

/* Bytes, since the process was started, its threads that have ended included. What came from or went to the cache of files alone
 * is not counted; writes count when a page becomes dirty. */
struct io {
	uint64_t read, written;
};

/* False when the text is not such a file. */
bool io_parse(const char *text, size_t length, struct io *out);

#endif

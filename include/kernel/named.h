/* named.h - files of the kernel with lines of a name and a value: status, io, limits, fdinfo. See proc(5). */
#ifndef NAMED_H
#define NAMED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "scan_text.h"

/* "VmRSS:      1764 kB". The texts point into the file's; any byte may be in the value. */
struct named {
	const char *name, *value;          /* the value without the blanks around it */
	size_t name_length, value_length;
	enum { NAMED_TEXT, NAMED_NUMBER, NAMED_BYTES } kind;
	uint64_t number;                   /* of a number; in bytes where the kernel says kB */
};

/* The next such line, moving behind it; lines without a colon are left out. False at the end. */
bool named_next(struct text_at *t, struct named *out);

#define LIMIT_NONE UINT64_MAX

/* A line of /proc/PID/limits: "Max open files            20000                20000                files". */
struct limit {
	const char *name, *unit;           /* point into the line */
	size_t name_length, unit_length;   /* no unit: of a number of its own */
	uint64_t soft, hard;               /* LIMIT_NONE: unlimited */
};

/* False when the line is none, as the first line of the file. */
bool limit_parse(const char *line, size_t length, struct limit *out);

/* /proc/PID/fdinfo/FD, of which we read the beginning. */
struct fdinfo {
	uint64_t position;                 /* bytes */
	unsigned flags;                    /* of open(2) */
};

#define FDINFO_ROOM 1024

bool fdinfo_parse(const char *text, size_t length, struct fdinfo *out);

/* /proc/PID/task/TID/syscall: where the thread's stack is. False while it runs, or where the text is none. */
bool stack_pointer_parse(const char *text, size_t length, uint64_t *out);

#define STACK_POINTER_ROOM 256

#endif

/* exits.h - what the kernel tells of each task as it ends, however short it lived: taskstats by netlink, for who has CAP_NET_ADMIN on
 * the machine itself. See Documentation/accounting/taskstats.rst. */
#ifndef EXITS_H
#define EXITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "err.h"

struct exit_record {
	pid_t pid, ppid;             /* in the machine's own pid namespace */
	char comm[16];               /* zero-ended; any other byte may be in it */
	uint64_t peak;               /* bytes: the largest RSS that its memory ever had */
	bool is_last;                /* of its process: with it the memory goes */
};

/* One message of the kernel's. False: it is about something else. Pure. */
bool exits_parse(const void *message, size_t length, uint16_t family, struct exit_record *out);

struct exits;

/* Records of all tasks of the machine that end from now on. NULL, and why, when they are not to be had. */
struct exits *exits_open(struct err *why);

/* Calls take for each that is there now. */
void exits_read(struct exits *x, void (*take)(void *with, const struct exit_record *r), void *with);

/* Whether some were lost, as more came than fit. */
bool exits_were_lost(const struct exits *x);

void exits_close(struct exits *x);

#endif

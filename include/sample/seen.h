/* seen.h - processes that were seen at each look: who is not there any more has ended, with the peak that was seen last. For where the
 * kernel does not tell of those that end. */
#ifndef SEEN_H
#define SEEN_H

#include <stdint.h>
#include <sys/types.h>

#include "ended.h"

struct seen_one {
	pid_t pid;
	char comm[ENDED_COMM];       /* zero-ended; any other byte may be in it */
	uint64_t peak;               /* bytes: the largest RSS that it had until then */
};

struct seen {
	struct vec before, now;      /* of struct seen_one: at the last look, by pid; at this one */
};

void seen_init(struct seen *s);
void seen_free(struct seen *s);

/* A look is: seen_add for each process, seen_end. That calls gone for each that was there before and is not now; one with the same pid
 * is the same, even if it has become another program. */
void seen_add(struct seen *s, pid_t pid, const char *comm, size_t length, uint64_t peak);
void seen_end(struct seen *s, void (*gone)(void *with, const struct seen_one *one), void *with);

/* One of which it is known in another way that it has ended: what was seen of it last, false if nothing was. */
bool seen_take(struct seen *s, pid_t pid, struct seen_one *out);

#endif

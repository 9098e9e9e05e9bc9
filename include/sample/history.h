/* history.h - what the RSS of every process has been, as long as it is watched: dense of late, thin before. Fed with samples; what
 * it knows goes into them. */
#ifndef HISTORY_H
#define HISTORY_H

#include "source.h"

struct history {
	struct vec records;        /* of struct record, by pid */
	struct vec born;           /* of struct record: scratch */
	struct vec tracks;         /* of struct track: of those whose RSS has changed */
	struct vec unused;         /* of uint32_t: tracks that nobody has */
	uint64_t first_ns, last_ns;   /* of the first sample, and of the last */
};

void history_init(struct history *h);
void history_free(struct history *h);

/* Takes note of a sample, each one once, as they come. */
void history_add(struct history *h, const struct sample *s);

/* Gives the sample that was added last the growth and the series of those that want them, and the points of the process whose history is wanted. */
void history_tell(const struct history *h, const struct demand *d, struct sample *s);

#endif

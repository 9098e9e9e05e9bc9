/* oom_place.h - how soon the OOM killer would take a process, by what the kernel says of all: /proc/PID/oom_score. */
#ifndef OOM_PLACE_H
#define OOM_PLACE_H

#include "subject.h"

struct oom_place {
	uint32_t before;           /* processes with a higher score: they go first */
	uint32_t alike;            /* others with the same: the kernel tells them apart, and the score does not */
	uint32_t of;               /* processes that may be taken at all */
};

/* Reads the scores of all processes: some 8 us for each. PROBE_FORBIDDEN where only our own are listed. */
enum probe_end oom_place_read(const struct subject *s, uint64_t score, struct oom_place *out);

#endif

/* freeing.h - what ending some processes should free: at least what each holds alone (USS), at most their shares of all that they
 * hold (PSS), and their shares of swap. What lies between is shared: with each other it is freed, with others it is not. */
#ifndef FREEING_H
#define FREEING_H

#include "smaps.h"
#include "subject.h"

/* Sums, in bytes, over those that were read. */
struct freeing {
	uint64_t uss, pss, swap;
	size_t asked, read;        /* processes; read: those whose part is known, if only that they have none */
	size_t forbidden, late;    /* why others are not: not permitted, or there was no time left */
};

/* Reads what one process holds: takes its mmap lock. PROBE_NONE and PROBE_GONE hold nothing. */
enum probe_end freeing_read(const struct subject *s, struct rollup *out);

/* Adds what was read of one of those that were asked for. */
void freeing_add(struct freeing *f, enum probe_end end, const struct rollup *r);

static inline bool freeing_is_whole(const struct freeing *f) { return f->read == f->asked; }

#endif

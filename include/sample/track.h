/* track.h - points of a value that changes: dense of late, thin before, and never more than so many. Pure. */
#ifndef TRACK_H
#define TRACK_H

#include "growth.h"

#define TRACK_RING 16                       /* points that are kept of a span */
#define TRACK_SPAN (TRACK_RING + 1)         /* and now */
#define TRACK_POINTS (SPANS * TRACK_SPAN)   /* of all spans */

/* Small, because there are many. */
struct spot {
	uint32_t ms, pages;                 /* since boot, its low bits; of 4 KB */
};

struct ring {
	struct spot spots[TRACK_RING];
	uint8_t next, count;
};

struct track {
	struct ring rings[SPANS];
};

/* Begins with what was the same from one time to another. */
void track_start(struct track *t, uint64_t since_ns, uint64_t last_ns, uint64_t bytes);

/* Another point. False when all that is known of it is this one number again: it has been so since *since_ns. */
bool track_add(struct track *t, uint64_t now_ns, uint64_t bytes, uint64_t *since_ns);

/* Moves all points by so many bytes. */
void track_shift(struct track *t, int64_t by);

/* The points of a span in ascending order; the last is now, with so many bytes. NULL has no other. Returns their number. */
size_t track_span(const struct track *t, uint64_t now_ns, uint64_t bytes, enum span span, struct point points[TRACK_SPAN]);

/* All that is known, in ascending order: the thin ring until the dense one begins. The points are the last of these; returns their
 * number. */
size_t track_points(const struct track *t, uint64_t now_ns, uint64_t bytes, struct point all[TRACK_POINTS]);

#endif

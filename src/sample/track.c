/* track.c - three rings of points, one for each span: a point goes into each ring whose last one is old enough. Knows no process. */
#include "track.h"

#include <string.h>

#define PAGE_BITS 12
#define MS UINT64_C(1000000)

static uint64_t spacing(enum span span)
{
	return growth_span_ns[span] / (TRACK_RING - 1);
}

static void push(struct ring *r, uint64_t at_ns, uint64_t bytes)
{
	r->spots[r->next] = (struct spot){ (uint32_t)(at_ns / MS), (uint32_t)(bytes >> PAGE_BITS) };
	r->next = (uint8_t)((r->next + 1) % TRACK_RING);
	r->count = (uint8_t)(r->count < TRACK_RING ? r->count + 1 : TRACK_RING);
}

/* The i-th from the newest on. */
static const struct spot *spot_at(const struct ring *r, size_t i)
{
	return &r->spots[(r->next + 2 * TRACK_RING - 1 - i) % TRACK_RING];
}

static uint64_t age_ns(const struct spot *s, uint64_t now_ns)
{
	return (uint32_t)((uint32_t)(now_ns / MS) - s->ms) * MS;
}

static bool is_constant(const struct track *t, uint64_t bytes)
{
	for (size_t span = 0; span < SPANS; span++)
		for (size_t i = 0; i < t->rings[span].count; i++)
			if (spot_at(&t->rings[span], i)->pages != bytes >> PAGE_BITS)
				return false;
	return true;
}

void track_start(struct track *t, uint64_t since_ns, uint64_t last_ns, uint64_t bytes)
{
	memset(t, 0, sizeof(*t));
	for (size_t span = 0; span < SPANS; span++)
		for (uint64_t back = TRACK_RING; back-- > 0;)
			if (last_ns >= since_ns && back * spacing(span) <= last_ns - since_ns)
				push(&t->rings[span], last_ns - back * spacing(span), bytes);
}

bool track_add(struct track *t, uint64_t now_ns, uint64_t bytes, uint64_t *since_ns)
{
	for (size_t span = 0; span < SPANS; span++) {
		struct ring *ring = &t->rings[span];
		if (ring->count && age_ns(spot_at(ring, 0), now_ns) + spacing(span) / 8 < spacing(span))
			continue;
		push(ring, now_ns, bytes);
		if (span == SPAN_LONG && ring->count == TRACK_RING && is_constant(t, bytes)) {
			*since_ns = now_ns - age_ns(spot_at(ring, TRACK_RING - 1), now_ns);
			return false;
		}
	}
	return true;
}

void track_shift(struct track *t, int64_t by)
{
	int64_t pages = by / (1 << PAGE_BITS);

	for (size_t span = 0; span < SPANS; span++)
		for (size_t i = 0; i < TRACK_RING; i++) {
			struct spot *spot = &t->rings[span].spots[i];
			spot->pages = (int64_t)spot->pages + pages > 0 ? (uint32_t)(spot->pages + pages) : 0;
		}
}

size_t track_span(const struct track *t, uint64_t now_ns, uint64_t bytes, enum span span, struct point points[TRACK_SPAN])
{
	const struct ring *ring = t ? &t->rings[span] : NULL;
	size_t n = 0;

	for (size_t i = ring ? ring->count : 0; i-- > 0;) {
		uint64_t age = age_ns(spot_at(ring, i), now_ns);
		if (age > 0 && age <= growth_span_ns[span] + spacing(span) / 2)
			points[n++] = (struct point){ now_ns - age, (uint64_t)spot_at(ring, i)->pages << PAGE_BITS };
	}
	points[n++] = (struct point){ now_ns, bytes };
	return n;
}

size_t track_points(const struct track *t, uint64_t now_ns, uint64_t bytes, struct point all[TRACK_POINTS])
{
	struct point points[TRACK_SPAN];
	uint64_t until = UINT64_MAX;
	size_t at = TRACK_POINTS, n;

	for (size_t span = 0; span < SPANS; span++) {
		n = track_span(t, now_ns, bytes, span, points);
		while (n-- > 0)
			if (points[n].at_ns < until)
				all[--at] = points[n];
		until = all[at].at_ns;
	}
	return TRACK_POINTS - at;
}

/* cgroup_past.c - remembers of control groups what the next sample can use. */
#include "cgroup_past.h"

#include <stdlib.h>

#include "vec.h"

struct cgroup_past *cgroup_past_of(const struct cgroup *g)
{
	/* Only the thread that samples comes here. */
	struct cgroup *own = (struct cgroup *)(uintptr_t)g;

	if (!own->past) {
		own->past = memory_new(sizeof(*own->past));
		*own->past = (struct cgroup_past){ 0 };
	}
	return own->past;
}

void cgroup_past_free(struct cgroup_past *p)
{
	if (p)
		free(p->track);
	free(p);
}

void cgroup_counts_take(struct cgroup_counts *to, const struct cgroup_counts *from, unsigned bits)
{
	const struct { unsigned bit; uint64_t *to; uint64_t from; } numbers[] = {
		{ CGROUP_HAS_CHARGE, &to->charge, from->charge }, { CGROUP_HAS_LIMIT, &to->limit, from->limit },
		{ CGROUP_HAS_HIGH, &to->high, from->high },       { CGROUP_HAS_PEAK, &to->peak, from->peak },
		{ CGROUP_HAS_SWAP, &to->swap, from->swap },       { CGROUP_HAS_SWAP_LIMIT, &to->swap_limit, from->swap_limit },
		{ CGROUP_HAS_KERNEL, &to->kernel, from->kernel }, { CGROUP_HAS_KILLS, &to->kills, from->kills },
	};

	to->id = from->id ? from->id : to->id;
	bits &= from->have;
	for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
		if (numbers[i].bit & bits)
			*numbers[i].to = numbers[i].from;
	if (bits & CGROUP_HAS_STAT)
		to->stat = from->stat;
	if (bits & CGROUP_HAS_KILLS) {
		to->dies_together = from->dies_together;
		to->has_no_killer = from->has_no_killer;
	}
	to->have |= bits;
}

void cgroup_activity_take(struct cgroup_activity *to, const struct cgroup_activity *from)
{
	unsigned bits = from->have;

	if (bits & ACTIVITY_CPU)
		to->cpu_ns = from->cpu_ns;
	if (bits & ACTIVITY_QUOTA) {
		to->quota_ns = from->quota_ns;
		to->period_ns = from->period_ns;
	}
	if (bits & ACTIVITY_PIDS)
		to->pids = from->pids;
	if (bits & ACTIVITY_IO) {
		to->read = from->read;
		to->written = from->written;
	}
	if (bits & ACTIVITY_PRESSURE)
		to->pressure = from->pressure;
	if (bits & ACTIVITY_HITS)
		to->hits = from->hits;
	if (bits & ACTIVITY_FROZEN)
		to->is_frozen = from->is_frozen;
	to->have |= bits;
}

bool pace_take(struct pace *p, uint64_t serial, uint64_t at_ns, const uint64_t n[2], double per_s[2])
{
	if (p->now.serial != serial) {
		p->before = p->now;
		p->now = (struct pace_point){ serial, at_ns, { n[0], n[1] } };
	}
	if (p->before.serial == 0 || p->before.serial + 1 != serial || p->now.at_ns <= p->before.at_ns)
		return false;
	for (int i = 0; i < 2; i++) {
		uint64_t more = p->now.n[i] > p->before.n[i] ? p->now.n[i] - p->before.n[i] : 0;
		per_s[i] = (double)more * 1e9 / (double)(p->now.at_ns - p->before.at_ns);
	}
	return true;
}

void cgroup_past_need(struct cgroup_past *p, uint64_t now_ns, uint64_t bytes)
{
	if (p->last_ns == 0) {
		p->since_ns = now_ns;
		p->needed = bytes;
	} else if (p->last_ns >= now_ns)
		return;
	if (!p->track && bytes != p->needed) {
		p->track = memory_new(sizeof(*p->track));
		track_start(p->track, p->since_ns, p->last_ns, p->needed);
	}
	if (p->track && !track_add(p->track, now_ns, bytes, &p->since_ns)) {
		free(p->track);
		p->track = NULL;
	}
	p->last_ns = now_ns;
	p->needed = bytes;
}

/* What has never changed needs no points. */
struct slope cgroup_past_growth(const struct cgroup_past *p, uint64_t now_ns, uint64_t bytes)
{
	struct point points[TRACK_SPAN];
	uint64_t covered = now_ns - p->since_ns;

	if (!p->track)
		return (struct slope){ 0, growth_is_known(covered, SPAN_MIDDLE), covered < growth_span_ns[SPAN_MIDDLE] / 2 };
	return growth_slope(points, track_span(p->track, now_ns, bytes, SPAN_MIDDLE, points), SPAN_MIDDLE);
}

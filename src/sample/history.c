/* history.c - remembers RSS: nothing but one number while it stays the same, three rings of points once it has changed. Reads
 * nothing, judges nothing. */
#include "history.h"

#include <string.h>

#include "resample.h"

#define NO_TRACK UINT32_MAX
#define RING 16                       /* points of a span */
#define PAGE_BITS 12
#define MANY 1024
#define MS UINT64_C(1000000)
#define TOLD (NEED_GROWTH | NEED_SERIES)

struct record {
	pid_t pid;
	uint32_t track;               /* NO_TRACK: its RSS has been the same since "since" */
	uint64_t start_ns;
	uint64_t since_ns;            /* seen first, or constant since */
	uint64_t rss : 63, is_exact : 1;
};

/* Small, because there are many. */
struct spot {
	uint32_t ms, pages;           /* since boot, its low bits; of 4 KB */
};

struct ring {
	struct spot spots[RING];
	uint8_t next, count;
};

struct track {
	struct ring rings[SPANS];
};

void history_init(struct history *h)
{
	*h = (struct history){ 0 };
	vec_init(&h->records, sizeof(struct record));
	vec_init(&h->born, sizeof(struct record));
	vec_init(&h->tracks, sizeof(struct track));
	vec_init(&h->unused, sizeof(uint32_t));
}

void history_free(struct history *h)
{
	vec_free(&h->records);
	vec_free(&h->born);
	vec_free(&h->tracks);
	vec_free(&h->unused);
}

static uint64_t spacing(enum span span)
{
	return growth_span_ns[span] / (RING - 1);
}

static void push(struct ring *r, uint64_t at_ns, uint64_t bytes)
{
	r->spots[r->next] = (struct spot){ (uint32_t)(at_ns / MS), (uint32_t)(bytes >> PAGE_BITS) };
	r->next = (uint8_t)((r->next + 1) % RING);
	r->count = (uint8_t)(r->count < RING ? r->count + 1 : RING);
}

/* The i-th from the newest on. */
static const struct spot *spot_at(const struct ring *r, size_t i)
{
	return &r->spots[(r->next + 2 * RING - 1 - i) % RING];
}

static uint64_t age_ns(const struct spot *s, uint64_t now_ns)
{
	return (uint32_t)((uint32_t)(now_ns / MS) - s->ms) * MS;
}

static bool is_constant(const struct track *t, uint64_t rss)
{
	for (size_t span = 0; span < SPANS; span++)
		for (size_t i = 0; i < t->rings[span].count; i++)
			if (spot_at(&t->rings[span], i)->pages != rss >> PAGE_BITS)
				return false;
	return true;
}

/* From now on its points are kept; until now they were all the same. */
static void start_track(struct history *h, struct record *r)
{
	struct track *t;

	if (h->unused.count)
		r->track = ((const uint32_t *)h->unused.data)[--h->unused.count];
	else {
		r->track = (uint32_t)h->tracks.count;
		vec_push(&h->tracks);
	}
	t = (struct track *)h->tracks.data + r->track;
	memset(t, 0, sizeof(*t));
	for (size_t span = 0; span < SPANS; span++)
		for (uint64_t back = RING; back-- > 0;)
			if (h->last_ns >= r->since_ns && back * spacing(span) <= h->last_ns - r->since_ns)
				push(&t->rings[span], h->last_ns - back * spacing(span), r->rss);
}

static void end_track(struct history *h, struct record *r)
{
	if (r->track != NO_TRACK)
		*(uint32_t *)vec_push(&h->unused) = r->track;
	r->track = NO_TRACK;
}

/* A point goes into each ring whose last one is old enough. */
static void go_on(struct history *h, struct record *r, uint64_t now_ns)
{
	struct track *t = (struct track *)h->tracks.data + r->track;

	for (size_t span = 0; span < SPANS; span++) {
		struct ring *ring = &t->rings[span];
		if (ring->count && age_ns(spot_at(ring, 0), now_ns) + spacing(span) / 8 < spacing(span))
			continue;
		push(ring, now_ns, r->rss);
		if (span == SPAN_LONG && ring->count == RING && is_constant(t, r->rss)) {
			r->since_ns = now_ns - age_ns(spot_at(ring, RING - 1), now_ns);
			end_track(h, r);
			return;
		}
	}
}

/* What was counted another way before is moved to where it would have been by the way it is counted now. */
static void rebase(struct history *h, struct record *r, const struct task *t)
{
	struct track *track = r->track == NO_TRACK ? NULL : (struct track *)h->tracks.data + r->track;
	int64_t by = (int64_t)(t->rss >> PAGE_BITS) - (int64_t)(r->rss >> PAGE_BITS);

	for (size_t span = 0; track && span < SPANS; span++)
		for (size_t i = 0; i < RING; i++) {
			struct spot *spot = &track->rings[span].spots[i];
			spot->pages = (int64_t)spot->pages + by > 0 ? (uint32_t)(spot->pages + by) : 0;
		}
	r->rss = t->rss;
	r->is_exact = t->is_exact;
}

static void update(struct history *h, struct record *r, const struct task *t, uint64_t now_ns)
{
	if (!(t->have & NEED_STAT))
		return;
	if (t->is_exact != r->is_exact)
		rebase(h, r, t);
	if (t->rss != r->rss && r->track == NO_TRACK)
		start_track(h, r);
	r->rss = t->rss;
	if (r->track != NO_TRACK)
		go_on(h, r, now_ns);
}

static const struct task *next_process(const struct task *t, const struct task *end)
{
	while (t < end && (t->is_thread || t->is_kernel))
		t++;
	return t;
}

/* Puts the born ones in their places among the others, from the end. */
static void merge_born(struct history *h)
{
	size_t i = h->records.count, n = h->born.count, at = i + n;
	const struct record *born = h->born.data;
	struct record *r;

	vec_reserve(&h->records, at);
	r = h->records.data;
	while (n > 0)
		if (i > 0 && r[i - 1].pid > born[n - 1].pid)
			r[--at] = r[--i];
		else
			r[--at] = born[--n];
}

static void add_born(struct history *h, const struct task *t, uint64_t now_ns)
{
	*(struct record *)vec_push(&h->born) = (struct record){
		.pid = t->pid, .track = NO_TRACK, .start_ns = t->start_ns, .since_ns = now_ns, .rss = t->rss, .is_exact = t->is_exact,
	};
}

void history_add(struct history *h, const struct sample *s)
{
	const struct task *t = sample_tasks(s), *end = t + s->tasks.count;
	struct record *r = h->records.data;
	size_t kept = 0;

	h->first_ns = h->first_ns ? h->first_ns : s->boot_ns;
	h->born.count = 0;
	t = next_process(t, end);
	for (size_t i = 0; i < h->records.count; i++) {
		for (; t < end && t->pid < r[i].pid; t = next_process(t + 1, end))
			add_born(h, t, s->boot_ns);
		if (t == end || t->pid != r[i].pid || t->start_ns != r[i].start_ns) {
			end_track(h, &r[i]);
			continue;
		}
		update(h, &r[i], t, s->boot_ns);
		if (kept != i)
			r[kept] = r[i];
		kept++;
		t = next_process(t + 1, end);
	}
	for (; t < end; t = next_process(t + 1, end))
		add_born(h, t, s->boot_ns);
	h->records.count = kept;
	if (h->born.count)
		merge_born(h);
	/* At first all are new, later few. */
	if (h->born.count > MANY)
		vec_free(&h->born);
	h->last_ns = s->boot_ns;
}

static const struct record *find(const struct history *h, const struct task *t)
{
	const struct record *r = h->records.data;
	size_t low = 0, high = h->records.count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (r[middle].pid < t->pid)
			low = middle + 1;
		else
			high = middle;
	}
	return low < h->records.count && r[low].pid == t->pid && r[low].start_ns == t->start_ns ? &r[low] : NULL;
}

/* The points of a span in ascending order, the last is now. Returns their number. */
static size_t points_of(const struct history *h, const struct record *r, enum span span, struct point points[RING + 1])
{
	const struct ring *ring = r->track == NO_TRACK ? NULL : &((const struct track *)h->tracks.data)[r->track].rings[span];
	size_t n = 0;

	for (size_t i = ring ? ring->count : 0; i-- > 0;) {
		uint64_t age = age_ns(spot_at(ring, i), h->last_ns);
		if (age > 0 && age <= growth_span_ns[span] + spacing(span) / 2)
			points[n++] = (struct point){ h->last_ns - age, (uint64_t)spot_at(ring, i)->pages << PAGE_BITS };
	}
	points[n++] = (struct point){ h->last_ns, r->rss };
	return n;
}

/* One that has never changed needs no points. */
static struct growth growth_of_constant(const struct history *h, const struct record *r)
{
	uint64_t covered = h->last_ns - r->since_ns;
	struct growth g = { .trend = growth_is_known(covered, SPAN_SHORT) ? TREND_FLAT : TREND_UNKNOWN };

	for (size_t span = 0; span < SPANS; span++)
		g.slopes[span] = (struct slope){ 0, growth_is_known(covered, (enum span)span), covered < growth_span_ns[span] / 2 };
	return g;
}

#define ALL (SPANS * (RING + 1))

/* All that is known, in ascending order: the thin ring until the dense one begins. The points are the last of these; returns their
 * number. */
static size_t all_points(const struct history *h, const struct record *r, struct point all[ALL])
{
	struct point points[RING + 1];
	uint64_t until = UINT64_MAX;
	size_t at = ALL, n;

	for (size_t span = 0; span < SPANS; span++) {
		n = points_of(h, r, span, points);
		while (n-- > 0)
			if (points[n].at_ns < until)
				all[--at] = points[n];
		until = all[at].at_ns;
	}
	return ALL - at;
}

static struct growth growth_of(const struct history *h, const struct record *r)
{
	struct point points[RING + 1], all[ALL];
	struct growth g = { 0 };
	size_t n;

	if (r->track == NO_TRACK)
		return growth_of_constant(h, r);
	for (size_t span = 0; span < SPANS; span++) {
		n = points_of(h, r, span, points);
		g.slopes[span] = growth_slope(points, n, span);
	}
	n = all_points(h, r, all);
	g.trend = growth_trend(all + ALL - n, n);
	/* What rose over ten minutes and has not in the last one rises no more. */
	n = points_of(h, r, SPAN_MIDDLE, points);
	if ((g.trend == TREND_CLIMB || g.trend == TREND_FALL) && growth_trend(points, n) == TREND_FLAT)
		g.trend = TREND_PLATEAU;
	return g;
}

/* All processes over the same time, so that the lines stand below each other: as long as anybody was watched, ten minutes at
 * most. */
static struct value series_of(const struct history *h, const struct record *r, struct arena *arena)
{
	uint64_t now = h->last_ns, span = now - h->first_ns, *series = arena_take(arena, SERIES_CELLS * sizeof(*series));
	struct point all[ALL], constant[] = { { r->since_ns, r->rss }, { now, r->rss } };
	bool moves = r->track != NO_TRACK;
	size_t n = moves ? all_points(h, r, all) : ARRAY_LEN(constant);

	span = span < growth_span_ns[SPAN_SHORT] ? growth_span_ns[SPAN_SHORT] : span;
	span = span > growth_span_ns[SPAN_LONG] ? growth_span_ns[SPAN_LONG] : span;
	n = resample(moves ? all + ALL - n : constant, n, now > span ? now - span : 0, now, series);
	return (struct value){ .kind = VALUE_SERIES, .series = { series, n } };
}

/* Each once. */
static void tell_task(const struct history *h, struct task *t, unsigned needs, struct arena *arena)
{
	const struct record *r;

	needs &= TOLD & ~(unsigned)t->have;
	r = !needs || t->is_kernel || t->is_thread ? NULL : find(h, t);
	if (!r || !(t->have & NEED_STAT))
		return;
	if (needs & NEED_GROWTH)
		task_rare(t, arena)->growth = growth_of(h, r);
	if (needs & NEED_SERIES)
		task_rare(t, arena)->series = series_of(h, r, arena);
	t->have |= needs;
}

static void tell_points(const struct history *h, pid_t pid, struct sample *s)
{
	const struct task *t = sample_find(s, pid);
	const struct record *r = t ? find(h, t) : NULL;
	struct point all[ALL], *kept;
	size_t n;

	s->points = 0;
	s->history = NULL;
	s->history_pid = pid;
	if (!r)
		return;
	n = all_points(h, r, all);
	kept = arena_take(&s->arena, (n + 1) * sizeof(*kept));
	/* Of one that is constant there is but one point. */
	if (r->track == NO_TRACK && r->since_ns < h->last_ns)
		kept[s->points++] = (struct point){ r->since_ns, r->rss };
	memcpy(kept + s->points, all + ALL - n, n * sizeof(*kept));
	s->points += n;
	s->history = kept;
}

void history_tell(const struct history *h, const struct demand *d, struct sample *s)
{
	struct task *t = s->tasks.data;

	for (size_t i = 0; i < s->tasks.count && d->all & TOLD; i++)
		tell_task(h, &t[i], d->all, &s->arena);
	for (size_t i = 0; i < d->shown_pids.count && d->shown & TOLD; i++) {
		t = (struct task *)(uintptr_t)sample_find(s, ((const pid_t *)d->shown_pids.data)[i]);
		if (t)
			tell_task(h, t, d->shown, &s->arena);
	}
	/* A sample that is refined may have those of another. */
	if (d->history_pid && (!s->points || s->history_pid != d->history_pid))
		tell_points(h, d->history_pid, s);
}

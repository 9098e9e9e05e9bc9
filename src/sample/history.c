/* history.c - remembers RSS: nothing but one number while it stays the same, a track of points once it has changed. Reads
 * nothing, judges nothing. */
#include "history.h"

#include <string.h>

#include "resample.h"
#include "track.h"

#define NO_TRACK UINT32_MAX
#define MANY 1024
#define TOLD (NEED_GROWTH | NEED_SERIES)

struct record {
	pid_t pid;
	uint32_t track;               /* NO_TRACK: its RSS has been the same since "since" */
	uint64_t start_ns;
	uint64_t since_ns;            /* seen first, or constant since */
	uint64_t rss : 63, is_exact : 1;
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

/* From now on its points are kept; until now they were all the same. */
static void start_track(struct history *h, struct record *r)
{
	if (h->unused.count)
		r->track = ((const uint32_t *)h->unused.data)[--h->unused.count];
	else {
		r->track = (uint32_t)h->tracks.count;
		vec_push(&h->tracks);
	}
	track_start((struct track *)h->tracks.data + r->track, r->since_ns, h->last_ns, r->rss);
}

static void end_track(struct history *h, struct record *r)
{
	if (r->track != NO_TRACK)
		*(uint32_t *)vec_push(&h->unused) = r->track;
	r->track = NO_TRACK;
}

static void go_on(struct history *h, struct record *r, uint64_t now_ns)
{
	if (!track_add((struct track *)h->tracks.data + r->track, now_ns, r->rss, &r->since_ns))
		end_track(h, r);
}

/* What was counted another way before is moved to where it would have been by the way it is counted now. */
static void rebase(struct history *h, struct record *r, const struct task *t)
{
	if (r->track != NO_TRACK)
		track_shift((struct track *)h->tracks.data + r->track, (int64_t)t->rss - (int64_t)r->rss);
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

/* NULL: it has never changed. */
static const struct track *track_of(const struct history *h, const struct record *r)
{
	return r->track == NO_TRACK ? NULL : (const struct track *)h->tracks.data + r->track;
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

/* One that has never changed needs no points. */
static struct growth growth_of_constant(const struct history *h, const struct record *r)
{
	uint64_t covered = h->last_ns - r->since_ns;
	struct growth g = { .trend = growth_is_known(covered, SPAN_SHORT) ? TREND_FLAT : TREND_UNKNOWN };

	for (size_t span = 0; span < SPANS; span++)
		g.slopes[span] = (struct slope){ 0, growth_is_known(covered, (enum span)span), covered < growth_span_ns[span] / 2 };
	return g;
}

static struct growth growth_of(const struct history *h, const struct record *r)
{
	struct point points[TRACK_SPAN], all[TRACK_POINTS];
	struct growth g = { 0 };
	size_t n;

	if (r->track == NO_TRACK)
		return growth_of_constant(h, r);
	for (size_t span = 0; span < SPANS; span++) {
		n = track_span(track_of(h, r), h->last_ns, r->rss, span, points);
		g.slopes[span] = growth_slope(points, n, span);
	}
	n = track_points(track_of(h, r), h->last_ns, r->rss, all);
	g.trend = growth_trend(all + TRACK_POINTS - n, n);
	/* What rose over ten minutes and has not in the last one rises no more. */
	n = track_span(track_of(h, r), h->last_ns, r->rss, SPAN_MIDDLE, points);
	if ((g.trend == TREND_CLIMB || g.trend == TREND_FALL) && growth_trend(points, n) == TREND_FLAT)
		g.trend = TREND_PLATEAU;
	return g;
}

/* All processes over the same time, so that the lines stand below each other: as long as anybody was watched, ten minutes at
 * most. */
static struct value series_of(const struct history *h, const struct record *r, struct arena *arena)
{
	uint64_t now = h->last_ns, span = now - h->first_ns, *series = arena_take(arena, SERIES_CELLS * sizeof(*series));
	struct point all[TRACK_POINTS], constant[] = { { r->since_ns, r->rss }, { now, r->rss } };
	bool moves = r->track != NO_TRACK;
	size_t n = moves ? track_points(track_of(h, r), h->last_ns, r->rss, all) : ARRAY_LEN(constant);

	span = span < growth_span_ns[SPAN_SHORT] ? growth_span_ns[SPAN_SHORT] : span;
	span = span > growth_span_ns[SPAN_LONG] ? growth_span_ns[SPAN_LONG] : span;
	n = resample(moves ? all + TRACK_POINTS - n : constant, n, now > span ? now - span : 0, now, series);
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
	struct point all[TRACK_POINTS], *kept;
	size_t n;

	s->points = 0;
	s->history = NULL;
	s->history_pid = pid;
	if (!r)
		return;
	n = track_points(track_of(h, r), h->last_ns, r->rss, all);
	kept = arena_take(&s->arena, (n + 1) * sizeof(*kept));
	/* Of one that is constant there is but one point. */
	if (r->track == NO_TRACK && r->since_ns < h->last_ns)
		kept[s->points++] = (struct point){ r->since_ns, r->rss };
	memcpy(kept + s->points, all + TRACK_POINTS - n, n * sizeof(*kept));
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

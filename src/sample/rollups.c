/* rollups.c - what was read of each process, and what to read next. */
#include "rollups.h"

#include <stdlib.h>
#include <string.h>

#include "aside.h"
#include "numa.h"
#include "thread.h"

#define MS UINT64_C(1000000)
#define AT_ONCE 64                  /* processes asked for at a time, the most urgent ones */
#define BASE_NS 40000               /* of a process without memory */
#define NS_PER_MB 11000             /* with pages of 4 KB, until it was measured */
#define LARGE (UINT64_C(64) << 20)  /* bytes of rss from which on a cost tells of others */
#define PATIENCE (1000 * MS)        /* that one read may take, beside what it is expected to cost */

/* A process that was asked for. */
struct known {
	pid_t pid;
	unsigned was_read;          /* NEED_…: what was tried, and that of it which could be read: */
	unsigned have;
	bool hangs;
	uint64_t start_ns;
	uint64_t asked_ns;          /* when it was first asked for; CLOCK_MONOTONIC, like the next */
	uint64_t read_ns;
	uint64_t rss, cpu_ns;       /* as they were then */
	uint64_t cost_ns;
	struct rollup rollup;
	char numa[NUMA_TEXT];
};

/* What the thread works on. */
struct errand {
	struct aside_item item;
	const struct procfs *proc;
	pid_t pid;
	unsigned needs, have;
	uint64_t start_ns, rss, cpu_ns;
	uint64_t read_ns;
	struct rollup rollup;
	char numa[NUMA_TEXT];
};

struct choice {
	double urgency;
	struct errand errand;
};

struct rollups {
	const struct procfs *proc;
	double share, ns_per_mb;
	struct aside *aside;
	struct vec known, before;   /* of struct known, by pid */
	struct vec done;            /* of struct errand: scratch */
	struct choice best[AT_ONCE];
	size_t chosen;
};

static bool read_rollup(struct errand *e)
{
	char text[ROLLUP_ROOM];
	ssize_t n = procfs_read(e->proc, e->pid, 0, "smaps_rollup", text, sizeof(text));

	return n > 0 && rollup_parse(text, (size_t)n, &e->rollup);
}

static bool read_numa(struct errand *e)
{
	struct numa numa;

	if (!numa_read(e->proc, e->pid, &numa))
		return false;
	numa_write(&numa, e->numa);
	return true;
}

/* The pid may be another's by now. Then the next sample shows another start, and this is forgotten. */
static void read_both(void *item)
{
	struct errand *e = item;

	e->have = 0;
	if ((e->needs & NEED_ROLLUP) && read_rollup(e))
		e->have |= NEED_ROLLUP;
	if ((e->needs & NEED_NUMA) && read_numa(e))
		e->have |= NEED_NUMA;
	e->read_ns = thread_now_ns();
}

static void drop_nothing(void *item)
{
	(void)item;
}

struct rollups *rollups_open(const struct procfs *p, double share)
{
	struct rollups *r = memory_new(sizeof(*r));
	struct budget budget = budget_start(share, thread_now_ns());

	*r = (struct rollups){ .proc = p, .share = share, .ns_per_mb = NS_PER_MB,
	                       .aside = aside_open("ramtop-pss", sizeof(struct errand), read_both, &budget) };
	vec_init(&r->known, sizeof(struct known));
	vec_init(&r->before, sizeof(struct known));
	vec_init(&r->done, sizeof(struct errand));
	return r;
}

void rollups_rest(struct rollups *r)
{
	aside_give(r->aside, NULL, 0);
}

void rollups_close(struct rollups *r)
{
	aside_close(r->aside, drop_nothing);
	vec_free(&r->known);
	vec_free(&r->before);
	vec_free(&r->done);
	free(r);
}

/* How often a process would be read if there were no others: the dearer the more seldom, so that one process takes a part of
 * the budget only. */
static double period_ns(const struct rollup_case *c)
{
	static const struct { double least_ns, part; } of[2][2] = {   /* [is_shown][has_changed] */
		{ { 60e9, 0.02 }, { 5e9, 0.1 } },
		{ {  2e9, 0.1  }, { 1e9, 0.5 } },
	};
	double least = of[c->is_shown][c->has_changed].least_ns;
	double afforded = (double)c->cost_ns / (c->share * of[c->is_shown][c->has_changed].part);

	return least > afforded ? least : afforded;
}

double rollup_urgency(const struct rollup_case *c)
{
	/* What was never read comes first; the cheap before the dear, since many wait for each of those. */
	if (!c->was_read)
		return (c->is_shown ? 1e9 : 1e6) / (double)c->cost_ns + 1;
	/* Samples come a little early or late. */
	return ((double)c->age_ns + 100e6) / period_ns(c);
}

static uint64_t expected_ns(const struct rollups *r, const struct known *k, uint64_t rss)
{
	double mb = (double)rss / (1 << 20);

	if (k->was_read && k->rss >= LARGE)
		return (uint64_t)((double)k->cost_ns * (double)rss / (double)k->rss);
	return BASE_NS + (uint64_t)(mb * r->ns_per_mb);
}

/* Keeps it among the most urgent, which stand in that order. */
static void choose(struct rollups *r, double urgency, const struct errand *e)
{
	size_t at = r->chosen < AT_ONCE ? r->chosen++ : AT_ONCE - 1;

	for (; at > 0 && r->best[at - 1].urgency < urgency; at--)
		r->best[at] = r->best[at - 1];
	r->best[at] = (struct choice){ urgency, *e };
}

static void consider(struct rollups *r, struct known *k, const struct task *t, unsigned needs, bool is_shown, uint64_t now)
{
	struct rollup_case c = {
		.is_shown = is_shown, .was_read = (k->was_read & needs) == needs, .has_changed = t->rss != k->rss || t->cpu_ns != k->cpu_ns,
		.age_ns = now - (k->was_read ? k->read_ns : k->asked_ns), .cost_ns = expected_ns(r, k, t->rss), .share = r->share,
	};
	double urgency = rollup_urgency(&c);

	if (k->hangs || urgency < 1 || (r->chosen == AT_ONCE && r->best[AT_ONCE - 1].urgency >= urgency))
		return;
	choose(r, urgency, &(struct errand){ .item.cost_ns = c.cost_ns, .proc = r->proc, .pid = t->pid, .needs = needs,
	                                     .start_ns = t->start_ns, .rss = t->rss, .cpu_ns = t->cpu_ns });
}

static struct known *find(const struct vec *known, pid_t pid, uint64_t start_ns)
{
	struct known *k = known->data;
	size_t low = 0, high = known->count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (k[middle].pid < pid)
			low = middle + 1;
		else
			high = middle;
	}
	return low < known->count && k[low].pid == pid && k[low].start_ns == start_ns ? &k[low] : NULL;
}

/* What the thread has read since the last time. */
static void take_done(struct rollups *r)
{
	const struct errand *e;

	aside_take(r->aside, &r->done);
	e = r->done.data;
	for (size_t i = 0; i < r->done.count; i++) {
		struct known *k = find(&r->known, e[i].pid, e[i].start_ns);
		if (e[i].have && e[i].rss >= LARGE)
			r->ns_per_mb = (3 * r->ns_per_mb + (double)e[i].item.cost_ns / ((double)e[i].rss / (1 << 20))) / 4;
		if (!k)
			continue;
		k->was_read = e[i].needs;
		k->have = e[i].have;
		k->hangs = false;
		k->read_ns = e[i].read_ns;
		k->rss = e[i].rss;
		k->cpu_ns = e[i].cpu_ns;
		k->cost_ns = e[i].item.cost_ns;
		k->rollup = e[i].rollup;
		memcpy(k->numa, e[i].numa, sizeof(k->numa));
	}
}

/* One that hangs is left alone until it comes back. */
static void watch_thread(struct rollups *r)
{
	struct errand stuck;
	struct known *k;

	if (aside_check(r->aside, PATIENCE, &stuck) == ASIDE_STUCK && (k = find(&r->known, stuck.pid, stuck.start_ns)))
		k->hangs = true;
}

static void give(struct rollups *r)
{
	struct errand errands[AT_ONCE];

	for (size_t i = 0; i < r->chosen; i++)
		errands[i] = r->best[i].errand;
	aside_give(r->aside, errands, r->chosen);
}

static void show(const struct known *k, struct task *t, struct arena *arena, uint64_t now)
{
	struct rollup *kept;
	char *numa;

	if (k->have & NEED_ROLLUP) {
		kept = arena_take(arena, sizeof(*kept));
		*kept = k->rollup;
		t->rollup = kept;
	}
	if (k->have & NEED_NUMA) {
		numa = arena_take(arena, sizeof(k->numa));
		memcpy(numa, k->numa, sizeof(k->numa));
		task_rare(t, arena)->numa = numa;
	}
	t->rollup_age_ms = k->have ? (uint32_t)((now - k->read_ns) / MS) : 0;
	t->have |= (uint16_t)k->have;
}

/* Whether there is anything to be read: threads and what has no memory have nothing. */
static bool has_rollup(const struct task *t)
{
	return !t->is_thread && (t->have & NEED_STAT) && !t->is_kernel && t->state != 'Z' && t->state != 'X';
}

static void take_empty(struct task *t, unsigned needs, struct arena *arena)
{
	static const struct rollup empty;

	if (needs & NEED_ROLLUP)
		t->rollup = &empty;
	if (needs & NEED_NUMA)
		task_rare(t, arena)->numa = "";
	t->have |= (uint16_t)needs;
}

/* The entry that goes with the task, in the order of pids: what was known of it, or a new one if it is wanted, or NULL. */
static struct known *carry(struct rollups *r, size_t *at, const struct task *t, bool is_wanted, uint64_t now)
{
	const struct known *before = r->before.data;
	struct known *k;

	while (*at < r->before.count && before[*at].pid < t->pid)
		++*at;
	if (*at < r->before.count && before[*at].pid == t->pid && before[*at].start_ns == t->start_ns) {
		k = vec_push(&r->known);
		*k = before[*at];
		return k;
	}
	if (!is_wanted)
		return NULL;
	k = vec_push(&r->known);
	*k = (struct known){ .pid = t->pid, .start_ns = t->start_ns, .asked_ns = now };
	return k;
}

void rollups_take(struct rollups *r, struct sample *out, unsigned all, unsigned shown, const struct vec *shown_pids)
{
	struct task *t = out->tasks.data;
	struct vec swap;
	uint64_t now;
	size_t at = 0;

	take_done(r);
	/* Not before: what is read meanwhile would be younger than now. */
	now = thread_now_ns();
	watch_thread(r);
	swap = r->before;
	r->before = r->known;
	r->known = swap;
	r->known.count = r->chosen = 0;
	for (size_t i = 0; i < out->tasks.count; i++) {
		bool is_shown = !t[i].is_thread && pids_hold(shown_pids, t[i].pid);
		unsigned needs = all | (is_shown ? shown : 0);
		struct known *k = has_rollup(&t[i]) ? carry(r, &at, &t[i], needs != 0, now) : NULL;
		if (k && needs)
			consider(r, k, &t[i], needs, is_shown, now);
		if (k)
			show(k, &t[i], &out->arena, now);
		else if (!t[i].is_thread && (t[i].have & NEED_STAT) && !has_rollup(&t[i]))
			take_empty(&t[i], all | shown, &out->arena);
	}
	give(r);
}

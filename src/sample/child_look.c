/* child_look.c - looks now and then at what a command and all that it started hold. Reaps nobody. */
#include "child_watch.h"

#include <string.h>

#include "descent.h"
#include "smaps.h"
#include "status.h"
#include "thread.h"

#define MS 1000000u
#define AHEAD 5000000000u
#define VMSTAT_ROOM 8192

static struct course_point point_of(const struct cgroup_counts *g)
{
	struct course_point p = { .charge = g->charge, .swap = g->swap, .has_swap = g->have & CGROUP_HAS_SWAP };
	uint64_t given;

	if (!(g->have & CGROUP_HAS_STAT))
		return p;
	given = cgroup_reclaimable(&g->stat);
	p.is_split = p.is_charged = true;
	p.anon = g->stat.bytes[CGROUP_ANON];
	p.shmem = g->stat.bytes[CGROUP_SHMEM];
	p.cache = g->stat.bytes[CGROUP_FILE] > p.shmem ? g->stat.bytes[CGROUP_FILE] - p.shmem : 0;
	p.kernel = g->kernel;
	p.needed = p.charge > given ? p.charge - given : 0;
	return p;
}

static void take_kills(struct child *c, uint64_t at_ns, uint64_t kills)
{
	struct child_mark *last = &c->marks[CHILD_MARKS - 1];

	if (kills > c->oom_kills && c->mark_count < CHILD_MARKS)
		c->marks[c->mark_count++] = (struct child_mark){ at_ns, kills - c->oom_kills };
	else if (kills > c->oom_kills)
		last->kills += kills - c->oom_kills;
	c->oom_kills = kills;
	c->kills_of = CHILD_OWN;
}

void watch_group(struct watch *w)
{
	struct cgroup_counts g;
	struct course_point p;

	if (!own_group_read(&w->group, &g) || !(g.have & CGROUP_HAS_CHARGE))
		return;
	p = point_of(&g);
	p.at_ns = thread_now_ns() - w->start_ns;
	course_take(&w->child->course, &p);
	w->child->has_peak = g.have & CGROUP_HAS_PEAK;
	w->child->peak = g.peak;
	if (g.have & CGROUP_HAS_KILLS)
		take_kills(w->child, p.at_ns, g.kills);
}

static void see(struct watch *w, pid_t pid, const char *comm, size_t length)
{
	char text[STATUS_ROOM];
	struct status status;
	ssize_t n = procfs_read(w->proc, pid, 0, "status", text, sizeof(text));

	if (n > 0 && status_parse(text, (size_t)n, &status))
		seen_add(&w->seen, pid, comm, length, status.peak);
}

/* Its parent has waited for it, or soon will. */
static void take_gone(void *watch, const struct seen_one *one)
{
	struct child *c = ((struct watch *)watch)->child;

	c->processes++;
	ended_add(&c->ended, one->comm, strlen(one->comm), one->peak, ENDED_AT_LEAST);
}

void watch_reaped(struct watch *w, pid_t pid, const struct stat_line *s, const struct rusage *usage)
{
	struct child *c = w->child;
	uint64_t peak = (uint64_t)usage->ru_maxrss * 1024;
	struct seen_one one;
	bool was_seen = seen_take(&w->seen, pid, &one);

	c->processes++;
	/* The largest RSS of those that it waited for is in it: each of those had faults of its own. */
	if (s->waited_minflt == 0)
		ended_add(&c->ended, s->comm, s->comm_length, peak, ENDED_EXACT);
	else if (was_seen)
		ended_add(&c->ended, one.comm, strlen(one.comm), one.peak, ENDED_AT_LEAST);
	else
		ended_add(&c->ended, s->comm, s->comm_length, peak, ENDED_AT_MOST);
}

/* Adds what a process holds. */
static void look_at(struct watch *w, pid_t pid, struct course_point *sum)
{
	char text[ROLLUP_ROOM], comm[ENDED_COMM + 1];
	struct rollup r;
	ssize_t n = procfs_read(w->proc, pid, 0, "smaps_rollup", text, sizeof(text));

	if (n <= 0 || !rollup_parse(text, (size_t)n, &r))
		return;
	n = procfs_read(w->proc, pid, 0, "comm", comm, sizeof(comm));
	n = n > 0 && comm[n - 1] == '\n' ? n - 1 : n;
	if (n <= 0)
		return;
	shares_add(&w->child->shares, comm, (size_t)n, r.pss);
	if (!w->exits)
		see(w, pid, comm, (size_t)n);
	sum->charge += r.pss;
	sum->swap += r.swap_pss;
	sum->anon += r.pss_anon;
	sum->shmem += r.pss_shmem;
	sum->cache += r.pss_file;
	sum->is_split &= r.has_parts;
}

static void look_at_pss(struct watch *w)
{
	struct child *c = w->child;
	struct course_point sum = { .is_split = true, .has_swap = true };

	shares_begin(&c->shares);
	descent_list(w->proc, &w->pids);
	for (size_t i = 0; i < w->pids.count; i++)
		look_at(w, ((pid_t *)w->pids.data)[i], &sum);
	sum.at_ns = thread_now_ns() - w->start_ns;
	shares_end(&c->shares, sum.at_ns);
	seen_end(&w->seen, take_gone, w);
	if (sum.swap > c->swap_pss)
		c->swap_pss = sum.swap;
	if (!c->is_charged)
		course_take(&c->course, &sum);
}

/* ---- what else the kernel tells ------------------------------------------------------------------------------------------------ */

static bool read_kills(const struct watch *w, uint64_t *kills)
{
	char text[VMSTAT_ROOM];
	ssize_t n = procfs_read_machine(w->proc, "vmstat", text, sizeof(text));

	return n > 0 && cgroup_kills_parse(text, (size_t)n, kills);
}

static bool read_stall(const struct watch *w, struct pressure *p)
{
	char text[PRESSURE_ROOM];
	ssize_t n = procfs_read_machine(w->proc, "pressure/memory", text, sizeof(text));

	return n > 0 && pressure_parse(text, (size_t)n, p);
}

void watch_begin(struct watch *w)
{
	w->has_kills = read_kills(w, &w->kills);
	w->has_stall = read_stall(w, &w->stall);
}

void watch_end(struct watch *w)
{
	struct child *c = w->child;
	struct pressure now;
	uint64_t kills;

	if (c->is_charged && own_group_pressure(&w->group, &now)) {
		c->stall_of = CHILD_OWN;
		w->stall = (struct pressure){ 0 };
	} else if (w->has_stall && read_stall(w, &now))
		c->stall_of = CHILD_MACHINE;
	if (c->stall_of != CHILD_UNKNOWN) {
		c->some_ns = now.some_ns - w->stall.some_ns;
		c->full_ns = now.full_ns - w->stall.full_ns;
	}
	if (c->kills_of == CHILD_UNKNOWN && w->has_kills && read_kills(w, &kills)) {
		c->oom_kills = kills - w->kills;
		/* Where nobody was killed, none of them was. */
		c->kills_of = c->oom_kills ? CHILD_MACHINE : CHILD_OWN;
	}
}

/* ---- when to look -------------------------------------------------------------------------------------------------------------- */

/* One kind of look: when it is next, which leaves the share of a CPU to all of its kind that it has. */
struct pace {
	uint64_t first, last;        /* ns between two: what is short is looked at more often */
	unsigned part;               /* of the time so far, between the two */
	unsigned share;              /* all looks may take one part in so many of one CPU */
};

static const struct pace groups = { 2 * MS, 20 * MS, 50, 400 };
static const struct pace pss = { 10 * MS, 100 * MS, 20, 100 };   /* it is dear, of those who hold much */

/* What a few seconds allow may be spent at once: what is short and holds much is looked at all the same. */
static uint64_t after(const struct watch *w, const struct pace *p, uint64_t began_ns, uint64_t used_ns, uint64_t *spent_ns)
{
	uint64_t pause = (thread_now_ns() - w->start_ns) / p->part, opens;

	*spent_ns += used_ns;
	opens = w->start_ns + *spent_ns * p->share;
	pause = pause < p->first ? p->first : pause > p->last ? p->last : pause;
	return opens > began_ns + pause + AHEAD ? opens - AHEAD : began_ns + pause;
}

void watch_look(struct watch *w)
{
	uint64_t began = thread_now_ns(), before = thread_used_ns();

	if (began >= w->next_ns && w->child->is_charged) {
		watch_group(w);
		w->next_ns = after(w, &groups, began, thread_used_ns() - before, &w->spent_ns);
		began = thread_now_ns();
		before = thread_used_ns();
	}
	if (began >= w->next_pss_ns) {
		look_at_pss(w);
		w->next_pss_ns = after(w, &pss, began, thread_used_ns() - before, &w->pss_spent_ns);
	}
	if (!w->child->is_charged)
		w->next_ns = w->next_pss_ns;
	if (w->child->looked)
		w->child->looked(w->child, w->child->with);
}

void watch_ask(const struct watch *w, pid_t pid, char text[STAT_ROOM], struct stat_line *s)
{
	ssize_t n = procfs_read(w->proc, pid, 0, "stat", text, STAT_ROOM);

	if (n <= 0 || !stat_parse(text, (size_t)n, s))
		*s = (struct stat_line){ .comm = "?", .comm_length = 1, .waited_minflt = 1 };
}

/* Those that still run have a name and a peak, too. */
void watch_left(struct watch *w)
{
	struct child *c = w->child;
	char text[STATUS_ROOM];
	struct stat_line s;
	struct status status;
	struct vec left;

	descent_list(w->proc, &w->pids);
	c->left = w->pids.count;
	vec_init(&left, sizeof(struct ended));
	for (size_t i = 0; i < w->pids.count; i++) {
		pid_t pid = ((pid_t *)w->pids.data)[i];
		ssize_t n = procfs_read(w->proc, pid, 0, "status", text, sizeof(text));
		if (n <= 0 || !status_parse(text, (size_t)n, &status))
			continue;
		watch_ask(w, pid, text, &s);
		ended_add(&left, s.comm, s.comm_length, status.peak, ENDED_EXACT);
		seen_add(&w->seen, pid, s.comm, s.comm_length, status.peak);
	}
	if (!w->exits)
		seen_end(&w->seen, take_gone, w);
	ended_sort(&left);
	ended_sort(&c->ended);
	if (c->ended.count)
		c->largest = *(struct ended *)c->ended.data;
	if (left.count && ((struct ended *)left.data)->peak > c->largest.peak)
		c->largest = *(struct ended *)left.data;
	/* The kernel's own figure is of all that were waited for, whoever it was. */
	if (c->largest.bound != ENDED_EXACT && (uint64_t)c->leader.ru_maxrss * 1024 >= c->largest.peak) {
		c->largest.peak = (uint64_t)c->leader.ru_maxrss * 1024;
		c->largest.bound = ENDED_AT_MOST;
	}
	vec_free(&left);
}

/* child_look.c - looks now and then at what a command and all that it started hold. Reaps nobody. */
#include "child_watch.h"

#include "descent.h"
#include "smaps.h"
#include "status.h"
#include "thread.h"

#define MS 1000000u
#define SHORTEST (20 * MS)   /* between two looks */
#define SHARE 400            /* a look may take a four-hundredth of the time */
#define PSS_SHORTEST (100 * MS)

static struct course_point point_of(const struct cgroup_counts *g)
{
	struct course_point p = { .charge = g->charge };
	uint64_t given;

	if (!(g->have & CGROUP_HAS_STAT))
		return p;
	given = cgroup_reclaimable(&g->stat);
	p.is_split = true;
	p.anon = g->stat.bytes[CGROUP_ANON];
	p.shmem = g->stat.bytes[CGROUP_SHMEM];
	p.cache = g->stat.bytes[CGROUP_FILE] > p.shmem ? g->stat.bytes[CGROUP_FILE] - p.shmem : 0;
	p.kernel = g->kernel;
	p.swap = g->have & CGROUP_HAS_SWAP ? g->swap : 0;
	p.needed = p.charge > given ? p.charge - given : 0;
	return p;
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
	w->child->oom_kills = g.have & CGROUP_HAS_KILLS ? g.kills : 0;
}

static void look_at_pss(struct watch *w)
{
	char text[ROLLUP_ROOM];
	struct rollup r;
	uint64_t sum = 0;
	struct course_point p;

	descent_list(w->proc, &w->pids);
	for (size_t i = 0; i < w->pids.count; i++) {
		ssize_t n = procfs_read(w->proc, ((pid_t *)w->pids.data)[i], 0, "smaps_rollup", text, sizeof(text));
		if (n > 0 && rollup_parse(text, (size_t)n, &r))
			sum += r.pss + r.swap_pss;
	}
	w->child->pss_taken++;
	if (sum > w->child->pss)
		w->child->pss = sum;
	p = (struct course_point){ .at_ns = thread_now_ns() - w->start_ns, .charge = sum };
	if (!w->child->is_charged)
		course_take(&w->child->course, &p);
}

/* A look that takes long is taken less often. */
static uint64_t after(uint64_t began, uint64_t shortest, unsigned share)
{
	uint64_t took = thread_now_ns() - began, pause = took * share;

	return began + (pause > shortest ? pause : shortest);
}

void watch_look(struct watch *w)
{
	uint64_t began = thread_now_ns();

	if (began >= w->next_ns && w->child->is_charged) {
		watch_group(w);
		w->next_ns = after(began, SHORTEST, SHARE);
		began = thread_now_ns();
	}
	if (began >= w->next_pss_ns) {
		look_at_pss(w);
		w->next_pss_ns = after(began, PSS_SHORTEST, SHARE);
	}
	if (!w->child->is_charged)
		w->next_ns = w->next_pss_ns;
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
		ended_add(&left, s.comm, s.comm_length, status.peak, false);
	}
	ended_sort(&left);
	ended_sort(&c->ended);
	if (c->ended.count)
		c->largest = *(struct ended *)c->ended.data;
	if (left.count && ((struct ended *)left.data)->peak > c->largest.peak)
		c->largest = *(struct ended *)left.data;
	vec_free(&left);
}

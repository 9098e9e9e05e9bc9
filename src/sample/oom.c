/* oom.c - ranks processes as the kernel's oom_badness does. Reads no file. */
#include "oom.h"

#include <stdlib.h>
#include <string.h>

#include "oom_adjust.h"
#include "scan_text.h"

static uint64_t swap_total(const struct sample *s)
{
	return s->machine.memory.known[MEM_SWAP_TOTAL] ? s->machine.memory.bytes[MEM_SWAP_TOTAL] : 0;
}

uint64_t oom_total(const struct sample *s, const struct cgroup_figures *group)
{
	uint64_t swap = swap_total(s), limit;

	if (!group)
		return s->machine.has_memory ? s->machine.memory.bytes[MEM_TOTAL] + swap : 0;
	/* Of a group above that we do not see the limit is known, and nothing else. */
	limit = group->binds == group->group ? group->limit : group->counts.limit;
	if (!(group->have & CGROUP_HAS_LIMIT) || limit == CGROUP_NO_LIMIT)
		return 0;
	/* Without a limit of swap, all of it may be used; where there is no such file, none is counted. */
	if (!(group->have & CGROUP_HAS_SWAP_LIMIT))
		swap = 0;
	else if (group->counts.swap_limit < swap)
		swap = group->counts.swap_limit;
	return limit + swap;
}

static enum oom_pardon pardon_of(const struct sample *s, const struct task *t, int adj)
{
	if (!(t->have & NEED_STAT))
		return OOM_UNKNOWN;
	if (t->is_kernel)
		return OOM_KERNEL;
	if (t->pid == 1 && !s->machine.is_nested)
		return OOM_INIT;
	if (t->state == 'Z' || t->state == 'X')
		return OOM_NO_MEMORY;
	if (!(t->have & NEED_OOM) || !t->status)
		return OOM_UNKNOWN;
	return adj == OOM_ADJUST_NEVER ? OOM_NEVER : OOM_MAY_GO;
}

static struct oom_points points_with(const struct sample *s, const struct task *t, uint64_t total, int adj)
{
	const struct status *m = t->status;
	int64_t page = (int64_t)kernel_page();
	struct oom_points p = { .pardon = pardon_of(s, t, adj) };

	if (p.pardon == OOM_KERNEL || p.pardon == OOM_UNKNOWN || !m)
		return p;
	/* The kernel counts in pages, and cuts the thousandth of the total to whole ones. */
	p.held = (int64_t)(m->anon + m->file + m->shmem + m->swap) + (int64_t)m->page_tables / page * page;
	p.added = adj * ((int64_t)total / page / 1000) * page;
	p.points = p.held + p.added;
	return p;
}

struct oom_points oom_points(const struct sample *s, const struct task *t, uint64_t total)
{
	return points_with(s, t, total, t->oom_adj);
}

bool oom_score(const struct sample *s, const struct task *t, uint64_t *out)
{
	uint64_t total = oom_total(s, NULL);
	struct oom_points p = oom_points(s, t, total);
	int64_t page = (int64_t)kernel_page(), pages = (int64_t)total / page, score;

	*out = 0;
	if (p.pardon == OOM_UNKNOWN || pages == 0)
		return false;
	if (p.pardon != OOM_MAY_GO)
		return true;
	/* proc_oom_score: no less than 0, and 666 for one that holds nothing. */
	score = (1000 + p.points / page * 1000 / pages) * 2 / 3;
	*out = score > 0 ? (uint64_t)score : 0;
	return true;
}

void oom_rank_init(struct oom_rank *r)
{
	*r = (struct oom_rank){ 0 };
	vec_init(&r->candidates, sizeof(struct oom_candidate));
}

void oom_rank_free(struct oom_rank *r)
{
	vec_free(&r->candidates);
}

/* Of equals the kernel takes the one that it comes to last: who was started later. */
static int by_points(const void *a, const void *b)
{
	const struct oom_candidate *x = a, *y = b;

	return x->p.points != y->p.points ? (x->p.points < y->p.points) - (x->p.points > y->p.points) : (x->task < y->task) - (x->task > y->task);
}

static bool is_in(const struct task *t, const struct cgroup *group)
{
	const struct cgroup *g = t->have & NEED_CGROUP ? t->who->cgroup : NULL;

	while (g && g != group)
		g = g->parent;
	return g != NULL;
}

void oom_rank(struct oom_rank *r, const struct sample *s, const struct cgroup_figures *group)
{
	const struct task *t = sample_tasks(s);
	struct oom_candidate *c;

	r->group = group;
	r->is_own = group && group == oom_group_of_all(s);
	r->total = oom_total(s, group);
	r->candidates.count = r->spared = r->unknown = 0;
	for (size_t i = 0; i < s->tasks.count; i++) {
		struct oom_points p;
		if (t[i].is_thread || t[i].is_kernel || (group && !is_in(&t[i], group->group)))
			continue;
		p = oom_points(s, &t[i], r->total);
		r->unknown += p.pardon == OOM_UNKNOWN;
		r->spared += p.pardon == OOM_INIT || p.pardon == OOM_NEVER;
		if (p.pardon == OOM_MAY_GO)
			*(struct oom_candidate *)vec_push(&r->candidates) = (struct oom_candidate){ .task = (uint32_t)i, .p = p };
	}
	c = r->candidates.data;
	if (r->candidates.count)
		qsort(c, r->candidates.count, sizeof(*c), by_points);
	for (size_t i = 0; i < r->candidates.count; i++)
		c[i].rank = (uint32_t)i + 1;
}

const struct oom_candidate *oom_find(const struct oom_rank *r, uint32_t task)
{
	const struct oom_candidate *c = oom_candidates(r);

	for (size_t i = 0; i < r->candidates.count; i++)
		if (c[i].task == task)
			return &c[i];
	return NULL;
}

uint32_t oom_rank_with(const struct oom_rank *r, const struct sample *s, uint32_t task, int adj)
{
	const struct oom_candidate *c = oom_candidates(r);
	struct oom_candidate then = { .task = task, .p = points_with(s, &sample_tasks(s)[task], r->total, adj) };
	uint32_t rank = 1;

	if (then.p.pardon != OOM_MAY_GO)
		return 0;
	for (size_t i = 0; i < r->candidates.count; i++)
		rank += c[i].task != task && by_points(&c[i], &then) < 0;
	return rank;
}

/* From a group upwards. */
static const struct cgroup_figures *tightest_of(const struct sample *s, const struct cgroup_figures *f)
{
	const struct cgroup *tightest = f && f->have & CGROUP_HAS_HEADROOM ? f->tightest : NULL;

	while (f && f->group != tightest)
		f = sample_cgroup_above(s, f);
	return f;
}

const struct cgroup_figures *oom_group_of(const struct sample *s, const struct task *t)
{
	return tightest_of(s, sample_cgroup(s, t));
}

const struct cgroup_figures *oom_group_of_all(const struct sample *s)
{
	return s->machine.confinement.has_memory ? tightest_of(s, sample_own(s)) : NULL;
}

const struct cgroup_figures *oom_goes_with(const struct oom_rank *r, const struct sample *s, const struct task *t)
{
	const struct cgroup_figures *f = sample_cgroup(s, t), *together = NULL;

	/* The topmost one counts. */
	for (; f; f = sample_cgroup_above(s, f)) {
		together = f->counts.dies_together ? f : together;
		if (r->group && f->group == r->group->group)
			break;
	}
	return together;
}

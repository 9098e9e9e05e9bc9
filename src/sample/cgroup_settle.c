/* cgroup_settle.c - what follows from what was read of a control group and of the one above it: which limit binds, what is left, when it
 * will be full. Reads nothing. */
#include "cgroup_past.h"
#include "cgroups.h"

static void find_cache(struct cgroup_figures *f)
{
	uint64_t cache = cgroup_reclaimable(&f->counts.stat);

	/* The two files are not read at one instant. */
	f->cache = f->have & CGROUP_HAS_CHARGE && cache > f->counts.charge ? f->counts.charge : cache;
}

/* What a limit leaves. False where that is not known. */
static bool leaves(const struct cgroup_figures *f, uint64_t limit, uint64_t *out)
{
	uint64_t used = cgroup_needed(f);

	*out = limit;
	if (limit == CGROUP_NO_LIMIT)
		return f->have & CGROUP_HAS_LIMIT;
	*out = limit > used ? limit - used : 0;
	return (f->have & CGROUP_NEEDS) == CGROUP_NEEDS;
}

/* The same of its own limit. */
static bool own_headroom(const struct cgroup_figures *f, uint64_t *out)
{
	return leaves(f, f->have & CGROUP_HAS_LIMIT ? f->counts.limit : CGROUP_NO_LIMIT, out);
}

/* The limits of those above count too. */
static void find_limits(struct cgroup_figures *f, const struct cgroup_figures *parent)
{
	uint64_t headroom, above = f->counts.stat.bytes[CGROUP_ANCESTORS_LIMIT];
	bool is_known = own_headroom(f, &headroom);

	f->limit = f->counts.limit;
	f->binds = f->limit == CGROUP_NO_LIMIT ? NULL : f->group;
	if (f->have & CGROUP_HAS_LIMIT && (!parent || parent->have & CGROUP_HAS_EFFECTIVE))
		f->have |= CGROUP_HAS_EFFECTIVE;
	if (parent && parent->limit < f->limit) {
		f->limit = parent->limit;
		f->binds = parent->binds;
	}
	/* Of those above the topmost that we see, version 1 tells the limit and not how much is left: no more than that. */
	if (f->counts.stat.known[CGROUP_ANCESTORS_LIMIT] && above < f->limit) {
		f->limit = above;
		f->binds = f->group;
		is_known = leaves(f, above, &headroom);
	}
	f->headroom = headroom;
	f->tightest = headroom == CGROUP_NO_LIMIT ? NULL : f->group;
	if (is_known && (!parent || parent->have & CGROUP_HAS_HEADROOM))
		f->have |= CGROUP_HAS_HEADROOM;
	if (parent && parent->headroom < f->headroom) {
		f->headroom = parent->headroom;
		f->tightest = parent->tightest;
	}
}

/* Of the limit, or of the machine. What others have taken of it is neither its own nor free. */
static void find_parts(struct cgroup_figures *f, const struct machine *m)
{
	uint64_t total = m->has_memory && m->parts.total < f->limit ? m->parts.total : f->limit, left = total;
	uint64_t room = m->memory.known[MEM_AVAILABLE] && m->memory.bytes[MEM_AVAILABLE] < f->headroom ? m->memory.bytes[MEM_AVAILABLE] : f->headroom;
	const uint64_t most[] = { cgroup_needed(f), f->cache, room > f->cache ? room - f->cache : 0 };

	if ((f->have & CGROUP_NEEDS) != CGROUP_NEEDS || !(f->have & CGROUP_HAS_HEADROOM) || total == CGROUP_NO_LIMIT)
		return;
	for (size_t i = 0; i < ARRAY_LEN(most); i++) {
		f->parts[i] = most[i] < left ? most[i] : left;
		left -= f->parts[i];
	}
	f->parts[ARRAY_LEN(most)] = left;
	f->have |= CGROUP_HAS_PARTS;
}

/* How long it takes to fill what is left: of it, or of one above it that fills sooner. */
static void find_growth(struct cgroup_figures *f, const struct cgroup_figures *parent, uint64_t now_ns)
{
	struct cgroup_past *past;
	uint64_t room;

	if ((f->have & CGROUP_NEEDS) != CGROUP_NEEDS)
		return;
	past = cgroup_past_of(f->group);
	cgroup_past_need(past, now_ns, cgroup_needed(f));
	if (!(f->asked & CGROUP_HAS_GROWTH))
		return;
	f->growth = cgroup_past_growth(past, now_ns, cgroup_needed(f));
	f->eta_ns = UINT64_MAX;
	if (!f->growth.is_known)
		return;
	f->have |= CGROUP_HAS_GROWTH;
	if (f->growth.per_s > 0 && own_headroom(f, &room) && room != CGROUP_NO_LIMIT)
		f->eta_ns = (uint64_t)((double)room / (double)f->growth.per_s * 1e9);
	if (parent && parent->have & CGROUP_HAS_GROWTH && parent->eta_ns < f->eta_ns)
		f->eta_ns = parent->eta_ns;
}

void cgroup_figures_settle(struct cgroup_figures *f, const struct cgroup_figures *parent, const struct machine *m, uint64_t now_ns)
{
	find_cache(f);
	find_limits(f, parent);
	find_parts(f, m);
	find_growth(f, parent, now_ns);
}

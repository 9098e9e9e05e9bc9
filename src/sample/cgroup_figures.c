/* cgroup_figures.c - reads what control groups hold and do: of each sample what is wanted of it, and nothing twice. Knows no files'
 * names: see cgroup_tree.c and cgroup_activity.c. */
#include <string.h>

#include "cgroup_past.h"
#include "scan.h"

#define ABOVE (CGROUP_HAS_EFFECTIVE | CGROUP_HAS_HEADROOM | CGROUP_HAS_GROWTH)   /* what a group has from those above it */
#define LIMITS (CGROUP_HAS_COUNTS | CGROUP_HAS_EFFECTIVE | CGROUP_HAS_HEADROOM)  /* NEED_LIMIT */

/* What hardly changes while the charge is the same, and what is seldom set: read in turn, but of those that are shown. */
#define WITH_CHARGE (CGROUP_HAS_STAT | CGROUP_HAS_PEAK | CGROUP_HAS_SWAP | CGROUP_HAS_KERNEL)
#define SELDOM (CGROUP_HAS_LIMIT | CGROUP_HAS_SWAP_LIMIT | CGROUP_HAS_HIGH)

enum looks { OF_ALL, OF_SHOWN };

static struct cgroup_figures *figures_at(struct sample *s, uint32_t place)
{
	return place ? (struct cgroup_figures *)s->cgroups.data + place - 1 : NULL;
}

static struct cgroup_span path_of(const struct cgroup *g)
{
	return (struct cgroup_span){ g->path, g->length };
}

/* ---- reading ------------------------------------------------------------------------------------------------------------------- */

/* What of this is as good as sure to be as it was. */
static unsigned carried(const struct cgroups *c, const struct sample *s, const struct cgroup *g, unsigned want)
{
	const struct cgroup_past *past = g->past;
	unsigned same = SELDOM;

	if (!c->carries || (s->serial + g->key) % TURNS == 0)
		return 0;
	if (want & CGROUP_HAS_CHARGE && past->counts.have & CGROUP_HAS_CHARGE)
		same |= WITH_CHARGE;
	if (s->machine.has_events && past->kills_of_machine == s->machine.events.oom_kills)
		same |= CGROUP_HAS_KILLS;
	return want & past->asked & same;
}

/* What was read before is of another charge; what was not read now stays. */
static void remember(struct cgroup_past *past, const struct cgroup_counts *counts, unsigned want)
{
	if (counts->have & CGROUP_HAS_CHARGE && counts->charge != past->counts.charge)
		past->asked &= ~WITH_CHARGE;
	past->asked |= want;
	past->counts.have &= ~want;
	cgroup_counts_take(&past->counts, counts, CGROUP_HAS_COUNTS);
}

static void read_counts(const struct cgroups *c, const struct sample *s, struct cgroup_figures *f, unsigned want, enum looks looks)
{
	struct cgroup_past *past = cgroup_past_of(f->group);
	unsigned old = looks == OF_SHOWN ? 0 : carried(c, s, f->group, want);
	struct cgroup_counts now, more;

	if (!want)
		return;
	if (!cgroup_tree_read_some(&c->tree, path_of(f->group), want & ~old, &now)) {
		f->counts.limit = CGROUP_NO_LIMIT;
		return;
	}
	if (old & WITH_CHARGE && (!(now.have & CGROUP_HAS_CHARGE) || now.charge != past->counts.charge) &&
	    cgroup_tree_read_some(&c->tree, path_of(f->group), old & WITH_CHARGE, &more)) {
		cgroup_counts_take(&now, &more, CGROUP_HAS_COUNTS);
		old &= ~WITH_CHARGE;
	}
	/* memory.stat says both in one version or the other. */
	cgroup_counts_take(&now, &past->counts, old | (old & CGROUP_HAS_STAT ? CGROUP_HAS_SWAP | CGROUP_HAS_KERNEL : 0));
	cgroup_counts_take(&f->counts, &now, CGROUP_HAS_COUNTS);
	f->carried = (f->carried & ~want) | old;
	remember(past, &f->counts, want);
	if (want & ~old & CGROUP_HAS_KILLS)
		past->kills_of_machine = s->machine.events.oom_kills;
}

static void find_rates(struct cgroup_figures *f, uint64_t serial, unsigned bits)
{
	struct cgroup_past *past = cgroup_past_of(f->group);
	const struct cgroup_activity *a = &f->activity;
	uint64_t now_ns = clock_ns(CLOCK_BOOTTIME);
	double per_s[2];

	if (bits & a->have & ACTIVITY_CPU && pace_take(&past->cpu, serial, now_ns, (uint64_t[]){ a->cpu_ns, 0 }, per_s)) {
		f->rates.cpu = per_s[0] / 1e9 * 100;
		f->have |= CGROUP_HAS_CPU_RATE;
	}
	if (bits & a->have & ACTIVITY_IO && pace_take(&past->io, serial, now_ns, (uint64_t[]){ a->read, a->written }, per_s)) {
		f->rates.read = (uint64_t)per_s[0];
		f->rates.written = (uint64_t)per_s[1];
		f->have |= CGROUP_HAS_FLOWS;
	}
}

static void read_activity(const struct cgroups *c, const struct sample *s, struct cgroup_figures *f, unsigned want)
{
	unsigned bits = want / CGROUP_HAS_ACTIVITY(1) & ACTIVITY_ALL;
	struct cgroup_activity now;

	if (!bits)
		return;
	cgroup_activity_read(&c->places, path_of(f->group), bits, &now);
	cgroup_activity_take(&f->activity, &now);
	find_rates(f, s->serial, bits);
}

/* What else must be known for it. */
static unsigned widened(unsigned want)
{
	static const struct { unsigned bit, too; } wider[] = {
		{ CGROUP_HAS_GROWTH,    CGROUP_HAS_HEADROOM },
		{ CGROUP_HAS_PARTS,     CGROUP_HAS_HEADROOM },
		{ CGROUP_HAS_HEADROOM,  CGROUP_HAS_EFFECTIVE | CGROUP_NEEDS },
		{ CGROUP_HAS_EFFECTIVE, CGROUP_HAS_LIMIT | CGROUP_HAS_STAT },
		{ CGROUP_HAS_CPU_RATE,  CGROUP_HAS_ACTIVITY(ACTIVITY_CPU) },
		{ CGROUP_HAS_FLOWS,     CGROUP_HAS_ACTIVITY(ACTIVITY_IO) },
	};

	for (size_t i = 0; i < ARRAY_LEN(wider); i++)
		if (want & wider[i].bit)
			want |= wider[i].too;
	return want;
}

/* Reads what is wanted and not there. */
static void fill(const struct cgroups *c, struct sample *s, uint32_t place, unsigned want, enum looks looks)
{
	struct cgroup_figures *f = figures_at(s, place);
	unsigned missing;

	if (f->parent)
		fill(c, s, f->parent, want & ABOVE, looks);
	want = widened(want);
	missing = want & ~(looks == OF_SHOWN ? f->asked & ~f->carried : f->asked);
	if (!missing)
		return;
	f->asked |= missing;
	read_counts(c, s, f, missing & CGROUP_HAS_COUNTS, looks);
	read_activity(c, s, f, missing);
	f->have |= f->counts.have | CGROUP_HAS_ACTIVITY(f->activity.have);
	cgroup_figures_settle(f, figures_at(s, f->parent), &s->machine, s->boot_ns);
}

/* Nothing above it is to be seen, whoever is there: only a part of the hierarchy is mounted. */
static bool is_topmost(const struct cgroups *c, const struct cgroup *g)
{
	return c->tree.dir >= 0 && strcmp(g->path, c->tree.root) == 0;
}

/* The place of a group's figures in the sample, from 1 on; they are read if they are not there. */
static uint32_t measure(const struct cgroups *c, struct sample *s, const struct cgroup *g, unsigned want)
{
	struct cgroup_figures *f = s->cgroups.data;
	uint32_t parent;

	if (g->place > 0 && g->place <= s->cgroups.count && f[g->place - 1].group == g)
		return g->place;
	parent = g->parent && !is_topmost(c, g) ? measure(c, s, g->parent, want) : 0;
	f = vec_push(&s->cgroups);
	*f = (struct cgroup_figures){ .group = cgroup_keep(g), .parent = parent, .counts.high = CGROUP_NO_LIMIT,
	                              .activity.quota_ns = CGROUP_NO_LIMIT, .eta_ns = UINT64_MAX };
	/* Only the thread that samples changes it, and only it looks. */
	((struct cgroup *)(uintptr_t)g)->place = (uint32_t)s->cgroups.count;
	fill(c, s, g->place, want, OF_ALL);
	return g->place;
}

/* ---- a sample ------------------------------------------------------------------------------------------------------------------ */

static void find_places(struct cgroups *c, const struct procfs *p)
{
	if (!c->is_placed)
		cgroup_tree_find(&c->tree, p);
	c->is_placed = true;
	if (c->want / CGROUP_HAS_ACTIVITY(1) & ACTIVITY_ALL && !c->has_places) {
		cgroup_places_find(&c->places, p);
		c->has_places = true;
	}
}

void cgroups_begin(struct cgroups *c, const struct procfs *p, const struct demand *d)
{
	/* What version 1 counts for each group alone must be known of all those below. */
	const unsigned summed = CGROUP_HAS_KILLS | CGROUP_HAS_ACTIVITY(ACTIVITY_HITS);

	c->want = widened(d->cgroups.all | d->cgroups.shown);
	find_places(c, p);
	c->want = widened(d->cgroups.all) | ((d->all | d->shown) & NEED_LIMIT ? LIMITS : 0) | (d->cgroups.shown & summed);
	c->walks = d->cgroups.every;
	c->carries = d->cgroups.every && !d->fresh;
}

void cgroups_measure(struct cgroups *c, struct sample *s, struct task *t)
{
	if (t->is_thread || !(t->have & NEED_CGROUP) || !t->who->cgroup)
		return;
	t->cgroup = measure(c, s, t->who->cgroup, c->want);
	t->have |= NEED_LIMIT;
}

uint32_t cgroups_measure_of(struct cgroups *c, const struct procfs *p, struct sample *s, pid_t pid)
{
	const struct cgroup *g = cgroups_read(c, p, pid);
	uint32_t place;

	if (!g)
		return 0;
	find_places(c, p);
	place = measure(c, s, g, LIMITS);
	fill(c, s, place, LIMITS, OF_ALL);
	cgroup_drop(g);
	return place;
}

/* Where the groups below one are told. */
struct listed {
	struct cgroups *c;
	const struct cgroup *above;
};

static void found(void *to, const char *name)
{
	const struct listed *l = to;
	char path[CGROUP_PATH];
	size_t n = l->above->length > 1 ? l->above->length : 0, length = strlen(name);

	if (n + 1 + length >= sizeof(path))
		return;
	memcpy(path, l->above->path, n);
	path[n] = '/';
	memcpy(path + n + 1, name, length);
	/* As long as nobody sweeps, it stays. */
	cgroup_drop(cgroups_get(l->c, (struct cgroup_span){ path, n + 1 + length }));
}

/* Looks for those that are new below it, where there may be any. False: it has gone. */
static bool list_below(struct cgroups *c, const struct cgroup *g, uint64_t serial)
{
	struct cgroup_past *past;
	uint64_t links;

	if (!cgroup_tree_links(&c->tree, path_of(g), &links))
		return false;
	past = cgroup_past_of(g);
	if (links == past->links && links > 1 && c->carries && (serial + g->key) % TURNS != 0)
		return true;
	past->links = links;
	cgroup_tree_list(&c->tree, path_of(g), found, &(struct listed){ c, g });
	return true;
}

void cgroups_measure_every(struct cgroups *c, struct sample *s)
{
	if (c->tree.dir < 0)
		return;
	cgroup_drop(cgroups_get(c, (struct cgroup_span){ c->tree.root, strlen(c->tree.root) }));
	/* Those below a group stand behind it, those that are found meanwhile too. */
	for (size_t i = 0; i < c->known.count; i++) {
		const struct cgroup *g = ((struct cgroup *const *)c->known.data)[i];
		if (list_below(c, g, s->serial))
			measure(c, s, g, c->want);
		else if (g->parent && g->parent->past)
			/* Another may have come in its place: the number of links does not tell. */
			g->parent->past->links = 0;
	}
}

void cgroups_finish(struct cgroups *c, struct sample *s)
{
	struct cgroup_figures *f = s->cgroups.data;
	bool is_own = c->tree.version == CGROUP_V1;

	for (size_t i = 0; i < s->cgroups.count; i++) {
		f[i].kills = f[i].counts.kills;
		f[i].hits = f[i].activity.hits;
	}
	/* Each stands behind its parent. */
	for (size_t i = s->cgroups.count; is_own && i-- > 0;) {
		struct cgroup_figures *parent = figures_at(s, f[i].parent);
		f[i].is_sum_short = !c->walks;
		if (parent) {
			parent->kills += f[i].kills;
			parent->hits += f[i].hits;
		}
	}
}

static bool is_among(const struct vec *keys, uint64_t key)
{
	const uint64_t *k = keys->data;
	size_t low = 0, high = keys->count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (k[middle] < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low < keys->count && k[low] == key;
}

void cgroups_refine(struct cgroups *c, const struct demand *d, struct sample *s)
{
	if (!d->cgroups.shown || !c->is_placed)
		return;
	for (uint32_t place = 1; place <= s->cgroups.count; place++) {
		struct cgroup_figures *f = figures_at(s, place);
		if (!is_among(&d->shown_cgroups, f->group->key))
			continue;
		fill(c, s, place, d->cgroups.shown, OF_SHOWN);
		if (c->tree.version != CGROUP_V1)
			f->hits = f->activity.hits;
	}
}

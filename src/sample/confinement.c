/* confinement.c - finds what the groups above us and our own let us have. Reads no file of theirs itself: see cgroups.c and
 * cgroup_activity.c. */
#include "confinement.h"

#include <unistd.h>

#include "cgroups.h"

#define MOUNTINFO_MOST (1u << 22)

void confinement_open(struct confinement_watch *w, const struct procfs *p)
{
	long cpus = sysconf(_SC_NPROCESSORS_ONLN);
	struct vec text;

	*w = (struct confinement_watch){ .is_inside = procfs_is_nested(p), .machine_cpus = cpus > 0 ? (unsigned)cpus : 0 };
	for (size_t i = 0; i < CGROUP_CONTROLLERS; i++)
		w->places.of[i].dir = -1;
	if (!w->is_inside)
		return;
	vec_init(&text, 1);
	if (procfs_read_all(p, getpid(), "mountinfo", MOUNTINFO_MOST, &text))
		w->lxcfs = lxcfs_parse(text.data, text.count);
	vec_free(&text);
	cgroup_places_find(&w->places, p);
}

void confinement_place(struct confinement_watch *w, const char *dir)
{
	cgroup_places_close(&w->places);
	cgroup_places_open(&w->places, dir);
}

void confinement_close(struct confinement_watch *w)
{
	cgroup_places_close(&w->places);
}

/* ---- memory -------------------------------------------------------------------------------------------------------------------- */

const struct cgroup_figures *sample_own(const struct sample *s)
{
	uint32_t own = s->machine.confinement.own;

	return own && own <= s->cgroups.count ? (const struct cgroup_figures *)s->cgroups.data + own - 1 : NULL;
}

const struct cgroup_figures *sample_confining(const struct sample *s)
{
	const struct cgroup_figures *f = s->machine.confinement.has_memory ? sample_own(s) : NULL;
	const struct cgroup *binds = f ? f->binds : NULL;

	while (f && f->group != binds)
		f = sample_cgroup_above(s, f);
	return f;
}

const struct pressure *sample_pressure(const struct sample *s)
{
	const struct machine *m = &s->machine;

	if (m->confinement.has_memory && m->confinement.has_pressure)
		return &m->confinement.pressure;
	return m->has_pressure ? &m->pressure : NULL;
}

bool sample_swap(const struct sample *s, uint64_t *used, uint64_t *total)
{
	const struct confinement *c = &s->machine.confinement;
	const struct meminfo *m = &s->machine.memory;

	*used = c->has_swap ? c->swap_used : m->bytes[MEM_SWAP_TOTAL] - m->bytes[MEM_SWAP_FREE];
	*total = c->has_swap ? c->swap_total : m->bytes[MEM_SWAP_TOTAL];
	return c->has_swap || (s->machine.has_memory && m->known[MEM_SWAP_TOTAL] && m->known[MEM_SWAP_FREE]);
}

bool sample_cpu(const struct sample *s, double *out)
{
	const struct machine *m = &s->machine;

	*out = m->confinement.cpus > 0 ? m->confinement.cpu : m->figures.cpu;
	return m->confinement.cpus > 0 ? m->confinement.has_cpu : m->has_figures && m->figures.has_cpu;
}

const char *confinement_file(const struct confinement *c)
{
	return c->version == CGROUP_V2 ? "memory.max" : c->is_least ? "hierarchical_memory_limit" : "memory.limit_in_bytes";
}

/* Takes a part out of what is left, never more than that: the files are not read at one instant. */
static uint64_t take(uint64_t *left, uint64_t part)
{
	part = part < *left ? part : *left;
	*left -= part;
	return part;
}

static uint64_t stat_of(const struct cgroup_figures *f, enum cgroup_stat_field field)
{
	return f->counts.stat.known[field] ? f->counts.stat.bytes[field] : 0;
}

/* As meminfo_split does: what can be dropped of the kernel's is cache. */
static void split(const struct cgroup_figures *f, uint64_t limit, struct memory_parts *out)
{
	uint64_t left = f->counts.charge, shmem = stat_of(f, CGROUP_SHMEM), file = stat_of(f, CGROUP_FILE);
	uint64_t slab = stat_of(f, CGROUP_SLAB_RECLAIMABLE), kernel = f->counts.kernel;

	out->total = limit;
	out->free = limit > f->counts.charge ? limit - f->counts.charge : 0;
	left = left < limit ? left : limit;
	out->shared = take(&left, shmem);
	out->cache = take(&left, (file > shmem ? file - shmem : 0) + slab);
	out->kernel = take(&left, kernel > slab ? kernel - slab : 0);
	out->used = left;
}

/* The least that any of them may swap; without a file for it, nobody knows. */
static void find_swap(const struct sample *s, const struct cgroup_figures *f, struct confinement *out)
{
	const struct meminfo *m = &s->machine.memory;
	uint64_t most = m->bytes[MEM_SWAP_TOTAL];

	out->has_swap = m->known[MEM_SWAP_TOTAL] && f->have & CGROUP_HAS_SWAP && f->have & CGROUP_HAS_SWAP_LIMIT;
	out->swap_used = f->counts.swap;
	for (; f; f = sample_cgroup_above(s, f))
		if (f->have & CGROUP_HAS_SWAP_LIMIT && f->counts.swap_limit < most)
			most = f->counts.swap_limit;
	out->swap_total = most;
}

static void find_memory(const struct sample *s, struct confinement *out)
{
	const struct cgroup_figures *own = sample_own(s), *f;
	const struct machine *m = &s->machine;
	/* What lxcfs calls the machine's memory is the limit already, in whole kilobytes. */
	uint64_t least = m->memory.bytes[MEM_TOTAL] + (out->lxcfs & LXCFS_MEMINFO ? 1024 : 0);

	/* A limit that is known binds, though there may be lower ones that are not. */
	out->has_memory = own && own->binds && m->has_memory && own->limit < least;
	f = sample_confining(s);
	out->has_memory = f && f->have & CGROUP_HAS_CHARGE;
	if (!out->has_memory)
		return;
	out->is_least = f->counts.limit > own->limit;
	split(f, own->limit, &out->parts);
	out->available = own->have & CGROUP_HAS_HEADROOM && own->headroom < own->limit ? own->headroom : out->parts.free;
	if (m->memory.known[MEM_AVAILABLE] && m->memory.bytes[MEM_AVAILABLE] < out->available)
		out->available = m->memory.bytes[MEM_AVAILABLE];
	find_swap(s, f, out);
}

void confinement_meminfo(const struct sample *s, struct meminfo *out)
{
	static const struct { enum meminfo_field line; enum cgroup_stat_field from; } lines[] = {
		{ MEM_CACHED, CGROUP_FILE },                  { MEM_ANON_PAGES, CGROUP_ANON },
		{ MEM_MAPPED, CGROUP_MAPPED },                { MEM_SHMEM, CGROUP_SHMEM },
		{ MEM_SLAB_RECLAIMABLE, CGROUP_SLAB_RECLAIMABLE }, { MEM_SLAB_UNRECLAIMABLE, CGROUP_SLAB_UNRECLAIMABLE },
		{ MEM_KERNEL_STACK, CGROUP_STACKS },          { MEM_PAGE_TABLES, CGROUP_PAGE_TABLES },
		{ MEM_SEC_PAGE_TABLES, CGROUP_SEC_PAGE_TABLES }, { MEM_PERCPU, CGROUP_PERCPU },
		{ MEM_ACTIVE_FILE, CGROUP_ACTIVE_FILE },      { MEM_INACTIVE_FILE, CGROUP_INACTIVE_FILE },
	};
	const struct confinement *c = &s->machine.confinement;
	const struct cgroup_figures *f = sample_confining(s);
	uint64_t rest = f->counts.kernel;

	*out = (struct meminfo){ 0 };
	for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
		out->known[lines[i].line] = f->counts.stat.known[lines[i].from];
		out->bytes[lines[i].line] = stat_of(f, lines[i].from);
		if (lines[i].line >= MEM_SLAB_RECLAIMABLE)
			take(&rest, out->bytes[lines[i].line]);
	}
	out->known[MEM_TOTAL] = out->known[MEM_FREE] = out->known[MEM_AVAILABLE] = true;
	out->bytes[MEM_TOTAL] = c->parts.total;
	out->bytes[MEM_FREE] = c->parts.free;
	out->bytes[MEM_AVAILABLE] = c->available;
	out->known[MEM_KERNEL_REST] = f->have & CGROUP_HAS_KERNEL;
	out->bytes[MEM_KERNEL_REST] = rest;
}

/* ---- CPUs ---------------------------------------------------------------------------------------------------------------------- */

static void read_activity(const struct confinement_watch *w, const struct cgroup *g, unsigned want, struct cgroup_activity *out)
{
	cgroup_activity_read(&w->places, (struct cgroup_span){ g->path, g->length }, want, out);
}

/* The group that has the fewest CPUs by its quota: our own, where none has a quota. */
static const struct cgroup *find_cpus(const struct confinement_watch *w, const struct cgroup *own, const struct cgroup_activity *of_own,
                                      struct confinement *out)
{
	double most = w->machine_cpus;
	const struct cgroup *binds = own;
	struct cgroup_activity a = *of_own;

	if (a.have & ACTIVITY_CPUS && (double)a.cpus < most)
		most = (double)a.cpus;
	for (const struct cgroup *g = own; g; g = g->parent) {
		if (g != own)
			read_activity(w, g, ACTIVITY_QUOTA, &a);
		if (!(a.have & ACTIVITY_QUOTA) || a.quota_ns == CGROUP_NO_LIMIT || !a.period_ns ||
		    (double)a.quota_ns / (double)a.period_ns >= most)
			continue;
		most = (double)a.quota_ns / (double)a.period_ns;
		binds = g;
	}
	out->cpus = most < w->machine_cpus ? most : 0;
	return binds;
}

/* Its share of what it might have had since the sample before. */
static void find_cpu(struct confinement_watch *w, const struct sample *s, const struct cgroup *g, const struct cgroup_activity *a,
                     struct confinement *out)
{
	uint64_t before_ns = w->cpu_of == g ? w->at_ns : 0;

	out->has_cpu = out->cpus > 0 && a->have & ACTIVITY_CPU && before_ns && s->boot_ns > before_ns && a->cpu_ns >= w->cpu_ns;
	if (out->has_cpu)
		out->cpu = 100 * (double)(a->cpu_ns - w->cpu_ns) / (double)(s->boot_ns - before_ns) / out->cpus;
	/* A quota may be overdrawn a little in one period, and is short for it in the next. */
	out->cpu = out->cpu > 100 ? 100 : out->cpu;
	w->at_ns = a->have & ACTIVITY_CPU ? s->boot_ns : 0;
	w->cpu_ns = a->cpu_ns;
	w->cpu_of = g;
}

void confinement_look(struct confinement_watch *w, struct cgroups *c, const struct procfs *p, struct sample *s)
{
	struct confinement *out = &s->machine.confinement;
	struct cgroup_activity a;
	const struct cgroup *own, *binds;

	*out = (struct confinement){ .is_inside = w->is_inside, .lxcfs = w->lxcfs };
	if (!w->is_inside)
		return;
	out->own = cgroups_measure_of(c, p, s, getpid());
	if (!out->own)
		return;
	out->version = c->tree.version;
	find_memory(s, out);
	own = sample_own(s)->group;
	read_activity(w, own, ACTIVITY_CPU | ACTIVITY_CPUS | ACTIVITY_QUOTA | ACTIVITY_PRESSURE, &a);
	out->has_pressure = a.have & ACTIVITY_PRESSURE;
	out->pressure = a.pressure;
	binds = find_cpus(w, own, &a, out);
	if (binds != own)
		read_activity(w, binds, ACTIVITY_CPU, &a);
	find_cpu(w, s, binds, &a, out);
}

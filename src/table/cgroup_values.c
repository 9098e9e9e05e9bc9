/* cgroup_values.c - what control groups hold, may hold and do, as values. Declares no column, reads nothing. */
#define _GNU_SOURCE
#include "cgroup_values.h"

#include <string.h>

#include "box_values.h"
#include "container.h"

#define FOREVER_S (10.0 * 365 * 86400)

#define GETTER(name) struct value name(const struct scene *s, size_t row, const struct column *c)
#define GROUP const struct task_group *g = &((const struct task_group *)s->rows)[row]; (void)c
#define FIGURES GROUP; const struct cgroup_figures *f = g->cgroup; if (!f) return value_blank()

static struct value text_of(const char *text)
{
	return value_text(text, strlen(text));
}

GETTER(cgroup_engine) { GROUP; return g->engine ? text_of(g->engine) : value_blank(); }
GETTER(cgroup_pod)    { GROUP; return g->pod ? value_text(g->pod, g->pod_length) : value_blank(); }
GETTER(cgroup_qos)    { GROUP; const char *qos = g->place ? container_qos(g->place->path, g->place->length) : NULL; return qos ? text_of(qos) : value_blank(); }
GETTER(cgroup_path)   { FIGURES; return value_text(f->group->path, f->group->length); }

GETTER(cgroup_number)
{
	FIGURES;
	const struct { unsigned have; uint64_t n; } figures[CGROUP_FIGURES] = {
		[FIGURE_CHARGE]  = { CGROUP_HAS_CHARGE, f->counts.charge },
		[FIGURE_NEEDED]  = { CGROUP_NEEDS, cgroup_needed(f) },
		[FIGURE_CACHE]   = { CGROUP_HAS_STAT, f->cache },
		[FIGURE_SWAP]    = { CGROUP_HAS_SWAP, f->counts.swap },
		[FIGURE_PEAK]    = { CGROUP_HAS_PEAK, f->counts.peak },
		[FIGURE_KERNEL]  = { CGROUP_HAS_KERNEL, f->counts.kernel },
		[FIGURE_TASKS]   = { CGROUP_HAS_ACTIVITY(ACTIVITY_PIDS), f->activity.pids },
		[FIGURE_KILLS]   = { CGROUP_HAS_KILLS, f->kills },
		[FIGURE_HITS]    = { CGROUP_HAS_ACTIVITY(ACTIVITY_HITS), f->hits },
		[FIGURE_READ]    = { CGROUP_HAS_ACTIVITY(ACTIVITY_IO), f->activity.read },
		[FIGURE_WRITTEN] = { CGROUP_HAS_ACTIVITY(ACTIVITY_IO), f->activity.written },
		[FIGURE_READ_S]  = { CGROUP_HAS_FLOWS, f->rates.read },
		[FIGURE_WRITE_S] = { CGROUP_HAS_FLOWS, f->rates.written },
	};
	struct value v = value_number(figures[c->argument].n);

	if ((f->have & figures[c->argument].have) != figures[c->argument].have)
		return value_unknown();
	v.at_least = (c->argument == FIGURE_KILLS || c->argument == FIGURE_HITS) && f->is_sum_short;
	return v;
}

/* The memory of the machine; without one, no limit. */
static uint64_t machine_of(const struct scene *s)
{
	return s->sample && s->sample->machine.has_memory ? s->sample->machine.parts.total : CGROUP_NO_LIMIT;
}

static uint64_t limit_of(const struct scene *s, const struct cgroup_figures *f)
{
	uint64_t machine = machine_of(s);

	return f->limit < machine ? f->limit : machine;
}

GETTER(cgroup_limit)
{
	FIGURES;
	uint64_t limit = limit_of(s, f);

	if (!(f->have & CGROUP_HAS_EFFECTIVE))
		return value_unknown();
	return limit == CGROUP_NO_LIMIT ? value_blank() : value_number(limit);
}

/* As short as its engine calls it, else the last part of its path. */
static struct value name_of(const struct cgroup *g)
{
	const char *slash = memrchr(g->path, '/', g->length);
	struct container c;

	if (container_place(g->path, g->length, &c) && c.path_length == g->length)
		return c.kind == CONTAINER_BOX ? box_value(g, BOX_SHOWN) : value_text(c.name, c.length);
	return slash && g->length > 1 ? value_text(slash + 1, g->length - (size_t)(slash + 1 - g->path)) : value_text(g->path, g->length);
}

GETTER(cgroup_bound)
{
	FIGURES;
	if (!(f->have & CGROUP_HAS_EFFECTIVE))
		return value_unknown();
	if (!f->binds || machine_of(s) <= f->limit)
		return text_of("the machine");
	if (f->binds != f->group)
		return name_of(f->binds);
	/* Version 1 tells of a lower one that we do not see. */
	return text_of(f->limit < f->counts.limit ? "one above" : "itself");
}

GETTER(cgroup_share)
{
	FIGURES;
	uint64_t limit = limit_of(s, f);

	if (!(f->have & CGROUP_HAS_EFFECTIVE) || (f->have & CGROUP_NEEDS) != CGROUP_NEEDS)
		return value_unknown();
	return limit == CGROUP_NO_LIMIT || limit == 0 ? value_blank() : value_real(100.0 * (double)cgroup_needed(f) / (double)limit);
}

GETTER(cgroup_parts)
{
	FIGURES;
	if (!(f->have & CGROUP_HAS_PARTS))
		return value_unknown();
	return (struct value){ .kind = VALUE_SERIES, .series = { f->parts, CGROUP_PARTS } };
}

GETTER(cgroup_cpu)      { FIGURES; return f->have & CGROUP_HAS_CPU_RATE ? value_real(f->rates.cpu) : value_unknown(); }
GETTER(cgroup_pressure) { FIGURES; return f->have & CGROUP_HAS_ACTIVITY(ACTIVITY_PRESSURE) ? value_real(f->activity.pressure.some) : value_unknown(); }

GETTER(cgroup_growth)
{
	FIGURES;
	struct value v = value_number((uint64_t)f->growth.per_s);

	if (!(f->have & CGROUP_HAS_GROWTH))
		return value_unknown();
	v.is_about = f->growth.is_young && f->growth.per_s;
	return v;
}

/* Without any limit the machine is the limit. */
GETTER(cgroup_eta)
{
	FIGURES;
	const struct machine *m = s->sample ? &s->sample->machine : NULL;
	double ns = (double)f->eta_ns;
	struct value v;

	if (!(f->have & CGROUP_HAS_GROWTH))
		return value_unknown();
	if (f->growth.per_s > 0 && m && m->memory.known[MEM_AVAILABLE]) {
		double machine = (double)m->memory.bytes[MEM_AVAILABLE] / (double)f->growth.per_s * 1e9;
		ns = machine < ns ? machine : ns;
	}
	if (ns > FOREVER_S * 1e9)
		return value_blank();
	v = value_number((uint64_t)ns);
	v.is_about = true;
	return v;
}

/* The last one that is remembered, of the group or one below it. */
GETTER(cgroup_last_kill)
{
	FIGURES;
	const struct kills_seen *k = s->sample ? &s->sample->kills : NULL;
	size_t n = f->group->length > 1 ? f->group->length : 0;

	for (size_t i = k ? k->count : 0; i-- > 0;) {
		const char *path = k->list[i].group;
		if (strncmp(path, f->group->path, n) == 0 && (path[n] == '/' || (n && path[n] == '\0')))
			return value_number(k->list[i].wall_ns);
	}
	return f->have & CGROUP_HAS_KILLS && f->kills == 0 ? value_blank() : value_unknown();
}

GETTER(cgroup_state)
{
	FIGURES;
	if (f->have & CGROUP_HAS_ACTIVITY(ACTIVITY_FROZEN) && f->activity.is_frozen)
		return text_of("frozen");
	return f->have & CGROUP_HAS_ACTIVITY(ACTIVITY_PIDS) && f->activity.pids == 0 ? text_of("empty") : value_blank();
}

/* summary.c - says what is known of the machine. Knows no screen. */
#include "summary.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "container.h"
#include "oom_text.h"
#include "unit.h"

struct line {
	char *at, *end;
};

__attribute__((format(printf, 2, 3))) static void add(struct line *l, const char *format, ...)
{
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(l->at, (size_t)(l->end - l->at), format, args);
	va_end(args);
	l->at += n < 0 ? 0 : n < l->end - l->at ? n : l->end - l->at - 1;
}

static void add_bytes(struct line *l, const char *name, uint64_t bytes)
{
	char text[32];

	unit_format(text, sizeof(text), UNIT_BYTES, value_number(bytes));
	add(l, "%s %s", name, text);
}

static bool memory_line(struct line *l, const struct sample *s)
{
	const struct memory_parts *p = sample_parts(s);
	uint64_t available;

	if (!s->machine.has_memory)
		return false;
	add_bytes(l, s->machine.confinement.is_least ? "Mem >=" : "Mem", p->total - p->free);
	add_bytes(l, " of", p->total);
	add_bytes(l, ": used", p->used);
	add_bytes(l, ", shared", p->shared);
	add_bytes(l, ", kernel", p->kernel);
	add_bytes(l, ", cache", p->cache);
	add_bytes(l, ", free", p->free);
	if (sample_available(s, &available))
		add_bytes(l, "; available", available);
	return true;
}

static bool swap_line(struct line *l, const struct sample *s)
{
	const struct machine *m = &s->machine;
	const uint64_t *b = m->memory.bytes;
	const bool *known = m->memory.known;
	const struct pressure *pressure = sample_pressure(s);
	uint64_t used, total;
	bool is_known = sample_swap(s, &used, &total);

	if (!is_known && !known[MEM_SWAP_TOTAL])
		add(l, "Swap ?");
	else if (total == 0)
		add(l, "Swap none");
	else {
		if (is_known)
			add_bytes(l, "Swap", used);
		else
			add(l, "Swap ?");
		add_bytes(l, " of", total);
	}
	if (m->has_zram && m->zram.memory) {
		add_bytes(l, "  zram", m->zram.data);
		add_bytes(l, " in", m->zram.memory);
	}
	if (known[MEM_ZSWAPPED] && b[MEM_ZSWAPPED]) {
		add_bytes(l, "  zswap", b[MEM_ZSWAPPED]);
		add_bytes(l, " in", b[MEM_ZSWAP]);
	}
	if (pressure)
		add(l, "  memory pressure: some %.1f%%, full %.1f%%", pressure->some, pressure->full);
	return true;
}

size_t summary_cpus(char *out, size_t room, double cpus)
{
	struct line l = { out, out + room };

	add(&l, "%.3g CPU%s", cpus, cpus == 1 ? "" : "s");
	return (size_t)(l.at - out);
}

static bool cpu_line(struct line *l, const struct sample *s)
{
	const struct machine_figures *f = &s->machine.figures;
	double cpu, cpus = s->machine.confinement.cpus;

	if (!s->machine.has_figures)
		return false;
	if (sample_cpu(s, &cpu))
		add(l, "CPU %.1f%%", cpu);
	else
		add(l, "CPU ?");
	if (cpus > 0) {
		add(l, " of ");
		l->at += summary_cpus(l->at, (size_t)(l->end - l->at), cpus);
	}
	else if (confinement_is_of_memory_only(&s->machine.confinement))
		add(l, " of the host");
	/* The kernel keeps none for a container. */
	add(l, confinement_is_load_foreign(&s->machine.confinement) ? "  load of the host %.2f %.2f %.2f" : "  load %.2f %.2f %.2f", f->load[0], f->load[1], f->load[2]);
	return true;
}

size_t summary_uptime(char *out, size_t room, uint64_t ns)
{
	uint64_t minutes = ns / 1000000000 / 60;
	struct line l = { out, out + room };

	if (minutes >= 24 * 60)
		add(&l, "%" PRIu64 "d ", minutes / 60 / 24);
	add(&l, "%02u:%02u", (unsigned)(minutes / 60 % 24), (unsigned)(minutes % 60));
	return (size_t)(l.at - out);
}

size_t summary_tasks(char *out, size_t room, const struct sample *s)
{
	const struct machine *m = &s->machine;
	struct line l = { out, out + room };

	add(&l, "%zu task%s, %zu thread%s", m->processes, m->processes == 1 ? "" : "s", m->threads, m->threads == 1 ? "" : "s");
	/* Of the machine, where we see a container's only. */
	if (m->has_figures && !m->confinement.is_inside)
		add(&l, ", %u running", m->figures.running);
	if (m->unreadable)
		add(&l, ", %zu unreadable", m->unreadable);
	if (m->others_hidden)
		add(&l, ", others hidden (hidepid)");
	return (size_t)(l.at - out);
}

static bool tasks_line(struct line *l, const struct sample *s)
{
	l->at += summary_tasks(l->at, (size_t)(l->end - l->at), s);
	if (s->machine.has_figures) {
		add(l, "  up ");
		l->at += summary_uptime(l->at, (size_t)(l->end - l->at), s->machine.figures.uptime_ns);
	}
	if (s->kills.since_start) {
		add(l, "  ");
		l->at += kills_write(l->at, (size_t)(l->end - l->at), &s->kills, SINCE_START, TEXT_ASCII);
	}
	return true;
}

/* "docker 0123456789ab", else the path: as long as an id in it would be. */
static void add_group(struct line *l, const struct cgroup *g, enum text_set set)
{
	struct container c;
	char name[128];
	size_t n;

	if (g->length <= 1) {
		add(l, "our control group");
		return;
	}
	if (!container_find(g->path, g->length, &c) || c.path_length != g->length) {
		l->at += text_printable(l->at, (size_t)(l->end - l->at), g->path, g->length, set);
		return;
	}
	add(l, "%s ", c.engine);
	n = container_name(&c, name, sizeof(name));
	l->at += text_printable(l->at, (size_t)(l->end - l->at), name, n, set);
}

size_t summary_limit(char *out, size_t room, const struct sample *s, enum text_set set)
{
	const struct confinement *c = &s->machine.confinement;
	const struct cgroup_figures *f = sample_confining(s);
	struct line l = { out, out + room };

	out[0] = '\0';
	if (!c->has_memory && c->lxcfs & LXCFS_MEMINFO)
		add(&l, "meminfo of lxcfs");
	if (!c->has_memory || !f)
		return (size_t)(l.at - out);
	add(&l, "limit of ");
	if (c->is_least)
		add(&l, "a control group above");
	else
		add_group(&l, f->group, set);
	add(&l, ", by %s", confinement_file(c));
	return (size_t)(l.at - out);
}

static bool container_line(struct line *l, const struct sample *s)
{
	const struct memory_parts *p = &s->machine.parts;
	size_t n = summary_limit(l->at, (size_t)(l->end - l->at), s, TEXT_ASCII);

	l->at += n;
	if (!s->machine.confinement.has_memory)
		return n > 0;
	if (s->machine.confinement.lxcfs & LXCFS_MEMINFO) {
		add(l, "; host hidden by lxcfs");
		return true;
	}
	add_bytes(l, "; host", p->total - p->free);
	add_bytes(l, " of", p->total);
	if (s->machine.memory.known[MEM_AVAILABLE])
		add_bytes(l, ", available", s->machine.memory.bytes[MEM_AVAILABLE]);
	return true;
}

bool summary_line(char *out, size_t room, size_t line, const struct sample *s)
{
	struct line l = { out, out + room };

	out[0] = '\0';
	switch (line) {
	case 0:  return memory_line(&l, s);
	case 1:  return swap_line(&l, s);
	case 2:  return cpu_line(&l, s);
	case 3:  return tasks_line(&l, s);
	default: return container_line(&l, s);
	}
}

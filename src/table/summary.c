/* summary.c - says what is known of the machine. Knows no screen. */
#include "summary.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

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

static bool memory_line(struct line *l, const struct machine *m)
{
	const struct memory_parts *p = &m->parts;

	if (!m->has_memory)
		return false;
	add_bytes(l, "Mem", p->total - p->free);
	add_bytes(l, " of", p->total);
	add_bytes(l, ": used", p->used);
	add_bytes(l, ", shared", p->shared);
	add_bytes(l, ", kernel", p->kernel);
	add_bytes(l, ", cache", p->cache);
	add_bytes(l, ", free", p->free);
	if (m->memory.known[MEM_AVAILABLE])
		add_bytes(l, "; available", m->memory.bytes[MEM_AVAILABLE]);
	return true;
}

static bool swap_line(struct line *l, const struct machine *m)
{
	const uint64_t *b = m->memory.bytes;
	const bool *known = m->memory.known;

	if (!known[MEM_SWAP_TOTAL])
		add(l, "Swap ?");
	else if (b[MEM_SWAP_TOTAL] == 0)
		add(l, "Swap none");
	else {
		if (known[MEM_SWAP_FREE])
			add_bytes(l, "Swap", b[MEM_SWAP_TOTAL] - b[MEM_SWAP_FREE]);
		else
			add(l, "Swap ?");
		add_bytes(l, " of", b[MEM_SWAP_TOTAL]);
	}
	if (m->has_zram && m->zram.memory) {
		add_bytes(l, "  zram", m->zram.data);
		add_bytes(l, " in", m->zram.memory);
	}
	if (known[MEM_ZSWAPPED] && b[MEM_ZSWAPPED]) {
		add_bytes(l, "  zswap", b[MEM_ZSWAPPED]);
		add_bytes(l, " in", b[MEM_ZSWAP]);
	}
	if (m->has_pressure)
		add(l, "  memory pressure: some %.1f%%, full %.1f%%", m->pressure.some, m->pressure.full);
	return true;
}

static bool cpu_line(struct line *l, const struct machine *m)
{
	const struct machine_figures *f = &m->figures;

	if (!m->has_figures)
		return false;
	if (f->has_cpu)
		add(l, "CPU %.1f%%", f->cpu);
	else
		add(l, "CPU ?");
	add(l, "  load %.2f %.2f %.2f", f->load[0], f->load[1], f->load[2]);
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
	if (m->has_figures)
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

bool summary_line(char *out, size_t room, size_t line, const struct sample *s)
{
	struct line l = { out, out + room };

	out[0] = '\0';
	switch (line) {
	case 0:  return memory_line(&l, &s->machine);
	case 1:  return swap_line(&l, &s->machine);
	case 2:  return cpu_line(&l, &s->machine);
	default: return tasks_line(&l, s);
	}
}

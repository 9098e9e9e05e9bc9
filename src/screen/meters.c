/* meters.c - the meters that there are, and what each says. Knows not where they stand. */
#include "meters.h"

#include <stdio.h>
#include <string.h>

#include "summary.h"
#include "unit.h"
#include "vec.h"

static void unknown(struct pen *p)
{
	pen_put(p, STYLE_DIM, "?");
}

static bool swap_level(const struct seen *seen, double *out)
{
	uint64_t used, total;

	if (!sample_swap(seen->sample, &used, &total) || total == 0)
		return false;
	*out = (double)used / (double)total;
	return true;
}

static void compressed(struct pen *p, const char *name, uint64_t data, uint64_t memory)
{
	pen_put(p, STYLE_LABEL, "   ");
	pen_put(p, STYLE_LABEL, name);
	pen_bytes(p, STYLE_TEXT, data);
	pen_put(p, STYLE_DIM, " in ");
	pen_bytes(p, STYLE_TEXT, memory);
}

static void swap_figure(struct pen *p, const struct seen *seen)
{
	const struct machine *m = &seen->sample->machine;
	const uint64_t *b = m->memory.bytes;
	uint64_t used, total;
	int start = p->col;

	if (!sample_swap(seen->sample, &used, &total))
		unknown(p);
	else if (total == 0)
		pen_put(p, STYLE_DIM, "none");
	else {
		pen_bytes(p, STYLE_STRONG, used);
		pen_put(p, STYLE_DIM, " / ");
		pen_bytes(p, STYLE_TEXT, total);
		/* What stands behind it keeps its place. */
		pen_to(p, start + 13);
	}
	if (p->is_short)
		return;
	if (m->has_zram && m->zram.memory)
		compressed(p, "zram ", m->zram.data, m->zram.memory);
	if (m->has_memory && m->memory.known[MEM_ZSWAPPED] && b[MEM_ZSWAPPED])
		compressed(p, "zswap ", b[MEM_ZSWAPPED], b[MEM_ZSWAP]);
}

static bool pressure_level(const struct seen *seen, double *out)
{
	const struct pressure *now = sample_pressure(seen->sample);

	*out = now ? now->some / 100 : 0;
	return now != NULL;
}

static void pressure_figure(struct pen *p, const struct seen *seen)
{
	const struct pressure *now = sample_pressure(seen->sample);
	char text[64];

	if (!now) {
		unknown(p);
		return;
	}
	snprintf(text, sizeof(text), p->is_short ? "%.1f/%.1f%%" : "some %.1f%% full %.1f%%", now->some, now->full);
	pen_put(p, now->some >= 10 ? STYLE_WRONG : now->some > 0 ? STYLE_STRONG : STYLE_TEXT, text);
}

static bool cpu_level(const struct seen *seen, double *out)
{
	bool known = sample_cpu(seen->sample, out);

	*out /= 100;
	return known;
}

static void cpu_figure(struct pen *p, const struct seen *seen)
{
	double cpu, cpus = seen->sample->machine.confinement.cpus;
	char text[64] = "   ?%";

	if (sample_cpu(seen->sample, &cpu))
		snprintf(text, sizeof(text), "%4.*f%%", cpu < 99.95 ? 1 : 0, cpu);
	pen_put(p, STYLE_STRONG, text);
	if (!p->is_short && confinement_is_of_memory_only(&seen->sample->machine.confinement))
		pen_put(p, STYLE_DIM, " (host)");
	if (p->is_short || cpus <= 0)
		return;
	pen_put(p, STYLE_DIM, " of ");
	summary_cpus(text, sizeof(text), cpus);
	pen_put(p, STYLE_TEXT, text);
}

/* One thread for each CPU that runs or wants to is all that the machine can do. */
static bool load_level(const struct seen *seen, double *out)
{
	*out = seen->trace->cpus ? seen->sample->machine.figures.load[0] / seen->trace->cpus : 0;
	return seen->sample->machine.has_figures && seen->trace->cpus;
}

static void load_figure(struct pen *p, const struct seen *seen)
{
	const double *load = seen->sample->machine.figures.load;
	/* The kernel keeps none for a container. */
	bool is_foreign = confinement_is_load_foreign(&seen->sample->machine.confinement);
	char text[96];

	if (!seen->sample->machine.has_figures) {
		unknown(p);
		return;
	}
	snprintf(text, sizeof(text), p->is_short ? "%.2f" : "%.2f %.2f %.2f", load[0], load[1], load[2]);
	pen_put(p, is_foreign ? STYLE_DIM : STYLE_TEXT, text);
	if (is_foreign && !p->is_short)
		pen_put(p, STYLE_DIM, " (host)");
}

static void tasks_figure(struct pen *p, const struct seen *seen)
{
	const struct machine *m = &seen->sample->machine;
	char text[SUMMARY_ROOM];

	summary_tasks(text, sizeof(text), seen->sample);
	if (p->is_short)
		snprintf(text, sizeof(text), "%zu task%s", m->processes, m->processes == 1 ? "" : "s");
	pen_put(p, STYLE_TEXT, text);
	if (p->is_short && m->has_figures && !m->confinement.is_inside) {
		snprintf(text, sizeof(text), ", %u running", m->figures.running);
		pen_put(p, STYLE_TEXT, text);
	}
}

static void uptime_figure(struct pen *p, const struct seen *seen)
{
	char text[SUMMARY_ROOM];

	if (!seen->sample->machine.has_figures) {
		unknown(p);
		return;
	}
	summary_uptime(text, sizeof(text), seen->sample->machine.figures.uptime_ns);
	pen_put(p, STYLE_TEXT, text);
}

static void host_figure(struct pen *p, const struct seen *seen)
{
	if (seen->trace->host[0])
		pen_put(p, STYLE_STRONG, seen->trace->host);
	else
		unknown(p);
}

static void container_figure(struct pen *p, const struct seen *seen)
{
	char text[SUMMARY_ROOM];

	summary_limit(text, sizeof(text), seen->sample, p->set);
	/* Where it is from, is what can be left out. */
	if (p->is_short)
		text[strcspn(text, ",")] = '\0';
	pen_put(p, STYLE_DIM, text);
}

static void clock_figure(struct pen *p, const struct seen *seen)
{
	char text[64];
	const char *time;

	unit_format(text, sizeof(text), UNIT_INSTANT, value_number(seen->sample->wall_ns));
	time = strchr(text, ' ');
	pen_put(p, STYLE_TEXT, time ? time + 1 : text);
}

static void oom_figure(struct pen *p, const struct seen *seen)
{
	const struct kills_seen *k = &seen->sample->kills;
	uint64_t n = k->since_start ? k->since_start : k->since_boot;
	char text[96];

	if (!k->is_known) {
		pen_put(p, STYLE_LABEL, "OOM kills ");
		unknown(p);
		return;
	}
	if (n == 0)
		return;
	snprintf(text, sizeof(text), "%llu OOM kill%s", (unsigned long long)n, n == 1 ? "" : "s");
	pen_put(p, k->since_start ? STYLE_WRONG : STYLE_TEXT, text);
	if (p->is_short)
		return;
	text[0] = '\0';
	if (!k->since_start)
		snprintf(text, sizeof(text), k->is_of_container ? " in this container" : " since boot");
	else if (k->since_boot > k->since_start)
		snprintf(text, sizeof(text), k->is_of_container ? ", %llu in this container" : ", %llu since boot", (unsigned long long)k->since_boot);
	pen_put(p, STYLE_DIM, text);
}

static void faults_figure(struct pen *p, const struct seen *seen)
{
	char text[64];

	if (!seen->trace->has_rates) {
		unknown(p);
		return;
	}
	/* One in a while is not none. */
	snprintf(text, sizeof(text), seen->trace->faults > 0 && seen->trace->faults < 1 ? "<1/s" : "%.0f/s", seen->trace->faults);
	pen_put(p, seen->trace->faults > 0 ? STYLE_STRONG : STYLE_TEXT, text);
	if (p->is_short || seen->trace->swapped_in <= 0)
		return;
	pen_put(p, STYLE_LABEL, ", swap in ");
	unit_format(text, sizeof(text), UNIT_BYTES, value_number((uint64_t)seen->trace->swapped_in));
	pen_put(p, STYLE_WRONG, text);
	pen_put(p, STYLE_WRONG, "/s");
}

#define TEXT (1u << METER_TEXT)
#define ALL  (1u << METER_TEXT | 1u << METER_BAR | 1u << METER_GRAPH)

static const struct meter meters[] = {
	{ .id = "memory",   .title = "Memory",         .label = "Mem",      .styles = ALL,  .usual = METER_BAR, .room = 26, .is_wide = true,
	  .style = STYLE_USED,  .figure = memory_figure,   .level = memory_level, .bar = memory_bar,
	  .help = "How much of the memory is taken, and how much of it can be had without swapping; inside a container that has a limit, of that." },
	{ .id = "parts",    .title = "Parts",                               .styles = TEXT, .figure = parts_figure,
	  .help = "What the memory is used for: the legend of the bar." },
	{ .id = "swap",     .title = "Swap",           .label = "Swap",     .styles = ALL,  .usual = METER_BAR, .room = 13,
	  .style = STYLE_WRONG, .figure = swap_figure,     .level = swap_level,
	  .help = "How much of the swap is taken, and what zram and zswap make of it." },
	{ .id = "pressure", .title = "Pressure",       .label = "pressure", .styles = ALL,  .room = 21, .trail = 32,
	  .style = STYLE_WRONG, .figure = pressure_figure, .level = pressure_level,
	  .help = "The share of the last 10 s that some tasks, or all, waited for memory." },
	{ .id = "cpu",      .title = "CPU",            .label = "CPU",      .styles = ALL,  .room = 5,
	  .style = STYLE_BUSY,  .figure = cpu_figure,      .level = cpu_level,
	  .help = "The share of all CPUs that is used." },
	{ .id = "load",     .title = "Load",           .label = "load",     .styles = ALL,  .room = 14,
	  .style = STYLE_BUSY,  .figure = load_figure,     .level = load_level,
	  .help = "Threads that run or want to, over 1, 5 and 15 minutes; full is one for each CPU." },
	{ .id = "tasks",    .title = "Tasks",                               .styles = TEXT, .figure = tasks_figure,
	  .help = "How many processes and threads there are, and how many of them run." },
	{ .id = "uptime",   .title = "Uptime",         .label = "up",       .styles = TEXT, .figure = uptime_figure,
	  .help = "How long the machine has been up." },
	{ .id = "host",     .title = "Host",           .label = "host",     .styles = TEXT, .figure = host_figure,
	  .help = "The name of the machine." },
	{ .id = "container", .title = "Container",                          .styles = TEXT, .figure = container_figure,
	  .help = "Inside a container, whose limit the memory is counted against, and by which file; nothing where there is none." },
	{ .id = "clock",    .title = "Clock",                               .styles = TEXT, .figure = clock_figure,
	  .help = "The time at which the figures were read." },
	{ .id = "oom",      .title = "OOM kills",                           .styles = TEXT, .figure = oom_figure,
	  .help = "How many processes the OOM killer took since ramtop was started, or else since boot; nothing where it took none." },
	{ .id = "faults",   .title = "Faults",         .label = "faults",   .styles = TEXT, .figure = faults_figure,
	  .help = "Major faults a second, each of which waits for storage, and what comes back from swap." },
};

_Static_assert(ARRAY_LEN(meters) <= METER_LIMIT, "the past has no room for that many meters");

const struct meter *meter_at(size_t i)
{
	return i < ARRAY_LEN(meters) ? &meters[i] : NULL;
}

size_t meter_place(const struct meter *m)
{
	return (size_t)(m - meters);
}

const struct meter *meter_find(const char *id, size_t length)
{
	for (size_t i = 0; i < ARRAY_LEN(meters); i++)
		if (strlen(meters[i].id) == length && memcmp(meters[i].id, id, length) == 0)
			return &meters[i];
	return NULL;
}

const char *meter_style_name(enum meter_style style)
{
	static const char *const names[METER_STYLES] = { [METER_TEXT] = "text", [METER_BAR] = "bar", [METER_GRAPH] = "graph" };

	return names[style];
}

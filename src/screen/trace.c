/* trace.c - remembers what the meters were. Draws nothing, and knows no meter by name. */
#include "trace.h"

#include <string.h>
#include <unistd.h>

#include "meters.h"
#include "scan_text.h"

void trace_open(struct trace *p, const struct procfs *proc)
{
	long cpus = sysconf(_SC_NPROCESSORS_ONLN);
	ssize_t n;

	*p = (struct trace){ .cpus = cpus > 0 ? (unsigned)cpus : 0 };
	n = proc ? procfs_read_machine(proc, "sys/kernel/hostname", p->host, sizeof(p->host) - 1) : 0;
	p->host[n > 0 ? n : 0] = '\0';
	p->host[strcspn(p->host, "\n")] = '\0';
}

/* What comes in a second, of figures that only grow; of another machine, they may have fallen. */
static void take_rates(struct trace *p, const struct sample *s)
{
	const struct machine_events *now = &s->machine.events, *before = &p->before;
	double seconds = (double)(s->boot_ns - p->before_ns) / 1e9;

	p->has_rates = p->has_before && s->machine.has_events && s->boot_ns > p->before_ns &&
	               now->major_faults >= before->major_faults && now->swapped_in >= before->swapped_in;
	if (p->has_rates) {
		p->faults = (double)(now->major_faults - before->major_faults) / seconds;
		p->swapped_in = (double)(now->swapped_in - before->swapped_in) * (double)kernel_page() / seconds;
	}
	p->has_before = s->machine.has_events;
	p->before = *now;
	p->before_ns = s->boot_ns;
}

void trace_take(struct trace *p, const struct sample *s)
{
	const struct seen seen = { s, p };
	const struct meter *m;
	double level;

	take_rates(p, s);
	for (size_t i = 0; (m = meter_at(i)); i++) {
		bool known = m->level && m->level(&seen, &level);
		p->levels[i][p->next] = known ? (uint8_t)(level <= 0 ? 1 : level >= 1 ? 255 : 1 + (int)(level * 254 + 0.999)) : 0;
	}
	p->next = (p->next + 1) % TRACE_SAMPLES;
	if (p->count < TRACE_SAMPLES)
		p->count++;
}

bool trace_level(const struct trace *p, size_t meter, size_t ago, double *out)
{
	uint8_t level;

	if (ago >= p->count)
		return false;
	level = p->levels[meter][(p->next + TRACE_SAMPLES - 1 - ago) % TRACE_SAMPLES];
	*out = (level - 1) / 254.0;
	return level > 0;
}

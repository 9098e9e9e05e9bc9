/* machine.c - what the kernel says of the whole machine. Knows no processes. */
#include "scan.h"

uint64_t clock_ns(clockid_t clock)
{
	struct timespec ts;

	clock_gettime(clock, &ts);
	return (uint64_t)ts.tv_sec * 1000000000u + (uint64_t)ts.tv_nsec;
}

void machine_read(const struct scan *s, const struct demand *d, struct machine *m)
{
	char text[MEMINFO_ROOM];
	ssize_t n = procfs_read_machine(s->proc, "meminfo", text, sizeof(text));

	*m = (struct machine){ 0 };
	m->has_memory = n > 0 && meminfo_parse(text, (size_t)n, &m->memory);
	if (m->has_memory)
		meminfo_split(&m->memory, &m->parts);
	n = procfs_read_machine(s->proc, "pressure/memory", text, sizeof(text));
	m->has_pressure = n > 0 && pressure_parse(text, (size_t)n, &m->pressure);
	m->has_zram = s->proc->is_living && m->memory.bytes[MEM_SWAP_TOTAL] && zram_read("/sys/block", &m->zram);
	m->has_figures = s->lib && libproc_machine(s->lib, &m->figures);
	m->has_events = s->lib && d->events && libproc_events(s->lib, &m->events);
}

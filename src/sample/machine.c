/* machine.c - what the kernel says of the whole machine. Knows no processes. */
#include <fcntl.h>
#include <sys/stat.h>

#include "scan.h"

uint64_t clock_ns(clockid_t clock)
{
	struct timespec ts;

	clock_gettime(clock, &ts);
	return (uint64_t)ts.tv_sec * 1000000000u + (uint64_t)ts.tv_nsec;
}

/* A number of one file below /proc/sys, or -1. */
static int8_t read_setting(const struct procfs *p, const char *file)
{
	char text[16];
	ssize_t n = procfs_read_machine(p, file, text, sizeof(text));

	return n > 0 && text[0] >= '0' && text[0] <= '9' ? (int8_t)(text[0] - '0') : -1;
}

void machine_read(const struct scan *s, const struct demand *d, struct machine *m)
{
	char text[MEMINFO_ROOM];
	ssize_t n = procfs_read_machine(s->proc, "meminfo", text, sizeof(text));

	*m = (struct machine){ .panics = -1, .takes_caller = -1 };
	m->has_memory = n > 0 && meminfo_parse(text, (size_t)n, &m->memory);
	if (m->has_memory)
		meminfo_split(&m->memory, &m->parts);
	n = procfs_read_machine(s->proc, "pressure/memory", text, sizeof(text));
	m->has_pressure = n > 0 && pressure_parse(text, (size_t)n, &m->pressure);
	m->has_zram = s->proc->is_living && m->memory.bytes[MEM_SWAP_TOTAL] && zram_read("/sys/block", &m->zram);
	m->has_figures = s->lib && libproc_machine(s->lib, &m->figures);
	if ((d->all | d->shown) & NEED_OOM) {
		m->panics = read_setting(s->proc, "sys/vm/panic_on_oom");
		m->takes_caller = read_setting(s->proc, "sys/vm/oom_kill_allocating_task");
		m->is_nested = procfs_is_nested(s->proc);
	}
	m->has_events = s->lib && d->events && libproc_events(s->lib, &m->events);
}

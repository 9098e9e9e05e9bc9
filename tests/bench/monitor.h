/* monitor.h - the monitors that are measured, and how each is asked for one refresh a second. */
#ifndef BENCH_MONITOR_H
#define BENCH_MONITOR_H

#include <limits.h>
#include <stddef.h>

enum { MONITOR_MAX = 8, MONITOR_ARGS = 4 };

struct monitor_spec {
	const char *name;
	const char *args[MONITOR_ARGS];
	const char *version;       /* the argument that asks for it */
	const char *config, *text; /* a file in its home, when no argument sets the pace */
	const char *remark;
};

struct monitor {
	const struct monitor_spec *spec;
	char path[PATH_MAX];
	char version[64];
};

/* ramtop (at the path given) comes first, then the peers on PATH. Returns how many; prints what each is and is given, and
   who is absent. 0 when ramtop itself cannot be run. */
size_t monitor_find(struct monitor found[MONITOR_MAX], const char *ramtop);

#endif

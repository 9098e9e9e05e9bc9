/* cgroup_activity.c - one table of the files that say what a control group does. Parses none: see cgroup.c. */
#define _GNU_SOURCE
#include "cgroup_activity.h"

#include <fcntl.h>
#include <unistd.h>

#define FILE_ROOM 4096

/* In version 1 a mount lists it; where the same controllers are below a directory, its name is that of the directory. */
static const char *const controllers[CGROUP_CONTROLLERS] = {
	[IN_MEMORY] = "memory", [IN_CPU] = "cpu", [IN_CPUACCT] = "cpuacct", [IN_CPUSET] = "cpuset", [IN_PIDS] = "pids", [IN_BLKIO] = "blkio",
	[IN_FREEZER] = "freezer", [IN_UNIFIED] = NULL,
};

/* ---- what the files say -------------------------------------------------------------------------------------------------------- */

#define TAKE(name) static bool name(const char *text, size_t length, struct cgroup_activity *out)

TAKE(take_cpu)    { return cgroup_number_parse(text, length, &out->cpu_ns); }
TAKE(take_pids)   { return cgroup_number_parse(text, length, &out->pids); }
TAKE(take_cpus)   { return cgroup_cpus_parse(text, length, &out->cpus); }
TAKE(take_hits)   { return cgroup_number_parse(text, length, &out->hits); }
TAKE(take_events) { return cgroup_keyed_parse(text, length, "max ", &out->hits); }
TAKE(take_io)     { return cgroup_io_parse(text, length, &out->read, &out->written); }
TAKE(take_stall)  { return pressure_parse(text, length, &out->pressure); }
TAKE(take_quota)  { return cgroup_quota_parse(text, length, &out->quota_ns, &out->period_ns); }

TAKE(take_cpu_stat)
{
	bool ok = cgroup_keyed_parse(text, length, "usage_usec ", &out->cpu_ns) && out->cpu_ns < UINT64_MAX / 1000;

	out->cpu_ns *= 1000;
	return ok;
}

/* -1 is none. */
TAKE(take_quota_us)
{
	uint64_t us;

	if (!cgroup_number_parse(text, length, &us) || us >= CGROUP_NO_LIMIT / 1000) {
		out->quota_ns = CGROUP_NO_LIMIT;
		return length > 0 && text[0] == '-';
	}
	out->quota_ns = us * 1000;
	return true;
}

TAKE(take_period_us)
{
	bool ok = cgroup_number_parse(text, length, &out->period_ns) && out->period_ns < UINT64_MAX / 1000;

	out->period_ns *= 1000;
	return ok;
}

TAKE(take_freezer)
{
	out->is_frozen = length > 0 && text[0] == 'F';
	return length > 0;
}

TAKE(take_frozen)
{
	uint64_t n;
	bool ok = cgroup_keyed_parse(text, length, "frozen ", &n);

	out->is_frozen = ok && n == 1;
	return ok;
}

/* Where a figure is, by version. Of those with the same bit, all must be there. */
static const struct source {
	unsigned bit;
	enum cgroup_controller in;
	const char *file;
	bool (*take)(const char *text, size_t length, struct cgroup_activity *out);
} sources[] = {
	{ ACTIVITY_CPU,      IN_CPUACCT, "cpuacct.usage",        take_cpu },
	{ ACTIVITY_QUOTA,    IN_CPU,     "cpu.cfs_quota_us",     take_quota_us },
	{ ACTIVITY_QUOTA,    IN_CPU,     "cpu.cfs_period_us",    take_period_us },
	{ ACTIVITY_CPUS,     IN_CPUSET,  "cpuset.effective_cpus", take_cpus },
	{ ACTIVITY_PIDS,     IN_PIDS,    "pids.current",         take_pids },
	{ ACTIVITY_IO,       IN_BLKIO,   "blkio.throttle.io_service_bytes_recursive", take_io },
	{ ACTIVITY_HITS,     IN_MEMORY,  "memory.failcnt",       take_hits },
	{ ACTIVITY_FROZEN,   IN_FREEZER, "freezer.state",        take_freezer },
	{ ACTIVITY_CPU,      IN_UNIFIED, "cpu.stat",             take_cpu_stat },
	{ ACTIVITY_QUOTA,    IN_UNIFIED, "cpu.max",              take_quota },
	{ ACTIVITY_CPUS,     IN_UNIFIED, "cpuset.cpus.effective", take_cpus },
	{ ACTIVITY_PIDS,     IN_UNIFIED, "pids.current",         take_pids },
	{ ACTIVITY_IO,       IN_UNIFIED, "io.stat",              take_io },
	{ ACTIVITY_HITS,     IN_UNIFIED, "memory.events",        take_events },
	{ ACTIVITY_FROZEN,   IN_UNIFIED, "cgroup.events",        take_frozen },
	{ ACTIVITY_PRESSURE, IN_UNIFIED, "memory.pressure",      take_stall },
};

/* ---- where they are ------------------------------------------------------------------------------------------------------------ */

/* Where it is in version 2, the unified hierarchy has it. */
static void find(struct cgroup_tree *t, const struct procfs *p, const char *controller)
{
	cgroup_tree_find_with(t, p, controller);
	if (controller && t->version == CGROUP_V2)
		cgroup_tree_close(t);
}

void cgroup_places_find(struct cgroup_places *c, const struct procfs *p)
{
	for (size_t i = 0; i < CGROUP_CONTROLLERS; i++)
		find(&c->of[i], p, controllers[i]);
}

void cgroup_places_open(struct cgroup_places *c, const char *dir)
{
	for (size_t i = 0; i < CGROUP_CONTROLLERS; i++)
		cgroup_tree_open_with(&c->of[i], dir, controllers[i]);
}

void cgroup_places_close(struct cgroup_places *c)
{
	for (size_t i = 0; i < CGROUP_CONTROLLERS; i++)
		cgroup_tree_close(&c->of[i]);
}

static void take(const struct source *s, int dir, unsigned *failed, struct cgroup_activity *out)
{
	char text[FILE_ROOM];
	ssize_t n = cgroup_file_read(dir, s->file, text, sizeof(text));

	if (n >= 0 && s->take(text, (size_t)n, out))
		out->have |= s->bit;
	else
		*failed |= s->bit;
}

void cgroup_activity_read(const struct cgroup_places *c, struct cgroup_span path, unsigned want, struct cgroup_activity *out)
{
	*out = (struct cgroup_activity){ .quota_ns = CGROUP_NO_LIMIT };
	for (size_t k = 0; k < CGROUP_CONTROLLERS; k++) {
		unsigned failed = 0, missing = want & ~out->have;
		int dir = -1;
		for (size_t i = 0; i < sizeof(sources) / sizeof(sources[0]); i++) {
			if (sources[i].in != k || !(sources[i].bit & missing))
				continue;
			if (dir < 0 && (dir = cgroup_tree_group(&c->of[k], path)) < 0)
				break;
			take(&sources[i], dir, &failed, out);
		}
		out->have &= ~failed;
		if (dir >= 0)
			close(dir);
	}
}

/* group_columns.c - every column of groups, each declared once. Formats nothing, reads nothing. */
#include <stddef.h>
#include <string.h>

#include "box_values.h"
#include "cgroup_values.h"
#include "grid.h"
#include "tree_rows.h"

static const struct task_group *group_at(const struct scene *s, size_t row)
{
	return &((const struct task_group *)s->rows)[row];
}

/* A sum of which some members may be unknown. What is outside has but one figure. */
static struct value sum_of(const struct task_group *g, uint64_t n, uint32_t unknown)
{
	struct value v = value_number(n);

	if (g->is_outside)
		return value_blank();
	if (unknown == g->sums.members)
		return value_unknown();
	v.at_least = unknown > 0;
	return v;
}

static struct value sum_of_rollups(const struct task_group *g, uint64_t n)
{
	struct value v = sum_of(g, n, g->sums.no_rollup);

	v.is_about = g->sums.oldest_ms >= UNIT_FRESH_S * 1000;
	return v;
}

#define GETTER(name) static struct value name(const struct scene *s, size_t row, const struct column *c)
#define GROUP const struct task_group *g = group_at(s, row); (void)c

GETTER(get_group)   { GROUP; return value_text(g->name, g->length); }
GETTER(get_members) { GROUP; return g->is_outside ? value_blank() : value_number(g->sums.members); }
GETTER(get_rss)     { GROUP; return sum_of(g, g->sums.rss, g->sums.no_stat); }
GETTER(get_uss)     { GROUP; return sum_of_rollups(g, g->sums.uss); }
GETTER(get_swap)    { GROUP; return sum_of(g, g->sums.swap, g->sums.no_status); }

/* Those of whom it is not known may shrink. */
GETTER(get_growth)
{
	GROUP;
	struct value v = sum_of(g, (uint64_t)g->growth, g->no_growth);

	v.is_about = v.at_least;
	v.at_least = false;
	return v;
}

GETTER(get_pss)
{
	GROUP;
	uint64_t bytes;
	struct value v;

	if (!g->is_outside)
		return sum_of_rollups(g, g->sums.pss);
	v = group_outside(g, &bytes) ? value_number(bytes) : value_unknown();
	v.is_about = group_is_about(g);
	return v;
}

GETTER(get_outside)
{
	GROUP;
	uint64_t bytes;
	struct value v;

	if (!g->cgroup)
		return value_blank();
	if (!group_outside(g, &bytes))
		return value_unknown();
	v = value_number(bytes);
	v.is_about = group_is_about(g);
	return v;
}

/* All of them are alike: the column says what. */
GETTER(get_box)
{
	GROUP;
	return g->place ? box_value(g->place, (enum box_says)c->argument) : value_blank();
}

static struct value full_id(const struct scene *s, size_t row)
{
	const struct task_group *g = group_at(s, row);

	return g->place ? box_value(g->place, BOX_FULL_ID) : value_blank();
}

/* Who has no network of its own is not asked. All of them are alike: the column says where in struct net_figures it is. */
static struct value net_value(const struct task_group *g, size_t at, bool is_rate)
{
	const struct net_figures *f = g->net;
	uint64_t n;

	if (!g->place || (f && f->is_shared) || box_value(g->place, BOX_SHOWN).kind == VALUE_BLANK)
		return value_blank();
	if (!f || !f->is_known || (is_rate && !f->has_rates))
		return value_unknown();
	memcpy(&n, (const char *)f + at, sizeof(n));
	return value_number(n);
}

GETTER(get_net)      { GROUP; return net_value(g, (size_t)c->argument, false); }
GETTER(get_net_rate) { GROUP; return net_value(g, (size_t)c->argument, true); }

GETTER(get_cpu)
{
	GROUP;
	struct value v = sum_of(g, 0, g->sums.no_cpu);

	if (v.kind == VALUE_NUMBER) {
		v.kind = VALUE_REAL;
		v.real = g->sums.cpu;
	}
	return v;
}

#undef GETTER
#undef GROUP

#define NET(field, getter) .get = getter, .argument = (int)offsetof(struct net_figures, field), .needs = NEED_NET
#define FIGURE(which) .get = cgroup_number, .argument = FIGURE_##which
#define DOES(bits) .of_cgroup = CGROUP_HAS_ACTIVITY(ACTIVITY_##bits)

static const struct column columns[] = {
	{ .id = "members", .title = "COUNT", .width = 6, .unit = UNIT_COUNT, .get = get_members, .needs = NEED_STAT,
	  .help = "Processes of the group." },
	{ .id = "rss", .title = "RSS", .width = 7, .unit = UNIT_BYTES, .get = get_rss, .needs = NEED_STAT, .drop = 1,
	  .help = "Their RSS; a page that they share counts once for each." },
	{ .id = "pss", .title = "PSS", .width = 8, .unit = UNIT_BYTES, .get = get_pss, .needs = NEED_ROLLUP,
	  .help = "Their PSS: nothing counts twice. In no process: what is used beside the cache of files, and no process holds." },
	{ .id = "uss", .title = "USS", .width = 8, .unit = UNIT_BYTES, .get = get_uss, .needs = NEED_ROLLUP, .drop = 3,
	  .help = "Memory that is each one's alone." },
	{ .id = "swap", .title = "SWAP", .width = 7, .unit = UNIT_BYTES, .get = get_swap, .needs = NEED_STATUS, .drop = 4,
	  .help = "Their swap; shared memory is not counted." },
	{ .id = "growth", .title = "GROWTH", .width = 9, .unit = UNIT_RATE, .get = get_growth, .needs = NEED_GROWTH, .drop = 2,
	  .help = "How fast their RSS has grown over the last minute." },
	{ .id = "charge", .title = "CHARGE", .width = 7, .unit = UNIT_BYTES, FIGURE(CHARGE), .of_cgroup = CGROUP_HAS_CHARGE, .drop = 5,
	  .help = "Of a control group: all that counts for it and those below it, the cache of files included." },
	{ .id = "needed", .title = "NEEDED", .width = 7, .unit = UNIT_BYTES, FIGURE(NEEDED), .of_cgroup = CGROUP_NEEDS,
	  .help = "Of the charge, what the kernel cannot give up: memory of processes, shared memory and tmpfs, its own." },
	{ .id = "cache", .title = "CACHE", .width = 7, .unit = UNIT_BYTES, FIGURE(CACHE), .of_cgroup = CGROUP_NEEDS, .drop = 14, .look = LOOK_QUIET,
	  .help = "Of the charge, what the kernel gives up where memory is short: the cache of files." },
	{ .id = "kernel", .title = "KERNEL", .width = 7, .unit = UNIT_BYTES, FIGURE(KERNEL), .of_cgroup = CGROUP_HAS_KERNEL, .drop = 20,
	  .help = "Of the charge, what the kernel uses for it." },
	{ .id = "outside", .title = "NO PROC", .width = 7, .unit = UNIT_BYTES, .get = get_outside, .needs = NEED_ROLLUP, .of_cgroup = CGROUP_NEEDS, .drop = 15,
	  .help = "Of the charge, what is held by no process and is no cache of files: tmpfs and shared memory that nobody maps, the kernel's." },
	{ .id = "parts", .title = "NEED|CACHE|FREE", .width = 15, .unit = UNIT_PARTS, .get = cgroup_parts, .of_cgroup = CGROUP_HAS_PARTS, .drop = 4, .look = LOOK_BAR,
	  .help = "The limit as a bar: what is needed, what is cache, what is free; blank at its end is what others have taken of it." },
	{ .id = "limit", .title = "LIMIT", .width = 7, .unit = UNIT_BYTES, .get = cgroup_limit, .of_cgroup = CGROUP_HAS_EFFECTIVE, .drop = 2, .look = LOOK_QUIET,
	  .help = "The most that it may hold: the lowest limit of it and all above it, or the machine's memory." },
	{ .id = "limit_share", .title = "%LIM", .width = 5, .unit = UNIT_PERCENT, .get = cgroup_share, .of_cgroup = CGROUP_HAS_EFFECTIVE | CGROUP_NEEDS,
	  .help = "What is needed, in percent of that limit." },
	{ .id = "bound", .title = "BOUND BY", .width = 12, .unit = UNIT_TEXT, .get = cgroup_bound, .of_cgroup = CGROUP_HAS_EFFECTIVE, .drop = 9,
	  .help = "Whose limit that is: its own, that of a group above it, or the machine's." },
	{ .id = "cgswap", .title = "SWAP", .width = 6, .unit = UNIT_BYTES, FIGURE(SWAP), .of_cgroup = CGROUP_HAS_SWAP, .drop = 11,
	  .help = "Swap that counts for the control group." },
	{ .id = "peak", .title = "PEAK", .width = 7, .unit = UNIT_BYTES, FIGURE(PEAK), .of_cgroup = CGROUP_HAS_PEAK, .drop = 12, .look = LOOK_QUIET,
	  .help = "The largest charge that it ever had." },
	{ .id = "tasks", .title = "TASKS", .width = 5, .unit = UNIT_COUNT, FIGURE(TASKS), DOES(PIDS), .drop = 17,
	  .help = "Processes and threads in the control group and below it." },
	{ .id = "cgcpu", .title = "CPU%", .width = 6, .unit = UNIT_PERCENT, .get = cgroup_cpu, .of_cgroup = CGROUP_HAS_CPU_RATE,
	  .help = "CPU time of the control group since the last refresh, of those that have ended too; 100 is one CPU." },
	{ .id = "psi", .title = "PSI%", .width = 5, .unit = UNIT_PERCENT, .get = cgroup_pressure, DOES(PRESSURE), .drop = 13,
	  .help = "How much of the last ten seconds some of its tasks waited for memory." },
	{ .id = "oom_kills", .title = "OOM", .width = 4, .unit = UNIT_COUNT, FIGURE(KILLS), .of_cgroup = CGROUP_HAS_KILLS, .drop = 3,
	  .help = "Processes of it and the groups below it that the OOM killer has taken." },
	{ .id = "last_kill", .title = "LAST KILL", .width = 19, .unit = UNIT_INSTANT, .get = cgroup_last_kill, .of_cgroup = CGROUP_HAS_KILLS, .drop = 16,
	  .help = "When the OOM killer took one last." },
	{ .id = "hits", .title = "HITS", .width = 6, .unit = UNIT_COUNT, FIGURE(HITS), DOES(HITS), .drop = 15,
	  .help = "How often it or a group below it was at its limit and had to give up memory." },
	{ .id = "cggrowth", .title = "GROWTH", .width = 9, .unit = UNIT_RATE, .get = cgroup_growth, .of_cgroup = CGROUP_HAS_GROWTH, .drop = 5, .look = LOOK_GROWTH,
	  .help = "How fast what it needs has grown over the last minute." },
	{ .id = "eta", .title = "ETA", .width = 8, .unit = UNIT_SPAN, .get = cgroup_eta, .of_cgroup = CGROUP_HAS_GROWTH, .drop = 6,
	  .help = "Time until it, one above it or the machine is full, should it go on growing so." },
	{ .id = "read_s", .title = "READ/s", .width = 8, .unit = UNIT_FLOW, FIGURE(READ_S), .of_cgroup = CGROUP_HAS_FLOWS, .drop = 18, .look = LOOK_QUIET,
	  .help = "Bytes a second from disks since the last refresh." },
	{ .id = "write_s", .title = "WRITE/s", .width = 8, .unit = UNIT_FLOW, FIGURE(WRITE_S), .of_cgroup = CGROUP_HAS_FLOWS, .drop = 18, .look = LOOK_QUIET,
	  .help = "Bytes a second to disks since the last refresh." },
	{ .id = "io_read", .title = "READ", .width = 6, .unit = UNIT_BYTES, FIGURE(READ), DOES(IO), .drop = 21, .look = LOOK_QUIET,
	  .help = "Bytes from disks since the group was made." },
	{ .id = "io_write", .title = "WRITE", .width = 6, .unit = UNIT_BYTES, FIGURE(WRITTEN), DOES(IO), .drop = 21, .look = LOOK_QUIET,
	  .help = "Bytes to disks since the group was made." },
	{ .id = "state", .title = "STATE", .width = 6, .unit = UNIT_TEXT, .get = cgroup_state,
	  .of_cgroup = CGROUP_HAS_ACTIVITY(ACTIVITY_FROZEN | ACTIVITY_PIDS), .drop = 19,
	  .help = "frozen: its processes are stopped; empty: it has none." },
	{ .id = "qos", .title = "QOS", .width = 10, .unit = UNIT_TEXT, .get = cgroup_qos, .drop = 22,
	  .help = "Of what Kubernetes runs: its class of service: guaranteed, burstable, besteffort." },
	{ .id = "pod", .title = "POD", .width = 12, .unit = UNIT_TEXT, .get = cgroup_pod, .drop = 22,
	  .help = "The pod that it is in." },
	{ .id = "engine", .title = "ENGINE", .width = 10, .unit = UNIT_TEXT, .get = cgroup_engine, .drop = 8,
	  .help = "Who made it: docker, podman, kubernetes, systemd, ..., by its path." },
	{ .id = "path", .title = "CONTROL GROUP", .width = 40, .unit = UNIT_TEXT, .get = cgroup_path, .drop = 23,
	  .help = "The path of its control group." },
	{ .id = "cpu", .title = "CPU%", .width = 6, .unit = UNIT_PERCENT, .get = get_cpu, .needs = NEED_CPU,
	  .help = "Their share of one CPU since the last refresh." },
	{ .id = "net_in", .title = "NET IN", .width = 7, .unit = UNIT_BYTES, NET(past.received, get_net), .drop = 12,
	  .help = "Of a container: bytes that it received over its network since that was made; blank where it has none of its own." },
	{ .id = "net_out", .title = "NETOUT", .width = 7, .unit = UNIT_BYTES, NET(past.sent, get_net), .drop = 12,
	  .help = "The same that it sent." },
	{ .id = "net_in_s", .title = "IN/s", .width = 8, .unit = UNIT_FLOW, NET(received_s, get_net_rate), .drop = 20,
	  .help = "Of a container: bytes a second that it receives over its network." },
	{ .id = "net_out_s", .title = "OUT/s", .width = 8, .unit = UNIT_FLOW, NET(sent_s, get_net_rate), .drop = 20,
	  .help = "The same that it sends." },
	{ .id = "id", .title = "ID", .width = 12, .unit = UNIT_TEXT, .get = get_box, .argument = BOX_FULL_ID, .needs = NEED_STAT, .drop = 9,
	  .help = "Of a container: all digits of its id." },
	{ .id = "name", .title = "NAME", .width = 12, .unit = UNIT_TEXT, .get = get_box, .argument = BOX_TOLD_NAME, .needs = NEED_STAT, .drop = 8,
	  .help = "Of a container: its name; blank where nobody tells." },
	{ .id = "image", .title = "IMAGE", .width = 16, .unit = UNIT_TEXT, .get = get_box, .argument = BOX_TOLD_IMAGE, .needs = NEED_STAT, .drop = 18,
	  .help = "Of a container: the image that it was made of; blank where nobody tells." },
	{ .id = "group", .title = "GROUP", .unit = UNIT_TEXT, .look = LOOK_COMMAND, .get = get_group, .also = full_id, .needs = NEED_STAT,
	  .help = "What they have in common." },
};

const struct schema *group_schema(void)
{
	static const struct schema schema = { .name = "groups", .columns = columns, .count = ARRAY_LEN(columns), .sort = "pss",
	                                      .standard = "members,rss,pss,uss,swap,growth,cpu,group" };

	return &schema;
}

const char *group_standard(enum group_by by)
{
	/* Nothing is charged to a user or a program. */
	if (!group_kinds[by].has_cgroups)
		return group_schema()->standard;
	return "needed,parts,limit,limit_share,bound,cache,cgswap,peak,members,tasks,cgcpu,psi,oom_kills,hits,cggrowth,eta,read_s,write_s,net_in_s,net_out_s,state,engine,image,group";
}

const struct column *group_sort(enum group_by by)
{
	return schema_find(group_schema(), group_kinds[by].has_cgroups ? "needed" : group_schema()->sort);
}

static uint32_t group_parent(const struct grid *g, size_t row)
{
	uint32_t above = group_at(&g->scene, row)->above;

	return above ? above - 1 : ROW_NONE;
}

static struct mark group_mark(const struct grid *g, size_t row)
{
	return (struct mark){ .start_ns = group_at(&g->scene, row)->key };
}

/* "inner" of "/outer/inner" below "/outer". */
static struct value group_name(const struct grid *g, size_t row)
{
	const struct task_group *group = group_at(&g->scene, row), *above = group->above ? group_at(&g->scene, group->above - 1) : NULL;
	size_t n = above && above->length > 1 ? above->length : 0;

	if (above && group->length > n + 1 && group->name[n] == '/' && memcmp(group->name, above->name, n) == 0)
		return value_text(group->name + n + 1, group->length - n - 1);
	return value_text(group->name, group->length);
}

const struct grid_tree group_tree = { group_parent, group_mark, group_name };

bool group_shows_outside(const struct vec *shown)
{
	const struct column *const *c = shown->data;

	for (size_t i = 0; i < shown->count; i++)
		if (c[i]->get == get_pss)
			return true;
	return false;
}

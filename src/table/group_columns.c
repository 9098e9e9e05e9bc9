/* group_columns.c - every column of groups, each declared once. Formats nothing, reads nothing. */
#include <stddef.h>
#include <string.h>

#include "box_values.h"
#include "column.h"
#include "group.h"

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

GETTER(get_charge)
{
	GROUP;
	if (!g->cgroup)
		return value_blank();
	return g->cgroup->have & CGROUP_HAS_CHARGE ? value_number(g->cgroup->counts.charge) : value_unknown();
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

GETTER(get_limit)
{
	GROUP;
	const struct cgroup_figures *f = g->cgroup;

	if (!f || (f->have & CGROUP_HAS_EFFECTIVE && f->limit == CGROUP_NO_LIMIT))
		return value_blank();
	return f->have & CGROUP_HAS_EFFECTIVE ? value_number(f->limit) : value_unknown();
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
	{ .id = "charge", .title = "CHARGE", .width = 7, .unit = UNIT_BYTES, .get = get_charge, .needs = NEED_STAT, .drop = 5,
	  .help = "Of a control group: all that counts for it and those below it, the cache of files included." },
	{ .id = "outside", .title = "OUTSIDE", .width = 7, .unit = UNIT_BYTES, .get = get_outside, .needs = NEED_STAT,
	  .help = "Of the charge, what is in no process and in no cache of files: tmpfs and shared memory that nobody maps, the kernel's." },
	{ .id = "limit", .title = "LIMIT", .width = 7, .unit = UNIT_BYTES, .get = get_limit, .needs = NEED_STAT, .drop = 6,
	  .help = "The most that it may hold, by its own limit or one above it; blank without." },
	{ .id = "cpu", .title = "CPU%", .width = 6, .unit = UNIT_PERCENT, .get = get_cpu, .needs = NEED_CPU,
	  .help = "Their share of one CPU since the last refresh." },
	{ .id = "net_in", .title = "NET IN", .width = 7, .unit = UNIT_BYTES, NET(past.received, get_net), .drop = 12,
	  .help = "Of a container: bytes that it received over its network since that was made; blank where it has none of its own." },
	{ .id = "net_out", .title = "NETOUT", .width = 7, .unit = UNIT_BYTES, NET(past.sent, get_net), .drop = 12,
	  .help = "The same that it sent." },
	{ .id = "net_in_s", .title = "IN/s", .width = 8, .unit = UNIT_FLOW, NET(received_s, get_net_rate), .drop = 11,
	  .help = "Of a container: bytes a second that it receives over its network." },
	{ .id = "net_out_s", .title = "OUT/s", .width = 8, .unit = UNIT_FLOW, NET(sent_s, get_net_rate), .drop = 11,
	  .help = "The same that it sends." },
	{ .id = "id", .title = "ID", .width = 12, .unit = UNIT_TEXT, .get = get_box, .argument = BOX_FULL_ID, .needs = NEED_STAT, .drop = 9,
	  .help = "Of a container: all digits of its id." },
	{ .id = "name", .title = "NAME", .width = 12, .unit = UNIT_TEXT, .get = get_box, .argument = BOX_TOLD_NAME, .needs = NEED_STAT, .drop = 8,
	  .help = "Of a container: its name; blank where nobody tells." },
	{ .id = "image", .title = "IMAGE", .width = 16, .unit = UNIT_TEXT, .get = get_box, .argument = BOX_TOLD_IMAGE, .needs = NEED_STAT, .drop = 7,
	  .help = "Of a container: the image that it was made of; blank where nobody tells." },
	{ .id = "group", .title = "GROUP", .unit = UNIT_TEXT, .get = get_group, .also = full_id, .needs = NEED_STAT,
	  .help = "What they have in common." },
};

const struct schema *group_schema(void)
{
	static const struct schema schema = { .name = "groups", .columns = columns, .count = ARRAY_LEN(columns), .sort = "pss",
	                                      .standard = "members,rss,pss,uss,swap,growth,charge,outside,limit,cpu,group" };

	return &schema;
}

const char *group_standard(enum group_by by)
{
	/* Nothing is charged to a user or a program. */
	return by == GROUP_CONTAINER || by == GROUP_CGROUP ? group_schema()->standard : "members,rss,pss,uss,swap,growth,cpu,group";
}

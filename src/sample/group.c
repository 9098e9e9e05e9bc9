/* group.c - sums over processes with the same user, command, session. Sorts nothing, shows nothing. */
#define _GNU_SOURCE
#include "group.h"

#include <stdio.h>
#include <string.h>

#include "container.h"
#include "nets.h"

#define OUTSIDE "(in no process)"

/* A part of a text that lives as long as the sample. */
struct words {
	const char *bytes;
	size_t length;
};

const struct group_kind group_kinds[GROUP_KINDS] = {
	[GROUP_NONE]    = { "none", "no groups", 0 },
	[GROUP_CONTAINER] = { "container", "container", NEED_CGROUP | NEED_LIMIT },
	[GROUP_CGROUP]  = { "cgroup", "control group", NEED_CGROUP | NEED_LIMIT },
	[GROUP_USER]    = { "user", "effective user", NEED_OWNER },
	[GROUP_COMMAND] = { "command", "name of the program", NEED_COMMAND },
	[GROUP_SESSION] = { "session", "session, named after its leader", NEED_COMMAND },
};

enum group_by group_kind_find(const char *name)
{
	for (size_t i = 1; i < ARRAY_LEN(group_kinds); i++)
		if (strcmp(group_kinds[i].name, name) == 0)
			return (enum group_by)i;
	return GROUP_NONE;
}

static struct words words_of(const char *text)
{
	return (struct words){ text, strlen(text) };
}

static struct words user_of(const struct task *t)
{
	return t->who->have & NEED_OWNER && t->who->user ? words_of(user_name(t->who->user)) : words_of("?");
}

/* A script is another program than the one next to it, but python is python: the name is that of the file that runs. */
static struct words program_of(const struct task *t)
{
	const struct identity *who = t->who;
	struct words name = { who->command + who->name_at, who->name_length };
	const char *slash;

	if (!(t->have & NEED_STAT))
		return words_of("?");
	if (!(who->have & NEED_COMMAND) || name.length == 0)
		return (struct words){ who->comm, who->comm_length };
	/* However it was called: build/server is the same as ./server. */
	slash = memrchr(name.bytes, '/', name.length - 1);
	if (slash && name.bytes[0] != '[')
		name = (struct words){ slash + 1, name.length - (size_t)(slash + 1 - name.bytes) };
	return name;
}

static struct words cgroup_of(const struct task *t)
{
	const struct cgroup *g = t->who->have & NEED_CGROUP ? t->who->cgroup : NULL;

	return g ? (struct words){ g->path, g->length } : words_of("?");
}

/* The path of the container's own group. */
static struct words container_of(const struct task *t, struct container *c)
{
	struct words path = cgroup_of(t);

	if (!container_find(path.bytes, path.length, c))
		return words_of("");
	return (struct words){ path.bytes, c->path_length };
}

static uint64_t hash_of(struct words w)
{
	return identity_hash(w.bytes, w.length);
}

uint64_t group_key(const struct sample *s, const struct task *t, enum group_by by)
{
	(void)s;
	struct container c;

	switch (by) {
	case GROUP_CONTAINER: return hash_of(container_of(t, &c));
	case GROUP_CGROUP:  return hash_of(cgroup_of(t));
	case GROUP_USER:    return t->who->have & NEED_OWNER ? (uint64_t)t->who->uid + 1 : 0;
	case GROUP_COMMAND: return hash_of(program_of(t));
	case GROUP_SESSION: return t->have & NEED_STAT ? (uint64_t)t->session + 1 : 0;
	default:            return 0;
	}
}

static struct words copy(struct groups *g, const char *text)
{
	size_t n = strlen(text);

	return (struct words){ memcpy(arena_take(&g->arena, n + 1), text, n), n };
}

/* "1234 bash"; the leader may have ended. */
static struct words session_of(struct groups *g, const struct sample *s, const struct task *t)
{
	const struct task *leader = sample_find(s, t->session);
	struct words program = leader ? program_of(leader) : words_of("(its leader has ended)");
	char text[256];

	if (!(t->have & NEED_STAT))
		return words_of("?");
	snprintf(text, sizeof(text), "%d %.*s", (int)t->session, (int)(program.length < 200 ? program.length : 200), program.bytes);
	return copy(g, t->session ? text : "0 (no session)");
}

/* "docker web"; "docker 0123456789ab" where nobody tells its name. */
static struct words box_of(struct groups *g, const struct task *t)
{
	const struct nameplate *plate;
	struct container c;
	char text[512], name[200];

	if (container_of(t, &c).length == 0)
		return words_of("(no container)");
	plate = cgroup_plate(t->who->cgroup);
	if (!plate)
		container_name(&c, name, sizeof(name));
	snprintf(text, sizeof(text), "%s %s", c.engine, plate ? plate->name : name);
	return copy(g, text);
}

static struct words name_of(struct groups *g, const struct sample *s, const struct task *t)
{
	switch (g->by) {
	case GROUP_CONTAINER: return box_of(g, t);
	case GROUP_CGROUP:  return cgroup_of(t);
	case GROUP_USER:    return user_of(t);
	case GROUP_COMMAND: return program_of(t);
	default:            return session_of(g, s, t);
	}
}

void groups_init(struct groups *g)
{
	*g = (struct groups){ 0 };
	vec_init(&g->list, sizeof(struct task_group));
	vec_init(&g->places, sizeof(uint32_t));
}

void groups_free(struct groups *g)
{
	vec_free(&g->list);
	vec_free(&g->places);
	arena_free(&g->arena);
}

/* Of the container's own group, which may be above that of the process. */
static const struct cgroup_figures *figures_of(const struct sample *s, const struct task *t, enum group_by by)
{
	const struct cgroup_figures *f = sample_cgroup(s, t);
	struct container c;

	if (by == GROUP_CGROUP)
		return f;
	if (by != GROUP_CONTAINER || container_of(t, &c).length == 0)
		return NULL;
	while (f && f->group->length > c.path_length)
		f = sample_cgroup_above(s, f);
	return f;
}

static const struct cgroup *place_of(const struct task *t, enum group_by by)
{
	struct container c;

	if (by == GROUP_CGROUP)
		return t->who->have & NEED_CGROUP ? t->who->cgroup : NULL;
	return by == GROUP_CONTAINER && container_of(t, &c).length ? t->who->cgroup : NULL;
}

#define FREE 0               /* a place that nobody has; others hold the number of their group and 1 */

/* The group of this key, which is new if need be. There is always a free place: groups are no more than processes. */
static struct task_group *group_of(struct groups *g, const struct sample *s, const struct task *t)
{
	uint32_t *places = g->places.data;
	uint64_t key = group_key(s, t, g->by), at = (key ^ key >> 32) * UINT64_C(0x9e3779b97f4a7c15) >> 32;
	struct task_group *group;
	struct words name;

	for (at %= g->places.count; places[at] != FREE; at = (at + 1) % g->places.count) {
		group = (struct task_group *)g->list.data + places[at] - 1;
		if (group->key == key)
			return group;
	}
	name = name_of(g, s, t);
	group = vec_push(&g->list);
	*group = (struct task_group){ .key = key, .name = name.bytes, .length = (uint32_t)name.length,
	                              .place = place_of(t, g->by), .cgroup = figures_of(s, t, g->by) };
	group->net = group->place ? nets_find(s, group->place) : NULL;
	places[at] = (uint32_t)g->list.count;
	return group;
}

static struct held held_of(const struct task *t)
{
	if (t->rollup)
		return (struct held){ .bytes = t->rollup->pss - t->rollup->pss_file, .oldest_ms = t->rollup_age_ms };
	if (t->status)
		return (struct held){ .bytes = t->status->anon + t->status->shmem, .guessed = 1 };
	return (struct held){ .missing = 1 };
}

static void held_add(struct held *to, const struct held *from)
{
	to->bytes += from->bytes;
	to->oldest_ms = to->oldest_ms > from->oldest_ms ? to->oldest_ms : from->oldest_ms;
	to->guessed += from->guessed;
	to->missing += from->missing;
}

static void add(struct task_group *group, const struct task *t)
{
	struct sums sums = sums_of(t);
	const struct held held = held_of(t);
	const struct growth *growth = task_growth(t);

	sums_add(&group->sums, &sums);
	held_add(&group->held, &held);
	if (growth && growth->slopes[SPAN_MIDDLE].is_known)
		group->growth += growth->slopes[SPAN_MIDDLE].per_s;
	else
		group->no_growth++;
}

/* Used memory without the cache of files, less what processes hold of it. Who is hidden from us may hold anything. */
static void add_outside(struct groups *g, const struct sample *s, const struct held *all)
{
	const struct memory_parts *p = &s->machine.parts;
	uint64_t used = p->used + p->shared + p->kernel;
	struct task_group *group = vec_push(&g->list);

	*group = (struct task_group){ .name = OUTSIDE, .length = sizeof(OUTSIDE) - 1, .is_outside = true, .below = *all };
	group->sums.pss = used > all->bytes ? used - all->bytes : 0;
	group->below.missing += !s->machine.has_memory || s->machine.others_hidden;
}

/* What each group and those below it hold together: a control group's charge is of all of them. */
static void add_below(struct groups *g, const struct sample *s)
{
	struct task_group *group = g->list.data, **of_figures;

	if (s->cgroups.count == 0)
		return;
	of_figures = arena_take(&g->arena, s->cgroups.count * sizeof(*of_figures));
	for (size_t i = 0; i < g->list.count; i++)
		if (group[i].cgroup)
			of_figures[group[i].cgroup - (const struct cgroup_figures *)s->cgroups.data] = &group[i];
	for (size_t i = 0; i < g->list.count; i++)
		for (const struct cgroup_figures *f = group[i].cgroup; f; f = sample_cgroup_above(s, f)) {
			struct task_group *above = of_figures[f - (const struct cgroup_figures *)s->cgroups.data];
			if (above)
				held_add(&above->below, &group[i].held);
		}
}

bool group_outside(const struct task_group *g, uint64_t *bytes)
{
	const struct cgroup_figures *f = g->cgroup;
	uint64_t held;

	if (g->below.missing || (!g->is_outside && (!f || !(f->have & CGROUP_HAS_CHARGE) || !(f->have & CGROUP_HAS_STAT))))
		return false;
	held = g->is_outside ? 0 : g->below.bytes + f->cache;
	*bytes = g->is_outside ? g->sums.pss : f->counts.charge > held ? f->counts.charge - held : 0;
	return true;
}

bool group_is_about(const struct task_group *g)
{
	return g->below.guessed || g->below.oldest_ms >= UNIT_FRESH_S * 1000;
}

void groups_build(struct groups *g, const struct sample *s, enum group_by by, const bool *keep)
{
	const struct task *t = sample_tasks(s);
	struct held all = { 0 }, one;

	g->by = by;
	g->list.count = g->places.count = 0;
	arena_clear(&g->arena);
	vec_resize(&g->places, 2 * s->tasks.count + 1);
	for (size_t i = 0; i < s->tasks.count; i++) {
		if (t[i].is_thread || t[i].is_kernel)
			continue;
		one = held_of(&t[i]);
		held_add(&all, &one);
		if (keep[i])
			add(group_of(g, s, &t[i]), &t[i]);
	}
	add_below(g, s);
	add_outside(g, s, &all);
}

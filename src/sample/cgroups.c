/* cgroups.c - remembers control groups by their paths, and reads what they hold at most once a sample. Knows no files' names:
 * see cgroup_tree.c. */
#include "cgroups.h"

#include <stdlib.h>
#include <string.h>

#define CGROUP_ROOM 8192     /* of /proc/PID/cgroup: a line for each hierarchy */

void cgroups_init(struct cgroups *c)
{
	*c = (struct cgroups){ .tree = { .dir = -1 } };
	vec_init(&c->known, sizeof(struct cgroup *));
}

void cgroups_free(struct cgroups *c)
{
	struct cgroup *const *g = c->known.data;

	for (size_t i = 0; i < c->known.count; i++)
		cgroup_drop(g[i]);
	vec_free(&c->known);
	cgroup_tree_close(&c->tree);
}

bool cgroups_place(struct cgroups *c, const char *dir, struct err *e)
{
	cgroup_tree_close(&c->tree);
	c->is_placed = true;
	return cgroup_tree_open(&c->tree, dir, e);
}

static int compare(const struct cgroup *g, struct cgroup_span path)
{
	size_t n = g->length < path.length ? g->length : path.length;
	int order = memcmp(g->path, path.bytes, n);

	return order ? order : (g->length > path.length) - (g->length < path.length);
}

/* Its place, or where it would be. */
static size_t place_of(const struct cgroups *c, struct cgroup_span path)
{
	struct cgroup *const *g = c->known.data;
	size_t low = 0, high = c->known.count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (compare(g[middle], path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* "/a" of "/a/b", "/" of "/a". False for "/" itself, and for what is outside of our namespace: "/..". */
static bool parent_path(struct cgroup_span path, struct cgroup_span *parent)
{
	size_t n = path.length;

	if (n <= 1 || (n >= 3 && memcmp(path.bytes + n - 3, "/..", 3) == 0))
		return false;
	while (path.bytes[n - 1] != '/')
		n--;
	*parent = (struct cgroup_span){ path.bytes, n > 1 ? n - 1 : 1 };
	return true;
}

static struct cgroup *add(struct cgroups *c, struct cgroup_span path)
{
	struct cgroup *g = memory_new(sizeof(*g) + path.length + 1), **place;
	struct cgroup_span parent;
	size_t at;

	*g = (struct cgroup){ .refs = 1, .tries = CGROUP_UNSEEN, .length = path.length };
	memcpy(g->path, path.bytes, path.length);
	g->path[path.length] = '\0';
	if (parent_path(path, &parent))
		g->parent = cgroups_get(c, parent);
	at = place_of(c, path);
	vec_push(&c->known);
	place = (struct cgroup **)c->known.data + at;
	memmove(place + 1, place, (c->known.count - 1 - at) * sizeof(*place));
	return *place = g;
}

const struct cgroup *cgroups_get(struct cgroups *c, struct cgroup_span path)
{
	struct cgroup *g;
	size_t at;

	while (path.length > 1 && path.bytes[path.length - 1] == '/')
		path.length--;
	if (path.length == 0 || path.length >= CGROUP_PATH || path.bytes[0] != '/')
		return NULL;
	at = place_of(c, path);
	g = at < c->known.count ? ((struct cgroup **)c->known.data)[at] : NULL;
	return cgroup_keep(g && compare(g, path) == 0 ? g : add(c, path));
}

/* Those below a group stand behind it: from the end, a group comes after all that point to it. */
void cgroups_sweep(struct cgroups *c)
{
	struct cgroup **g = c->known.data;
	size_t kept = 0;

	for (size_t i = c->known.count; i-- > 0;)
		if (g[i]->refs == 1) {
			cgroup_drop(g[i]);
			g[i] = NULL;
		}
	for (size_t i = 0; i < c->known.count; i++)
		if (g[i])
			g[kept++] = g[i];
	c->known.count = kept;
}

/* The group of a process, with a reference; NULL when it has vanished or may not be asked. */
static const struct cgroup *read_group(struct cgroups *c, const struct procfs *p, pid_t pid)
{
	char text[CGROUP_ROOM];
	struct cgroup_span path;
	ssize_t n = procfs_read(p, pid, 0, "cgroup", text, sizeof(text));

	return n > 0 && cgroup_path_parse(text, (size_t)n, &path) ? cgroups_get(c, path) : NULL;
}

/* An identity that no other sample has yet may change; else the task gets one of its own. */
static void set_group(struct task *t, const struct cgroup *group)
{
	struct identity *who = (struct identity *)(uintptr_t)t->who;

	if (who->refs > 1) {
		who = identity_again(t->who, t->who->command, t->who->command_length);
		who->young = t->who->young;
		who->cgroup_id = t->who->cgroup_id;
		identity_drop(t->who);
		t->who = who;
	}
	cgroup_drop(who->cgroup);
	who->cgroup = group;
	who->have |= NEED_CGROUP;
	t->have |= NEED_CGROUP;
}

void cgroups_join_again(struct cgroups *c, const struct procfs *p, struct task *t)
{
	const struct cgroup *group = read_group(c, p, t->tgid);

	if (t->who->have & NEED_CGROUP && t->who->cgroup == group)
		cgroup_drop(group);
	else
		set_group(t, group);
}

void cgroups_join(struct cgroups *c, const struct procfs *p, struct task *t, uint64_t id)
{
	bool is_moved = id && t->who->cgroup_id && t->who->cgroup_id != id;

	if (t->is_thread)
		return;
	if (!(t->who->have & NEED_CGROUP) || is_moved)
		cgroups_join_again(c, p, t);
	/* Nobody but the thread that samples looks at it. */
	if (id)
		((struct identity *)(uintptr_t)t->who)->cgroup_id = id;
}

static void find_cache(struct cgroup_figures *f)
{
	uint64_t cache = cgroup_reclaimable(&f->counts.stat);

	/* The two files are not read at one instant. */
	f->cache = f->have & CGROUP_HAS_CHARGE && cache > f->counts.charge ? f->counts.charge : cache;
}

/* What its own limit leaves. False where that is not known. */
static bool own_headroom(const struct cgroup_figures *f, uint64_t *out)
{
	uint64_t used = f->counts.charge - f->cache;

	*out = CGROUP_NO_LIMIT;
	if (!(f->have & CGROUP_HAS_LIMIT))
		return false;
	if (f->counts.limit == CGROUP_NO_LIMIT)
		return true;
	*out = f->counts.limit > used ? f->counts.limit - used : 0;
	return (f->have & (CGROUP_HAS_CHARGE | CGROUP_HAS_STAT)) == (CGROUP_HAS_CHARGE | CGROUP_HAS_STAT);
}

/* The limits of those above count too. */
static void find_limits(struct cgroup_figures *f, const struct cgroup_figures *parent)
{
	uint64_t headroom, above = f->counts.stat.bytes[CGROUP_ANCESTORS_LIMIT];
	bool is_known = own_headroom(f, &headroom);

	f->limit = f->counts.limit;
	f->binds = f->limit == CGROUP_NO_LIMIT ? NULL : f->group;
	if (f->have & CGROUP_HAS_LIMIT && (!parent || parent->have & CGROUP_HAS_EFFECTIVE))
		f->have |= CGROUP_HAS_EFFECTIVE;
	if (parent && parent->limit < f->limit) {
		f->limit = parent->limit;
		f->binds = parent->binds;
	}
	/* Of those above the topmost that we see, version 1 tells the limit and not how much is left. */
	if (f->counts.stat.known[CGROUP_ANCESTORS_LIMIT] && above < f->limit) {
		f->limit = above;
		f->binds = f->group;
	}
	f->headroom = headroom;
	f->tightest = headroom == CGROUP_NO_LIMIT ? NULL : f->group;
	if (is_known && (!parent || parent->have & CGROUP_HAS_HEADROOM))
		f->have |= CGROUP_HAS_HEADROOM;
	if (parent && parent->headroom < f->headroom) {
		f->headroom = parent->headroom;
		f->tightest = parent->tightest;
	}
}

/* The place of a group's figures in the sample, from 1 on; they are read if they are not there. */
static uint32_t measure(struct cgroups *c, struct sample *s, const struct cgroup *g)
{
	struct cgroup_figures *f = s->cgroups.data;
	uint32_t parent;

	if (g->place > 0 && g->place <= s->cgroups.count && f[g->place - 1].group == g)
		return g->place;
	parent = g->parent ? measure(c, s, g->parent) : 0;
	f = vec_push(&s->cgroups);
	*f = (struct cgroup_figures){ .group = cgroup_keep(g), .parent = parent };
	/* Only the thread that samples changes it, and only it looks. */
	((struct cgroup *)(uintptr_t)g)->place = (uint32_t)s->cgroups.count;
	if (!cgroup_tree_read(&c->tree, (struct cgroup_span){ g->path, g->length }, &f->counts))
		f->counts.limit = CGROUP_NO_LIMIT;
	f->have = f->counts.have;
	find_cache(f);
	find_limits(f, parent ? (const struct cgroup_figures *)s->cgroups.data + parent - 1 : NULL);
	return g->place;
}

void cgroups_measure(struct cgroups *c, const struct procfs *p, struct sample *s, struct task *t)
{
	if (t->is_thread || !(t->have & NEED_CGROUP) || !t->who->cgroup)
		return;
	if (!c->is_placed)
		cgroup_tree_find(&c->tree, p);
	c->is_placed = true;
	t->cgroup = measure(c, s, t->who->cgroup);
	t->have |= NEED_LIMIT;
}

/* nets.c - which process tells of a container's network, and how fast that is. Parses nothing. */
#include "nets.h"

#include <stdlib.h>

#include "container.h"
#include "net_space.h"

#define SECOND 1e9

/* The container's own group: the one that the task is in, or one above it. NULL: it is in none. */
static const struct cgroup *own_group(const struct cgroup *g)
{
	struct container c;

	if (!g || !container_find(g->path, g->length, &c))
		return NULL;
	while (g && g->length > c.path_length)
		g = g->parent;
	return g;
}

static const struct cgroup *group_of(const struct task *t)
{
	return t && !t->is_thread && t->who->have & NEED_CGROUP ? own_group(t->who->cgroup) : NULL;
}

/* The figures of the group in this sample, made if they are not there. */
static struct net_figures *figures_of(struct sample *s, const struct cgroup *g)
{
	struct net_figures *f = s->nets.data;

	if (g->net > 0 && g->net <= s->nets.count && f[g->net - 1].group == g)
		return &f[g->net - 1];
	f = vec_push(&s->nets);
	f->group = cgroup_keep(g);
	/* Only the thread that samples changes it, and only it looks. */
	((struct cgroup *)(uintptr_t)g)->net = (uint32_t)s->nets.count;
	return f;
}

/* Counters begin anew where another process, in another namespace, tells. */
static void find_rates(struct net_figures *f, const struct net_past *past)
{
	double seconds = (double)(f->past.at_ns - past->at_ns) / SECOND;

	if (!past->at_ns || past->space != f->past.space || past->received > f->past.received || past->sent > f->past.sent || seconds <= 0)
		return;
	f->has_rates = true;
	f->received_s = (uint64_t)((double)(f->past.received - past->received) / seconds);
	f->sent_s = (uint64_t)((double)(f->past.sent - past->sent) / seconds);
}

static void read_figures(const struct procfs *p, uint64_t now, uint64_t machine, struct vec *text, struct net_figures *f)
{
	struct cgroup *g = (struct cgroup *)(uintptr_t)f->group;
	uint64_t space = net_space_of(p, f->told_by);
	struct netdev dev;

	f->is_shared = space && (space == machine || space == net_space_of(p, f->started_by));
	if (f->is_shared || !space || !net_space_read(p, f->told_by, text, &dev))
		return;
	f->is_known = true;
	f->past = (struct net_past){ .at_ns = now, .space = space, .received = dev.received, .sent = dev.sent };
	find_rates(f, &g->net_past);
	g->net_past = f->past;
}

static int by_group(const void *a, const void *b)
{
	uintptr_t x = (uintptr_t)((const struct net_figures *)a)->group, y = (uintptr_t)((const struct net_figures *)b)->group;

	return (x > y) - (x < y);
}

void nets_read(const struct procfs *p, struct vec *text, struct sample *s)
{
	const struct task *t = sample_tasks(s);
	struct net_figures *f;
	uint64_t machine;

	for (size_t i = 0; i < s->tasks.count; i++) {
		const struct cgroup *g = group_of(&t[i]);
		const struct task *parent;
		if (!g || (f = figures_of(s, g))->started_by)
			continue;
		/* Who was started from outside is the best to ask. */
		parent = sample_find(s, t[i].ppid);
		if (parent && group_of(parent) != g)
			f->started_by = parent->pid;
		if (!f->told_by || f->started_by)
			f->told_by = t[i].pid;
	}
	if (s->nets.count == 0)
		return;
	f = s->nets.data;
	machine = net_space_of(p, 1);
	for (size_t i = 0; i < s->nets.count; i++)
		read_figures(p, s->boot_ns, machine, text, &f[i]);
	qsort(f, s->nets.count, sizeof(*f), by_group);
}

const struct net_figures *nets_find(const struct sample *s, const struct cgroup *g)
{
	struct net_figures key = { .group = own_group(g) };

	return key.group && s->nets.count ? bsearch(&key, s->nets.data, s->nets.count, sizeof(key), by_group) : NULL;
}

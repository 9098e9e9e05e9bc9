/* names.c - which containers are to be asked for, and when: a question costs a process for some milliseconds. Knows no engine. */
#include "names.h"

#include <stdlib.h>

#include "aside.h"
#include "box_asker.h"
#include "container.h"
#include "thread.h"

#define SECOND UINT64_C(1000000000)
#define ALL_AGAIN (60 * SECOND)    /* containers can be renamed */
#define MOST_TRIES 6               /* then a container without a name is asked for as rarely as all */
#define PATIENCE_MS 3000

struct errand {
	struct aside_item item;
	const struct procfs *proc;
	struct box_names *names;   /* ours */
	int patience_ms;
	bool in_time;
};

static void ask(void *item)
{
	struct errand *e = item;

	e->in_time = box_asker_ask(e->names, e->proc, e->patience_ms);
}

static void drop(void *item)
{
	struct errand *e = item;

	box_names_free(e->names);
	free(e->names);
}

void names_init(struct names *n, const struct procfs *p)
{
	*n = (struct names){ .proc = p, .aside = aside_open("ramtop-names", sizeof(struct errand), ask, NULL), .patience_ms = PATIENCE_MS, .waits = true };
	vec_init(&n->done, sizeof(struct errand));
}

void names_free(struct names *n)
{
	aside_close(n->aside, drop);
	vec_free(&n->done);
}

/* The id of the container that the group is in, or NULL: it is in none, or the path has its name. */
static const char *id_of(const struct cgroup *g)
{
	struct container c;

	return container_find(g->path, g->length, &c) && c.is_id ? c.name : NULL;
}

/* Whether nobody has told its name yet, and it is time to ask. Only the thread that samples looks at the tries. */
static bool is_due(const struct names *n, struct cgroup *g, uint64_t now)
{
	if (g->tries == CGROUP_UNSEEN)
		g->tries = id_of(g) ? 0 : CGROUP_NAMELESS;
	return g->tries <= MOST_TRIES && !cgroup_plate(g) && (!n->asked_ns || now >= n->asked_ns + (SECOND << g->tries) / 2);
}

static void give(const struct names *n, const struct cgroups *c)
{
	const struct box_names *names = ((const struct errand *)n->done.data)->names;

	for (size_t i = 0; i < c->known.count; i++) {
		struct cgroup *g = ((struct cgroup *const *)c->known.data)[i];
		const char *id = g->tries <= MOST_TRIES ? id_of(g) : NULL;
		const struct box_name *name = id ? box_names_find(names, id, BOX_ID) : NULL;
		if (name && name->name)
			cgroup_name(g, name->name, name->image);
		else if (name && g->tries < MOST_TRIES)
			g->tries++;
	}
}

static void take(struct names *n, const struct cgroups *c)
{
	aside_take(n->aside, &n->done);
	if (n->done.count == 0)
		return;
	n->is_asking = false;
	give(n, c);
	/* Who has kept us waiting once is not waited for again. */
	n->waits = n->waits && ((struct errand *)n->done.data)->in_time;
	drop(n->done.data);
}

static void send(struct names *n, const struct cgroups *c, uint64_t now)
{
	struct errand e = { .proc = n->proc, .names = memory_new(sizeof(*e.names)), .patience_ms = n->patience_ms };

	box_names_init(e.names);
	for (size_t i = 0; i < c->known.count; i++) {
		struct cgroup *g = ((struct cgroup *const *)c->known.data)[i];
		bool is_wanted = now >= n->all_ns + ALL_AGAIN || !cgroup_plate(g);
		const char *id = is_wanted && g->tries <= MOST_TRIES ? id_of(g) : NULL;
		if (id)
			box_names_ask_at(e.names, id, g->path);
	}
	if (now >= n->all_ns + ALL_AGAIN)
		n->all_ns = now;
	n->asked_ns = now;
	n->is_asking = true;
	aside_give(n->aside, &e, 1);
}

void names_look(struct names *n, const struct cgroups *c)
{
	uint64_t now = thread_now_ns();
	bool is_new = false, has_any = false;
	struct errand stuck;

	if (n->is_asking)
		take(n, c);
	if (n->is_asking)
		return;
	for (size_t i = 0; i < c->known.count; i++) {
		struct cgroup *g = ((struct cgroup *const *)c->known.data)[i];
		is_new = is_due(n, g, now) || is_new;
		has_any = has_any || g->tries <= MOST_TRIES;
	}
	if (!is_new && !(has_any && now >= n->all_ns + ALL_AGAIN))
		return;
	send(n, c, now);
	if (!n->waits)
		return;
	aside_wait(n->aside, (uint64_t)n->patience_ms * 2000000, &stuck);
	take(n, c);
}

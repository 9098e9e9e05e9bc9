/* kills.c - counts what the OOM killer does, and reads the kernel's log for names. Parses nothing: see kmsg.c. */
#define _GNU_SOURCE
#include "kills.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "kmsg.h"
#include "sample.h"

#define SECOND UINT64_C(1000000000)
#define BURST 8              /* kills without a name that one sample lists */

/* What was counted for a group when it was read last. */
struct kills_group {
	const struct cgroup *group;    /* one reference */
	uint64_t kills;
	uint64_t serial;               /* of that sample */
};

const char *kills_why_unnamed(enum kills_log log)
{
	switch (log) {
	case KILLS_UNREAD:
	case KILLS_READ:       return NULL;
	case KILLS_RESTRICTED: return "names need CAP_SYSLOG: kernel.dmesg_restrict is set";
	case KILLS_FORBIDDEN:  return "names need the right to read /dev/kmsg";
	case KILLS_NO_LOG:     return "the kernel's log cannot be read here";
	}
	return NULL;
}

void kills_init(struct kills *k)
{
	*k = (struct kills){ .log_fd = -1 };
	vec_init(&k->list, sizeof(struct kill));
	vec_init(&k->groups, sizeof(struct kills_group));
}

void kills_free(struct kills *k)
{
	struct kills_group *g = k->groups.data;

	for (size_t i = 0; i < k->groups.count; i++)
		cgroup_drop(g[i].group);
	if (k->log_fd >= 0)
		close(k->log_fd);
	vec_free(&k->list);
	vec_free(&k->groups);
}

void kills_read_from(struct kills *k, int fd)
{
	k->log_fd = fd;
	k->log = KILLS_READ;
}

static void open_log(struct kills *k, const struct procfs *p)
{
	if (k->log != KILLS_UNREAD)
		return;
	errno = ENOENT;
	k->log_fd = p->is_living ? open("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC) : -1;
	k->log = k->log_fd >= 0 ? KILLS_READ : errno == EPERM ? KILLS_RESTRICTED : errno == EACCES ? KILLS_FORBIDDEN : KILLS_NO_LOG;
}

static struct kill *add(struct kills *k)
{
	struct kill *list = k->list.data;

	if (k->list.count == KILLS_LISTED) {
		memmove(list, list + 1, (KILLS_LISTED - 1) * sizeof(*list));
		list[KILLS_LISTED - 1] = (struct kill){ 0 };
		return &list[KILLS_LISTED - 1];
	}
	return vec_push(&k->list);
}

/* The log's clock stands still while the machine sleeps, as CLOCK_MONOTONIC does. */
static uint64_t wall_of(uint64_t at_ns, const struct sample *s)
{
	struct timespec ts;
	uint64_t now;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	now = (uint64_t)ts.tv_sec * 1000000000u + (uint64_t)ts.tv_nsec;
	return s->wall_ns - (now > at_ns ? now - at_ns : 0);
}

/* Where a whole group goes, the one that was chosen is killed twice. */
static bool is_listed(const struct kills *k, const struct kmsg_kill *killed, uint64_t wall_ns)
{
	const struct kill *list = k->list.data;

	for (size_t i = 0; i < k->list.count; i++)
		if (list[i].pid == killed->pid && list[i].wall_ns + SECOND > wall_ns && strcmp(list[i].comm, killed->comm) == 0)
			return true;
	return false;
}

static void take_message(struct kills *k, const struct kmsg_record *r, const struct sample *s)
{
	struct kmsg_choice choice;
	struct kmsg_kill killed;
	struct kill *one;

	if (kmsg_together_parse(r->message, r->length, k->together, sizeof(k->together)))
		return;
	if (kmsg_choice_parse(r->message, r->length, &choice)) {
		k->together[0] = '\0';
		k->choice_length = r->length < sizeof(k->choice) ? r->length : 0;
		memcpy(k->choice, r->message, k->choice_length);
		return;
	}
	if (!kmsg_kill_parse(r->message, r->length, &killed) || is_listed(k, &killed, wall_of(r->at_ns, s)))
		return;
	one = add(k);
	*one = (struct kill){ .wall_ns = wall_of(r->at_ns, s), .pid = killed.pid, .rss = killed.rss, .is_of_group = killed.is_of_group };
	one->is_before = one->wall_ns < k->start_ns;
	memcpy(one->comm, killed.comm, sizeof(killed.comm) < sizeof(one->comm) ? sizeof(killed.comm) : sizeof(one->comm));
	if (kmsg_choice_parse(k->choice, k->choice_length, &choice))
		kmsg_choice_group(&choice, &killed, one->group, sizeof(one->group));
	if (!one->group[0] && killed.is_of_group)
		memcpy(one->group, k->together, sizeof(one->group));
	k->choice_length = 0;
}

/* One record a read. EPIPE: some were overwritten before we came to them; EINVAL: one is longer than any that matters. */
static void read_log(struct kills *k, const struct sample *s)
{
	char text[KMSG_ROOM];
	struct kmsg_record r;
	ssize_t n;

	while (k->log_fd >= 0 && ((n = read(k->log_fd, text, sizeof(text))) > 0 || (n < 0 && (errno == EPIPE || errno == EINTR || errno == EINVAL))))
		if (n > 0 && kmsg_parse(text, (size_t)n, &r) && r.facility == 0)
			take_message(k, &r, s);
}

/* They stand in the same order from one sample to the next, as a rule. */
static struct kills_group *group_at(struct kills *k, const struct cgroup *group, size_t hint)
{
	struct kills_group *g = k->groups.data;

	if (hint < k->groups.count && g[hint].group == group)
		return &g[hint];
	for (size_t i = 0; i < k->groups.count; i++)
		if (g[i].group == group)
			return &g[i];
	return NULL;
}

/* Those that are not in the sample any more. */
static void forget_groups(struct kills *k, const struct sample *s)
{
	struct kills_group *g = k->groups.data;
	size_t kept = 0;

	for (size_t i = 0; i < k->groups.count; i++)
		if (g[i].serial == s->serial)
			g[kept++] = g[i];
		else
			cgroup_drop(g[i].group);
	k->groups.count = kept;
}

/* The group with the most kills more than last time: in version 2 those of a group count for all above it, and those stand
 * before it. NULL: in none. */
static const struct cgroup *find_group(struct kills *k, const struct sample *s)
{
	const struct cgroup_figures *f = s->cgroups.data;
	const struct cgroup *found = NULL;
	uint64_t most = 1;
	size_t next = 0;

	for (size_t i = 0; i < s->cgroups.count; i++) {
		struct kills_group *g;
		if (!(f[i].have & CGROUP_HAS_KILLS))
			continue;
		g = group_at(k, f[i].group, next);
		/* One that came later stands at the end: those behind it go on where they were. */
		next += g && g == (struct kills_group *)k->groups.data + next;
		if (g && f[i].counts.kills >= g->kills + most) {
			most = f[i].counts.kills - g->kills;
			found = f[i].group;
		}
		if (!g) {
			g = vec_push(&k->groups);
			g->group = cgroup_keep(f[i].group);
		}
		g->kills = f[i].counts.kills;
		g->serial = s->serial;
	}
	forget_groups(k, s);
	return found;
}

/* Without the log there is the time at which they were first seen, and where. */
static void add_unnamed(struct kills *k, const struct sample *s, uint64_t count, const struct cgroup *group)
{
	for (uint64_t i = 0; i < count && i < BURST; i++) {
		struct kill *one = add(k);
		*one = (struct kill){ .wall_ns = s->wall_ns, .is_of_group = group != NULL };
		if (group)
			memcpy(one->group, group->path, group->length < sizeof(one->group) ? group->length : sizeof(one->group) - 1);
	}
}

static void give(const struct kills *k, struct sample *s)
{
	struct kill *list;

	s->kills = (struct kills_seen){ .is_known = k->has_first, .is_of_container = k->is_of_container, .since_boot = k->last, .since_start = k->last - k->first,
	                                .log = k->log, .count = k->list.count };
	if (k->list.count == 0)
		return;
	list = arena_take(&s->arena, k->list.count * sizeof(*list));
	memcpy(list, k->list.data, k->list.count * sizeof(*list));
	s->kills.list = list;
}

/* The machine's count says nothing of a container that has a limit of its own. */
static uint64_t count(struct kills *k, const struct sample *s)
{
	const struct cgroup_figures *f = sample_confining(s);

	k->is_of_container = f && f->have & CGROUP_HAS_KILLS;
	return k->is_of_container ? f->counts.kills : s->machine.events.oom_kills;
}

void kills_look(struct kills *k, const struct procfs *p, struct sample *s)
{
	const struct cgroup *group;
	uint64_t before = k->last;

	if (!s->machine.has_events)
		return;
	k->last = count(k, s);
	if (!k->has_first) {
		k->first = before = k->last;
		k->start_ns = s->wall_ns;
		k->has_first = true;
	}
	/* A program that never sees any leaves the log alone. */
	if (k->last > 0)
		open_log(k, p);
	read_log(k, s);
	group = find_group(k, s);
	if (k->log != KILLS_READ && k->last > before)
		add_unnamed(k, s, k->last - before, group);
	give(k, s);
}

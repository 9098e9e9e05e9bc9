/* child.c - runs a command and reaps whoever comes of it. What they hold, child_look.c sees; prints nothing. */
#define _GNU_SOURCE
#include "child.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "child_watch.h"
#include "deliver.h"
#include "descent.h"
#include "own_scope.h"
#include "relay.h"
#include "thread.h"

#define LONGEST 100000000u   /* nanoseconds between two rounds */
#define FAREWELL 1000000000u /* for those that were killed */

/* ---- who has ended ------------------------------------------------------------------------------------------------------------- */

static void add_time(struct timeval *to, const struct timeval *more)
{
	to->tv_sec += more->tv_sec + (to->tv_usec + more->tv_usec) / 1000000;
	to->tv_usec = (to->tv_usec + more->tv_usec) % 1000000;
}

static void add_usage(struct rusage *to, const struct rusage *more)
{
	add_time(&to->ru_utime, &more->ru_utime);
	add_time(&to->ru_stime, &more->ru_stime);
	if (more->ru_maxrss > to->ru_maxrss)
		to->ru_maxrss = more->ru_maxrss;
	to->ru_minflt += more->ru_minflt;
	to->ru_majflt += more->ru_majflt;
	to->ru_inblock += more->ru_inblock;
	to->ru_oublock += more->ru_oublock;
	to->ru_nvcsw += more->ru_nvcsw;
	to->ru_nivcsw += more->ru_nivcsw;
}

static void take_exit(void *with, const struct exit_record *r)
{
	struct child *c = with;

	c->processes++;
	ended_add(&c->ended, r->comm, strlen(r->comm), r->peak, ENDED_EXACT);
}

static void take_exits(struct watch *w)
{
	if (!w->exits)
		return;
	exits_read(w->exits, kin_see, &w->kin);
	if (exits_were_lost(w->exits))
		kin_doubt(&w->kin);
}

/* All that can be reaped now. */
static void reap(struct watch *w)
{
	struct child *c = w->child;
	char text[STAT_ROOM];
	struct stat_line s;
	struct rusage usage;
	siginfo_t who;
	int status;

	for (;;) {
		who.si_pid = 0;
		if (waitid(P_ALL, 0, &who, WEXITED | WNOHANG | WNOWAIT) != 0 && errno != EINTR) {
			w->is_alone = true;
			return;
		}
		if (who.si_pid == 0)
			return;
		watch_ask(w, who.si_pid, text, &s);
		if (wait4(who.si_pid, &status, 0, &usage) != who.si_pid)
			continue;
		add_usage(&c->all, &usage);
		if (!w->exits)
			watch_reaped(w, who.si_pid, &s, &usage);
		if (who.si_pid != w->leader)
			continue;
		w->has_ended = true;
		c->status = status;
		c->leader = usage;
	}
}

/* ---- the whole ----------------------------------------------------------------------------------------------------------------- */

void child_init(struct child *c)
{
	*c = (struct child){ 0 };
	course_init(&c->course);
	shares_init(&c->shares);
	vec_init(&c->ended, sizeof(struct ended));
}

void child_free(struct child *c)
{
	course_free(&c->course);
	shares_free(&c->shares);
	vec_free(&c->ended);
}

uint64_t child_peak(const struct child *c)
{
	return c->has_peak && c->peak > c->course.highest.charge ? c->peak : c->course.highest.charge;
}

/* All that descend from us: each by its start, so that no other gets the signal. */
static void kill_tree(struct watch *w)
{
	char text[STAT_ROOM];
	struct stat_line s;

	if (w->child->is_charged)
		own_group_kill(&w->group);
	descent_list(w->proc, &w->pids);
	for (size_t i = 0; i < w->pids.count; i++) {
		pid_t pid = ((pid_t *)w->pids.data)[i];
		watch_ask(w, pid, text, &s);
		if (s.start_ns)
			deliver(w->proc, pid, s.start_ns, SIGKILL, NULL);
	}
}

static void hold_to_limits(struct watch *w)
{
	const struct child_limits *l = w->limits;

	if (!l->kills || !l->tree || child_peak(w->child) <= l->tree)
		return;
	if (!w->child->was_killed)
		w->farewell_ns = thread_now_ns() + FAREWELL;
	w->child->was_killed = true;
	kill_tree(w);
}

/* Who was killed is gone in a moment: none of them is said to run still. One that we may not kill is not waited for. */
static bool goes_on(const struct watch *w, enum child_end end)
{
	if (w->is_alone || !w->has_ended || end == CHILD_ALL)
		return !w->is_alone;
	return w->child->was_killed && thread_now_ns() < w->farewell_ns;
}

static void follow(struct watch *w, struct relay *relay, enum child_end end)
{
	struct pollfd fd = { .fd = relay->fd, .events = POLLIN };

	while (goes_on(w, end)) {
		uint64_t t = thread_now_ns(), next = w->next_ns < w->next_pss_ns ? w->next_ns : w->next_pss_ns;
		struct timespec wait = { 0, 0 };
		/* Exit records are left in their queue for a while: to be woken by each would cost more than to read it. */
		if (next > t + LONGEST)
			next = t + LONGEST;
		if (next > t)
			wait = (struct timespec){ (time_t)((next - t) / 1000000000u), (long)((next - t) % 1000000000u) };
		if (ppoll(&fd, 1, &wait, NULL) > 0 && relay_take(relay, w->has_ended ? 0 : w->leader, w->proc) == RELAY_ENOUGH)
			return;
		take_exits(w);
		reap(w);
		if (!w->has_ended || end == CHILD_ALL)
			watch_look(w);
		hold_to_limits(w);
	}
}

bool child_run(struct child *c, char *const argv[], enum child_end end, const struct child_limits *limits, const struct procfs *p,
               int *status, struct err *e)
{
	struct watch w = { .child = c, .proc = p, .limits = limits };
	struct relay relay;

	vec_init(&w.pids, sizeof(pid_t));
	relay_open(&relay);
	c->is_charged = own_group_open(&w.group, p, &c->why_not) ||
	                (own_scope_enter(p, &c->why_not) && own_group_open(&w.group, p, &c->why_not));
	w.exits = exits_open(&c->why_not_all);
	c->has_all = w.exits != NULL;
	kin_init(&w.kin, p, take_exit, c);
	seen_init(&w.seen);
	spawn_adopt();
	watch_begin(&w);
	w.start_ns = thread_now_ns();
	w.leader = spawn_start(argv, c->is_charged ? &w.group : NULL, &relay.before, status, e);
	if (w.leader) {
		follow(&w, &relay, end);
		c->wall_ns = thread_now_ns() - w.start_ns;
		if (c->is_charged)
			watch_group(&w);
		watch_end(&w);
		/* Each is told before its parent can know that it has ended. */
		take_exits(&w);
		c->has_all = w.exits && !exits_were_lost(w.exits) && !w.kin.were_lost;
		watch_left(&w);
	}
	if (c->is_charged)
		own_group_close(&w.group);
	exits_close(w.exits);
	kin_free(&w.kin);
	seen_free(&w.seen);
	relay_close(&relay);
	c->told = relay.told;
	vec_free(&w.pids);
	return w.leader != 0;
}

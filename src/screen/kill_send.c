/* kill_send.c - sends what was asked for, and SIGKILL afterwards. Draws nothing; delivery itself is deliver.c's, who ends
 * kill_watch.c's. */
#define _GNU_SOURCE
#include "kill.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "deliver.h"
#include "thread.h"

#define SECOND UINT64_C(1000000000)
#define SPARE_FILES 32          /* descriptors that are left for everything else */

void kill_listen(struct kill_pane *k, int fd, uint64_t tag)
{
	epoll_ctl(k->events, EPOLL_CTL_ADD, fd, &(struct epoll_event){ .events = EPOLLIN, .data.u64 = tag });
}

void kill_set_timer(struct kill_pane *k, uint64_t at_ns, uint64_t every_ns)
{
	const struct itimerspec when = {
		.it_value    = { (time_t)(at_ns / SECOND), (long)(at_ns % SECOND) },
		.it_interval = { (time_t)(every_ns / SECOND), (long)(every_ns % SECOND) },
	};

	timerfd_settime(k->timer, TFD_TIMER_ABSTIME, &when, NULL);
}

size_t kill_count(const struct kill_pane *k, enum fate fate)
{
	const struct victim *v = k->victims.data;
	size_t n = 0;

	for (size_t i = 0; i < k->victims.count; i++)
		n += v[i].fate == fate;
	return n;
}

size_t kill_here(const struct kill_pane *k)
{
	size_t here = kill_count(k, FATE_HERE);

	return k->group.is_meant && k->group.left > here ? k->group.left : here;
}

struct value kill_available(const struct ui *ui)
{
	char text[MEMINFO_ROOM];
	struct meminfo m;
	ssize_t n = procfs_read_machine(ui->proc, "meminfo", text, sizeof(text));

	if (n <= 0 || !meminfo_parse(text, (size_t)n, &m) || !m.known[MEM_AVAILABLE])
		return value_unknown();
	return value_number(m.bytes[MEM_AVAILABLE]);
}

/* ---- sending --------------------------------------------------------------------------------------------------------------- */

/* Each victim that is watched takes a descriptor. Those that there were before are not counted: they stay for the others. */
static void make_room(struct kill_pane *k)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
		return;
	if (!k->soft_limit)
		k->soft_limit = limit.rlim_cur;
	if (limit.rlim_cur >= k->soft_limit + k->victims.count)
		return;
	limit.rlim_cur = k->soft_limit + k->victims.count;
	if (limit.rlim_cur > limit.rlim_max)
		limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_NOFILE, &limit);
}

/* The lowest free descriptor is always taken: a high one says that few are left. */
static void keep_watch(struct victim *v)
{
	struct rlimit limit;

	if (v->watch < 0 || getrlimit(RLIMIT_NOFILE, &limit) != 0 || (rlim_t)v->watch + SPARE_FILES < limit.rlim_cur)
		return;
	close(v->watch);
	v->watch = -1;
}

static const char *reason(enum delivery d)
{
	switch (d) {
	case DELIVERED:          return NULL;
	case DELIVERY_REUSED:    return "refused: the pid was reused";
	case DELIVERY_GONE:      return "has ended already (ESRCH)";
	case DELIVERY_FORBIDDEN: return "not permitted (EPERM)";
	case DELIVERY_ELSEWHERE: return "refused: /proc is of elsewhere";
	case DELIVERY_FAILED:    break;
	}
	return strerrordesc_np(errno);
}

static void note(struct victim *v, enum delivery d, int number)
{
	v->why = reason(d);
	v->fate = v->why ? FATE_REFUSED : FATE_HERE;
	v->signal = number;
	v->sent_ns = thread_now_ns();
}

static void send_first(struct ui *ui, struct victim *v, int number)
{
	if (v->is_zombie) {
		v->fate = FATE_REFUSED;
		v->why = "has ended already: a zombie";
		return;
	}
	if (v->has_left) {
		v->fate = FATE_REFUSED;
		v->why = "refused: has left the group";
		return;
	}
	note(v, deliver(ui->proc, v->mark.pid, v->mark.start_ns, number, &v->watch), number);
	keep_watch(v);
}

/* What went wrong is read first. */
static int by_refusal(const void *a, const void *b)
{
	const struct victim *x = a, *y = b;

	if (x->fate != y->fate)
		return (y->fate == FATE_REFUSED) - (x->fate == FATE_REFUSED);
	return (x->mark.pid > y->mark.pid) - (x->mark.pid < y->mark.pid);
}

/* The chosen become the victims. */
static void take_chosen(struct kill_pane *k)
{
	struct vec old = k->victims;

	kill_forget(k);
	k->victims = k->chosen;
	k->chosen = old;
	k->chosen.count = 0;
	k->top = 0;
}

static void report(struct ui *ui, int number)
{
	const struct kill_pane *k = ui->kill;
	const struct victim *v = k->victims.data;
	size_t refused = kill_count(k, FATE_REFUSED), n = k->victims.count;
	char name[KILL_SHORT + 1];

	if (refused)
		ui_say(ui, "%s: %zu of %zu not sent", kill_signal_name(number), refused, n);
	else if (n == 1)
		ui_say(ui, "%s sent to %d %s", kill_signal_name(number), (int)v[0].mark.pid, kill_short_name(v, name));
	else
		ui_say(ui, "%s sent to %zu processes", kill_signal_name(number), n);
	/* Of one that just gets a signal the status line says all there is. */
	if (refused || n > 1 || k->kill_at_ns)
		kill_receipt_open(ui);
}

/* So that it ticks when a whole number of seconds is left, and for the last time when none is. */
static void count_down(struct kill_pane *k, uint64_t grace_ns)
{
	k->kill_at_ns = k->sent_ns + grace_ns;
	kill_set_timer(k, k->sent_ns + (grace_ns % SECOND ? grace_ns % SECOND : SECOND), SECOND);
}

void kill_send(struct ui *ui, int asked)
{
	struct kill_pane *k = ui->kill;
	struct victim *v, *self = NULL;
	int number = asked == TERM_THEN_KILL ? SIGTERM : asked;
	struct timespec boot;

	if (!kill_group_renew(ui))
		return;
	take_chosen(k);
	make_room(k);
	v = k->victims.data;
	k->asked = asked;
	k->before = k->now = kill_available(ui);
	k->kill_at_ns = 0;
	k->is_called_off = false;
	clock_gettime(CLOCK_BOOTTIME, &boot);
	k->sent_boot_ns = (uint64_t)boot.tv_sec * SECOND + (uint64_t)boot.tv_nsec;
	k->sent_ns = k->settled_ns = thread_now_ns();
	for (size_t i = 0; i < k->victims.count; i++)
		if (v[i].mark.pid == getpid())
			self = &v[i];
		else
			send_first(ui, &v[i], number);
	if (number == SIGKILL)
		kill_group_finish(ui);
	/* ramtop itself comes last, or it would not come to the others. */
	if (self)
		send_first(ui, self, number);
	qsort(v, k->victims.count, sizeof(*v), by_refusal);
	for (size_t i = 0; i < k->victims.count; i++)
		if (v[i].watch >= 0)
			kill_listen(k, v[i].watch, i);
	if (asked == TERM_THEN_KILL && kill_here(k))
		count_down(k, ui->settings->grace_ns);
	marks_clear(&ui->tagged);
	report(ui, number);
	sampler_hurry(ui->sampler);
}

/* ---- SIGKILL for those that are still here ---------------------------------------------------------------------------------- */

void kill_go_on(struct ui *ui)
{
	struct kill_pane *k = ui->kill;
	struct victim *v;
	size_t sent = 0;

	k->kill_at_ns = 0;
	kill_set_timer(k, 0, 0);
	kill_group_join(ui);
	v = k->victims.data;
	for (size_t i = 0; i < k->victims.count; i++) {
		enum delivery d;
		if (v[i].fate != FATE_HERE)
			continue;
		d = v[i].watch >= 0 ? deliver_watched(v[i].watch, SIGKILL)
		                    : deliver(ui->proc, v[i].mark.pid, v[i].mark.start_ns, SIGKILL, NULL);
		/* It ends at this moment: the watch, or a sample, tells. */
		if (d == DELIVERY_GONE)
			continue;
		note(&v[i], d, SIGKILL);
		sent += d == DELIVERED;
	}
	kill_group_finish(ui);
	if (sent)
		ui_say(ui, "SIGKILL sent to %zu that %s still here", sent, sent == 1 ? "was" : "were");
	sampler_hurry(ui->sampler);
}

void kill_call_off(struct ui *ui)
{
	struct kill_pane *k = ui->kill;
	size_t here = kill_here(k);

	k->kill_at_ns = 0;
	k->is_called_off = true;
	kill_set_timer(k, 0, 0);
	ui_say(ui, "SIGKILL called off: %zu %s still here", here, here == 1 ? "is" : "are");
}

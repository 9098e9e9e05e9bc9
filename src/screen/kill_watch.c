/* kill_watch.c - takes note of the victims that end, and lets the countdown go on. Draws nothing. */
#include "kill.h"

#include <stdio.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "thread.h"

#define SETTLE UINT64_C(2000000000)     /* after an end the memory comes back for so long at most */

/* A child that is about to exec may still have it open: it is taken off the list by name. */
static void drop_watch(struct kill_pane *k, struct victim *v)
{
	if (v->watch < 0)
		return;
	epoll_ctl(k->events, EPOLL_CTL_DEL, v->watch, NULL);
	close(v->watch);
	v->watch = -1;
}

void kill_forget(struct kill_pane *k)
{
	struct victim *v = k->victims.data;

	for (size_t i = 0; i < k->victims.count; i++)
		drop_watch(k, &v[i]);
	k->victims.count = 0;
}

static void end_victim(struct kill_pane *k, struct victim *v)
{
	drop_watch(k, v);
	v->fate = FATE_ENDED;
	v->ended_ns = thread_now_ns();
}

/* Those that no descriptor was left for: a later sample does not have them. */
static const struct victim *look_at_sample(struct ui *ui)
{
	struct kill_pane *k = ui->kill;
	struct victim *v = k->victims.data, *last = NULL;

	if (!ui->sample || ui->sample->serial == k->serial || ui->sample->boot_ns <= k->sent_boot_ns)
		return NULL;
	k->serial = ui->sample->serial;
	for (size_t i = 0; i < k->victims.count; i++) {
		const struct task *t;
		if (v[i].fate != FATE_HERE || v[i].watch >= 0)
			continue;
		t = sample_find(ui->sample, v[i].mark.pid);
		if (t && mark_is(v[i].mark, t) && !kill_is_zombie(t))
			continue;
		end_victim(k, &v[i]);
		last = &v[i];
	}
	if (thread_now_ns() < k->settled_ns)
		k->now = kill_available(ui);
	return last;
}

/* What the descriptors tell. The last who has ended; NULL: nobody has. */
static const struct victim *look_at_events(struct ui *ui)
{
	struct kill_pane *k = ui->kill;
	struct victim *v = k->victims.data, *last = NULL;
	struct epoll_event events[64];
	uint64_t count;
	int n;

	while ((n = epoll_wait(k->events, events, ARRAY_LEN(events), 0)) > 0) {
		for (int i = 0; i < n; i++)
			if (events[i].data.u64 == KILL_PREVIEW)
				kill_preview_take(k);
			else if (events[i].data.u64 != KILL_TIMER)
				end_victim(k, last = &v[events[i].data.u64]);
			else if (read(k->timer, &count, sizeof(count)) > 0 && !k->kill_at_ns && !k->group.until_ns)
				kill_preview_end(k);
		if (n < (int)ARRAY_LEN(events))
			break;
	}
	return last;
}

static void tell_end(struct ui *ui, const struct victim *last)
{
	struct kill_pane *k = ui->kill;
	size_t ended = kill_count(k, FATE_ENDED), all = k->victims.count;
	const char *by = kill_signal_name(last->signal);
	char name[KILL_SHORT + 1], memory[64];
	double seconds = (double)(last->ended_ns - last->sent_ns) / 1e9;

	k->now = kill_available(ui);
	k->settled_ns = last->ended_ns + SETTLE;
	kill_write_available(k, memory, sizeof(memory), ui->settings->set);
	if (all == 1)
		ui_say(ui, "%d %s ended %.1f s after %s%s%s", (int)last->mark.pid, kill_short_name(last, name), seconds, by,
		       memory[0] ? ", available " : "", memory);
	else if (ended < all)
		ui_say(ui, "%zu of %zu have ended, %d %.1f s after %s", ended, all, (int)last->mark.pid, seconds, by);
	else
		ui_say(ui, "all %zu have ended, the last %.1f s after %s%s%s", all, seconds, by, memory[0] ? ", available " : "", memory);
}

int kill_fd(const struct ui *ui)
{
	return ui->kill ? ui->kill->events : -1;
}

void kill_look(struct ui *ui)
{
	struct kill_pane *k = ui->kill;
	const struct victim *last, *other;

	if (!k)
		return;
	last = look_at_events(ui);
	other = look_at_sample(ui);
	last = last ? last : other;
	if (last)
		tell_end(ui, last);
	kill_group_look(ui);
	if (!k->kill_at_ns)
		return;
	if (kill_here(k) == 0) {
		k->kill_at_ns = 0;
		kill_set_timer(k, 0, 0);
	} else if (thread_now_ns() >= k->kill_at_ns)
		kill_go_on(ui);
}

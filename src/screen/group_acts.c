/* group_acts.c - signals for a control group, and its freezer. Chooses none: the pane of groups does. */
#define _GNU_SOURCE
#include "group_acts.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "group_dir.h"
#include "kill.h"

#define NAMED 4              /* of those that are to stand still; the others are counted */

bool group_can_act(const struct ui *ui, const struct task_group *g)
{
	return !ui->settings->readonly && g && g->cgroup;
}

/* Why nothing is done; NULL: something may be. */
static const char *reason(const struct ui *ui, const struct task_group *g)
{
	if (ui->settings->readonly)
		return "--readonly: nothing is changed";
	if (!g || g->is_outside)
		return "there is no process in that";
	return g->cgroup ? NULL : "these are not one control group: Enter shows its processes, who can be tagged";
}

enum flow group_signal(struct ui *ui, const struct task_group *g)
{
	const char *why = reason(ui, g);

	if (why)
		ui_say(ui, "%s", why);
	else if (kill_group_aim(ui, g)) {
		kill_group_choose(ui);
		return kill_open_menu(ui);
	}
	return GO_ON;
}

/* ---- the freezer --------------------------------------------------------------------------------------------------------------- */

static const char *reason_of_error(void)
{
	return errno == ENODEV || errno == ENOENT ? "it is no more" : strerrordesc_np(errno);
}

static bool is_frozen_by_us(const struct kill_pane *k)
{
	const uint64_t *id = k->frozen.data;

	for (size_t i = 0; i < k->frozen.count; i++)
		if (id[i] == k->group.counts.id)
			return true;
	return false;
}

static void stop(struct ui *ui)
{
	struct kill_pane *k = ui->kill;

	if (!freezer_stop(&k->group.freezer))
		ui_say(ui, "%s goes on: %s", k->group.name, reason_of_error());
	else {
		ui_say(ui, "%s is frozen: f lets it go on", k->group.name);
		if (!is_frozen_by_us(k))
			*(uint64_t *)vec_push(&k->frozen) = k->group.counts.id;
	}
	sampler_hurry(ui->sampler);
}

static void go_on(struct ui *ui)
{
	const struct kill_group *g = &ui->kill->group;

	if (!freezer_go_on(&g->freezer))
		ui_say(ui, "%s stays frozen: %s", g->name, reason_of_error());
	else
		ui_say(ui, "%s goes on", g->name);
	sampler_hurry(ui->sampler);
}

/* Of one that others have frozen they are not told. */
static void go_on_if_agreed(struct ui *ui)
{
	struct menu *m = &ui->menu;

	if (is_frozen_by_us(ui->kill)) {
		go_on(ui);
		return;
	}
	menu_start(m, "Let it go on?", "Answer");
	menu_note(m, "%s was not frozen here", ui->kill->group.name);
	menu_note(m, "an engine that has paused it still takes it for paused");
	ui->kill->back = ui->pane;
	kill_ask(ui, "leave it frozen", "let it go on", go_on, "it stays frozen");
}

/* In version 1 the freezer is another hierarchy: who is there, and not in the group, must not be stopped with it. */
static const char *reason_of_members(struct kill_group *g, size_t *count)
{
	const pid_t *pid;
	struct vec still;
	const char *why = NULL;

	vec_init(&still, sizeof(pid_t));
	if (!group_dir_members(g->freezer.dir, &still))
		why = "is no more";
	else if (still.count == 0)
		why = "has nobody in its freezer";
	else if (pids_hold(&still, getpid()))
		why = "holds this ramtop, which could not let it go on";
	if (!group_dir_members(g->dir, &g->members))
		g->members.count = 0;
	pid = still.data;
	for (size_t i = 0; !why && i < still.count; i++)
		if (!pids_hold(&g->members, pid[i]))
			why = "shares its freezer with others";
	*count = still.count;
	vec_free(&still);
	return why;
}

static void ask_first(struct ui *ui, size_t count)
{
	struct kill_pane *k = ui->kill;
	const struct victim *v = k->chosen.data;
	struct menu *m = &ui->menu;
	char title[64];

	snprintf(title, sizeof(title), "Freeze %zu process%s?", count, count == 1 ? "" : "es");
	menu_start(m, title, "Answer");
	menu_note(m, "all in %s and below it", k->group.name);
	if (count < k->group.members.count)
		menu_note(m, "%zu of it are in another freezer and go on", k->group.members.count - count);
	if (kill_note_grave(ui, m) == 0)
		for (size_t i = 0; i < k->chosen.count && i < NAMED; i++)
			kill_note_victim(m, &v[i]);
	k->back = ui->pane;
	kill_ask(ui, "let it go on", "freeze it: it keeps its memory and does nothing", stop, "it goes on");
}

static void stop_if_agreed(struct ui *ui)
{
	struct kill_group *g = &ui->kill->group;
	size_t count;
	const char *why = g->dir < 0 ? "is not seen among the control groups" : reason_of_members(g, &count);

	if (why) {
		ui_say(ui, "%s %s", g->name, why);
		return;
	}
	kill_group_choose(ui);
	ask_first(ui, count);
}

enum flow group_freeze(struct ui *ui, const struct task_group *g)
{
	const char *why = reason(ui, g);

	if (why)
		ui_say(ui, "%s", why);
	else if (!ui->proc->is_living)
		ui_say(ui, "refused: /proc is of elsewhere");
	else if (kill_group_aim(ui, g)) {
		enum freezing state = freezer_look(&ui->kill->group.freezer);
		if (state == FREEZER_RUNS)
			stop_if_agreed(ui);
		else if (state == FREEZER_ABOVE)
			ui_say(ui, "%s is frozen by one above it: let that go on", ui->kill->group.name);
		else if (state == FREEZER_UNKNOWN)
			ui_say(ui, "%s has no freezer that is seen here", ui->kill->group.name);
		else
			go_on_if_agreed(ui);
	}
	return GO_ON;
}

/* kill_confirm.c - asks once more before a signal goes to one whose end would take ramtop, or all, with it. Sends nothing. */
#include "kill.h"
#include "pane_keys.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define NAMED 4          /* of those that it is about; the others are counted */

enum { NO, YES };

/* Whether ramtop was started by it, or by one that it has started. */
static bool is_ancestor(const struct ui *ui, struct mark mark)
{
	pid_t pid = getppid();
	const struct task *t;

	for (int steps = 0; pid > 0 && steps < 1000 && (t = sample_find(ui->sample, pid)); steps++) {
		if (mark_is(mark, t))
			return true;
		pid = t->ppid;
	}
	return false;
}

/* Why it should be asked for; NULL: it need not. */
static const char *reason(const struct ui *ui, struct mark mark)
{
	if (mark.pid == 1)
		return procfs_is_nested(ui->proc) ? "the init of this pid namespace: all in it end too" : "the machine's init";
	if (mark.pid == getpid())
		return "it is this ramtop";
	return is_ancestor(ui, mark) ? "ramtop was started by it" : NULL;
}

static void confirm_draw(struct ui *ui)
{
	int row = ui->layout.title < 0 ? ui->layout.body : ui->layout.title + 1;

	kill_draw_behind(ui);
	menu_draw(&ui->menu, &ui->canvas, row, ui->layout.body + ui->layout.body_rows - row, ui->settings->set);
}

static enum flow answer(struct ui *ui, int which)
{
	kill_leave(ui);
	if (which == YES)
		ui->kill->agreed(ui);
	else
		ui_say(ui, "%s", ui->kill->declined);
	return GO_ON;
}

static enum flow say_yes(struct ui *ui) { return answer(ui, YES); }
static enum flow say_no(struct ui *ui) { return answer(ui, NO); }

static const struct pane_key keys[] = {
	{ { 0 },                     .keys = "Up Down", .label = "Choose" },
	{ { 0 },                     .keys = "Enter", .label = "Answer", .help = "what is chosen: no at first" },
	{ { 'y', 'Y' },              .keys = "y", .label = "Yes", .run = say_yes, .help = "do it all the same" },
	{ { 'n', 'N', K_ESCAPE, 'q', K_F(10) }, .keys = "n Esc", .label = "No", .run = say_no, .help = "do nothing" },
};

const struct pane_keys keys_of_kill_confirm = { "When it asks once more", keys, ARRAY_LEN(keys) };

static enum flow confirm_key(struct ui *ui, uint32_t key)
{
	const struct menu_item *items = ui->menu.items.data;
	enum flow flow;

	if (pane_keys_run(ui, &keys_of_kill_confirm, key, &flow))
		return flow;
	return menu_key(&ui->menu, key) == MENU_CHOSEN ? answer(ui, items[ui->menu.selected].value) : GO_ON;
}

static void confirm_keys(struct ui *ui)
{
	pane_keys_draw(ui, &keys_of_kill_confirm);
}

void kill_ask(struct ui *ui, const char *no, const char *yes, void (*agreed)(struct ui *ui), const char *declined)
{
	static const struct pane pane = { .draw = confirm_draw, .key = confirm_key, .keys = confirm_keys, .want = kill_want, .take = kill_take };

	menu_add(&ui->menu, NO, "no", "no, %s", no);
	menu_add(&ui->menu, YES, "yes", "yes, %s", yes);
	ui->kill->agreed = agreed;
	ui->kill->declined = declined;
	ui->pane = &pane;
}

size_t kill_note_grave(struct ui *ui, struct menu *m)
{
	const struct kill_pane *k = ui->kill;
	const struct victim *v = k->chosen.data;
	char short_name[KILL_SHORT + 1];
	size_t grave = 0;

	for (size_t i = 0; i < k->chosen.count; i++) {
		const char *why = reason(ui, v[i].mark);
		if (why && grave++ < NAMED)
			menu_note(m, "%d %s: %s", (int)v[i].mark.pid, kill_short_name(&v[i], short_name), why);
	}
	if (grave > NAMED)
		menu_note(m, "and %zu more such", grave - NAMED);
	return grave;
}

static void send_asked(struct ui *ui)
{
	kill_send(ui, ui->kill->asked);
}

bool kill_confirm(struct ui *ui, int asked)
{
	struct kill_pane *k = ui->kill;
	const char *name = asked == TERM_THEN_KILL ? "SIGTERM, then SIGKILL" : kill_signal_name(asked);
	bool is_root = k->group.is_meant && strcmp(k->group.path, "/") == 0;
	char text[64];

	/* Of another machine's processes nobody gets a signal anyway. */
	if (!ui->proc->is_living)
		return false;
	snprintf(text, sizeof(text), "Send %s all the same?", name);
	menu_start(&ui->menu, text, "Answer");
	if (is_root)
		menu_note(&ui->menu, "the root of all control groups: everybody is below it");
	if (kill_note_grave(ui, &ui->menu) == 0 && !is_root)
		return false;
	if (k->chosen.count == 1)
		snprintf(text, sizeof(text), "send %s", name);
	else
		snprintf(text, sizeof(text), "send %s to all %zu", name, k->chosen.count);
	k->asked = asked;
	kill_ask(ui, "send nothing", text, send_asked, "nothing was sent");
	return true;
}

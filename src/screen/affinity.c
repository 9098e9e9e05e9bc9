/* affinity.c - the CPUs on which processes may run: a menu with a check mark for each. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "actions.h"
#include "priorities.h"

#define ALL (-1)

static bool is_checked(const struct ui *ui, int value)
{
	const struct menu_item *items = ui->menu.items.data;

	if (value != ALL)
		return cpus_hold(&ui->priorities->cpus, (unsigned)value);
	for (size_t i = 0; i < ui->menu.items.count; i++)
		if (items[i].value != ALL && !is_checked(ui, items[i].value))
			return false;
	return true;
}

static void write_marks(struct ui *ui)
{
	struct menu_item *items = ui->menu.items.data;

	for (size_t i = 0; i < ui->menu.items.count; i++)
		items[i].text[1] = is_checked(ui, items[i].value) ? 'x' : ' ';
}

static void toggle(struct ui *ui)
{
	const struct menu_item *items = ui->menu.items.data, *at = &items[ui->menu.selected];
	bool is_in = !is_checked(ui, at->value);

	for (size_t i = 0; i < ui->menu.items.count; i++)
		if (items[i].value != ALL && (at->value == ALL || &items[i] == at))
			cpus_put(&ui->priorities->cpus, (unsigned)items[i].value, is_in);
	write_marks(ui);
}

/* The kernel may have left some out: what holds is asked for. */
static enum priority_change set(struct ui *ui, struct subordinate who, char *out, size_t room)
{
	enum priority_change c = cpus_set(ui->proc, who, &ui->priorities->cpus);
	struct cpus now;

	if (c == PRIORITY_CHANGED)
		cpus_write(out, room, cpus_of(who.pid, &now) ? &now : &ui->priorities->cpus);
	else
		snprintf(out, room, "%s", c == PRIORITY_FAILED && errno == EINVAL ? "its control group allows none of these CPUs" :
		         priority_change_text(c));
	return c;
}

static enum flow finish(struct ui *ui)
{
	char list[64], done[80];
	struct deed d = { .what = "CPUs", .is = "are", .done = done, .run = set };

	if (cpus_count(&ui->priorities->cpus) == 0) {
		ui_say(ui, "there must be one CPU at least");
		return GO_ON;
	}
	ui->pane = ui->home;
	cpus_write(list, sizeof(list), &ui->priorities->cpus);
	snprintf(done, sizeof(done), "CPUs %s", list);
	priorities_do(ui, &d);
	return GO_ON;
}

static void affinity_draw(struct ui *ui)
{
	int row = ui->layout.title < 0 ? ui->layout.body : ui->layout.title + 1;

	menu_draw(&ui->menu, &ui->canvas, row, ui->layout.body + ui->layout.body_rows - row, ui->settings->set);
}

static enum flow affinity_key(struct ui *ui, uint32_t key)
{
	ui->message[0] = '\0';
	if (key == ' ') {
		toggle(ui);
		return GO_ON;
	}
	switch (menu_key(&ui->menu, key)) {
	case MENU_CHOSEN:    return finish(ui);
	case MENU_CANCELLED: ui->pane = ui->home; break;
	case MENU_STAYS:     break;
	}
	return GO_ON;
}

static void affinity_keys(struct ui *ui)
{
	static const char *const keys[] = { "Space", "Toggle", "Enter", "Set", "Esc", "Cancel", "0-9", "Find", NULL, NULL };

	keys_draw(ui, keys);
}

static void list_cpus(struct ui *ui)
{
	struct cpus there;
	char name[16];

	cpus_of_machine(&there);
	menu_add(&ui->menu, ALL, "all", "[ ] all");
	for (unsigned cpu = 0; cpu < CPUS_MOST; cpu++) {
		if (!cpus_hold(&there, cpu) && !cpus_hold(&ui->priorities->cpus, cpu))
			continue;
		snprintf(name, sizeof(name), "cpu %u", cpu);
		menu_add(&ui->menu, (int)cpu, name, "[ ] CPU %u", cpu);
	}
	write_marks(ui);
}

enum flow affinity_open(struct ui *ui)
{
	static const struct pane pane = { .draw = affinity_draw, .key = affinity_key, .keys = affinity_keys };
	const struct target *t;
	char title[64], whom[48];

	if (!priorities_choose(ui))
		return GO_ON;
	t = priorities_first(ui);
	if (!cpus_of(t->who.pid, &ui->priorities->cpus)) {
		ui_say(ui, "%d %s: %s", (int)t->who.pid, t->name, errno == ESRCH ? priority_change_text(PRIORITY_GONE) : strerror(errno));
		return GO_ON;
	}
	priorities_write_whom(ui, whom, sizeof(whom));
	snprintf(title, sizeof(title), "CPUs of %s", whom);
	menu_start(&ui->menu, title, "Set");
	if (ui->priorities->targets.count > 1)
		menu_note(&ui->menu, "now, of %d %s:", (int)t->who.pid, t->name);
	list_cpus(ui);
	ui->pane = &pane;
	return GO_ON;
}

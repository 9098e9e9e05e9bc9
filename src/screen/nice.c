/* nice.c - the keys of the nice value and of the I/O priority. */
#include <stdio.h>

#include "actions.h"
#include "priorities.h"

static enum priority_change add(struct ui *ui, struct subordinate who, char *out, size_t room)
{
	int now = 0;
	enum priority_change c = nice_add(ui->proc, who, ui->priorities->value, &now);

	if (c == PRIORITY_CHANGED)
		snprintf(out, room, "%d", now);
	else if (c == PRIORITY_RAISED)
		snprintf(out, room, "not permitted to lower nice below %d (CAP_SYS_NICE)", now);
	else
		snprintf(out, room, "%s", priority_change_text(c));
	return c;
}

static enum flow step(struct ui *ui, int by)
{
	char done[16];
	struct deed d = { .what = "nice", .is = "is", .done = done, .run = add };

	if (!priorities_choose(ui))
		return GO_ON;
	snprintf(done, sizeof(done), "nice %+d", by);
	ui->priorities->value = by;
	priorities_do(ui, &d);
	return GO_ON;
}

enum flow do_nice_lower(struct ui *ui) { return step(ui, -1); }
enum flow do_nice_higher(struct ui *ui) { return step(ui, 1); }

static enum priority_change set_io(struct ui *ui, struct subordinate who, char *out, size_t room)
{
	enum priority_change c = io_priority_set(ui->proc, who, ui->priorities->value);

	if (c == PRIORITY_CHANGED)
		io_priority_write(out, room, ui->priorities->value);
	else if (c == PRIORITY_RAISED)
		snprintf(out, room, "not permitted: real-time takes CAP_SYS_NICE");
	else
		snprintf(out, room, "%s", priority_change_text(c));
	return c;
}

static void io_chosen(struct ui *ui, int value)
{
	char name[32], done[48];
	struct deed d = { .what = "I/O priority", .is = "is", .done = done, .run = set_io };

	ui->priorities->value = value;
	io_priority_write(name, sizeof(name), value);
	snprintf(done, sizeof(done), "I/O priority %s", name);
	priorities_do(ui, &d);
}

static void list_class(struct menu *m, enum io_class class, const char *first, const char *last)
{
	char name[32];

	for (int level = 0; level < IO_LEVELS; level++) {
		io_priority_write(name, sizeof(name), IO_PRIORITY(class, level));
		menu_add(m, IO_PRIORITY(class, level), name, "%-15s %s", name, level == 0 ? first : level == IO_LEVELS - 1 ? last : "");
	}
}

enum flow io_priority_open(struct ui *ui)
{
	char title[64], whom[48];
	int now;

	if (!priorities_choose(ui))
		return GO_ON;
	priorities_write_whom(ui, whom, sizeof(whom));
	snprintf(title, sizeof(title), "I/O priority of %s", whom);
	menu_start(&ui->menu, title, "Set");
	menu_add(&ui->menu, IO_BY_NICE, "by nice value", "%-15s %s", "by nice value", "as if nothing had been set");
	list_class(&ui->menu, IO_BEST_EFFORT, "first among the usual ones", "last among them");
	list_class(&ui->menu, IO_REAL_TIME, "before all others: these may starve", "");
	menu_add(&ui->menu, IO_PRIORITY(IO_IDLE, 0), "idle", "%-15s %s", "idle", "when nobody else wants the disk");
	if (io_priority_of(priorities_first(ui)->who.pid, &now))
		menu_select(&ui->menu, IO_CLASS(now) == IO_IDLE ? IO_PRIORITY(IO_IDLE, 0) : now);
	menu_open(ui, io_chosen);
	return GO_ON;
}

/* mark.c - the keys that set a mark and show what has changed since. Compares nothing itself. */
#include <stdio.h>
#include <string.h>

#include "ui.h"

static void write_clock(char *out, size_t room, uint64_t wall_ns)
{
	char text[32];

	/* Behind the date. */
	unit_format(text, sizeof(text), UNIT_INSTANT, value_number(wall_ns));
	snprintf(out, room, "%s", strlen(text) > 11 ? text + 11 : text);
}

enum flow mark_set(struct ui *ui)
{
	since_mark(&ui->since, ui->sample);
	ui_rebuild(ui);
	ui_say(ui, "marked: d shows what has changed since, g marks anew");
	return GO_ON;
}

enum flow mark_toggle(struct ui *ui)
{
	if (!ui->since.is_marked)
		return mark_set(ui);
	ui->settings->differs = !ui->settings->differs;
	ui_rebuild(ui);
	return GO_ON;
}

bool mark_is_shown(const struct ui *ui)
{
	return ui->settings->differs;
}

void mark_write(const struct ui *ui, char *out, size_t room)
{
	char clock[32];

	*out = '\0';
	if (!ui->settings->differs)
		return;
	write_clock(clock, sizeof(clock), ui->since.then.wall_ns);
	snprintf(out, room, "  since %s, %zu ended", clock, ui->since.deaths);
}

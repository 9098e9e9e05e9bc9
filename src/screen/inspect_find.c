/* inspect_find.c - searches the summary of a process, which is no list: see find.c for those. Draws nothing. */
#include <stdio.h>

#include "inspect.h"

enum way { STAY, ON, BACK };

static void seek(struct ui *ui, enum way way)
{
	struct inspect *in = ui->inspect;
	struct summary_hits h;
	size_t from = in->summary_found == SUMMARY_NONE ? in->summary_top : in->summary_found;

	if (!in->summary_sought[0])
		return;
	h = inspect_summary_seek(ui, in->summary_sought, from);
	if (h.count == 0) {
		ui_say(ui, "no line has '%s'", in->summary_sought);
		return;
	}
	if (way == STAY && h.is_here)
		in->summary_found = from;
	else if (way == BACK)
		in->summary_found = h.before != SUMMARY_NONE ? h.before : h.last;
	else
		in->summary_found = h.behind != SUMMARY_NONE ? h.behind : h.first;
	in->summary_top = in->summary_found;
}

static void changed(struct ui *ui, const char *text)
{
	snprintf(ui->inspect->summary_sought, sizeof(ui->inspect->summary_sought), "%s", text);
	ui->message[0] = '\0';
	seek(ui, STAY);
}

static void done(struct ui *ui, const char *text, bool ok)
{
	struct inspect *in = ui->inspect;

	snprintf(in->summary_sought, sizeof(in->summary_sought), "%s", text);
	if (!ok)
		in->summary_found = SUMMARY_NONE;
}

static enum flow other(struct ui *ui, uint32_t key)
{
	if (key == K_F(3) || key == K_F(15))
		seek(ui, key == K_F(3) ? ON : BACK);
	return GO_ON;
}

bool inspect_summary_key(struct ui *ui, uint32_t key)
{
	if (key == K_F(3) || key == '/')
		prompt_open(ui, "Search: ", "Cancel", "", changed, done, other);
	else if (key == 'n' || key == 'B' || key == K_F(15))
		seek(ui, key == 'n' ? ON : BACK);
	else
		return false;
	return true;
}

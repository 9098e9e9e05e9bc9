/* help.c - the screen that explains: the keys and the columns, printed from their tables. */
#include <stdio.h>
#include <string.h>

#include "ui.h"

/* What is ? may not be read. */
static const struct { const char *what, *right; } rights[] = {
	{ "PSS USS NUMA", "of other users' processes, and what Enter shows of them: CAP_SYS_PTRACE" },
	{ "all tasks",    "from the kernel in one read: CAP_BPF and CAP_PERFMON" },
	{ "OOM kills",    "their names, where kernel.dmesg_restrict is set: CAP_SYSLOG" },
	{ "oom_adj",      "to lower it: CAP_SYS_RESOURCE" },
	{ "the ledger",   "slab caches, vmalloc and dma-bufs by name: root" },
	{ "kill",         "processes of other users: CAP_KILL" },
};

static size_t keys_count(void)
{
	struct action_help a;
	size_t n = 0;

	while (actions_help(n, &a))
		n++;
	return n;
}

static size_t lines_count(const struct ui *ui)
{
	return keys_count() + ui->settings->columns.count + ARRAY_LEN(rights) + 12;
}

/* Line i of the text. */
static void line_draw(struct ui *ui, size_t i, int row)
{
	struct canvas *c = &ui->canvas;
	int cols = ui->layout.cols;
	size_t keys = keys_count(), columns = ui->settings->columns.count, behind = keys + columns + 6;
	struct action_help a;

	if (i == 0)
		canvas_put(c, row, 1, cols - 2, STYLE_STRONG, "ramtop: where did my memory go?");
	else if (i >= 2 && actions_help(i - 2, &a)) {
		canvas_put(c, row, 3, 11, STYLE_LABEL, a.keys);
		canvas_put(c, row, 14, cols - 15, STYLE_TEXT, a.help);
	} else if (i == keys + 3)
		canvas_put(c, row, 1, cols - 2, STYLE_STRONG, "Columns (K, M, G are units of 1024; ? is unknown; >= a sum with unknown parts)");
	else if (i >= keys + 5 && i - keys - 5 < columns) {
		const struct column *column = ((const struct column *const *)ui->settings->columns.data)[i - keys - 5];
		canvas_put(c, row, 3, 11, STYLE_LABEL, column->title);
		canvas_put(c, row, 14, cols - 15, STYLE_TEXT, column->help);
	} else if (i == behind)
		canvas_put(c, row, 1, cols - 2, STYLE_STRONG, "What is ? needs a right (setcap gives one to the program)");
	else if (i >= behind + 2 && i - behind - 2 < ARRAY_LEN(rights)) {
		canvas_put(c, row, 3, 13, STYLE_LABEL, rights[i - behind - 2].what);
		canvas_put(c, row, 17, cols - 18, STYLE_TEXT, rights[i - behind - 2].right);
	} else if (i == behind + 3 + ARRAY_LEN(rights) && ui->sample->origin) {
		canvas_put(c, row, 1, 19, STYLE_STRONG, "Tasks are read from");
		canvas_put(c, row, 21, cols - 22, STYLE_TEXT, ui->sample->origin);
	}
}

static void help_draw(struct ui *ui)
{
	int rows = ui->layout.keys >= 0 ? ui->layout.keys : ui->layout.rows;

	for (int row = 0; row < rows; row++) {
		canvas_fill(&ui->canvas, row, 0, ui->layout.cols, STYLE_TEXT, ' ');
		line_draw(ui, ui->help_top + (size_t)row, row);
	}
}

static void help_scroll(struct ui *ui, long by)
{
	long rows = ui->layout.keys >= 0 ? ui->layout.keys : ui->layout.rows, last = (long)lines_count(ui) - rows;
	long to = (long)ui->help_top + by;

	to = to > last ? last : to;
	ui->help_top = (size_t)(to < 0 ? 0 : to);
}

static enum flow help_key(struct ui *ui, uint32_t key)
{
	static const struct { uint32_t key; long by; } moves[] = {
		{ K_UP, -1 }, { K_DOWN, 1 }, { K_PAGE_UP, -10 }, { K_PAGE_DOWN, 10 }, { ' ', 10 }, { K_HOME, -10000 }, { K_END, 10000 },
		{ K_WHEEL_UP, -3 }, { K_WHEEL_DOWN, 3 },
	};

	for (size_t i = 0; i < ARRAY_LEN(moves); i++)
		if (moves[i].key == key) {
			help_scroll(ui, moves[i].by);
			return GO_ON;
		}
	ui->pane = ui->home;
	return GO_ON;
}

static void help_keys(struct ui *ui)
{
	static const char *const keys[] = { "Up Down PgUp PgDn", "Scroll", "any other key", "Back", NULL, NULL };

	keys_draw(ui, keys);
}

enum flow help_open(struct ui *ui)
{
	static const struct pane pane = { .draw = help_draw, .key = help_key, .keys = help_keys };

	ui->help_top = 0;
	ui->pane = &pane;
	return GO_ON;
}

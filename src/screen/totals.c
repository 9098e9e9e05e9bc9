/* totals.c - what the status line says of the rows: how many, their sums, what narrows them. As much as there is room for, and what
 * matters most before the rest. Draws nothing. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cell.h"
#include "thread.h"
#include "ui.h"

#define PARTS 16
#define LEAST_FILTER 24      /* cells that are left for the text of a filter before others go */
#define LEAST_LIVE 6         /* the same for the command that runs */

/* Where space is short, the part with the highest rank goes first. */
enum rank { RANK_ROWS, RANK_LIVE, RANK_TAGGED, RANK_NARROWS, RANK_FOLLOWS, RANK_TAGGED_PSS, RANK_PSS, RANK_TAGGED_CPU, RANK_CPU };

struct part {
	enum rank rank;
	int cells, least;        /* what it takes, and with how little it is content */
	char text[FILTER_TEXT + 32];
};

struct totals {
	struct part parts[PARTS];
	size_t count;
};

__attribute__((format(printf, 3, 4))) static struct part *add(struct totals *t, enum rank rank, const char *format, ...)
{
	struct part *p = &t->parts[t->count++];
	va_list args;

	va_start(args, format);
	vsnprintf(p->text, sizeof(p->text), format, args);
	va_end(args);
	p->rank = rank;
	p->cells = p->least = cell_width(p->text, strlen(p->text));
	return p;
}

static void add_pss(struct totals *t, enum rank rank, struct value pss)
{
	char text[32];

	/* Where none is known there is nothing to be told. */
	if (!pss.number)
		return;
	unit_format(text, sizeof(text), UNIT_BYTES, pss);
	add(t, rank, ", PSS %s", text);
}

static void add_cpu(struct totals *t, enum rank rank, double cpu)
{
	char text[32];

	unit_format(text, sizeof(text), UNIT_PERCENT, value_real(cpu));
	add(t, rank, ", CPU %s%%", text);
}

static bool is_narrowed(const struct filter *f)
{
	return f->fits.text[0] || f->has_user || f->pids.count || f->under || f->by || f->outside;
}

/* "184 shown, RSS 7.9G", and more of those that were chosen. */
static void add_shown(struct totals *t, const struct ui *ui)
{
	char rss[32];

	unit_format(rss, sizeof(rss), UNIT_BYTES, ui->view.rss);
	add(t, RANK_ROWS, "%zu shown, RSS %s", ui->view.rows.count, rss);
	if (!is_narrowed(&ui->settings->view.filter))
		return;
	add_pss(t, RANK_PSS, ui->view.pss);
	add_cpu(t, RANK_CPU, ui->view.cpu);
}

/* "  3 tagged, RSS 300M, PSS >=210M, CPU 3.1%" */
static void add_tagged(struct totals *t, const struct ui *ui)
{
	const struct task *tasks = sample_tasks(ui->sample);
	struct value rss = value_number(0), pss = value_number(0);
	double cpu = 0;
	char text[32];

	if (ui->tagged.set.count == 0)
		return;
	for (size_t i = 0; i < ui->sample->tasks.count; i++) {
		const struct task *one = &tasks[i];
		if (one->is_thread || !marks_hold(&ui->tagged, mark_of(one)))
			continue;
		rss.number += one->rss;
		rss.at_least = rss.at_least || !(one->have & NEED_STAT);
		pss.number += one->rollup ? one->rollup->pss : 0;
		pss.at_least = pss.at_least || !one->rollup;
		cpu += one->have & NEED_CPU ? (double)one->cpu : 0;
	}
	unit_format(text, sizeof(text), UNIT_BYTES, rss);
	add(t, RANK_TAGGED, "  %zu tagged, RSS %s", ui->tagged.set.count, text);
	add_pss(t, RANK_TAGGED_PSS, pss);
	add_cpu(t, RANK_TAGGED_CPU, cpu);
}

static void add_user(struct totals *t, const struct ui *ui)
{
	const struct task *first = ui->view.rows.count ? ui_task(ui, 0) : NULL;
	const char *name = first && first->who->user ? user_name(first->who->user) : NULL;
	char text[64];

	if (!name) {
		add(t, RANK_NARROWS, "  user: %u", (unsigned)ui->settings->view.filter.user);
		return;
	}
	text_printable(text, sizeof(text), name, strlen(name), ui->settings->set);
	add(t, RANK_NARROWS, "  user: %s", text);
}

/* "holds 229M, peak 300M" of all that the command started, whatever of it is shown. */
static void write_figures(const struct live_figures *f, char *out, size_t room)
{
	struct value holds = value_number(f->holds), peak = value_number(f->peak);
	char a[32], b[32];

	out[0] = '\0';
	if (!peak.number)
		return;
	holds.is_about = peak.is_about = !f->is_exact;
	unit_format(a, sizeof(a), UNIT_BYTES, holds);
	unit_format(b, sizeof(b), UNIT_BYTES, peak);
	snprintf(out, room, ", holds %s, peak %s", a, b);
}

/* "  runs 0:12, holds 229M, peak 300M: make -j8" */
static void add_live(struct totals *t, const struct ui *ui)
{
	const struct live *l = ui->live;
	uint64_t seconds = (thread_now_ns() - l->start_ns) / 1000000000u;
	char figures[80];
	struct part *p;

	write_figures(l->figures, figures, sizeof(figures));
	p = add(t, RANK_LIVE, "  runs %u:%02u%s: %s", (unsigned)(seconds / 60), (unsigned)(seconds % 60), figures, l->command);
	p->least -= cell_width(l->command, strlen(l->command));
	p->least = p->cells < p->least + LEAST_LIVE ? p->cells : p->least + LEAST_LIVE;
}

static void add_narrowing(struct totals *t, const struct ui *ui)
{
	const struct filter *f = &ui->settings->view.filter;
	struct part *p;

	if (ui->group_name[0])
		add(t, RANK_NARROWS, "%s", ui->group_name);
	if (f->has_user)
		add_user(t, ui);
	if (f->outside)
		add(t, RANK_NARROWS, "  no containers");
	if (!f->fits.text[0])
		return;
	p = add(t, RANK_NARROWS, "  filter: %s", f->fits.text);
	p->least = p->cells < LEAST_FILTER ? p->cells : LEAST_FILTER;
}

static int least_cells(const struct totals *t)
{
	int cells = 0;

	for (size_t i = 0; i < t->count; i++)
		cells += t->parts[i].least;
	return cells;
}

/* Takes parts away until the rest fits; the first one stays. */
static void fit(struct totals *t, int cells)
{
	while (t->count > 1 && least_cells(t) > cells) {
		size_t worst = 1;
		for (size_t i = 2; i < t->count; i++)
			if (t->parts[i].rank >= t->parts[worst].rank)
				worst = i;
		memmove(&t->parts[worst], &t->parts[worst + 1], (t->count - worst - 1) * sizeof(t->parts[0]));
		t->count--;
	}
}

/* As much of the part as there are cells for, and a mark where that is not all. */
static size_t write_part(char *out, size_t room, const struct part *p, int cells, enum text_set set)
{
	const char *more = set == TEXT_UNICODE ? "…" : "+", *end = p->text + strlen(p->text), *at = p->text, *next = at;

	if (p->cells <= cells)
		return (size_t)snprintf(out, room, "%s", p->text);
	while (next < end) {
		int width = text_cells(text_decode(&next, end));
		if (width > cells - 1)
			break;
		cells -= width;
		at = next;
	}
	return (size_t)snprintf(out, room, "%.*s%s", (int)(at - p->text), p->text, more);
}

void totals_write(const struct ui *ui, char *out, size_t room, int cells)
{
	struct totals t = { .count = 0 };
	char since[64];
	size_t used = 0;
	int spare;

	add_shown(&t, ui);
	if (ui->live)
		add_live(&t, ui);
	mark_write(ui, since, sizeof(since));
	if (since[0])
		add(&t, RANK_NARROWS, "%s", since);
	add_tagged(&t, ui);
	if (ui->follow)
		add(&t, RANK_FOLLOWS, "  follows");
	add_narrowing(&t, ui);
	fit(&t, cells);
	spare = cells - least_cells(&t);
	for (size_t i = 0; i < t.count && used < room; i++)
		used += write_part(out + used, room - used, &t.parts[i], t.parts[i].least + spare, ui->settings->set);
}

/* inspect_draw.c - one process on the whole screen: who it is, its figures, their chart, and a page of what was found. */
#define _GNU_SOURCE
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cell.h"
#include "chart.h"
#include "inspect.h"
#include "thread.h"

#define SECOND UINT64_C(1000000000)
#define LEAST_SPAN (60 * SECOND)   /* that the chart stands for */

const char *const inspect_page_titles[PAGES] = { "Summary", "Regions", "Threads", "Files", "Environment" };

/* Where everything stands; -1: there is no room for it. */
struct plan {
	int name, figures, chart, chart_rows, tabs, body, body_rows, status;
};

static struct plan plan_of(const struct layout *l)
{
	int rows = l->keys >= 0 ? l->keys : l->rows, next = 0;
	struct plan p = { .figures = -1, .chart = -1, .tabs = -1, .status = -1 };

	p.name = next++;
	if (rows >= 7)
		p.status = --rows;
	if (rows >= 5)
		p.figures = next++;
	if (rows >= 15) {
		p.chart_rows = rows / 5 > 10 ? 10 : rows / 5;
		p.chart = next;
		next += p.chart_rows;
	}
	if (rows >= 4)
		p.tabs = next++;
	p.body = next;
	p.body_rows = rows - next;
	return p;
}

/* A place in a line that is written from left to right. */
struct pen {
	struct canvas *canvas;
	int row, col, end;
};

static void put(struct pen *p, enum style style, const char *text)
{
	if (p->col < p->end)
		p->col += canvas_put(p->canvas, p->row, p->col, p->end - p->col, style, text);
}

/* The lines of the chart, in the order in which they are drawn. */
enum { NO_SERIES = -1, SERIES_SWAP, SERIES_PSS, SERIES_RSS };

static const struct {
	enum chart_stroke stroke;
	enum style style;
	const char *sample[3];         /* by enum chart_glyphs */
} looks[CHART_SERIES] = {
	[SERIES_SWAP] = { STROKE_AREA, STYLE_WRONG,  { "%", "▒", "⣿" } },
	[SERIES_PSS]  = { STROKE_DOTS, STYLE_TEXT,   { ".", "─", "⠂" } },
	[SERIES_RSS]  = { STROKE_LINE, STYLE_ACCENT, { "*", "█", "⠒" } },
};

/* The console of Linux has no dots. */
static enum chart_glyphs glyphs_of(const struct ui *ui)
{
	const char *term = getenv("TERM");

	if (ui->settings->set == TEXT_ASCII)
		return CHART_ASCII;
	return term && strcmp(term, "linux") == 0 ? CHART_BLOCKS : CHART_BRAILLE;
}

/* ---- who it is ------------------------------------------------------------------------------------------------------------- */

/* The time of day; of another day the day too. */
static void write_start(const struct inspect *in, const struct ui *ui, char *out, size_t room)
{
	time_t then = (time_t)(in->start_wall_ns / SECOND), now = (time_t)(ui->sample->wall_ns / SECOND);
	struct tm a, b;

	out[0] = '\0';
	if (in->start_wall_ns && localtime_r(&then, &a) && localtime_r(&now, &b))
		strftime(out, room, a.tm_yday == b.tm_yday && a.tm_year == b.tm_year ? "%H:%M:%S" : "%Y-%m-%d %H:%M", &a);
}

static void name_draw(struct ui *ui, int row)
{
	const struct inspect *in = ui->inspect;
	char right[160], start[32], oom[32] = "", pid[16];
	struct pen p = { &ui->canvas, row, 1, ui->layout.cols };
	int width;

	write_start(in, ui, start, sizeof(start));
	if (in->oom.kind == VALUE_NUMBER)
		snprintf(oom, sizeof(oom), "   oom %" PRId64, (int64_t)in->oom.number);
	snprintf(right, sizeof(right), "%s%s%s%s%s ", in->has_ended ? "HAS ENDED   " : "", in->user, start[0] ? "   started " : "", start, oom);
	width = cell_width(right, strlen(right));
	snprintf(pid, sizeof(pid), "%d ", (int)in->who.pid);
	/* The name counts more than the rest. */
	if (width + 28 > p.end)
		width = in->has_ended ? snprintf(right, sizeof(right), "HAS ENDED ") : 0;
	p.end -= width;
	put(&p, STYLE_ACCENT, pid);
	put(&p, STYLE_STRONG, in->name);
	if (width)
		canvas_put(&ui->canvas, row, p.end, width, in->has_ended ? STYLE_WRONG : STYLE_DIM, right);
}

/* Before what is in the chart stands how it is drawn there. */
static void figure(const struct ui *ui, struct pen *p, const char *label, struct value v, enum style style, int series)
{
	char text[32];

	if (p->end - p->col < (int)strlen(label) + 11)
		return;
	if (series >= 0) {
		put(p, looks[series].style, looks[series].sample[glyphs_of(ui)]);
		put(p, STYLE_TEXT, " ");
	}
	put(p, STYLE_LABEL, label);
	put(p, STYLE_TEXT, " ");
	unit_format(text, sizeof(text), UNIT_BYTES, v);
	put(p, v.kind == VALUE_UNKNOWN || v.number == 0 ? STYLE_DIM : style, text);
	put(p, STYLE_TEXT, "   ");
}

/* What it does, where that is known. */
static void verdict(const struct ui *ui, struct pen *p)
{
	const struct task *t = sample_find(ui->sample, ui->inspect->who.pid);
	const struct slope *slope = t && task_growth(t) ? &task_growth(t)->slopes[SPAN_MIDDLE] : NULL;
	char text[64], rate[32];

	if (!slope || !slope->is_known || ui->inspect->has_ended)
		return;
	unit_format(rate, sizeof(rate), UNIT_RATE, value_number((uint64_t)slope->per_s));
	snprintf(text, sizeof(text), "%s%s%s ", slope->per_s ? rate : "", slope->per_s && task_growth(t)->trend ? ": " : "",
	         task_growth(t)->trend ? trend_name(task_growth(t)->trend) : "");
	if (p->end - p->col > (int)strlen(text))
		canvas_put_right(p->canvas, p->row, p->col, p->end - p->col, task_growth(t)->trend == TREND_CLIMB ? STYLE_LARGE : STYLE_DIM, text);
}

static void figures_draw(struct ui *ui, int row)
{
	const struct key_figures *k = &ui->inspect->key;
	struct pen p = { &ui->canvas, row, 1, ui->layout.cols };

	figure(ui, &p, "RSS", k->rss, STYLE_STRONG, SERIES_RSS);
	figure(ui, &p, "PSS", k->pss, STYLE_STRONG, SERIES_PSS);
	figure(ui, &p, "swap", k->swap, STYLE_WRONG, SERIES_SWAP);
	figure(ui, &p, "USS", k->uss, STYLE_STRONG, NO_SERIES);
	figure(ui, &p, "peak", k->peak, STYLE_TEXT, NO_SERIES);
	figure(ui, &p, "VSZ", k->vsz, STYLE_TEXT, NO_SERIES);
	verdict(ui, &p);
}

/* ---- the chart ------------------------------------------------------------------------------------------------------------- */

static struct chart chart_of(const struct inspect *in)
{
	const struct vec *points[CHART_SERIES] = { &in->swap.points, &in->pss.points, &in->seen };
	struct chart c = { .count = CHART_SERIES };

	for (size_t i = 0; i < CHART_SERIES; i++)
		c.series[i] = (struct chart_series){ points[i]->data, points[i]->count, looks[i].stroke, looks[i].style };
	if (in->seen.count == 0)
		return c;
	c.from_ns = c.series[2].points[0].at_ns;
	c.to_ns = c.series[2].points[in->seen.count - 1].at_ns;
	if (c.to_ns - c.from_ns < LEAST_SPAN)
		c.from_ns = c.to_ns > LEAST_SPAN ? c.to_ns - LEAST_SPAN : 0;
	return c;
}

/* What the width of it stands for. */
static void span_draw(const struct pen *p, const struct chart *c)
{
	uint64_t seconds = (c->to_ns - c->from_ns + SECOND / 2) / SECOND;
	char text[32];

	if (p->end - p->col < 16)
		return;
	snprintf(text, sizeof(text), seconds < 120 ? "last %" PRIu64 " s " : "last %" PRIu64 " min ", seconds < 120 ? seconds : seconds / 60);
	canvas_put_right(p->canvas, p->row, p->col, p->end - p->col, STYLE_DIM, text);
}

/* ---- the page -------------------------------------------------------------------------------------------------------------- */

static void tabs_draw(struct ui *ui, int row, const struct chart *c)
{
	const struct inspect *in = ui->inspect;
	struct pen p = { &ui->canvas, row, 1, ui->layout.cols };
	char text[32];

	for (int i = 0; i < PAGES; i++) {
		snprintf(text, sizeof(text), " %s ", inspect_page_titles[i]);
		put(&p, i == (int)in->page ? STYLE_TITLE_SORT : STYLE_LABEL, text);
		/* Without colours too it is seen which one it is. */
		if (i == (int)in->page)
			canvas_put(p.canvas, row, p.col - (int)strlen(text), 1, STYLE_TITLE_SORT, "[");
		if (i == (int)in->page)
			canvas_put(p.canvas, row, p.col - 1, 1, STYLE_TITLE_SORT, "]");
	}
	if (c)
		span_draw(&p, c);
}

/* A sentence over several lines, cut between words. */
static void sentence_draw(struct ui *ui, int row, int rows, enum style style, const char *text)
{
	int width = ui->layout.cols - 4;

	for (; rows > 0 && *text && width > 0; rows--, row++) {
		int n = (int)strlen(text), cut = n;
		for (cut = n; cut > width;)
			for (cut--; cut > 0 && text[cut] != ' '; cut--)
				;
		if (cut <= 0)
			cut = width < n ? width : n;
		canvas_text(&ui->canvas, row, 2, width, style, text, (size_t)cut, 0);
		text += cut;
		text += *text == ' ';
	}
}

static struct browse *browse_of(struct inspect *in)
{
	return in->page == PAGE_REGIONS && in->is_ungrouped ? &in->mappings : &in->pages[in->page].browse;
}

static enum probe_end end_of(const struct inspection *i, enum page_name page)
{
	const enum probe_end ends[PAGES] = {
		[PAGE_SUMMARY] = i->facts_end,    [PAGE_REGIONS] = i->regions.end, [PAGE_THREADS] = i->threads_end,
		[PAGE_FILES]   = i->files_end,    [PAGE_ENVIRONMENT] = i->environment_end,
	};

	return ends[page];
}

static const char hanging[] = "reading it takes too long: the process may hold the lock of its memory. What comes late is shown.";

static void body_draw(struct ui *ui, const struct plan *p)
{
	struct inspect *in = ui->inspect;
	const struct inspection *found = inspect_found(in, in->page);
	struct browse *b = browse_of(in);
	const char *why = found ? probe_reason(end_of(found, in->page)) : NULL;

	if (!found)
		sentence_draw(ui, p->body + 1, p->body_rows - 1, STYLE_DIM, in->pages[in->page].hangs ? hanging : in->has_ended ?
		              "the process has ended before this was read" : "reading ...");
	else if (in->page == PAGE_SUMMARY && found->facts.count)
		inspect_summary_draw(ui, p->body, p->body_rows);
	else if (in->page != PAGE_SUMMARY && (b->grid.count || !why)) {
		b->whole = in->page == PAGE_REGIONS && found->regions.has_memory ? found->regions.total.memory.rss : 0;
		b->empty = "there are none";
		browse_draw(b, &ui->canvas, p->body, p->body_rows, ui->settings->set);
	} else
		sentence_draw(ui, p->body + 1, p->body_rows - 1, STYLE_TEXT, why);
}

static void write_regions(const struct inspect *in, const struct inspection *found, char *out, size_t room)
{
	const struct regions *r = &found->regions;
	char rss[16], growth[16] = "", kept[48] = "";
	struct value v = value_number((uint64_t)r->total.growth);

	v.is_change = true;
	unit_format(rss, sizeof(rss), UNIT_BYTES, r->has_memory ? value_number(r->total.memory.rss) : value_unknown());
	if (r->total.has_growth)
		unit_format(growth, sizeof(growth), UNIT_BYTES, v);
	if (in->is_ungrouped && r->parts.count < r->total.count)
		snprintf(kept, sizeof(kept), " (the first %zu are here)", r->parts.count);
	snprintf(out, room, "%" PRIu64 " mapping%s%s in %zu regions, RSS %s%s%s%s", r->total.count, r->total.count == 1 ? "" : "s", kept,
	         r->regions.count, rss, growth[0] ? ", " : "", growth, growth[0] ? " since the mark" : "");
}

static void write_left(const struct inspect *in, const struct inspection *found, char *out, size_t room)
{
	const enum probe_end end = found ? end_of(found, in->page) : PROBE_UNREAD;
	const char *why = probe_reason(end);

	out[0] = '\0';
	if (in->has_ended)
		snprintf(out, room, "the process has ended: this is what was read last");
	else if (!found)
		return;
	else if (in->pages[in->page].hangs)
		snprintf(out, room, "%s", hanging);
	else if (in->page == PAGE_REGIONS && found->regions.end == PROBE_READ && !found->regions.has_memory)
		snprintf(out, room, "only addresses: %s", probe_reason(found->regions.memory_end) ? probe_reason(found->regions.memory_end) : "");
	else if (why && end != PROBE_NONE)
		snprintf(out, room, "%s", why);
	else if (in->page == PAGE_REGIONS && found->regions.total.count)
		write_regions(in, found, out, room);
	else if (in->page == PAGE_THREADS)
		snprintf(out, room, "%zu threads", found->threads.count);
	else if (in->page == PAGE_FILES)
		snprintf(out, room, "%zu open files", found->files.count);
	else if (in->page == PAGE_ENVIRONMENT)
		snprintf(out, room, "%zu variables, as the program was started with", found->environment.count);
}

/* "12s ago, took 31 ms" */
static void write_right(const struct inspection *found, char *out, size_t room)
{
	char age[16];
	uint64_t seconds = (thread_now_ns() - found->read_ns) / SECOND;

	unit_format_age(age, sizeof(age), (unsigned)seconds);
	snprintf(out, room, "%s%s%.1f ms ", age, age[0] ? " ago, took " : "took ", (double)found->cost_ns / 1e6);
}

static void status_line(struct ui *ui, int row)
{
	struct inspect *in = ui->inspect;
	const struct inspection *found = inspect_found(in, in->page);
	char left[UI_TEXT], right[64];
	int cols = ui->layout.cols;

	write_left(in, found, left, sizeof(left));
	if (found) {
		write_right(found, right, sizeof(right));
		canvas_put_right(&ui->canvas, row, 0, cols, STYLE_DIM, right);
		cols -= (int)strlen(right) + 1;
	}
	canvas_put(&ui->canvas, row, 1, cols - 1, ui->message[0] ? STYLE_STRONG : in->has_ended ? STYLE_WRONG : STYLE_DIM,
	           ui->message[0] ? ui->message : left);
}

void inspect_draw(struct ui *ui)
{
	struct plan p = plan_of(&ui->layout);
	struct chart c = chart_of(ui->inspect);
	int rows = ui->layout.keys >= 0 ? ui->layout.keys : ui->layout.rows;

	for (int row = 0; row < rows; row++)
		canvas_fill(&ui->canvas, row, 0, ui->layout.cols, STYLE_TEXT, ' ');
	name_draw(ui, p.name);
	if (p.figures >= 0)
		figures_draw(ui, p.figures);
	if (p.chart >= 0)
		chart_draw(&c, &ui->canvas, p.chart, 0, p.chart_rows, ui->layout.cols - 1, glyphs_of(ui));
	if (p.tabs >= 0)
		tabs_draw(ui, p.tabs, p.chart >= 0 ? &c : NULL);
	body_draw(ui, &p);
	if (p.status >= 0)
		status_line(ui, p.status);
}

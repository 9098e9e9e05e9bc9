/* inspect_top.c - the top of the screen of one process: who it is, its figures, and what they have been. */
#define _GNU_SOURCE
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cell.h"
#include "chart.h"
#include "inspect.h"

#define SECOND UINT64_C(1000000000)
#define LEAST_SPAN (60 * SECOND)   /* that the chart stands for */

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

void inspect_name_draw(struct ui *ui, int row)
{
	const struct inspect *in = ui->inspect;
	char right[192], start[32], oom[64] = "", pid[16];
	struct pen p = { &ui->canvas, row, 1, ui->layout.cols };
	int width;

	write_start(in, ui, start, sizeof(start));
	if (in->oom.kind == VALUE_NUMBER)
		snprintf(oom, sizeof(oom), "   oom %" PRId64, (int64_t)in->oom.number);
	if (in->oom.kind != VALUE_NUMBER || in->oom.number == 0 || in->oom_before.kind != VALUE_NUMBER)
		;
	else if (in->oom_before.number)
		snprintf(oom + strlen(oom), sizeof(oom) - strlen(oom), " (%" PRIu64 " before it)", in->oom_before.number);
	else
		snprintf(oom + strlen(oom), sizeof(oom) - strlen(oom), in->oom_alike.number ? " (first, like %" PRIu64 ")" : " (first)",
		         in->oom_alike.number);
	snprintf(right, sizeof(right), "%s%s%s%s%s ", in->has_ended ? "HAS ENDED   " : "", in->user, start[0] ? "   started " : "", start, oom);
	width = cell_width(right, strlen(right));
	snprintf(pid, sizeof(pid), "%d ", (int)in->who.pid);
	/* The name counts more than the rest. */
	if (width + 28 > p.end)
		width = in->has_ended ? snprintf(right, sizeof(right), "HAS ENDED ") : 0;
	p.end -= width ? width + 2 : 0;
	put(&p, STYLE_ACCENT, pid);
	put(&p, STYLE_STRONG, in->name);
	if (width)
		canvas_put(&ui->canvas, row, p.end + 2, width, in->has_ended ? STYLE_WRONG : STYLE_DIM, right);
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

void inspect_figures_draw(struct ui *ui, int row)
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

void inspect_chart_draw(struct ui *ui, int row, int rows)
{
	struct chart c = chart_of(ui->inspect);

	chart_draw(&c, &ui->canvas, row, 0, rows, ui->layout.cols - 1, glyphs_of(ui));
}

void inspect_span_draw(struct ui *ui, int row, int col)
{
	struct chart c = chart_of(ui->inspect);
	uint64_t seconds = (c.to_ns - c.from_ns + SECOND / 2) / SECOND;
	int width = ui->layout.cols - col;
	char text[32];

	if (width < 16)
		return;
	snprintf(text, sizeof(text), seconds < 120 ? "last %" PRIu64 " s " : "last %" PRIu64 " min ", seconds < 120 ? seconds : seconds / 60);
	canvas_put_right(&ui->canvas, row, col, width, STYLE_DIM, text);
}

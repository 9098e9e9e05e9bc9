/* meter_draw.c - a meter as text, as a bar, as a graph. Knows no meter by name. */
#include "meters.h"


#include "vec.h"

#define LABEL_CELLS 4         /* labels below each other, so that what follows them is too */

void segments_draw(struct pen *p, int cells, const struct segment *segments, size_t n)
{
	uint64_t total = 0, sum = 0;
	int at = 0;

	for (size_t i = 0; i < n; i++)
		total += segments[i].amount;
	/* Every boundary is rounded by itself, so the segments always fill the bar. */
	for (size_t i = 0; i < n; i++) {
		sum += segments[i].amount;
		int to = total ? (int)((double)cells * (double)sum / (double)total + 0.5) : cells;
		pen_fill(p, to - at, segments[i].style, segments[i].glyph);
		at = to;
	}
}

static void bar(struct pen *p, const struct meter *m, int cells, const struct seen *seen)
{
	static const uint32_t full[] = { '#', 0x2588 }, rest[] = { '.', 0x00b7 };
	double level = 0;

	if (m->bar) {
		m->bar(p, cells, seen);
		return;
	}
	m->level(seen, &level);
	level = level < 0 ? 0 : level > 1 ? 1 : level;
	const struct segment segments[] = {
		{ (uint64_t)(level * 1e6), m->style, full[p->set] }, { 1000000 - (uint64_t)(level * 1e6), STYLE_FREE, rest[p->set] },
	};
	segments_draw(p, cells, segments, ARRAY_LEN(segments));
}

/* The last samples, the newest at the right. What is not known is a blank. */
static void graph(struct pen *p, const struct meter *m, int cells, const struct trace *trace)
{
	static const uint32_t levels[][8] = {
		[TEXT_ASCII]   = { '_', '.', ':', '-', '=', '+', '*', '#' },
		[TEXT_UNICODE] = { 0x2581, 0x2582, 0x2583, 0x2584, 0x2585, 0x2586, 0x2587, 0x2588 },
	};
	double level;

	for (int ago = cells - 1; ago >= 0; ago--) {
		/* What is more than nothing shows. */
		bool known = trace_level(trace, meter_place(m), (size_t)ago, &level);
		size_t height = known ? (size_t)(level * 7 + 0.999) : 0;
		pen_fill(p, 1, height ? m->style : STYLE_DIM, known ? levels[p->set][height] : ' ');
	}
}

static void label(struct pen *p, const struct meter *m)
{
	int start = p->col;

	if (!m->label)
		return;
	pen_put(p, STYLE_LABEL, m->label);
	if (p->leads && m->level)
		pen_to(p, start + LABEL_CELLS);
	pen_put(p, STYLE_LABEL, " ");
}

static void text(struct pen *p, const struct meter *m, int cells, const struct seen *seen)
{
	label(p, m);
	m->figure(p, seen);
	cells = cells < m->trail ? cells : m->trail;
	cells = cells < (int)seen->trace->count ? cells : (int)seen->trace->count;
	if (cells > 0) {
		pen_put(p, STYLE_TEXT, "  ");
		graph(p, m, cells, seen->trace);
	}
}

void meter_draw(struct pen *p, const struct meter *m, enum meter_style style, int cells, const struct seen *seen)
{
	int start;

	if (style == METER_TEXT) {
		text(p, m, cells, seen);
		return;
	}
	label(p, m);
	if (style == METER_BAR)
		bar(p, m, cells, seen);
	else
		graph(p, m, cells, seen->trace);
	pen_put(p, STYLE_TEXT, "  ");
	start = p->col;
	m->figure(p, seen);
	pen_to(p, start + m->room);
}

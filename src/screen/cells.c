/* cells.c - draws titles and values into their places. Knows no schema and no rows. */
#include "cells.h"

#include <stdio.h>
#include <string.h>

#include "bar.h"
#include "cell.h"
#include "series.h"

static bool is_right(const struct column *c)
{
	return unit_is_right(c->unit) && c->look != LOOK_BAR;
}

void cells_titles(const struct paper *p, int row, const struct column *sorting, bool descending)
{
	static const char *const arrows[][2] = { [TEXT_ASCII] = { "^", "v" }, [TEXT_UNICODE] = { "▲", "▼" } };

	canvas_fill(p->canvas, row, 0, p->canvas->cols, STYLE_TITLE, ' ');
	for (int i = 0; i < p->count; i++) {
		const struct place *at = &p->places[i];
		bool sorts = at->column == sorting;
		enum style style = sorts ? STYLE_TITLE_SORT : STYLE_TITLE;
		char title[40];
		snprintf(title, sizeof(title), "%s%s", at->column->title,
		         sorts && (int)strlen(at->column->title) < at->width - at->age ? arrows[p->set][descending] : "");
		if (sorts)
			canvas_fill(p->canvas, row, at->col, at->width, style, ' ');
		if (is_right(at->column))
			canvas_put_right(p->canvas, row, at->col, at->width - at->age, style, title);
		else
			canvas_put(p->canvas, row, at->col, at->width, style, title);
	}
}

static enum style style_of_state(struct value v)
{
	char state = v.kind == VALUE_TEXT && v.text.length ? v.text.bytes[0] : '?';

	return state == 'R' ? STYLE_BUSY : state == 'D' || state == 'Z' ? STYLE_WRONG : STYLE_DIM;
}

/* Growth of a thousandth of all in a second is as much as holding a tenth. */
static enum style style_of_bytes(const struct paper *p, const struct column *c, struct value v)
{
	bool is_signed = v.is_change || c->unit == UNIT_RATE;
	uint64_t n = is_signed && (int64_t)v.number < 0 ? 0 - v.number : v.number, share = c->unit == UNIT_RATE ? 1000 : 10;

	if (n == 0)
		return STYLE_DIM;
	if (!p->whole || c->look == LOOK_QUIET)
		return STYLE_TEXT;
	if (n >= p->whole / share)
		return STYLE_LARGE;
	return n >= p->whole / 100 && c->unit == UNIT_BYTES ? STYLE_STRONG : STYLE_TEXT;
}

static bool is_of_bytes(const struct column *c)
{
	return c->unit == UNIT_BYTES || c->unit == UNIT_RATE || c->unit == UNIT_FLOW;
}

enum style cells_style(const struct paper *p, const struct column *c, struct value v)
{
	if (v.kind == VALUE_UNKNOWN)
		return STYLE_DIM;
	if (c->look == LOOK_STATE)
		return style_of_state(v);
	if (c->look == LOOK_BAR)
		return STYLE_ACCENT;
	if (v.kind == VALUE_SERIES)
		return series_moves(v) ? STYLE_TEXT : STYLE_DIM;
	if (is_of_bytes(c) && v.kind == VALUE_NUMBER)
		return style_of_bytes(p, c, v);
	if (v.kind == VALUE_REAL)
		return v.real < 0.05 ? STYLE_DIM : v.real >= 50 && c->unit == UNIT_PERCENT ? STYLE_LARGE : STYLE_TEXT;
	return v.is_change && v.number == 0 ? STYLE_DIM : STYLE_TEXT;
}

/* A text that is too long is cut, and says so. */
static void text_draw(const struct paper *p, int row, const struct place *at, const char *text, size_t length, enum style style)
{
	int width = at->width - at->age;
	bool cut = cell_width(text, length) > width;

	canvas_text(p->canvas, row, at->col, width - cut, style, text, length, 0);
	if (cut)
		canvas_put(p->canvas, row, at->col + width - 1, 1, STYLE_DIM, "+");
}

/* The digits are what the eye looks for: the unit behind them recedes. */
static void number_draw(const struct paper *p, int row, const struct place *at, const char *text, size_t length, enum style style)
{
	int width = at->width - at->age, unit = 0;

	canvas_put_right(p->canvas, row, at->col, width, style, text);
	while (is_of_bytes(at->column) && (size_t)unit < length && strchr("BKMGTPE/s", text[length - 1 - (size_t)unit]))
		unit++;
	if (unit < width)
		canvas_restyle(p->canvas, row, at->col + width - unit, unit, STYLE_DIM);
}

static void parts_draw(const struct paper *p, int row, const struct place *at, struct value v)
{
	static const enum style styles[BAR_PARTS] = { STYLE_USED, STYLE_CACHE, STYLE_FREE, STYLE_DIM };
	int ends[BAR_PARTS], from = 0;

	bar_ends(v.series.points, v.series.count, at->width, ends);
	for (size_t i = 0; i < BAR_PARTS; i++) {
		canvas_fill(p->canvas, row, at->col + from, ends[i] - from, styles[i], bar_glyphs[i][p->set]);
		from = ends[i];
	}
}

void cells_draw(const struct paper *p, int row, const struct place *at, struct value v, enum style style)
{
	const struct column *c = at->column;
	char text[CELLS_ROOM];
	bool is_bar = c->look == LOOK_BAR && v.kind == VALUE_REAL;
	int width = at->width - at->age;
	size_t length = is_bar ? bar_format(text, sizeof(text), v.real, width, p->set) : cell_format(text, sizeof(text), c, v, p->set);

	if (c->unit == UNIT_PARTS && v.kind == VALUE_SERIES)
		parts_draw(p, row, at, v);
	else if (v.kind == VALUE_TEXT && !is_right(c))
		text_draw(p, row, at, text, length, style);
	else {
		if (cell_width(text, length) > width)
			length = (size_t)snprintf(text, sizeof(text), "#");
		if (is_right(c))
			number_draw(p, row, at, text, length, style);
		else
			canvas_put(p->canvas, row, at->col, width, style, text);
	}
	if (at->age && unit_format_age(text, sizeof(text), v.age_s))
		canvas_put_right(p->canvas, row, at->col + at->width - at->age, at->age, STYLE_DIM, text);
}

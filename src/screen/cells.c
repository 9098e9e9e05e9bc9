/* cells.c - draws titles and values into their places. Knows no schema and no rows. */
#include "cells.h"

#include <stdio.h>
#include <string.h>

#include "cell.h"

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
		if (unit_is_right(at->column->unit))
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

/* Growth of a hundredth of all in a second is as much as holding a tenth. */
static enum style style_of_bytes(const struct paper *p, const struct column *c, struct value v)
{
	bool is_signed = v.is_change || c->unit == UNIT_RATE;
	uint64_t n = is_signed && (int64_t)v.number < 0 ? 0 - v.number : v.number, share = c->unit == UNIT_RATE ? 1000 : 10;

	if (n == 0)
		return STYLE_DIM;
	return p->whole && n >= p->whole / share && c->look != LOOK_QUIET ? STYLE_LARGE : STYLE_TEXT;
}

enum style cells_style(const struct paper *p, const struct column *c, struct value v)
{
	if (v.kind == VALUE_UNKNOWN)
		return STYLE_DIM;
	if (c->look == LOOK_STATE)
		return style_of_state(v);
	if ((c->unit == UNIT_BYTES || c->unit == UNIT_RATE) && v.kind == VALUE_NUMBER)
		return style_of_bytes(p, c, v);
	if (v.kind == VALUE_REAL)
		return v.real < 0.05 ? STYLE_DIM : v.real >= 50 && c->unit == UNIT_PERCENT ? STYLE_LARGE : STYLE_TEXT;
	return v.is_change && v.number == 0 ? STYLE_DIM : STYLE_TEXT;
}

void cells_draw(const struct paper *p, int row, const struct place *at, struct value v, enum style style)
{
	const struct column *c = at->column;
	char text[CELLS_ROOM];
	size_t length = cell_format(text, sizeof(text), c, v, p->set);
	int width = at->width - at->age;

	if (v.kind == VALUE_TEXT && !unit_is_right(c->unit)) {
		bool cut = cell_width(text, length) > width;
		canvas_text(p->canvas, row, at->col, width - cut, style, text, length, 0);
		if (cut)
			canvas_put(p->canvas, row, at->col + width - 1, 1, STYLE_DIM, "+");
	} else {
		if ((int)length > width)
			strcpy(text, "#");
		if (unit_is_right(c->unit))
			canvas_put_right(p->canvas, row, at->col, width, style, text);
		else
			canvas_put(p->canvas, row, at->col, width, style, text);
	}
	if (at->age && unit_format_age(text, sizeof(text), v.age_s))
		canvas_put_right(p->canvas, row, at->col + at->width - at->age, at->age, STYLE_DIM, text);
}

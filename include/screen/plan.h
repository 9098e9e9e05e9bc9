/* plan.h - which meters stand in the header, in which lines and how. As text, "memory:bar / parts pressure / tasks": a blank ends a
 * meter, a "/" ends a line. Pure. */
#ifndef PLAN_H
#define PLAN_H

#include <stddef.h>

#include "err.h"

#define PLAN_LINES 8
#define PLAN_LINE_METERS 8
#define PLAN_METERS (PLAN_LINES * PLAN_LINE_METERS)
#define PLAN_TEXT 1024        /* room for every plan as text, its zero included */

struct meter;                 /* meters.h */

enum meter_style { METER_TEXT, METER_BAR, METER_GRAPH, METER_STYLES };

struct plan_item {
	const struct meter *meter;
	enum meter_style style;
	bool begins;              /* a line; the first item always does */
};

struct header_plan {
	struct plan_item items[PLAN_METERS];
	size_t count;
};

/* What there is when nothing else is asked for. */
void plan_default(struct header_plan *plan);

/* False when the text is no plan: the error names the word that is wrong, and the plan is as it was. Empty lines are left out. */
bool plan_parse(const char *text, struct header_plan *plan, struct err *e);

/* Writes the plan as text, with a zero at the end, as much as fits; a style only where it is not the usual one. Returns the bytes
 * written. */
size_t plan_write(char *out, size_t room, const struct header_plan *plan);

int plan_lines(const struct header_plan *plan);
bool plan_has(const struct header_plan *plan, const struct meter *m);

/* plan_edit.c: each returns false, and changes nothing, where that is not possible or a line or the plan would be too long. Items
 * are counted from 0 on, line after line. */

/* In its usual style, in the place of the item that is there, which goes behind it; at the end of the last line where none is. */
bool plan_add(struct header_plan *plan, const struct meter *m, size_t at);
bool plan_remove(struct header_plan *plan, size_t at);

/* To the other side of its neighbour; from the end of a line into the next or the one before. *at goes with it. */
enum plan_way { PLAN_UP, PLAN_DOWN };
bool plan_move(struct header_plan *plan, size_t *at, enum plan_way way);

/* Begins a line with it, or joins the line that it begins with the one above. */
bool plan_break(struct header_plan *plan, size_t at);

/* The next of the styles that its meter has. False: it has only one. */
bool plan_next_style(struct header_plan *plan, size_t at);

#endif

/* meters.h - what the header can show of the machine, and how. One table. */
#ifndef METERS_H
#define METERS_H

#include "trace.h"
#include "pen.h"
#include "plan.h"

#define METER_CELLS 8         /* a bar or a graph of fewer says nothing */

/* What they are drawn from. */
struct seen {
	const struct sample *sample;
	const struct trace *trace;
};

struct meter {
	const char *id, *title;
	const char *help;         /* one sentence */
	const char *label;        /* before the figure; NULL: it names itself */
	unsigned styles;          /* those that it has: a bit each, from METER_TEXT on */
	enum meter_style usual;   /* the one that it has where none is asked for */
	int room;                 /* cells that are kept for the figure behind a bar, so that nothing jumps */
	int trail;                /* cells of its past that the text ends with, where there is room; 0: none */
	bool is_wide;             /* its bar takes all that is left, beside text too */
	enum style style;         /* of its bar and its graph */

	/* In figures, short where the pen asks for that. It writes nothing when there is nothing to say. */
	void (*figure)(struct pen *p, const struct seen *seen);

	/* From 0 to 1; false when it is not known. NULL: it has none, and is text only. */
	bool (*level)(const struct seen *seen, double *out);

	/* A bar of its own, of several segments; NULL: the level and the rest. */
	void (*bar)(struct pen *p, int cells, const struct seen *seen);
};

const struct meter *meter_at(size_t i);                    /* in the order of the table; NULL behind the last */
const struct meter *meter_find(const char *id, size_t length);   /* NULL: there is none */
size_t meter_place(const struct meter *m);                 /* in the table */

/* "text", "bar", "graph" */
const char *meter_style_name(enum meter_style style);

static inline bool meter_has(const struct meter *m, enum meter_style style) { return m->styles & 1u << style; }

/* meter_draw.c: in a style, with so many cells for the bar or the graph; of a text, for its trail. Blanks up to a fixed width
 * behind a figure are counted. */
void meter_draw(struct pen *p, const struct meter *m, enum meter_style style, int cells, const struct seen *seen);

/* Segments side by side that fill the cells. */
struct segment {
	uint64_t amount;
	enum style style;
	uint32_t glyph;
};

void segments_draw(struct pen *p, int cells, const struct segment *segments, size_t n);

/* meter_memory.c: how much memory is taken; what it is used for, as a bar, and as the legend of it */
bool memory_level(const struct seen *seen, double *out);
void memory_figure(struct pen *p, const struct seen *seen);
void memory_bar(struct pen *p, int cells, const struct seen *seen);
void parts_figure(struct pen *p, const struct seen *seen);

#endif

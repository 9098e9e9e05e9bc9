/* meter_memory.c - what the memory is used for, as the bar of the header and the legend of that bar. */
#include "meters.h"

#include <string.h>

#include "vec.h"

#define FIGURE 7              /* cells of a part beside its name, at most */

struct part {
	const char *name;
	enum style style;
	uint32_t glyph[2];        /* by enum text_set: the bar can be read without colours */
	bool is_minor;            /* the legend leaves it out where there is little room */
};

static const struct part parts[] = {
	{ "used",   STYLE_USED,   { '#', 0x2588 }, false },
	{ "shared", STYLE_SHARED, { '%', 0x2593 }, false },
	{ "kernel", STYLE_KERNEL, { '=', 0x2592 }, true },
	{ "cache",  STYLE_CACHE,  { ':', 0x2591 }, false },
	{ "free",   STYLE_FREE,   { '.', 0x00b7 }, false },
};

void memory_bar(struct pen *p, int cells, const struct seen *seen)
{
	const struct memory_parts *m = &seen->sample->machine.parts;
	const uint64_t amounts[] = { m->used, m->shared, m->kernel, m->cache, m->free };
	struct segment segments[ARRAY_LEN(parts)];

	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		segments[i] = (struct segment){ amounts[i], parts[i].style, parts[i].glyph[p->set] };
	segments_draw(p, cells, segments, ARRAY_LEN(segments));
}

void parts_figure(struct pen *p, const struct seen *seen)
{
	const struct memory_parts *m = &seen->sample->machine.parts;
	const uint64_t amounts[] = { m->used, m->shared, m->kernel, m->cache };
	int start, width = 0;
	char glyph[8];

	if (!seen->sample->machine.has_memory)
		return;
	/* Below the bar, where that is in the line above. */
	if (p->leads && !p->is_short)
		pen_put(p, STYLE_TEXT, "     ");
	start = p->col;
	for (size_t i = 0; i < ARRAY_LEN(amounts); i++) {
		if (p->is_short && parts[i].is_minor)
			continue;
		if (width)
			pen_put(p, STYLE_TEXT, p->is_short ? " " : "  ");
		width += (int)strlen(parts[i].name) + FIGURE + (width ? 2 : 0);
		glyph[text_encode(glyph, parts[i].glyph[p->set])] = '\0';
		pen_put(p, parts[i].style, glyph);
		pen_put(p, STYLE_LABEL, parts[i].name);
		pen_put(p, STYLE_TEXT, " ");
		pen_bytes(p, STYLE_TEXT, amounts[i]);
	}
	/* What stands behind it keeps its place. */
	if (!p->is_short)
		pen_to(p, start + width);
}

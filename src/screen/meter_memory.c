/* meter_memory.c - how much memory is taken and what it is used for: as figures, as the bar of the header, as the legend of that
 * bar. Of the machine, or of the container that confines us. */
#include "meters.h"

#include <string.h>

#include "vec.h"

#define HOST_AT 26            /* cells of the container's figures before the machine's */
#define HOST_ROOM 22
#define FIGURE 7              /* cells of a part beside its name, at most */

bool memory_level(const struct seen *seen, double *out)
{
	const struct memory_parts *parts = sample_parts(seen->sample);
	uint64_t left;

	/* A cache that fills what is free takes nothing away: what can still be had is what counts. */
	if (!sample_available(seen->sample, &left))
		left = parts->free;
	if (!seen->sample->machine.has_memory || !parts->total)
		return false;
	*out = 1 - (double)left / (double)parts->total;
	return true;
}

/* Of the machine around a container, in which figures are the container's. */
static void host_memory(struct pen *p, const struct machine *m)
{
	const struct memory_parts *host = &m->parts;
	int start = p->col;

	if (m->confinement.lxcfs & LXCFS_MEMINFO) {
		pen_put(p, STYLE_DIM, "  (host hidden: lxcfs)");
		return;
	}
	pen_put(p, STYLE_DIM, "  (host ");
	pen_bytes(p, STYLE_DIM, host->total - host->free);
	pen_put(p, STYLE_DIM, " / ");
	pen_bytes(p, STYLE_DIM, host->total);
	pen_put(p, STYLE_DIM, ")");
	/* What stands behind it keeps its place. */
	pen_to(p, start + HOST_ROOM);
}

void memory_figure(struct pen *p, const struct seen *seen)
{
	const struct machine *m = &seen->sample->machine;
	const struct memory_parts *parts = sample_parts(seen->sample);
	uint64_t available;
	int start = p->col;

	if (!m->has_memory) {
		pen_put(p, STYLE_DIM, "?");
		return;
	}
	if (m->confinement.is_least)
		pen_put(p, STYLE_STRONG, ">=");
	pen_bytes(p, STYLE_STRONG, parts->total - parts->free);
	pen_put(p, STYLE_DIM, " / ");
	pen_bytes(p, STYLE_TEXT, parts->total);
	if (p->is_short)
		return;
	if (sample_available(seen->sample, &available)) {
		pen_put(p, STYLE_LABEL, "  avail ");
		pen_bytes(p, available * 10 < parts->total ? STYLE_WRONG : STYLE_STRONG, available);
	}
	if (!m->confinement.has_memory)
		return;
	pen_to(p, start + HOST_AT);
	host_memory(p, m);
}

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
	const struct memory_parts *m = sample_parts(seen->sample);
	const uint64_t amounts[] = { m->used, m->shared, m->kernel, m->cache, m->free };
	struct segment segments[ARRAY_LEN(parts)];

	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		segments[i] = (struct segment){ amounts[i], parts[i].style, parts[i].glyph[p->set] };
	segments_draw(p, cells, segments, ARRAY_LEN(segments));
}

void parts_figure(struct pen *p, const struct seen *seen)
{
	const struct memory_parts *m = sample_parts(seen->sample);
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

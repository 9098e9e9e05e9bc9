/* header.c - the machine at the top of the screen: memory as a bar, what it is used for, swap, pressure, CPU, tasks. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "summary.h"
#include "ui.h"

struct segment {
	const char *name;
	enum style style;
	uint32_t glyph[2];       /* by enum text_set: the bar can be read without colours */
};

static const struct segment segments[] = {
	{ "used",   STYLE_USED,   { '#', 0x2588 } },
	{ "shared", STYLE_SHARED, { '%', 0x2593 } },
	{ "kernel", STYLE_KERNEL, { '=', 0x2592 } },
	{ "cache",  STYLE_CACHE,  { ':', 0x2591 } },
	{ "free",   STYLE_FREE,   { '.', 0x00b7 } },
};

/* A place in a line that is written from left to right. */
struct pen {
	struct ui *ui;
	int row, col, end;
};

static void put(struct pen *p, enum style style, const char *text)
{
	if (p->col < p->end)
		p->col += canvas_put(&p->ui->canvas, p->row, p->col, p->end - p->col, style, text);
}

static void put_bytes(struct pen *p, enum style style, uint64_t bytes)
{
	char text[32];

	unit_format(text, sizeof(text), UNIT_BYTES, value_number(bytes));
	put(p, style, text);
}

/* Every boundary is rounded by itself, so the segments always fill the bar. */
static void bar_draw(struct pen *p, int width, const uint64_t *parts, const enum style *styles, const uint32_t *glyphs, size_t n)
{
	uint64_t total = 0, sum = 0;
	int at = 0;

	for (size_t i = 0; i < n; i++)
		total += parts[i];
	for (size_t i = 0; i < n; i++) {
		sum += parts[i];
		int to = total ? (int)((double)width * (double)sum / (double)total + 0.5) : width;
		canvas_fill(&p->ui->canvas, p->row, p->col + at, to - at, styles[i], glyphs[i]);
		at = to;
	}
	p->col += width;
}

static void memory_bar(struct pen *p, const struct machine *m)
{
	const uint64_t parts[] = { m->parts.used, m->parts.shared, m->parts.kernel, m->parts.cache, m->parts.free };
	enum style styles[ARRAY_LEN(segments)];
	uint32_t glyphs[ARRAY_LEN(segments)];
	int width = p->end - 39;

	put(p, STYLE_LABEL, " Mem  ");
	if (!m->has_memory) {
		put(p, STYLE_DIM, "?");
		return;
	}
	for (size_t i = 0; i < ARRAY_LEN(segments); i++) {
		styles[i] = segments[i].style;
		glyphs[i] = segments[i].glyph[p->ui->settings->set];
	}
	if (width >= 8) {
		bar_draw(p, width, parts, styles, glyphs, ARRAY_LEN(segments));
		put(p, STYLE_TEXT, "  ");
	}
	put_bytes(p, STYLE_STRONG, m->parts.total - m->parts.free);
	put(p, STYLE_DIM, " / ");
	put_bytes(p, STYLE_TEXT, m->parts.total);
	if (!m->memory.known[MEM_AVAILABLE])
		return;
	put(p, STYLE_LABEL, "  avail ");
	put_bytes(p, m->memory.bytes[MEM_AVAILABLE] * 10 < m->parts.total ? STYLE_WRONG : STYLE_STRONG,
	          m->memory.bytes[MEM_AVAILABLE]);
}

static void pressure_draw(struct pen *p, const struct machine *m, const struct ui *ui)
{
	static const char *const levels[][8] = {
		[TEXT_ASCII]   = { ".", ".", "-", "-", "=", "=", "#", "#" },
		[TEXT_UNICODE] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" },
	};
	char text[64];

	if (!m->has_pressure) {
		put(p, STYLE_LABEL, "pressure ");
		put(p, STYLE_DIM, "?");
		return;
	}
	put(p, STYLE_LABEL, "pressure ");
	snprintf(text, sizeof(text), p->end - p->col < 22 ? "%.1f/%.1f%%" : "some %.1f%% full %.1f%%", m->pressure.some,
	         m->pressure.full);
	put(p, m->pressure.some >= 10 ? STYLE_WRONG : m->pressure.some > 0 ? STYLE_STRONG : STYLE_TEXT, text);
	put(p, STYLE_TEXT, "  ");
	if (p->end - p->col < (int)ui->pressures)
		return;
	for (size_t i = 0; i < ui->pressures; i++) {
		size_t level = (size_t)(ui->pressure[i] / 100 * 7 + 0.999);
		put(p, level ? STYLE_WRONG : STYLE_DIM, levels[ui->settings->set][level > 7 ? 7 : level]);
	}
}

/* Whether the line of parts has room for the pressure too; else it stands with the tasks. */
static bool has_wide_parts(int cols)
{
	return cols >= 90;
}

static void memory_parts(struct pen *p, const struct machine *m)
{
	const uint64_t parts[] = { m->parts.used, m->parts.shared, m->parts.kernel, m->parts.cache };
	char glyph[8];

	put(p, STYLE_TEXT, "      ");
	for (size_t i = 0; i < ARRAY_LEN(parts) && m->has_memory; i++) {
		glyph[text_encode(glyph, segments[i].glyph[p->ui->settings->set])] = '\0';
		put(p, segments[i].style, glyph);
		put(p, STYLE_LABEL, segments[i].name);
		put(p, STYLE_TEXT, " ");
		put_bytes(p, STYLE_TEXT, parts[i]);
		put(p, STYLE_TEXT, "  ");
	}
	if (has_wide_parts(p->end))
		pressure_draw(p, m, p->ui);
}

static void swap_draw(struct pen *p, const struct machine *m)
{
	const uint64_t *b = m->memory.bytes;
	const uint64_t parts[] = { b[MEM_SWAP_TOTAL] - b[MEM_SWAP_FREE], b[MEM_SWAP_FREE] };
	const enum style styles[] = { STYLE_WRONG, STYLE_FREE };
	const uint32_t glyphs[] = { segments[0].glyph[p->ui->settings->set], segments[4].glyph[p->ui->settings->set] };

	put(p, STYLE_LABEL, " Swap ");
	if (!m->has_memory || !m->memory.known[MEM_SWAP_TOTAL] || !m->memory.known[MEM_SWAP_FREE])
		put(p, STYLE_DIM, "?");
	else if (b[MEM_SWAP_TOTAL] == 0)
		put(p, STYLE_DIM, "none");
	else {
		bar_draw(p, p->end >= 100 ? 24 : 10, parts, styles, glyphs, ARRAY_LEN(parts));
		put(p, STYLE_TEXT, "  ");
		put_bytes(p, STYLE_STRONG, parts[0]);
		put(p, STYLE_DIM, " / ");
		put_bytes(p, STYLE_TEXT, b[MEM_SWAP_TOTAL]);
	}
	if (m->has_zram && m->zram.memory) {
		put(p, STYLE_LABEL, "   zram ");
		put_bytes(p, STYLE_TEXT, m->zram.data);
		put(p, STYLE_DIM, " in ");
		put_bytes(p, STYLE_TEXT, m->zram.memory);
	}
	if (m->has_memory && m->memory.known[MEM_ZSWAPPED] && b[MEM_ZSWAPPED]) {
		put(p, STYLE_LABEL, "   zswap ");
		put_bytes(p, STYLE_TEXT, b[MEM_ZSWAPPED]);
		put(p, STYLE_DIM, " in ");
		put_bytes(p, STYLE_TEXT, b[MEM_ZSWAP]);
	}
}

static void cpu_draw(struct pen *p, const struct machine *m)
{
	char text[64];

	put(p, STYLE_LABEL, "CPU ");
	if (m->has_figures && m->figures.has_cpu)
		snprintf(text, sizeof(text), "%4.1f%%", m->figures.cpu);
	else
		snprintf(text, sizeof(text), "   ?%%");
	put(p, STYLE_STRONG, text);
	put(p, STYLE_LABEL, "   load ");
	if (m->has_figures)
		snprintf(text, sizeof(text), "%.2f %.2f %.2f", m->figures.load[0], m->figures.load[1], m->figures.load[2]);
	else
		snprintf(text, sizeof(text), "?");
	put(p, STYLE_TEXT, text);
}

static void swap_and_cpu(struct pen *p, const struct machine *m)
{
	swap_draw(p, m);
	put(p, STYLE_TEXT, "    ");
	cpu_draw(p, m);
}

static void tasks_draw(struct pen *p, const struct machine *m)
{
	char text[SUMMARY_ROOM];

	put(p, STYLE_TEXT, " ");
	summary_tasks(text, sizeof(text), p->ui->sample);
	put(p, STYLE_TEXT, text);
	if (m->has_figures) {
		summary_uptime(text, sizeof(text), m->figures.uptime_ns);
		put(p, STYLE_LABEL, "   up ");
		put(p, STYLE_TEXT, text);
	}
	if (!has_wide_parts(p->end)) {
		put(p, STYLE_TEXT, "   ");
		pressure_draw(p, m, p->ui);
	}
}

void header_draw(struct ui *ui)
{
	static void (*const lines[])(struct pen *, const struct machine *) = {
		memory_bar, memory_parts, swap_and_cpu, tasks_draw,
	};

	for (int i = 0; i < ui->layout.header_rows && i < (int)ARRAY_LEN(lines); i++) {
		struct pen p = { ui, ui->layout.header + i, 0, ui->layout.cols };
		lines[i](&p, &ui->sample->machine);
	}
}

/* plot.c - numbers to lengths, lines and areas. Counts nothing, reads nothing. */
#include "plot.h"

#include <stdlib.h>
#include <string.h>

#include "plot_axis.h"
#include "unit.h"
#include "vec.h"
#include "xml.h"

#define LINES_ACROSS 5
#define LINES_DOWN 8
#define LONG_PART 10         /* of the time without a point: more than one part in so many is long */
#define ROW 16               /* of a legend */
#define LABEL 32

void plot_init(struct plot *p, size_t points, size_t bands)
{
	size_t cells = points * bands;

	*p = (struct plot){ .points = points, .bands = bands, .span_ns = 1 };
	p->at_ns = memset(memory_new((points + 1) * sizeof(uint64_t)), 0, (points + 1) * sizeof(uint64_t));
	p->values = memset(memory_new((cells + 1) * sizeof(uint64_t)), 0, (cells + 1) * sizeof(uint64_t));
	p->band = memset(memory_new((bands + 1) * sizeof(*p->band)), 0, (bands + 1) * sizeof(*p->band));
}

void plot_free(struct plot *p)
{
	free(p->at_ns);
	free(p->values);
	free(p->band);
}

double plot_x(const struct plot *p, uint64_t at_ns)
{
	double part = (double)at_ns / (double)p->span_ns;

	return PLOT_LEFT + PLOT_WIDTH * (part > 1 ? 1 : part);
}

/* An eighth is left free for what is said of the highest. */
double plot_y(const struct plot *p, uint64_t bytes)
{
	return p->top + p->height - (p->highest ? (double)bytes / (double)p->highest / 1.125 * p->height : 0);
}

/* ---- axes ---------------------------------------------------------------------------------------------------------------------- */

static void put_line_across(FILE *out, const struct plot *p, uint64_t bytes)
{
	double y = plot_y(p, bytes);
	char label[LABEL];

	unit_format(label, sizeof(label), UNIT_BYTES, value_number(bytes));
	fprintf(out, "<path class=\"%s\" d=\"M%d,%.1fh%d\"/><text x=\"%d\" y=\"%.1f\" class=\"right\">%s</text>\n", bytes ? "grid" : "base",
	        PLOT_LEFT, y, PLOT_WIDTH, PLOT_LEFT - 8, y + 4, label);
}

static void put_line_down(FILE *out, const struct plot *p, uint64_t at_ns, uint64_t step_ns, enum plot_times times)
{
	double x = plot_x(p, at_ns);
	char label[LABEL];

	fprintf(out, "<path class=\"grid\" d=\"M%.1f,%dv%d\"/>", x, p->top, p->height + (times ? 5 : 0));
	plot_axis_label(label, sizeof(label), at_ns, step_ns);
	if (times)
		fprintf(out, "<text x=\"%.1f\" y=\"%d\" class=\"middle\">%s</text>", x, p->top + p->height + 19, label);
	putc('\n', out);
}

/* A little mark below for each point: where there are none, nobody looked. */
static void put_looks(FILE *out, const struct plot *p)
{
	fputs("<path class=\"look\" d=\"", out);
	for (size_t i = 0; i < p->points; i++)
		fprintf(out, "M%.1f,%dv4", plot_x(p, p->at_ns[i]), p->top + p->height + 2);
	fputs("\"><title>when it was looked at</title></path>\n", out);
}

void plot_frame(FILE *out, const struct plot *p, enum plot_times times)
{
	uint64_t bytes = plot_axis_bytes(p->highest, LINES_ACROSS), ns = plot_axis_time(p->span_ns, LINES_DOWN);

	for (uint64_t i = 0; i <= p->span_ns / ns; i++)
		put_line_down(out, p, i * ns, ns, times);
	for (uint64_t i = p->highest / bytes; i > 0; i--)
		put_line_across(out, p, i * bytes);
	put_line_across(out, p, 0);
	put_looks(out, p);
}

/* ---- bands --------------------------------------------------------------------------------------------------------------------- */

/* Of the way from a point to the next, one end. */
enum at { FIRST, LAST };

/* Whether a band that is there now has gone when the next point comes. Then nothing moves until that is seen: what comes instead would
 * stand on it meanwhile, and all together would be higher than they ever were. */
static bool goes(const struct plot *p, size_t point)
{
	for (size_t i = 0; point + 1 < p->points && i < p->bands; i++)
		if (*plot_value(p, point, i) && !*plot_value(p, point + 1, i))
			return true;
	return false;
}

/* All bands below this one, together. */
static uint64_t below(const struct plot *p, size_t point, size_t band, enum at at)
{
	bool moves = at == LAST && point + 1 < p->points && !goes(p, point);
	uint64_t sum = 0;

	for (size_t i = 0; i < band; i++) {
		uint64_t now = *plot_value(p, point, i);
		sum += now && moves ? *plot_value(p, point + 1, i) : now;
	}
	return sum;
}

/* A path being written: what comes to the same place again is left out. */
struct path {
	FILE *out;
	char last[48];
	char command;
};

static void go_to(struct path *path, const struct plot *p, uint64_t at_ns, uint64_t bytes)
{
	char place[48];

	snprintf(place, sizeof(place), "%.1f,%.1f", plot_x(p, at_ns), plot_y(p, bytes));
	if (path->command == 'L' && strcmp(place, path->last) == 0)
		return;
	fprintf(path->out, "%c%s", path->command, place);
	path->command = 'L';
	strcpy(path->last, place);
}

/* The last goes on to the end. */
static uint64_t end_of(const struct plot *p, size_t point)
{
	return point + 1 < p->points ? p->at_ns[point + 1] : p->span_ns;
}

/* There along the top, back along the bottom. */
static void put_stretch(FILE *out, const struct plot *p, size_t band, size_t from, size_t to)
{
	struct path path = { .out = out, .command = 'M' };

	for (size_t i = from; i < to; i++) {
		go_to(&path, p, p->at_ns[i], below(p, i, band + 1, FIRST));
		go_to(&path, p, end_of(p, i), below(p, i, band + 1, LAST));
	}
	for (size_t i = to; i-- > from;) {
		go_to(&path, p, end_of(p, i), below(p, i, band, LAST));
		go_to(&path, p, p->at_ns[i], below(p, i, band, FIRST));
	}
	putc('Z', out);
}

/* The whole of them. */
static void put_top(FILE *out, const struct plot *p)
{
	struct path path = { .out = out, .command = 'M' };

	fputs("<path class=\"top\" d=\"", out);
	for (size_t i = 0; i < p->points; i++) {
		go_to(&path, p, p->at_ns[i], below(p, i, p->bands, FIRST));
		go_to(&path, p, end_of(p, i), below(p, i, p->bands, LAST));
	}
	fputs("\"/>\n", out);
}

/* Whether what is drawn from this point on need not have been so. */
static bool is_long(const struct plot *p, size_t point)
{
	return plot_x(p, end_of(p, point)) - plot_x(p, p->at_ns[point]) > PLOT_WIDTH / LONG_PART;
}

bool plot_is_pale(const struct plot *p)
{
	for (size_t i = 0; i < p->points; i++)
		if (is_long(p, i))
			return true;
	return false;
}

static void put_veils(FILE *out, const struct plot *p)
{
	for (size_t i = 0; i < p->points; i++) {
		double from = plot_x(p, p->at_ns[i]), to = plot_x(p, end_of(p, i));
		if (is_long(p, i))
			fprintf(out, "<rect class=\"veil\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>\n", from, p->top, to - from, p->height);
	}
}

/* "cc1 ×311" */
static void put_name(FILE *out, const struct plot_band *b)
{
	xml_text(out, b->name, strlen(b->name));
	fprintf(out, "%s%s", *b->note ? " " : "", b->note);
}

static void put_band(FILE *out, const struct plot *p, size_t band)
{
	char figure[LABEL];

	unit_format(figure, sizeof(figure), UNIT_BYTES, value_number(p->band[band].figure));
	fprintf(out, "<path class=\"band\" fill=\"%s\" d=\"", p->band[band].colour);
	for (size_t i = 0, end; i < p->points; i = end + (end == i)) {
		for (end = i; end < p->points && *plot_value(p, end, band); end++)
			;
		if (end > i)
			put_stretch(out, p, band, i, end);
	}
	fputs("\"><title>", out);
	put_name(out, &p->band[band]);
	fprintf(out, ": %s</title></path>\n", figure);
}

void plot_bands(FILE *out, const struct plot *p)
{
	for (size_t i = 0; i < p->bands; i++)
		put_band(out, p, i);
	put_veils(out, p);
	put_top(out, p);
}

/* ---- the legend ---------------------------------------------------------------------------------------------------------------- */

void plot_legend(FILE *out, const struct plot *p, const char *figures)
{
	char figure[LABEL];

	if (p->bands)
		fprintf(out, "<text x=\"%d\" y=\"%d\" class=\"right faint\">%s</text>\n", PLOT_RIGHT - 20, p->top + p->height - ROW * (int)p->bands - 2,
		        figures);
	for (size_t i = 0; i < p->bands; i++) {
		int y = p->top + p->height - ROW * (int)i;
		unit_format(figure, sizeof(figure), UNIT_BYTES, value_number(p->band[i].figure));
		fprintf(out, "<rect x=\"%d\" y=\"%d\" width=\"11\" height=\"11\" fill=\"%s\"/><text x=\"%d\" y=\"%d\">", PLOT_LEGEND, y - 10,
		        p->band[i].colour, PLOT_LEGEND + 17, y);
		put_name(out, &p->band[i]);
		fprintf(out, "</text><text x=\"%d\" y=\"%d\" class=\"right\">%s</text>\n", PLOT_RIGHT - 20, y, figure);
	}
}

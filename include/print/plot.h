/* plot.h - bands of bytes stacked over time, as SVG: axes, bands, a legend at their right. Knows nothing of what they stand for. */
#ifndef PLOT_H
#define PLOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* Where all plots of a picture stand, in its units: what is left of that is for what stands at their lines, what is right of it for
 * their legends. */
#define PLOT_LEFT 70
#define PLOT_WIDTH 650
#define PLOT_LEGEND (PLOT_LEFT + PLOT_WIDTH + 20)
#define PLOT_RIGHT 1000

struct plot_band {
	char name[48];               /* any bytes; zero-ended */
	char note[32];               /* of ours, behind the name; "": nothing */
	const char *colour;
	uint64_t figure;             /* bytes: at the right border of the legend */
};

struct plot {
	int top, height;
	uint64_t span_ns;            /* what the axis of time ends with, not 0 */
	uint64_t highest;            /* bytes: the axis goes a little further */
	size_t points, bands;        /* the lowest band first */
	uint64_t *at_ns;             /* of each point */
	uint64_t *values;            /* bytes: of each point those of all bands */
	struct plot_band *band;
};

/* Points and bands are all zero then. */
void plot_init(struct plot *p, size_t points, size_t bands);
void plot_free(struct plot *p);

static inline uint64_t *plot_value(const struct plot *p, size_t point, size_t band)
{
	return &p->values[point * p->bands + band];
}

double plot_x(const struct plot *p, uint64_t at_ns);
double plot_y(const struct plot *p, uint64_t bytes);

/* The lines of both axes and what they stand for, times where it is said to; below, marks of when there is a point. */
enum plot_times { PLOT_NO_TIMES, PLOT_TIMES };
void plot_frame(FILE *out, const struct plot *p, enum plot_times times);

/* Straight from one point to the next; but what comes or goes between two was not half there meanwhile, and jumps when that is seen.
 * What was seen last goes on to the end. They are never higher than at a point. Where there is no point for long, all is pale. */
void plot_bands(FILE *out, const struct plot *p);
bool plot_is_pale(const struct plot *p);

/* Names beside the bands, the lowest one's at the bottom, and above them what their figures are. */
void plot_legend(FILE *out, const struct plot *p, const char *figures);

#endif

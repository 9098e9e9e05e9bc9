/* themes.h - what each style looks like: one table a theme. */
#ifndef THEMES_H
#define THEMES_H

#include <stddef.h>
#include <stdint.h>

#include "canvas.h"

/* The eight colours that every terminal with colours has, in its own tones. */
enum basic { BASIC_OWN = -1, BASIC_BLACK, BASIC_RED, BASIC_GREEN, BASIC_YELLOW, BASIC_BLUE, BASIC_MAGENTA, BASIC_CYAN, BASIC_WHITE };

enum { PAINT_BOLD = 1, PAINT_REVERSE = 2, PAINT_UNDERLINE = 4 };   /* attributes */

#define OWN_COLOR (-1)             /* the terminal's own */

struct paint {
	int32_t fg, bg;            /* 0xRRGGBB, or OWN_COLOR */
	enum basic fg8, bg8;       /* where there are only 8 */
	unsigned attributes;       /* beside the colours */
};

struct theme {
	const char *id, *help;
	const struct paint *looks;  /* of each style; NULL: no colours */
};

/* The attributes of each style where there are no colours: colour alone never carries a meaning. */
extern const unsigned themes_plain[STYLES];

const struct theme *themes_all(size_t *count);

/* NULL when no theme is called so. */
const struct theme *themes_find(const char *id);

/* The number of the colour on a terminal that has so many: the colour itself, its neighbour in the palette, one of eight. -1: its own. */
int themes_color(int32_t rgb, enum basic few, int colors);

/* The nearest of the colours 16 to 255 that a terminal with 256 has: a cube and a ramp of greys, the same everywhere. */
int themes_nearest(int32_t rgb);

#endif

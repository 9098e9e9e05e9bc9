/* themes.c - the looks of the styles, theme by theme. Knows no terminal. */
#include "themes.h"

#include <string.h>

#include "vec.h"

/* For dark backgrounds. */
static const struct paint usual[STYLES] = {
	[STYLE_TEXT]         = { OWN_COLOR, OWN_COLOR, BASIC_OWN,     BASIC_OWN,   0 },
	[STYLE_DIM]          = { 0x808080,  OWN_COLOR, BASIC_OWN,     BASIC_OWN,   0 },
	[STYLE_STRONG]       = { OWN_COLOR, OWN_COLOR, BASIC_OWN,     BASIC_OWN,   PAINT_BOLD },
	[STYLE_LARGE]        = { 0xffaf5f,  OWN_COLOR, BASIC_YELLOW,  BASIC_OWN,   PAINT_BOLD },
	[STYLE_BUSY]         = { 0x87d787,  OWN_COLOR, BASIC_GREEN,   BASIC_OWN,   0 },
	[STYLE_WRONG]        = { 0xff5f5f,  OWN_COLOR, BASIC_RED,     BASIC_OWN,   PAINT_BOLD },
	[STYLE_ACCENT]       = { 0x5fafaf,  OWN_COLOR, BASIC_CYAN,    BASIC_OWN,   0 },
	[STYLE_LABEL]        = { 0x5fafaf,  OWN_COLOR, BASIC_CYAN,    BASIC_OWN,   0 },
	[STYLE_TITLE]        = { 0xd0d0d0,  0x444444,  BASIC_BLACK,   BASIC_WHITE, 0 },
	[STYLE_TITLE_SORT]   = { 0x262626,  0x5fafaf,  BASIC_BLACK,   BASIC_CYAN,  PAINT_BOLD },
	[STYLE_SELECTED]     = { 0xeeeeee,  0x005f87,  BASIC_BLACK,   BASIC_CYAN,  0 },
	[STYLE_TAGGED]       = { 0xffd787,  OWN_COLOR, BASIC_YELLOW,  BASIC_OWN,   PAINT_BOLD },
	[STYLE_ALERT]        = { 0xffffff,  0x870000,  BASIC_WHITE,   BASIC_RED,   PAINT_BOLD },
	[STYLE_KEY]          = { 0xd0d0d0,  OWN_COLOR, BASIC_OWN,     BASIC_OWN,   PAINT_BOLD },
	[STYLE_KEY_LABEL]    = { 0x262626,  0x5fafaf,  BASIC_BLACK,   BASIC_CYAN,  0 },
	[STYLE_USED]         = { 0x5faf5f,  OWN_COLOR, BASIC_GREEN,   BASIC_OWN,   0 },
	[STYLE_SHARED]       = { 0xaf5fd7,  OWN_COLOR, BASIC_MAGENTA, BASIC_OWN,   0 },
	[STYLE_KERNEL]       = { 0x5f87d7,  OWN_COLOR, BASIC_BLUE,    BASIC_OWN,   0 },
	[STYLE_CACHE]        = { 0xd7af5f,  OWN_COLOR, BASIC_YELLOW,  BASIC_OWN,   0 },
	[STYLE_FREE]         = { 0x585858,  OWN_COLOR, BASIC_OWN,     BASIC_OWN,   0 },
};

/* For light ones: yellow and light grey would vanish there. */
static const struct paint light[STYLES] = {
	[STYLE_TEXT]         = { OWN_COLOR, OWN_COLOR, BASIC_OWN,     BASIC_OWN,   0 },
	[STYLE_DIM]          = { 0x767676,  OWN_COLOR, BASIC_OWN,     BASIC_OWN,   0 },
	[STYLE_STRONG]       = { OWN_COLOR, OWN_COLOR, BASIC_OWN,     BASIC_OWN,   PAINT_BOLD },
	[STYLE_LARGE]        = { 0xaf5f00,  OWN_COLOR, BASIC_MAGENTA, BASIC_OWN,   PAINT_BOLD },
	[STYLE_BUSY]         = { 0x008700,  OWN_COLOR, BASIC_GREEN,   BASIC_OWN,   0 },
	[STYLE_WRONG]        = { 0xd70000,  OWN_COLOR, BASIC_RED,     BASIC_OWN,   PAINT_BOLD },
	[STYLE_ACCENT]       = { 0x0087af,  OWN_COLOR, BASIC_BLUE,    BASIC_OWN,   0 },
	[STYLE_LABEL]        = { 0x005f87,  OWN_COLOR, BASIC_BLUE,    BASIC_OWN,   0 },
	[STYLE_TITLE]        = { 0x262626,  0xd0d0d0,  BASIC_WHITE,   BASIC_BLACK, 0 },
	[STYLE_TITLE_SORT]   = { 0xffffff,  0x005f87,  BASIC_WHITE,   BASIC_BLUE,  PAINT_BOLD },
	[STYLE_SELECTED]     = { 0x000000,  0xafd7ff,  BASIC_WHITE,   BASIC_BLUE,  0 },
	[STYLE_TAGGED]       = { 0x8700af,  OWN_COLOR, BASIC_MAGENTA, BASIC_OWN,   PAINT_BOLD | PAINT_UNDERLINE },
	[STYLE_ALERT]        = { 0xffffff,  0xd70000,  BASIC_WHITE,   BASIC_RED,   PAINT_BOLD },
	[STYLE_KEY]          = { 0x303030,  OWN_COLOR, BASIC_OWN,     BASIC_OWN,   PAINT_BOLD },
	[STYLE_KEY_LABEL]    = { 0x000000,  0xafd7d7,  BASIC_WHITE,   BASIC_BLUE,  0 },
	[STYLE_USED]         = { 0x008700,  OWN_COLOR, BASIC_GREEN,   BASIC_OWN,   0 },
	[STYLE_SHARED]       = { 0x875faf,  OWN_COLOR, BASIC_MAGENTA, BASIC_OWN,   0 },
	[STYLE_KERNEL]       = { 0x005faf,  OWN_COLOR, BASIC_BLUE,    BASIC_OWN,   0 },
	[STYLE_CACHE]        = { 0xaf8700,  OWN_COLOR, BASIC_YELLOW,  BASIC_OWN,   0 },
	[STYLE_FREE]         = { 0xb2b2b2,  OWN_COLOR, BASIC_OWN,     BASIC_OWN,   0 },
};

/* Brings its own background. Red and green need not be told apart. */
static const struct paint contrast[STYLES] = {
	[STYLE_TEXT]         = { 0xffffff,  0x000000,  BASIC_WHITE,   BASIC_BLACK, 0 },
	[STYLE_DIM]          = { 0xd0d0d0,  0x000000,  BASIC_WHITE,   BASIC_BLACK, 0 },
	[STYLE_STRONG]       = { 0xffffff,  0x000000,  BASIC_WHITE,   BASIC_BLACK, PAINT_BOLD },
	[STYLE_LARGE]        = { 0xffff00,  0x000000,  BASIC_YELLOW,  BASIC_BLACK, PAINT_BOLD },
	[STYLE_BUSY]         = { 0x5fffff,  0x000000,  BASIC_CYAN,    BASIC_BLACK, PAINT_BOLD },
	[STYLE_WRONG]        = { 0xffffff,  0xaf0000,  BASIC_WHITE,   BASIC_RED,   PAINT_BOLD },
	[STYLE_ACCENT]       = { 0x87d7ff,  0x000000,  BASIC_CYAN,    BASIC_BLACK, 0 },
	[STYLE_LABEL]        = { 0x87d7ff,  0x000000,  BASIC_CYAN,    BASIC_BLACK, 0 },
	[STYLE_TITLE]        = { 0x000000,  0xd0d0d0,  BASIC_BLACK,   BASIC_WHITE, 0 },
	[STYLE_TITLE_SORT]   = { 0x000000,  0xffff00,  BASIC_BLACK,   BASIC_YELLOW, PAINT_BOLD },
	[STYLE_SELECTED]     = { 0x000000,  0xffff00,  BASIC_BLACK,   BASIC_YELLOW, 0 },
	[STYLE_TAGGED]       = { 0xffff00,  0x000000,  BASIC_YELLOW,  BASIC_BLACK, PAINT_BOLD | PAINT_UNDERLINE },
	[STYLE_ALERT]        = { 0xffffff,  0xaf0000,  BASIC_WHITE,   BASIC_RED,   PAINT_BOLD | PAINT_UNDERLINE },
	[STYLE_KEY]          = { 0xffffff,  0x000000,  BASIC_WHITE,   BASIC_BLACK, PAINT_BOLD },
	[STYLE_KEY_LABEL]    = { 0x000000,  0xd0d0d0,  BASIC_BLACK,   BASIC_WHITE, 0 },
	[STYLE_USED]         = { 0xffffff,  0x000000,  BASIC_WHITE,   BASIC_BLACK, 0 },
	[STYLE_SHARED]       = { 0xff87ff,  0x000000,  BASIC_MAGENTA, BASIC_BLACK, 0 },
	[STYLE_KERNEL]       = { 0x87d7ff,  0x000000,  BASIC_CYAN,    BASIC_BLACK, 0 },
	[STYLE_CACHE]        = { 0xffff00,  0x000000,  BASIC_YELLOW,  BASIC_BLACK, 0 },
	[STYLE_FREE]         = { 0xbcbcbc,  0x000000,  BASIC_WHITE,   BASIC_BLACK, 0 },
};

/* Of the rows only the selected one is reversed: what is tagged has a star, an alert an exclamation mark, what is wrong a letter or a
 * word. The column that sorts has an arrow. */
const unsigned themes_plain[STYLES] = {
	[STYLE_STRONG]     = PAINT_BOLD,
	[STYLE_LARGE]      = PAINT_BOLD,
	[STYLE_BUSY]       = PAINT_BOLD,
	[STYLE_WRONG]      = PAINT_BOLD | PAINT_UNDERLINE,
	[STYLE_TITLE]      = PAINT_REVERSE,
	[STYLE_TITLE_SORT] = PAINT_REVERSE | PAINT_BOLD | PAINT_UNDERLINE,
	[STYLE_SELECTED]   = PAINT_REVERSE,
	[STYLE_TAGGED]     = PAINT_BOLD | PAINT_UNDERLINE,
	[STYLE_ALERT]      = PAINT_BOLD | PAINT_UNDERLINE,
	[STYLE_KEY]        = PAINT_BOLD,
	[STYLE_KEY_LABEL]  = PAINT_REVERSE,
	[STYLE_USED]       = PAINT_BOLD,
};

static const struct theme themes[] = {
	{ "default",  "for dark backgrounds", usual },
	{ "light",    "for light backgrounds", light },
	{ "contrast", "strong contrasts, on black", contrast },
	{ "mono",     "no colours", NULL },
};

const struct theme *themes_all(size_t *count)
{
	*count = ARRAY_LEN(themes);
	return themes;
}

const struct theme *themes_find(const char *id)
{
	for (size_t i = 0; i < ARRAY_LEN(themes); i++)
		if (strcmp(themes[i].id, id) == 0)
			return &themes[i];
	return NULL;
}

static int32_t square(int32_t a, int32_t b)
{
	return (a - b) * (a - b);
}

static int32_t distance(int32_t a, int32_t b)
{
	return square(a >> 16, b >> 16) + square(a >> 8 & 255, b >> 8 & 255) + square(a & 255, b & 255);
}

/* A cube of six steps a side, then 24 greys. */
static int32_t palette(int n)
{
	static const int32_t steps[] = { 0x00, 0x5f, 0x87, 0xaf, 0xd7, 0xff };

	if (n >= 232)
		return (8 + 10 * (n - 232)) * 0x010101;
	n -= 16;
	return steps[n / 36] << 16 | steps[n / 6 % 6] << 8 | steps[n % 6];
}

int themes_nearest(int32_t rgb)
{
	int best = 16;

	if (rgb == OWN_COLOR)
		return OWN_COLOR;
	for (int n = 17; n < 256; n++)
		if (distance(palette(n), rgb) < distance(palette(best), rgb))
			best = n;
	return best;
}

int themes_color(int32_t rgb, enum basic few, int colors)
{
	if (colors < 256)
		return (int)few;
	if (colors < 1 << 24 || rgb == OWN_COLOR)
		return themes_nearest(rgb);
	/* The lowest numbers may be those of a palette still. */
	return rgb < 256 ? rgb + 0x010100 : rgb;
}

/* figure_text.c - figures as short texts: seconds here, all else as everywhere. Knows no columns. */
#include "figure_text.h"

#include <stdio.h>

#define SECOND 1e9
#define MANY 10000           /* percents that are not told one by one */

/* Of hours, too: so they are compared. */
static void put_seconds(char out[FIGURE_TEXT], const char *sign, uint64_t ns)
{
	double s = (double)ns / SECOND;

	snprintf(out, FIGURE_TEXT, "%s%.*f s", sign, s < 10 ? 3 : s < 1000 ? 2 : 0, s);
}

const char *figure_text(char out[FIGURE_TEXT], const struct run_figure *f, bool is_known, uint64_t n)
{
	if (is_known && f->unit == UNIT_SPAN)
		put_seconds(out, "", n);
	else
		unit_format(out, FIGURE_TEXT, f->unit, is_known ? value_number(n) : value_unknown());
	return out;
}

const char *figure_change_text(char out[FIGURE_TEXT], const struct run_figure *f, int64_t more)
{
	struct value v = value_number((uint64_t)more);

	v.is_change = true;
	if (f->unit == UNIT_SPAN)
		put_seconds(out, more < 0 ? "-" : more > 0 ? "+" : "", more < 0 ? 0 - (uint64_t)more : (uint64_t)more);
	else
		unit_format(out, FIGURE_TEXT, f->unit, v);
	return out;
}

const char *figure_percent_text(char out[FIGURE_TEXT], double percent)
{
	if (percent > MANY)
		snprintf(out, FIGURE_TEXT, ">%d %%", MANY);
	else
		snprintf(out, FIGURE_TEXT, "%+.*f %%", percent < 1000 ? 1 : 0, percent);
	return out;
}

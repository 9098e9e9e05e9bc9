/* plot_axis.c - steps that people count in. Draws nothing. */
#include "plot_axis.h"

#include <inttypes.h>
#include <stdio.h>

#include "unit.h"
#include "vec.h"

#define US UINT64_C(1000)
#define MS UINT64_C(1000000)
#define S UINT64_C(1000000000)
#define MIN (60 * S)
#define HOUR (3600 * S)
#define DAY (86400 * S)

/* Steps that are told in a unit of time, the least first. */
static const struct scale {
	uint64_t unit;
	const char *name;
	unsigned factors[8];         /* of the unit, in hundredths */
} scales[] = {
	{ MS,   "ms",  { 1, 2, 5, 10, 20, 50 } },
	{ MS,   "ms",  { 100, 200, 500, 1000, 2000, 5000 } },
	{ S,    "s",   { 10, 20, 50, 100, 200, 500, 1000, 1500 } },
	{ MIN,  "min", { 50, 100, 200, 500, 1000, 2000 } },
	{ HOUR, "h",   { 50, 100, 200, 300, 600 } },
	{ DAY,  "d",   { 50, 100, 200, 500 } },
};

uint64_t plot_axis_bytes(uint64_t most, unsigned lines)
{
	uint64_t step = 1;

	while (step < most / lines + (most % lines != 0))
		step *= 2;
	return step;
}

static uint64_t step_of(const struct scale *s, size_t i)
{
	return s->unit / 100 * s->factors[i];
}

uint64_t plot_axis_time(uint64_t span_ns, unsigned lines)
{
	uint64_t least = span_ns / lines + (span_ns % lines != 0), step;

	for (size_t i = 0; i < ARRAY_LEN(scales); i++)
		for (size_t k = 0; k < ARRAY_LEN(scales[i].factors) && scales[i].factors[k]; k++)
			if (step_of(&scales[i], k) >= least)
				return step_of(&scales[i], k);
	for (step = 10 * DAY; step < least && step < UINT64_MAX / 2; step *= 2)
		;
	return step;
}

/* The scale that such a step belongs to: the last whose least one is no larger. */
void plot_axis_label(char *out, size_t room, uint64_t at_ns, uint64_t step_ns)
{
	size_t i = ARRAY_LEN(scales) - 1;

	while (i > 0 && step_of(&scales[i], 0) > step_ns)
		i--;
	if (at_ns == 0)
		snprintf(out, room, "0");
	else
		snprintf(out, room, "%g %s", (double)(at_ns / US) / (double)(scales[i].unit / US), scales[i].name);
}

void plot_axis_moment(char *out, size_t room, uint64_t ns)
{
	if (ns < S)
		snprintf(out, room, "%.*f ms", ns < MS ? 2 : ns < 10 * MS ? 1 : 0, (double)ns / MS);
	else if (ns < 2 * MIN)
		snprintf(out, room, "%.*f s", ns < 10 * S ? 2 : 1, (double)ns / S);
	else if (ns < HOUR)
		snprintf(out, room, "%.1f min", (double)ns / MIN);
	else
		unit_format(out, room, UNIT_SPAN, value_number(ns));
}

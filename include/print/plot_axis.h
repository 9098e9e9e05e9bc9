/* plot_axis.h - where the lines of an axis are, and what stands beside them. */
#ifndef PLOT_AXIS_H
#define PLOT_AXIS_H

#include <stddef.h>
#include <stdint.h>

/* From one line to the next, so that there are so many at most beside that of 0: a power of 2. */
uint64_t plot_axis_bytes(uint64_t most, unsigned lines);

/* The same of a span of time, in ns: steps that clocks and calendars have. */
uint64_t plot_axis_time(uint64_t span_ns, unsigned lines);

/* What stands at a moment on an axis with that step, in one unit for all of its lines: "1.5 min". */
void plot_axis_label(char *out, size_t room, uint64_t at_ns, uint64_t step_ns);

/* A moment or a span that stands alone, in three digits or so: "0.82 ms", "41.2 s", "12.5 min", "3h07:02". */
void plot_axis_moment(char *out, size_t room, uint64_t ns);

#endif

/* resample.c - even steps through uneven points. Knows not what they measure. */
#include "resample.h"

size_t resample(const struct point *points, size_t count, uint64_t from_ns, uint64_t to_ns, uint64_t out[SERIES_CELLS])
{
	uint64_t last = 0;
	size_t at = 0, n = 0;

	for (; at < count && points[at].at_ns <= from_ns; at++)
		last = points[at].bytes;
	for (uint64_t cell = 1; cell <= SERIES_CELLS; cell++) {
		uint64_t until = from_ns + (to_ns - from_ns) / SERIES_CELLS * cell, most = 0;
		bool has_points = false;
		for (; at < count && (points[at].at_ns <= until || cell == SERIES_CELLS); at++) {
			last = points[at].bytes;
			most = last > most ? last : most;
			has_points = true;
		}
		if (at > 0)
			out[n++] = has_points ? most : last;
	}
	return n;
}

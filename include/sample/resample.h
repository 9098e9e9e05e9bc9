/* resample.h - points that come as they come, as a few numbers at even distances. Pure. */
#ifndef RESAMPLE_H
#define RESAMPLE_H

#include "growth.h"
#include "series.h"

/* Divides the time from one instant to another into SERIES_CELLS parts, and gives the largest value of each, the oldest first; where
 * no point is in a part, it is what it was. Points ascend in time. Parts before the first point are left out: returns how many are
 * not. */
size_t resample(const struct point *points, size_t count, uint64_t from_ns, uint64_t to_ns, uint64_t out[SERIES_CELLS]);

#endif

/* growth.h - how a value has grown: what its last points say. Pure. */
#ifndef GROWTH_H
#define GROWTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct point {
	uint64_t at_ns;
	uint64_t bytes;
};

/* In which spans growth is looked for. */
enum span { SPAN_SHORT, SPAN_MIDDLE, SPAN_LONG, SPANS };   /* 10 s, 1 min, 10 min */

extern const uint64_t growth_span_ns[SPANS];

/* What it does, over all that has been seen of the longest span. */
enum trend {
	TREND_UNKNOWN,    /* not seen for long enough */
	TREND_FLAT,       /* it stays where it is */
	TREND_CLIMB,      /* it rises and does not come back */
	TREND_PLATEAU,    /* it rose or fell, and stays there now */
	TREND_SAWTOOTH,   /* it rises and falls again and again */
	TREND_FALL,
	TREND_UNEVEN,     /* none of these */
	TRENDS
};

struct slope {
	int64_t per_s;    /* bytes: the median of the slopes between all pairs of points, so single jumps do not count */
	bool is_known;    /* three points at least, over some seconds: see growth_is_known */
	bool is_young;    /* they do not cover half of it yet */
};

struct growth {
	struct slope slopes[SPANS];
	enum trend trend;
};

#define GROWTH_POINTS 17      /* of one span, at most: the last ones count */

/* Points ascend in time, the last is now. */
struct slope growth_slope(const struct point *points, size_t count, enum span span);

/* Whether so much of a span is enough to say something of it. */
bool growth_is_known(uint64_t covered_ns, enum span span);

/* What these points do together. */
enum trend growth_trend(const struct point *points, size_t count);

/* "steady climb" */
const char *trend_name(enum trend t);

#endif

/* growth.c - slopes and shapes of a few points. Keeps none. */
#include "growth.h"

#define SECOND UINT64_C(1000000000)
#define NOISE_BYTES (256u << 10)      /* what moves by less stays where it is */
#define NOISE_PART 200                /* or by less than one part in so many */

/* Three points at least, over so much of the span. */
static const uint64_t least_ns[SPANS] = { [SPAN_SHORT] = 3 * SECOND, [SPAN_MIDDLE] = 5 * SECOND, [SPAN_LONG] = 60 * SECOND };

const uint64_t growth_span_ns[SPANS] = { [SPAN_SHORT] = 10 * SECOND, [SPAN_MIDDLE] = 60 * SECOND, [SPAN_LONG] = 600 * SECOND };

/* The value that would be the k-th if they were sorted (Hoare). */
static double nth(double *v, size_t n, size_t k)
{
	size_t low = 0, high = n - 1;

	while (low < high) {
		double pivot = v[k], swapped;
		size_t i = low, j = high;
		while (i <= j) {
			for (; v[i] < pivot; i++)
				;
			for (; pivot < v[j]; j--)
				;
			if (i > j)
				break;
			swapped = v[i];
			v[i++] = v[j];
			v[j] = swapped;
			if (j == 0)
				break;
			j--;
		}
		low = j < k ? i : low;
		high = k < i ? j : high;
	}
	return v[k];
}

/* Theil and Sen's estimate. */
static double median_slope(const struct point *p, size_t n)
{
	double slopes[GROWTH_POINTS * (GROWTH_POINTS - 1) / 2];
	size_t k = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t j = i + 1; j < n; j++)
			if (p[j].at_ns > p[i].at_ns)
				slopes[k++] = ((double)p[j].bytes - (double)p[i].bytes) / ((double)(p[j].at_ns - p[i].at_ns) / SECOND);
	if (k == 0)
		return 0;
	return nth(slopes, k, k / 2);
}

bool growth_is_known(uint64_t covered_ns, enum span span)
{
	return covered_ns >= least_ns[span];
}

struct slope growth_slope(const struct point *points, size_t count, enum span span)
{
	uint64_t covered = count ? points[count - 1].at_ns - points[0].at_ns : 0;
	struct slope s = { .is_known = count >= 3 && growth_is_known(covered, span), .is_young = covered < growth_span_ns[span] / 2 };

	if (s.is_known)
		s.per_s = (int64_t)median_slope(points + (count > GROWTH_POINTS ? count - GROWTH_POINTS : 0),
		                                count > GROWTH_POINTS ? GROWTH_POINTS : count);
	return s;
}

/* What the way of a value is made of. */
struct way {
	uint64_t low, high;
	uint64_t up, down;       /* all steps together */
	unsigned turns;          /* from up to down or back, by more than the noise */
	uint64_t late;           /* how far it has moved in the last third */
};

static uint64_t distance(uint64_t a, uint64_t b)
{
	return a > b ? a - b : b - a;
}

/* A turn is where it has come back from its last extreme by a quarter of its range. */
static unsigned count_turns(const struct point *p, size_t n, uint64_t range)
{
	uint64_t low = p[0].bytes, high = p[0].bytes;
	unsigned turns = 0;
	int way = 0;

	for (size_t i = 1; i < n; i++) {
		uint64_t v = p[i].bytes;
		low = way <= 0 && v < low ? v : low;
		high = way >= 0 && v > high ? v : high;
		if (way <= 0 && v - low > range / 4) {
			turns += way < 0;
			way = 1;
			high = v;
		} else if (way >= 0 && high - v > range / 4) {
			turns += way > 0;
			way = -1;
			low = v;
		}
	}
	return turns;
}

static struct way way_of(const struct point *p, size_t n)
{
	struct way w = { .low = p[0].bytes, .high = p[0].bytes };
	uint64_t span = p[n - 1].at_ns - p[0].at_ns;
	size_t late = n - 1;

	for (size_t i = 1; i < n; i++) {
		w.up += p[i].bytes > p[i - 1].bytes ? p[i].bytes - p[i - 1].bytes : 0;
		w.down += p[i].bytes < p[i - 1].bytes ? p[i - 1].bytes - p[i].bytes : 0;
		w.low = p[i].bytes < w.low ? p[i].bytes : w.low;
		w.high = p[i].bytes > w.high ? p[i].bytes : w.high;
	}
	while (late > 0 && p[n - 1].at_ns - p[late].at_ns < span / 3)
		late--;
	w.late = distance(p[n - 1].bytes, p[late].bytes);
	w.turns = count_turns(p, n, w.high - w.low);
	return w;
}

enum trend growth_trend(const struct point *points, size_t count)
{
	struct way w;
	uint64_t range;

	if (count < 3 || points[count - 1].at_ns - points[0].at_ns < least_ns[SPAN_SHORT])
		return TREND_UNKNOWN;
	w = way_of(points, count);
	range = w.high - w.low;
	if (range < NOISE_BYTES || range < w.high / NOISE_PART)
		return TREND_FLAT;
	if (w.turns >= 3 && (w.up < w.down ? w.up : w.down) * 2 >= (w.up > w.down ? w.up : w.down))
		return TREND_SAWTOOTH;
	if (w.turns == 0 && w.late <= range / 10)
		return TREND_PLATEAU;
	if (w.down <= w.up / 4)
		return w.late <= range / 10 ? TREND_PLATEAU : TREND_CLIMB;
	if (w.up <= w.down / 4)
		return w.late <= range / 10 ? TREND_PLATEAU : TREND_FALL;
	return TREND_UNEVEN;
}

const char *trend_name(enum trend t)
{
	static const char *const names[TRENDS] = {
		[TREND_UNKNOWN] = "?", [TREND_FLAT] = "flat", [TREND_CLIMB] = "steady climb", [TREND_PLATEAU] = "plateau",
		[TREND_SAWTOOTH] = "sawtooth", [TREND_FALL] = "falling", [TREND_UNEVEN] = "uneven",
	};

	return names[t];
}

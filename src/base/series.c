/* series.c - numbers as little bars, one beside the other. Knows neither what they count nor when. */
#include "series.h"

#include <string.h>

#include "vec.h"

#define NOISE 100           /* one part in so many is no change */
#define HEIGHT 10           /* the whole height is one part in so many, at least: else little changes would look like large ones */

struct range {
	uint64_t least, most;
};

static struct range range_of(struct value v)
{
	struct range r = { UINT64_MAX, 0 };

	for (size_t i = 0; i < v.series.count; i++) {
		uint64_t n = v.series.points[i];
		r.least = n < r.least ? n : r.least;
		r.most = n > r.most ? n : r.most;
	}
	return r;
}

static bool moves(struct range r)
{
	return r.most > r.least && r.most - r.least > r.most / NOISE;
}

bool series_moves(struct value v)
{
	return v.kind == VALUE_SERIES && v.series.count && moves(range_of(v));
}

size_t series_format(char *out, size_t room, struct value v, enum text_set set)
{
	static const char *const bars[] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" }, *const plain[] = { ".", "-", "=", "#" };
	const char *const *levels = set == TEXT_UNICODE ? bars : plain;
	size_t count = set == TEXT_UNICODE ? ARRAY_LEN(bars) : ARRAY_LEN(plain), used = 0;
	struct range r = range_of(v);
	uint64_t rise = r.most - r.least, height = rise > r.most / HEIGHT ? rise : r.most / HEIGHT;

	for (size_t i = 0; i < v.series.count; i++) {
		double share = moves(r) ? (double)(v.series.points[i] - r.least) / (double)height : 0;
		const char *bar = levels[(size_t)(share * (double)(count - 1) + 0.5)];
		if (used + strlen(bar) >= room)
			break;
		memcpy(out + used, bar, strlen(bar));
		used += strlen(bar);
	}
	if (room)
		out[used] = '\0';
	return used;
}

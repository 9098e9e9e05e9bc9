/* zoneinfo.h - /proc/zoneinfo: the zones that the memory is managed in. See proc(5). */
#ifndef ZONEINFO_H
#define ZONEINFO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "scan_text.h"

struct zone {
	unsigned node;
	const char *name;         /* "Normal"; points into the text, not ended by a zero */
	size_t name_length;
	uint64_t free, managed;   /* bytes */
	uint64_t percpu;          /* bytes that CPUs keep at hand: free, but not counted as such */
};

/* The next zone of the text, moving behind it. False when there is none. */
bool zone_next(struct text_at *t, struct zone *out);

#endif

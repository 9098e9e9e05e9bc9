/* slabinfo.c - parses a line of /proc/slabinfo. Opens no file. */
#include "slabinfo.h"

#include "scan_text.h"

bool slab_parse(const char *line, size_t length, struct slab_cache *out)
{
	struct text_at t = { line, line + length };
	uint64_t per_slab, pages, skipped, slabs;

	*out = (struct slab_cache){ .name = line };
	while (t.at < t.end && *t.at != ' ')
		t.at++;
	out->name_length = (size_t)(t.at - line);
	if (out->name_length == 0 || !text_number(&t, &out->active) || !text_number(&t, &out->objects) ||
	    !text_number(&t, &out->object_bytes) || !text_number(&t, &per_slab) || !text_number(&t, &pages) ||
	    !text_skip(&t, " : tunables"))
		return false;
	for (int i = 0; i < 3; i++)
		if (!text_number(&t, &skipped))
			return false;
	if (!text_skip(&t, " : slabdata") || !text_number(&t, &skipped) || !text_number(&t, &slabs))
		return false;
	return !__builtin_mul_overflow(slabs, pages, &out->bytes) && !__builtin_mul_overflow(out->bytes, kernel_page(), &out->bytes);
}

/* zoneinfo.c - parses /proc/zoneinfo, zone by zone. Opens no file. */
#include "zoneinfo.h"

/* "Node 0, zone   Normal" */
static bool parse_title(struct text_at line, struct zone *out)
{
	uint64_t node;

	if (!text_skip(&line, "Node") || !text_number(&line, &node) || !text_skip(&line, ", zone"))
		return false;
	while (text_skip(&line, " "))
		;
	*out = (struct zone){ .node = (unsigned)node, .name = line.at, .name_length = (size_t)(line.end - line.at) };
	return true;
}

static void add_pages(struct text_at *line, uint64_t *bytes)
{
	uint64_t pages, more;

	if (text_number(line, &pages) && !__builtin_mul_overflow(pages, kernel_page(), &more) && *bytes <= UINT64_MAX - more)
		*bytes += more;
}

static void take_line(struct text_at line, struct zone *out)
{
	while (text_skip(&line, " "))
		;
	if (text_skip(&line, "pages free "))
		add_pages(&line, &out->free);
	else if (text_skip(&line, "managed "))
		add_pages(&line, &out->managed);
	else if (text_skip(&line, "count: "))
		add_pages(&line, &out->percpu);
}

bool zone_next(struct text_at *t, struct zone *out)
{
	struct text_at line, rest;
	struct zone other;
	bool found = false;

	while (!found && text_line(t, &line))
		found = parse_title(line, out);
	for (rest = *t; found && text_line(&rest, &line) && !parse_title(line, &other); *t = rest)
		take_line(line, out);
	return found;
}

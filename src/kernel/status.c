/* status.c - parses /proc/PID/status. Opens no file. */
#include "status.h"

#include "scan_text.h"
#include "vec.h"

bool status_parse(const char *text, size_t length, struct status *out)
{
	struct text_at t = { text, text + length }, line;
	uint64_t rss = 0;
	const struct { const char *name; uint64_t *into; } lines[] = {
		{ "RssAnon:", &out->anon },     { "VmRSS:", &rss },          { "RssFile:", &out->file },
		{ "RssShmem:", &out->shmem },   { "VmHWM:", &out->peak },    { "VmSwap:", &out->swap },
		{ "VmData:", &out->data },      { "VmStk:", &out->stack },   { "VmPTE:", &out->page_tables },
		{ "VmLck:", &out->locked },     { "HugetlbPages:", &out->hugetlb },
	};
	size_t found = 0;
	bool is_status = false;

	*out = (struct status){ 0 };
	while (text_line(&t, &line)) {
		is_status = is_status || text_skip(&line, "State:");
		for (size_t i = 0; i < ARRAY_LEN(lines); i++)
			if (text_skip(&line, lines[i].name) && text_kilobytes(&line, lines[i].into))
				found |= (size_t)1 << i;
	}
	return is_status && (found & 3) != 2;
}

/* smaps.c - parses smaps_rollup. Opens no file: reading one takes the mmap lock of its process. */
#include "smaps.h"

#include "scan_text.h"
#include "vec.h"

bool rollup_parse(const char *text, size_t length, struct rollup *out)
{
	struct text_at t = { text, text + length }, line;
	uint64_t clean = 0, dirty = 0, huge_anon = 0, huge_shmem = 0, huge_file = 0;
	const struct { const char *name; uint64_t *into; } lines[] = {
		{ "Rss:", &out->rss },            { "Pss:", &out->pss },   { "Private_Clean:", &clean },
		{ "Private_Dirty:", &dirty },     { "Swap:", &out->swap }, { "SwapPss:", &out->swap_pss },
		{ "Pss_Anon:", &out->pss_anon },  { "Pss_File:", &out->pss_file }, { "Pss_Shmem:", &out->pss_shmem },
		{ "AnonHugePages:", &huge_anon }, { "ShmemPmdMapped:", &huge_shmem }, { "FilePmdMapped:", &huge_file },
	};
	const size_t parts = 7 << 6;
	size_t found = 0;

	*out = (struct rollup){ 0 };
	while (text_line(&t, &line))
		for (size_t i = 0; i < ARRAY_LEN(lines); i++)
			if (text_skip(&line, lines[i].name) && text_kilobytes(&line, lines[i].into))
				found |= (size_t)1 << i;
	out->uss = clean + dirty;
	out->thp = huge_anon + huge_shmem + huge_file;
	out->has_parts = (found & parts) == parts;
	return (found & 3) == 3;
}

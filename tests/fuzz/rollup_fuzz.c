/* rollup_fuzz.c - any bytes as /proc/PID/smaps_rollup. */
#include "fuzz.h"
#include "smaps.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct rollup r;

	if (!rollup_parse((const char *)data, size, &r))
		return 0;
	HOLDS(size >= 11);   /* "Rss:1\nPss:1" */
	HOLDS(r.rss % 1024 == 0 && r.pss % 1024 == 0 && r.uss % 1024 == 0 && r.swap % 1024 == 0 && r.swap_pss % 1024 == 0);
	return 0;
}

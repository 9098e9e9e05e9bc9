/* zoneinfo_fuzz.c - any bytes as /proc/zoneinfo. */
#include "fuzz.h"
#include "zoneinfo.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text_at t = { (const char *)data, (const char *)data + size };
	struct zone z;

	while (zone_next(&t, &z))
		HOLDS(z.free % kernel_page() == 0 && z.percpu % kernel_page() == 0 && z.name + z.name_length <= t.end);
	HOLDS(t.at == t.end);
	return 0;
}

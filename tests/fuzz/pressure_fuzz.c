/* pressure_fuzz.c - any bytes as /proc/pressure/memory. */
#include <math.h>

#include "fuzz.h"
#include "meminfo.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pressure p;

	if (!pressure_parse((const char *)data, size, &p))
		return 0;
	HOLDS(isfinite(p.some) && p.some >= 0);
	HOLDS(isfinite(p.full) && p.full >= 0);
	return 0;
}

/* slabinfo_fuzz.c - any bytes as a line of /proc/slabinfo. */
#include "fuzz.h"
#include "slabinfo.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slab_cache c;

	if (slab_parse((const char *)data, size, &c))
		HOLDS(c.name_length > 0 && c.name_length < size);
	return 0;
}

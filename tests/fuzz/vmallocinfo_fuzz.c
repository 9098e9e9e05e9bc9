/* vmallocinfo_fuzz.c - any bytes as a line of /proc/vmallocinfo. */
#include "fuzz.h"
#include "vmallocinfo.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct vmalloc_area c;

	if (vmalloc_parse((const char *)data, size, &c))
		HOLDS(c.caller_length < size);
	return 0;
}

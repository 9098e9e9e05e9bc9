/* bufinfo_fuzz.c - any bytes as a line of the list of dma-bufs. */
#include "fuzz.h"
#include "bufinfo.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct dma_buffer c;

	if (bufinfo_parse((const char *)data, size, &c))
		HOLDS(c.exporter_length + c.name_length < size);
	return 0;
}

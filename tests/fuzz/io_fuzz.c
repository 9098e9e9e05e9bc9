/* io_fuzz.c - any bytes as /proc/PID/io. */
#include "fuzz.h"
#include "io.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct io io;

	if (!io_parse((const char *)data, size, &io))
		return 0;
	HOLDS(size >= sizeof("read_bytes: 0write_bytes: 0"));
	return 0;
}

/* mapped_file_fuzz.c - any bytes as a line of /proc/PID/maps. */
#include "fuzz.h"
#include "mapped_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct mapped_file c;

	if (mapped_file_parse((const char *)data, size, &c))
		HOLDS(c.path + c.path_length == (const char *)data + size);
	return 0;
}

/* lxcfs_fuzz.c - any bytes as mountinfo. */
#include "fuzz.h"
#include "lxcfs.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	HOLDS(lxcfs_parse((const char *)data, size) <= (LXCFS_MEMINFO | LXCFS_STAT | LXCFS_LOADAVG));
	return 0;
}

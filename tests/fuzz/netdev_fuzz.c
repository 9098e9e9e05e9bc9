/* netdev_fuzz.c - any bytes as /proc/PID/net/dev. */
#include "fuzz.h"
#include "netdev.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct netdev n;

	if (!netdev_parse((const char *)data, size, &n))
		return 0;
	HOLDS(size >= sizeof("|\n|\n") - 1);
	return 0;
}

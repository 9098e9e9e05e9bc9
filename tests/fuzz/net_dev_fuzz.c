/* net_dev_fuzz.c - any bytes as /proc/PID/net/dev. */
#include "fuzz.h"
#include "net_dev.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct net_dev d;

	if (!net_dev_parse((const char *)data, size, &d))
		HOLDS(d.received == 0 && d.sent == 0);
	return 0;
}

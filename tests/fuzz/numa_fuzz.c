/* numa_fuzz.c - any bytes as /proc/PID/numa_maps and as a list of nodes. */
#include <string.h>

#include "fuzz.h"
#include "numa.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct numa sum;
	char text[NUMA_TEXT];
	unsigned node;

	sum.nodes = 0;
	numa_add((const char *)data, size, &sum);
	HOLDS(sum.nodes <= NUMA_NODES);
	for (unsigned i = 0; i < sum.nodes; i++)
		HOLDS(sum.bytes[i] % 1024 == 0);
	numa_write(&sum, text);
	HOLDS(strlen(text) < sizeof(text));
	if (numa_only((const char *)data, size, &node))
		HOLDS(node < NUMA_NODES);
	return 0;
}

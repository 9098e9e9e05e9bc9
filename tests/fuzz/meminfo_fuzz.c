/* meminfo_fuzz.c - any bytes as /proc/meminfo: the parts always add up to the total. */
#include "fuzz.h"
#include "meminfo.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct memory_parts p;
	struct meminfo m;

	if (!meminfo_parse((const char *)data, size, &m))
		return 0;
	HOLDS(m.known[MEM_TOTAL]);
	for (int i = 0; i < MEMINFO_FIELDS; i++)
		HOLDS(m.bytes[i] % 1024 == 0);
	meminfo_split(&m, &p);
	HOLDS(p.total == m.bytes[MEM_TOTAL]);
	HOLDS(p.used <= p.total && p.shared <= p.total && p.kernel <= p.total && p.cache <= p.total && p.free <= p.total);
	HOLDS(p.used == p.total - p.free - p.shared - p.cache - p.kernel);
	return 0;
}

/* sysvipc_fuzz.c - any bytes as a line of /proc/sysvipc/shm. */
#include "fuzz.h"
#include "sysvipc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct shm_segment c;

	if (shm_parse((const char *)data, size, &c))
		HOLDS(size >= 31);   /* sixteen numbers, blanks between them */
	return 0;
}

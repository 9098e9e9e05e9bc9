/* status_fuzz.c - any bytes as /proc/PID/status. */
#include "fuzz.h"
#include "status.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct status s;

	if (!status_parse((const char *)data, size, &s))
		return 0;
	HOLDS(size >= 6);   /* "State:" */
	HOLDS(s.anon == UINT64_MAX || s.anon % 1024 == 0);
	HOLDS(s.swap == UINT64_MAX || s.swap % 1024 == 0);
	return 0;
}

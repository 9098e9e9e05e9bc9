/* loadavg_fuzz.c - any bytes as /proc/loadavg. */
#include "fuzz.h"
#include "loadavg.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	pid_t pid;

	if (!loadavg_parse((const char *)data, size, &pid))
		return 0;
	HOLDS(size >= 5);   /* four blanks, one digit */
	HOLDS(pid > 0);
	return 0;
}

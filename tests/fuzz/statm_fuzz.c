/* statm_fuzz.c - any bytes as /proc/PID/statm. */
#include "fuzz.h"
#include "scan_text.h"
#include "stat.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct statm_line line;

	if (!statm_parse((const char *)data, size, &line))
		return 0;
	HOLDS(size >= 5);   /* three digits, two spaces */
	HOLDS(line.vsz == UINT64_MAX || line.vsz % kernel_page() == 0);
	HOLDS(line.rss == UINT64_MAX || line.rss % kernel_page() == 0);
	HOLDS(line.shr == UINT64_MAX || line.shr % kernel_page() == 0);
	return 0;
}

/* stat_fuzz.c - any bytes as /proc/PID/stat. */
#define _GNU_SOURCE
#include <string.h>

#include "fuzz.h"
#include "scan_text.h"
#include "stat.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data, *end = text + size;
	struct stat_line line;

	if (!stat_parse(text, size, &line))
		return 0;
	HOLDS(line.comm > text && line.comm <= end);
	HOLDS(line.comm_length <= (size_t)(end - line.comm));
	HOLDS(line.comm[-1] == '(');
	HOLDS(memrchr(text, ')', size) == line.comm + line.comm_length);
	HOLDS(line.state == line.comm[line.comm_length + 2]);
	HOLDS(line.rss == UINT64_MAX || line.rss % kernel_page() == 0);
	HOLDS(line.start_ns == UINT64_MAX || line.start_ns % kernel_tick_ns() == 0);
	HOLDS(line.user_ns == UINT64_MAX || line.user_ns % kernel_tick_ns() == 0);
	return 0;
}

/* named_fuzz.c - any bytes as /proc/PID/status, limits, fdinfo/FD and syscall. */
#include "fuzz.h"
#include "named.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data, *end = text + size;
	struct text_at t = { text, end };
	struct fdinfo info;
	struct limit limit;
	struct named n;
	uint64_t at;

	while (named_next(&t, &n)) {
		HOLDS(n.name >= text && n.name_length > 0 && n.name + n.name_length < end);
		HOLDS(n.value >= n.name && n.value + n.value_length <= end);
		HOLDS(n.kind != NAMED_BYTES || n.number % 1024 == 0);
	}
	if (limit_parse(text, size, &limit))
		HOLDS(limit.name_length > 0 && limit.unit + limit.unit_length <= end);
	if (fdinfo_parse(text, size, &info))
		HOLDS(size >= 13);   /* "pos:0\nflags:0" */
	if (stack_pointer_parse(text, size, &at))
		HOLDS(at != 0);
	return 0;
}

/* mount_line_fuzz.c - any bytes as a line of mountinfo. */
#include <string.h>

#include "fuzz.h"
#include "mount_line.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[32];
	struct mount_line m;

	if (!mount_parse((const char *)data, size, &m))
		return 0;
	HOLDS(m.point.at < m.point.end && m.type.at < m.type.end && m.type.end <= (const char *)data + size);
	if (mount_path(path, sizeof(path), m.point))
		HOLDS(m.point.end - m.point.at < 4 * (long)sizeof(path));
	return 0;
}

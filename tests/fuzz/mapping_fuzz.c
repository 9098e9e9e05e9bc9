/* mapping_fuzz.c - any bytes as lines of /proc/PID/smaps. */
#include <string.h>

#include "fuzz.h"
#include "mapping.h"
#include "scan_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text_at t = { (const char *)data, (const char *)data + size }, line;
	struct mapping_memory memory = { 0 };
	struct mapping m;

	while (text_line(&t, &line)) {
		size_t length = (size_t)(line.end - line.at);
		mapping_take(&memory, line.at, length);
		if (!mapping_parse(line.at, length, &m))
			continue;
		HOLDS(m.start < m.end);
		HOLDS(strlen(m.permissions) == 4);
		HOLDS(m.name >= line.at && m.name + m.name_length <= line.end);
		HOLDS(!m.is_deleted || m.name + m.name_length + strlen(MAPPING_DELETED) == line.end);
	}
	HOLDS(memory.rss % 1024 == 0 && memory.uss % 1024 == 0 && memory.swap % 1024 == 0);
	return 0;
}

/* io.c - parses /proc/PID/io. Opens no file. */
#include "io.h"

#include "scan_text.h"
#include "vec.h"

bool io_parse(const char *text, size_t length, struct io *out)
{
	struct text_at t = { text, text + length }, line;
	const struct { const char *name; uint64_t *into; } lines[] = {
		{ "read_bytes: ", &out->read }, { "write_bytes: ", &out->written },
	};
	size_t found = 0;

	*out = (struct io){ 0 };
	while (text_line(&t, &line))
		for (size_t i = 0; i < ARRAY_LEN(lines); i++)
			if (text_skip(&line, lines[i].name) && text_number(&line, lines[i].into) && line.at == line.end)
				found |= (size_t)1 << i;
	return found == 3;
}

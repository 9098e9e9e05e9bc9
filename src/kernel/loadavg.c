/* loadavg.c - parses /proc/loadavg. Opens no file. */
#include "loadavg.h"

#include <stdint.h>

#include "scan_text.h"

/* "0.20 0.18 0.12 1/80 11206": four words, then the number. */
bool loadavg_parse(const char *text, size_t length, pid_t *last_pid)
{
	struct text_at t = { text, text + length };
	uint64_t number;

	for (int word = 0; word < 4; word++) {
		while (t.at < t.end && *t.at != ' ')
			t.at++;
		if (!text_skip(&t, " "))
			return false;
	}
	if (!text_number(&t, &number) || number == 0 || number > INT32_MAX)
		return false;
	*last_pid = (pid_t)number;
	return true;
}

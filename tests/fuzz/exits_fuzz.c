/* exits_fuzz.c - any bytes as a message of taskstats: what is taken as a record is one, and nothing beyond it is read. */
#include <string.h>

#include "exits.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct exit_record r;
	uint16_t family = 0;

	if (size >= 6)
		memcpy(&family, data + 4, sizeof(family));
	if (exits_parse(data, size, family, &r))
		HOLDS(memchr(r.comm, '\0', sizeof(r.comm)));
	return 0;
}

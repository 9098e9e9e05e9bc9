/* sink.c - the table of output formats. Prints nothing itself. */
#include "sink.h"

#include <string.h>

static const struct sink sinks[] = {
	{ "text", "a table, plain and as wide as it must be", true, false, text_print },
	{ "json", "one object a line and sample; bytes are integers, what is unknown is null", true, true, json_print },
};

const struct sink *sink_all(size_t *count)
{
	*count = ARRAY_LEN(sinks);
	return sinks;
}

const struct sink *sink_find(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(sinks); i++)
		if (strcmp(sinks[i].name, name) == 0)
			return &sinks[i];
	return NULL;
}

/* xml_fuzz.c - any bytes as text of XML: nothing in it ends the text, and what is shown of them can be read again. */
#include <string.h>

#include "fuzz.h"
#include "text.h"
#include "xml.h"

static const struct { const char *text; char sign; } signs[] = {
	{ "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' }, { "&#39;", '\'' },
};

static uint32_t next(const char **at, const char *end)
{
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (strncmp(*at, signs[i].text, strlen(signs[i].text)) == 0) {
			*at += strlen(signs[i].text);
			return (uint32_t)signs[i].sign;
		}
	HOLDS(!strchr("&<>\"'", **at));
	return text_decode(at, end);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *bytes = (const char *)data, *end = bytes + size, *at;
	char *written;
	size_t length;
	FILE *out = open_memstream(&written, &length);

	xml_text(out, bytes, size);
	fclose(out);
	HOLDS(strlen(written) == length);
	for (at = written; bytes < end;) {
		uint32_t meant = text_decode(&bytes, end), got;
		HOLDS(at < written + length);
		got = next(&at, written + length);
		HOLDS(text_is_shown(got));
		HOLDS(got == (text_is_shown(meant) ? meant : TEXT_REPLACEMENT));
	}
	HOLDS(at == written + length);
	free(written);
	return 0;
}

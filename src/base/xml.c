/* xml.c - a writer of text that any reader of XML takes, whatever the bytes are. Knows no elements. */
#include "xml.h"

#include <stdint.h>

#include "text.h"
#include "vec.h"

static const struct { uint32_t point; const char *text; } escapes[] = {
	{ '&', "&amp;" }, { '<', "&lt;" }, { '>', "&gt;" }, { '"', "&quot;" }, { '\'', "&#39;" },
};

static void put_point(FILE *out, uint32_t point)
{
	char bytes[4];

	for (size_t i = 0; i < ARRAY_LEN(escapes); i++)
		if (escapes[i].point == point) {
			fputs(escapes[i].text, out);
			return;
		}
	fwrite(bytes, 1, text_encode(bytes, point), out);
}

void xml_text_short(FILE *out, const char *bytes, size_t length, size_t characters)
{
	const char *at = bytes, *end = bytes + length;

	for (size_t i = 0; at < end; i++) {
		if (i == characters) {
			put_point(out, 0x2026);
			return;
		}
		uint32_t point = text_decode(&at, end);
		/* The locale has no part in it: it is not known who will read this. */
		put_point(out, text_is_shown(point) ? point : TEXT_REPLACEMENT);
	}
}

void xml_text(FILE *out, const char *bytes, size_t length)
{
	xml_text_short(out, bytes, length, SIZE_MAX);
}

/* json_fuzz.c - any bytes as texts and numbers of a JSON document: another reader takes it, and reads what was meant. */
#include <string.h>

#include "../base/json_reader.h"
#include "fuzz.h"
#include "json.h"
#include "text.h"

/* Whether the reader, at a string, finds in it the code points of the bytes. */
static bool says(struct json_reader *r, const char *bytes, size_t size)
{
	const char *at = bytes;
	uint32_t point;

	if (!json_reader_skip(r, "\""))
		return false;
	while (at < bytes + size)
		if (!json_reader_point(r, &point) || point != text_decode(&at, bytes + size))
			return false;
	return json_reader_skip(r, "\"");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	struct json_reader r;
	char *written;
	size_t length;
	double real = 0;
	struct json j = { .out = open_memstream(&written, &length) };

	memcpy(&real, data, size < sizeof(real) ? size : sizeof(real));
	json_open(&j, '[');
	json_text(&j, text, size);
	json_open(&j, '{');
	json_key(&j, "half");
	json_text(&j, text, size / 2);
	json_key(&j, "size");
	json_number(&j, size);
	json_key(&j, "real");
	json_real(&j, real);
	json_close(&j, '}');
	json_close(&j, ']');
	fclose(j.out);
	HOLDS(json_is_valid(written, length));
	r = (struct json_reader){ (const unsigned char *)written + 1, (const unsigned char *)written + length };
	HOLDS(says(&r, text, size));
	HOLDS(json_reader_skip(&r, ",{\"half\":"));
	HOLDS(says(&r, text, size / 2));
	for (size_t i = 0; i < length; i++)
		HOLDS((unsigned char)written[i] >= 0x20 && written[i] != 0x7f);
	free(written);
	return 0;
}

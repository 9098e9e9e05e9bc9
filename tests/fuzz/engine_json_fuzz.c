/* engine_json_fuzz.c - any bytes as what an engine answers, keeps in its files, or passes on from process to process. */
#include <string.h>

#include "engine_json.h"
#include "fuzz.h"

#define ID "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

typedef bool parser(const char *text, size_t length, struct box_names *out);

static bool read_names(const char *text, size_t length, struct box_names *out)
{
	box_names_read(out, text, length);
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static parser *const parsers[] = { engine_answer_parse, engine_config_parse, engine_storage_parse, read_names };

	for (size_t i = 0; i < ARRAY_LEN(parsers); i++) {
		struct box_names b;
		const struct box_name *n;
		box_names_init(&b);
		box_names_ask(&b, ID);
		parsers[i]((const char *)data, size, &b);
		n = box_names_find(&b, ID, BOX_ID);
		HOLDS(b.list.count == 1 && n);
		HOLDS(!n->name || (n->name[0] && strlen(n->name) < BOX_TEXT));
		HOLDS(!n->image || (n->image[0] && strlen(n->image) < BOX_TEXT));
		box_names_free(&b);
	}
	return 0;
}

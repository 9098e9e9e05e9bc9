/* earlier_fuzz.c - any bytes as the JSON of an earlier run: it is refused in a line, or compared. */
#include <string.h>

#include "../base/json_reader.h"
#include "earlier.h"
#include "fuzz.h"
#include "run_compare.h"

static void show(const struct run_changes *c)
{
	char *written;
	size_t length;
	FILE *out = open_memstream(&written, &length);
	struct json j = { out, false };

	run_compare_print(out, c, TEXT_ASCII);
	fclose(out);
	for (size_t i = 0; i < length; i++)
		HOLDS(written[i] == '\n' || (written[i] >= 0x20 && written[i] < 0x7f));
	free(written);
	out = open_memstream(&written, &length);
	j.out = out;
	json_open(&j, '{');
	run_compare_json(&j, c);
	json_close(&j, '}');
	fclose(out);
	HOLDS(json_is_valid(written, length));
	free(written);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char make[] = "make", *argv[] = { make, NULL };
	struct earlier r;
	struct run_changes c;
	struct child now;
	struct err why = { "" }, over;

	if (!earlier_parse(&r, (const char *)data, size, argv, &why)) {
		HOLDS(why.text[0] && !strchr(why.text, '\n'));
		return 0;
	}
	r.file = "old.json";
	HOLDS(strlen(r.command) < sizeof(r.command));
	child_init(&now);
	now.has_peak = true;
	now.peak = UINT64_C(1) << 30;
	run_changes_of_one(&c, &r, &now, 5);
	HOLDS(!c.is_over || (c.counts && run_compare_is_over(&c, &over)));
	for (size_t i = 0; i < RUN_FIGURES; i++) {
		HOLDS(r.figures[i].way < WAYS);
		HOLDS(!c.all[i].is_known || r.figures[i].is_known);
	}
	show(&c);
	child_free(&now);
	return 0;
}

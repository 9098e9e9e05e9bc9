/* expr_fuzz.c - any text as a condition, asked of a row of which some is known. */
#include <locale.h>
#include <string.h>

#include "expr.h"
#include "fuzz.h"

/* What it may ask: each unit, known and not. */
static struct value get(const struct scene *s, size_t row, const struct column *c)
{
	(void)s;
	if (c->argument == 0 || row == 1)
		return value_unknown();
	if (c->unit == UNIT_TEXT)
		return value_text("/bin/a b(c)", 11);
	return c->unit == UNIT_PERCENT ? value_real(12.5) : value_number(4096);
}

static const struct column columns[] = {
	{ .id = "command", .unit = UNIT_TEXT, .look = LOOK_COMMAND, .argument = 1, .get = get },
	{ .id = "user", .unit = UNIT_TEXT, .get = get },
	{ .id = "pid", .unit = UNIT_ID, .argument = 1, .get = get },
	{ .id = "rss", .unit = UNIT_BYTES, .argument = 1, .get = get },
	{ .id = "pss", .unit = UNIT_BYTES, .get = get },
	{ .id = "cpu", .unit = UNIT_PERCENT, .argument = 1, .get = get },
	{ .id = "time", .unit = UNIT_SPAN, .argument = 1, .get = get },
	{ .id = "start", .unit = UNIT_INSTANT, .argument = 1, .get = get },
	{ .id = "nice", .unit = UNIT_SIGNED, .argument = 1, .get = get },
	{ .id = "growth", .unit = UNIT_RATE, .argument = 1, .get = get },
	{ .id = "n", .unit = UNIT_COUNT, .argument = 1, .get = get },
};

static const struct schema schema = { .name = "fuzz", .columns = columns, .count = sizeof(columns) / sizeof(columns[0]) };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct scene scene = { 0 };
	char *text = malloc(size + 1);
	struct expr x;
	struct err e = { "" };
	size_t at;

	setlocale(LC_CTYPE, "C.UTF-8");
	memcpy(text, data, size);
	text[size] = '\0';
	expr_init(&x);
	if (expr_set(&x, &schema, text, &at, &e)) {
		enum truth own = expr_holds(&x, &scene, 0), within = expr_holds_within(&x, &scene, 1, 0);
		HOLDS(strcmp(x.text, text) == 0 && strlen(text) < EXPR_TEXT);
		/* A row that knows nothing of its own has it from the other, or does not know. */
		HOLDS(own == within || within == TRUTH_UNKNOWN);
		HOLDS(own != TRUTH_UNKNOWN || x.columns.count > 0);
	} else
		HOLDS(e.text[0] && at <= strlen(text) && x.nodes.count == 0);
	expr_free(&x);
	free(text);
	return 0;
}

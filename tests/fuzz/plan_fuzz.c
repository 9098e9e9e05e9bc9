/* plan_fuzz.c - any text as a plan of the header: what is one is written back, and stays whole when it is changed. */
#include <locale.h>
#include <string.h>

#include "fuzz.h"
#include "meters.h"

static void holds(const struct header_plan *plan)
{
	char text[PLAN_TEXT], again[PLAN_TEXT];
	struct header_plan copy;
	struct err e;
	int lines = plan_lines(plan);

	HOLDS(plan->count <= PLAN_METERS && lines <= PLAN_LINES && (plan->count > 0) == (lines > 0));
	HOLDS(plan_write(text, sizeof(text), plan) == strlen(text));
	HOLDS(plan_parse(text, &copy, &e) && copy.count == plan->count);
	plan_write(again, sizeof(again), &copy);
	HOLDS(strcmp(text, again) == 0);
}

/* Steps that the text asks for, too. */
static void change(struct header_plan *plan, const uint8_t *data, size_t size)
{
	for (size_t i = 0; i < size && i < 64; i++) {
		size_t at = data[i] / 8 % (plan->count + 1), was = at;
		switch (data[i] % 6) {
		case 0: plan_add(plan, meter_at(at % 12), at); break;
		case 1: plan_remove(plan, at); break;
		case 2: HOLDS(plan_move(plan, &at, PLAN_UP) ? was - at <= 1 : at == was); break;
		case 3: HOLDS(plan_move(plan, &at, PLAN_DOWN) ? at - was <= 1 : at == was); break;
		case 4: plan_break(plan, at); break;
		default: plan_next_style(plan, at);
		}
		holds(plan);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);
	struct header_plan plan, before;
	struct err e = { "" };

	setlocale(LC_CTYPE, "C.UTF-8");
	memcpy(text, data, size);
	text[size] = '\0';
	plan_default(&plan);
	before = plan;
	if (plan_parse(text, &plan, &e))
		holds(&plan);
	else
		HOLDS(e.text[0] && memcmp(&plan, &before, sizeof(plan)) == 0);
	change(&plan, data, size);
	free(text);
	return 0;
}

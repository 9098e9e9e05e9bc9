/* plan.c - the plan of the header as text, and back. Draws nothing, and knows no size of a screen. */
#include "plan.h"

#include <stdio.h>
#include <string.h>

#include "meters.h"

#define WORD 40               /* bytes of a wrong word that are shown */

static const char usual[] = "memory:bar / parts pressure / swap:bar cpu load / tasks uptime container";

void plan_default(struct header_plan *plan)
{
	struct err e;

	if (!plan_parse(usual, plan, &e))
		die("the header's own plan is none: %s", e.text);
}

int plan_lines(const struct header_plan *plan)
{
	int lines = 0;

	for (size_t i = 0; i < plan->count; i++)
		lines += plan->items[i].begins;
	return lines;
}

bool plan_has(const struct header_plan *plan, const struct meter *m)
{
	for (size_t i = 0; i < plan->count; i++)
		if (plan->items[i].meter == m)
			return true;
	return false;
}

/* A word of the text, made fit to be shown. */
struct shown_word {
	char text[WORD];
};

static struct shown_word shown(const char *word, size_t length)
{
	struct shown_word w;

	text_printable(w.text, sizeof(w.text), word, length, text_locale());
	return w;
}

static void add_name(char *out, size_t room, const char *name)
{
	size_t used = strlen(out);

	snprintf(out + used, room - used, "%s%s", used ? ", " : "", name);
}

static bool no_such_meter(const char *word, size_t length, struct err *e)
{
	char ids[256] = "";

	for (size_t i = 0; meter_at(i); i++)
		add_name(ids, sizeof(ids), meter_at(i)->id);
	return err_set(e, "no meter is called '%s': there are %s", shown(word, length).text, ids);
}

static bool no_such_style(const struct meter *m, const char *word, size_t length, struct err *e)
{
	char styles[64] = "";

	for (enum meter_style s = METER_TEXT; s < METER_STYLES; s++)
		if (meter_has(m, s))
			add_name(styles, sizeof(styles), meter_style_name(s));
	return err_set(e, "the meter %s cannot be shown as '%s': it has %s", m->id, shown(word, length).text, styles);
}

static bool style_parse(const struct meter *m, const char *word, size_t length, enum meter_style *out, struct err *e)
{
	for (enum meter_style s = METER_TEXT; s < METER_STYLES; s++)
		if (meter_has(m, s) && strlen(meter_style_name(s)) == length && memcmp(meter_style_name(s), word, length) == 0) {
			*out = s;
			return true;
		}
	return no_such_style(m, word, length, e);
}

/* "memory", "memory:bar" */
static bool item_parse(const char *word, size_t length, struct plan_item *out, struct err *e)
{
	const char *colon = memchr(word, ':', length);
	size_t id = colon ? (size_t)(colon - word) : length;

	out->meter = meter_find(word, id);
	if (!out->meter)
		return no_such_meter(word, id, e);
	out->style = out->meter->usual;
	return !colon || style_parse(out->meter, colon + 1, length - id - 1, &out->style, e);
}

bool plan_parse(const char *text, struct header_plan *plan, struct err *e)
{
	struct header_plan read = { .count = 0 };
	bool begins = true;
	int lines = 0, in_line = 0;

	for (;;) {
		text += strspn(text, " \t\r\n");
		if (*text == '/') {
			begins = true;
			text++;
			continue;
		}
		if (!*text)
			break;
		size_t length = strcspn(text, " \t\r\n/");
		struct plan_item item = { .begins = begins };
		if (!item_parse(text, length, &item, e))
			return false;
		lines += begins;
		in_line = begins ? 1 : in_line + 1;
		if (lines > PLAN_LINES)
			return err_set(e, "the header cannot have more than %d lines: '%s' would be in another", PLAN_LINES, shown(text, length).text);
		if (in_line > PLAN_LINE_METERS)
			return err_set(e, "a line of the header cannot have more than %d meters: '%s' would be another", PLAN_LINE_METERS,
			               shown(text, length).text);
		read.items[read.count++] = item;
		begins = false;
		text += length;
	}
	*plan = read;
	return true;
}

size_t plan_write(char *out, size_t room, const struct header_plan *plan)
{
	size_t used = 0;

	out[0] = '\0';
	for (size_t i = 0; i < plan->count && used < room; i++) {
		const struct plan_item *item = &plan->items[i];
		bool is_usual = item->style == item->meter->usual;
		int n = snprintf(out + used, room - used, "%s%s%s%s", i == 0 ? "" : item->begins ? " / " : " ", item->meter->id,
		                 is_usual ? "" : ":", is_usual ? "" : meter_style_name(item->style));
		used += n > 0 ? (size_t)n : 0;
	}
	return used < room ? used : room - 1;
}

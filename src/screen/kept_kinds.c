/* kept_kinds.c - the settings that are kept, and the kinds of them. Opens no file. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kept.h"
#include "plan.h"
#include "themes.h"

#define SECOND 1000000000u

static void *place_of(const struct setting *x, const struct settings *s)
{
	return (char *)(uintptr_t)s + x->at;
}

/* ---- yes or no ----------------------------------------------------------------------------------------------------------------- */

static void flag_write(const struct setting *x, const struct settings *s, char *out, size_t room)
{
	snprintf(out, room, "%s", *(bool *)place_of(x, s) ? "yes" : "no");
}

bool flag_parse(const char *name, const char *text, bool *out, struct err *e)
{
	static const struct { const char *word; bool value; } words[] = {
		{ "yes", true }, { "no", false }, { "true", true }, { "false", false }, { "on", true }, { "off", false }, { "1", true }, { "0", false },
	};

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (strcmp(words[i].word, text) == 0) {
			*out = words[i].value;
			return true;
		}
	return err_set(e, "%s is yes or no, not '%.64s'", name, text);
}

static bool flag_read(const struct setting *x, struct settings *s, const char *text, struct err *e)
{
	return flag_parse(x->id, text, place_of(x, s), e);
}

static void flag_step(const struct setting *x, struct settings *s, int by)
{
	bool *flag = place_of(x, s);

	(void)by;
	*flag = !*flag;
}

const struct setting_kind setting_flag = { flag_write, flag_read, flag_step };

/* ---- seconds ------------------------------------------------------------------------------------------------------------------- */

/* To the nanosecond: what is read again is the same. */
static void span_write(const struct setting *x, const struct settings *s, char *out, size_t room)
{
	uint64_t span = *(uint64_t *)place_of(x, s);
	int n = snprintf(out, room, "%" PRIu64 ".%09" PRIu64, span / SECOND, span % SECOND);

	while (out[n - 1] == '0')
		out[--n] = '\0';
	if (out[n - 1] == '.')
		out[n - 1] = '\0';
}

static bool span_read(const struct setting *x, struct settings *s, const char *text, struct err *e)
{
	char *end;
	double seconds = strtod(text, &end);

	if (end == text || *end || !(seconds * SECOND >= (double)x->least && seconds * SECOND <= (double)x->most))
		return err_set(e, "%s is from %g to %g seconds, not '%.64s'", x->id, (double)x->least / SECOND, (double)x->most / SECOND, text);
	*(uint64_t *)place_of(x, s) = (uint64_t)(seconds * SECOND + 0.5);
	return true;
}

static void span_step(const struct setting *x, struct settings *s, int by)
{
	uint64_t *span = place_of(x, s);

	if (by > 0)
		*span = *span + x->by < x->most ? *span + x->by : x->most;
	else
		*span = *span > x->least + x->by ? *span - x->by : x->least;
}

const struct setting_kind setting_span = { span_write, span_read, span_step };

/* ---- names of other tables -------------------------------------------------------------------------------------------------------- */

static void theme_write(const struct setting *x, const struct settings *s, char *out, size_t room)
{
	(void)x;
	snprintf(out, room, "%s", s->theme);
}

static bool theme_read(const struct setting *x, struct settings *s, const char *text, struct err *e)
{
	const struct theme *t = themes_find(text);

	(void)x;
	if (!t)
		return err_set(e, "no theme is called '%.64s'", text);
	s->theme = t->id;
	return true;
}

const struct setting_kind setting_theme = { theme_write, theme_read, NULL };

static void plan_text(const struct setting *x, const struct settings *s, char *out, size_t room)
{
	struct header_plan usual;

	(void)x;
	plan_default(&usual);
	if (s->meters[0])
		snprintf(out, room, "%s", s->meters);
	else
		plan_write(out, room, &usual);
}

static bool plan_read(const struct setting *x, struct settings *s, const char *text, struct err *e)
{
	struct header_plan plan;

	(void)x;
	if (!plan_parse(text, &plan, e))
		return false;
	plan_write(s->meters, sizeof(s->meters), &plan);
	return true;
}

const struct setting_kind setting_plan = { plan_text, plan_read, NULL };

/* ---- all of them --------------------------------------------------------------------------------------------------------------- */

#define FLAG(field) .kind = &setting_flag, .at = offsetof(struct settings, field)
#define SPAN(field) .kind = &setting_span, .at = offsetof(struct settings, field)

static const struct setting all[] = {
	{ "options", "delay", "Refresh every", "Seconds between two refreshes.", SPAN(delay_ns),
	  .least = SECOND / 10, .most = 86400ull * SECOND, .by = SECOND / 2 },
	{ "options", "grace", "Grace", "Seconds from SIGTERM to SIGKILL, where one sends both.", SPAN(grace_ns),
	  .least = SECOND / 10, .most = 3600ull * SECOND, .by = SECOND },
	{ "options", "header", "Header", "The machine at the top (#).", FLAG(header) },
	{ "options", "path", "Paths", "Programs with their paths (p).", FLAG(full_path) },
	{ "options", "merged", "Names", "The name of a process before a command line that begins with another (m).", FLAG(merged) },
	{ "options", "threads", "Threads", "Threads too (H).", FLAG(view.filter.threads) },
	{ "options", "kernel_threads", "Kernel threads", "The threads of the kernel too (K).", FLAG(view.filter.kernel) },
	{ "options", "no_containers", "No containers", "Without the processes in containers (O).", FLAG(view.filter.outside) },
	{ "options", "mouse", "Mouse", "The mouse is ramtop's; else the terminal selects text with it.", FLAG(mouse) },
	{ "options", "cursor", "Cursor", "The terminal's cursor is seen on the chosen row, for screen readers.", FLAG(cursor) },
	{ "options", "theme", NULL, "The colours: default, light, contrast or mono.", .kind = &setting_theme },
	{ "header", "meters", NULL, "Meters, each text, :bar or :graph; / ends a line.", .kind = &setting_plan },
};

const struct setting *settings_all(size_t *count)
{
	*count = ARRAY_LEN(all);
	return all;
}

void settings_list(FILE *out)
{
	for (size_t i = 0; i < ARRAY_LEN(all); i++)
		fprintf(out, "%-16s  %s\n", all[i].id, all[i].help);
}

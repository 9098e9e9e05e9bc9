/* kept_fuzz.c - any text as the file of settings: whatever it says, each of them is within its bounds, and is read again as written. */
#include <locale.h>
#include <string.h>

#include "fuzz.h"
#include "kept.h"
#include "meters.h"
#include "task_values.h"
#include "themes.h"

/* What kept_look would have written of a tab. */
static void write_tab(struct vec *text, const struct tab *t)
{
	char section[TAB_NAME + 8], columns[4096];

	HOLDS(tab_name_is_good(t->name) && t->columns.count > 0 && t->sort);
	snprintf(section, sizeof(section), "screen %s", t->name);
	columns_write(&t->columns, columns, sizeof(columns), ",\n");
	ini_set(text, section, "columns", columns, NULL);
	ini_set(text, section, "tree", t->tree ? "yes" : "no", NULL);
}

static void check_tabs(const struct settings *s)
{
	HOLDS(s->tabs.list.count >= 1 && s->tabs.list.count <= TABS_MOST && s->tabs.current == 0);
	for (size_t i = 0; i < s->tabs.list.count; i++) {
		const struct tab *t = tabs_at(&s->tabs, i);
		const struct column *const *c = t->columns.data;
		HOLDS(tabs_find(&s->tabs, t->name) == i);
		for (size_t k = 0; k < t->columns.count; k++)
			for (size_t m = 0; m < k; m++)
				HOLDS(c[k] != c[m]);
	}
}

static void check_values(const struct settings *s)
{
	struct header_plan plan;
	struct err e;

	HOLDS(s->delay_ns >= 100000000u && s->delay_ns <= 86400ull * 1000000000u);
	HOLDS(s->grace_ns >= 100000000u && s->grace_ns <= 3600ull * 1000000000u);
	HOLDS(themes_find(s->theme));
	HOLDS(s->meters[0] == '\0' || plan_parse(s->meters, &plan, &e));
}

/* Each value by itself, and the tabs as a file: what is written is taken, and written so again. */
static void check_again(const struct settings *s)
{
	char text[SETTING_TEXT], again[SETTING_TEXT];
	struct ini_fault fault = { 0 };
	struct settings other;
	struct vec file;
	struct err e;
	size_t count;
	const struct setting *all = settings_all(&count);

	settings_init(&other, task_schema());
	for (size_t i = 0; i < count; i++) {
		all[i].kind->write(&all[i], s, text, sizeof(text));
		HOLDS(all[i].kind->read(&all[i], &other, text, &e));
		all[i].kind->write(&all[i], &other, again, sizeof(again));
		HOLDS(strcmp(text, again) == 0);
	}
	vec_init(&file, 1);
	for (size_t i = 0; i < s->tabs.list.count; i++)
		write_tab(&file, tabs_at(&s->tabs, i));
	kept_take(file.data, file.count, &other, &fault);
	HOLDS(fault.line == 0);
	HOLDS(other.tabs.list.count == s->tabs.list.count);
	for (size_t i = 0; i < s->tabs.list.count; i++) {
		const struct tab *a = tabs_at(&s->tabs, i), *b = tabs_at(&other.tabs, i);
		HOLDS(strcmp(a->name, b->name) == 0 && a->tree == b->tree && a->columns.count == b->columns.count);
		HOLDS(memcmp(a->columns.data, b->columns.data, a->columns.count * sizeof(const struct column *)) == 0);
	}
	vec_free(&file);
	settings_free(&other);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct ini_fault fault = { 0 };
	struct settings s;

	setlocale(LC_CTYPE, "C.UTF-8");
	settings_init(&s, task_schema());
	kept_take((const char *)data, size, &s, &fault);
	HOLDS(fault.line == 0 || fault.e.text[0]);
	check_tabs(&s);
	check_values(&s);
	check_again(&s);
	settings_free(&s);
	return 0;
}

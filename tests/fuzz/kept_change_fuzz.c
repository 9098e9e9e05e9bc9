/* kept_change_fuzz.c - any text as the file of settings, then changes: all of them are there when the file is read anew, and all else
 * as before. What stands behind the last byte 255 says what is changed; without one, each of them is. */
#define _GNU_SOURCE
#include <locale.h>
#include <string.h>
#include <unistd.h>

#include "fuzz.h"
#include "kept.h"
#include "layout.h"
#include "meters.h"
#include "themes.h"

static char dir[32], path[64];

static void leave(void)
{
	unlink(path);
	rmdir(dir);
}

/* Rather in memory: each input is a file. */
static void enter(void)
{
	if (dir[0])
		return;
	strcpy(dir, access("/dev/shm", W_OK) == 0 ? "/dev/shm/kept-XXXXXX" : "/tmp/kept-XXXXXX");
	HOLDS(setlocale(LC_CTYPE, "C.UTF-8"));
	HOLDS(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/config", dir);
	atexit(leave);
}

static void put(const uint8_t *data, size_t size)
{
	FILE *f = fopen(path, "w");

	HOLDS(f && fwrite(data, 1, size, f) == size && fclose(f) == 0);
}

static void load(struct settings *s, struct keeping *k)
{
	settings_init(s, task_schema());
	keeping_start(k, path);
	kept_load(k, s);
}

/* ---- what must hold ------------------------------------------------------------------------------------------------------------- */

static void tab_holds(const struct tabs *tabs, size_t i)
{
	const struct tab *t = tabs_at(tabs, i);

	HOLDS(tab_name_is_good(t->name) && tabs_find(tabs, t->name) == i);
	HOLDS(t->sort && t->columns.count >= 1 && t->columns.count <= LAYOUT_COLUMNS);
}

static void holds(const struct settings *s)
{
	HOLDS(s->tabs.list.count >= 1 && s->tabs.list.count <= TABS_MOST && s->tabs.current < s->tabs.list.count);
	for (size_t i = 0; i < s->tabs.list.count; i++)
		tab_holds(&s->tabs, i);
}

static void same_tab(const struct tab *x, const struct tab *y)
{
	HOLDS(strcmp(x->name, y->name) == 0 && x->sort == y->sort && x->descending == y->descending && x->tree == y->tree);
	HOLDS(x->columns.count == y->columns.count);
	HOLDS(memcmp(x->columns.data, y->columns.data, x->columns.count * sizeof(struct column *)) == 0);
}

static void same(const struct settings *a, const struct settings *b)
{
	char was[SETTING_TEXT], is[SETTING_TEXT];
	size_t count;
	const struct setting *all = settings_all(&count);

	for (size_t i = 0; i < count; i++) {
		all[i].kind->write(&all[i], a, was, sizeof(was));
		all[i].kind->write(&all[i], b, is, sizeof(is));
		HOLDS(strcmp(was, is) == 0);
		if (all[i].kind == &setting_span)
			HOLDS(memcmp((const char *)a + all[i].at, (const char *)b + all[i].at, sizeof(uint64_t)) == 0);
	}
	HOLDS(a->tabs.list.count == b->tabs.list.count);
	for (size_t i = 0; i < a->tabs.list.count; i++)
		same_tab(tabs_at(&a->tabs, i), tabs_at(&b->tabs, i));
}

/* ---- changes -------------------------------------------------------------------------------------------------------------------- */

static void change_plan(struct settings *s, unsigned how)
{
	struct header_plan plan;
	struct err never;
	size_t at = how % 13;

	plan_default(&plan);
	if (s->meters[0])
		HOLDS(plan_parse(s->meters, &plan, &never));
	if (how % 4 == 0)
		plan_remove(&plan, at);
	else if (how % 4 == 1)
		plan_next_style(&plan, at);
	else if (how % 4 == 2)
		plan_break(&plan, at);
	else
		plan_add(&plan, meter_at(at % 12), at);
	plan_write(s->meters, sizeof(s->meters), &plan);
}

static void change_setting(const struct setting *x, struct settings *s, unsigned how)
{
	size_t count;
	const struct theme *themes = themes_all(&count);
	struct err never;

	if (x->kind == &setting_plan)
		change_plan(s, how);
	else if (x->kind == &setting_theme)
		HOLDS(x->kind->read(x, s, themes[how % count].id, &never));
	else
		x->kind->step(x, s, how % 2 ? 1 : -1);
}

/* One more, or one less. */
static void change_columns(struct vec *columns, unsigned how)
{
	const struct column **c = columns->data, *one = &task_schema()->columns[how * 7 % task_schema()->count];
	size_t i = 0;

	while (i < columns->count && c[i] != one)
		i++;
	if (i == columns->count && columns->count < LAYOUT_COLUMNS)
		*(const struct column **)vec_push(columns) = one;
	else if (i < columns->count && columns->count > 1) {
		memmove(c + i, c + i + 1, (columns->count - i - 1) * sizeof(*c));
		columns->count--;
	}
}

static void change_tabs(struct settings *s, unsigned how)
{
	static const char *const names[] = { "Mine", "Main", "I/O", "# x = y", "two words", "Größe: 1", "a name as long as it can be....", "T" };
	const char *name = names[how / 6 % ARRAY_LEN(names)];
	struct tabs *tabs = &s->tabs;
	size_t n = tabs->list.count, at = how / 6 % n;
	struct tab *t = tabs_at(tabs, at);
	bool is_new = tabs_find(tabs, name) == n;

	switch (how % 6) {
	case 0:
		if (n < TABS_MOST && is_new)
			tabs_add(tabs, s->schema, name);
		break;
	case 1:
		tabs_remove(tabs, at);
		break;
	case 2:
		if (is_new)
			snprintf(t->name, sizeof(t->name), "%s", name);
		break;
	case 3:
		if (at + 1 < n)
			tabs_swap(tabs, at, at + 1);
		break;
	case 4:
		t->tree = !t->tree;
		t->descending = !t->descending;
		t->sort = &s->schema->columns[how % s->schema->count];
		break;
	default:
		change_columns(&t->columns, how);
	}
}

static void change(struct settings *s, unsigned what, unsigned how)
{
	size_t count;
	const struct setting *all = settings_all(&count);

	settings_keep(s);
	if (what % 3 == 0)
		change_setting(&all[what / 3 % count], s, how);
	else
		change_tabs(s, how);
	settings_take(s);
	holds(s);
}

static void change_all(struct settings *s)
{
	size_t count;

	settings_all(&count);
	for (unsigned i = 0; i < count; i++)
		change(s, 3 * i, i + 1);
	for (unsigned i = 0; i < 6; i++)
		change(s, 1, 6 * i + i);
}

/* Two bytes are a change; one that begins with an odd one is written at once, the others with the next. */
static void change_by(struct kept *k, struct settings *s, const uint8_t *steps, size_t size)
{
	for (size_t i = 0; i + 1 < size && i < 40; i += 2) {
		change(s, steps[i], steps[i + 1]);
		if (steps[i] % 2)
			kept_look(k, s);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *steps = memrchr(data, 255, size);
	size_t length = steps ? (size_t)(steps - data) : size;
	struct settings s, again;
	struct keeping keeping;
	struct kept *k;
	struct err e;
	bool is_full;

	enter();
	put(data, length);
	load(&s, &keeping);
	holds(&s);
	is_full = s.tabs.list.count == TABS_MOST;
	k = kept_open(&keeping, &s);
	if (steps)
		change_by(k, &s, steps + 1, size - length - 1);
	else
		change_all(&s);
	kept_look(k, &s);
	HOLDS(kept_close(k, &e));
	load(&again, &keeping);
	holds(&again);
	/* Where there are too many screens, another takes the place of one that is gone. */
	if (!is_full)
		same(&s, &again);
	settings_free(&s);
	settings_free(&again);
	return 0;
}

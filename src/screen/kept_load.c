/* kept_load.c - takes a file of settings apart. Writes nothing. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kept.h"
#include "layout.h"

#define SCREEN "screen "

struct loading {
	struct settings *settings;
	bool has_tabs;               /* the file has tabs of its own: those that everybody has are forgotten */
	char text[SETTING_TEXT];     /* of the last setting, all lines of it so far */
};

/* "screen Main" */
static struct tab *tab_of(struct loading *l, const char *section, struct err *e)
{
	struct tabs *tabs = &l->settings->tabs;
	const char *name = section + strlen(SCREEN);
	size_t i;

	if (!tab_name_is_good(name)) {
		err_set(e, "a screen cannot be called '%.64s'", name);
		return NULL;
	}
	if (!l->has_tabs)
		tabs_clear(tabs);
	l->has_tabs = true;
	i = tabs_find(tabs, name);
	if (i == TABS_MOST) {
		err_set(e, "%d screens are enough: '%s' is left out", TABS_MOST, name);
		return NULL;
	}
	return i < tabs->list.count ? tabs_at(tabs, i) : tabs_add(tabs, l->settings->schema, name);
}

static bool holds(const struct vec *columns, const struct column *c)
{
	for (size_t i = 0; i < columns->count; i++)
		if (((const struct column *const *)columns->data)[i] == c)
			return true;
	return false;
}

/* Ids with commas or blanks between them. One that is wrong does not spoil the others. */
static bool take_columns(const struct settings *s, struct tab *tab, const struct ini_value *v, struct err *e)
{
	static const char between[] = ", \t";
	char id[64];
	bool ok = true;

	if (!v->goes_on)
		tab->columns.count = 0;
	for (const char *at = v->text + strspn(v->text, between); *at; at += strspn(at, between)) {
		size_t length = strcspn(at, between);
		snprintf(id, sizeof(id), "%.*s", (int)length, at);
		at += length;
		const struct column *c = length < sizeof(id) ? schema_find(s->schema, id) : NULL;
		if (!c)
			ok = err_set(e, "no column is called '%s': see --list columns", id);
		else if (holds(&tab->columns, c))
			continue;
		else if (tab->columns.count == LAYOUT_COLUMNS)
			ok = err_set(e, "more than %d columns fit on no screen: '%s' is left out", LAYOUT_COLUMNS, id);
		else
			*(const struct column **)vec_push(&tab->columns) = c;
	}
	return ok;
}

static bool take_sort(const struct settings *s, struct tab *tab, const struct ini_value *v, struct err *e)
{
	return schema_order(s->schema, v->text, &tab->sort, &tab->descending, e);
}

static bool take_tree(const struct settings *s, struct tab *tab, const struct ini_value *v, struct err *e)
{
	(void)s;
	return flag_parse("tree", v->text, &tab->tree, e);
}

static const struct {
	const char *name;
	bool (*take)(const struct settings *s, struct tab *tab, const struct ini_value *v, struct err *e);
} of_tab[] = {
	{ "columns", take_columns }, { "sort", take_sort }, { "tree", take_tree },
};

static bool take_of_tab(struct loading *l, const struct ini_value *v, struct err *e)
{
	struct tab *tab = tab_of(l, v->section, e);

	if (!tab)
		return false;
	for (size_t i = 0; i < ARRAY_LEN(of_tab); i++)
		if (strcmp(of_tab[i].name, v->name) == 0)
			return of_tab[i].take(l->settings, tab, v, e);
	return true;
}

/* A plan may take several lines: each time all that has come of it is read. */
static bool take_setting(struct loading *l, const struct setting *x, const struct ini_value *v, struct err *e)
{
	size_t used = v->goes_on && x->kind == &setting_plan ? strlen(l->text) : 0, room = sizeof(l->text) - used;

	if ((size_t)snprintf(l->text + used, room, "%s%s", used ? " " : "", v->text) >= room)
		return err_set(e, "%s is too long", x->id);
	return x->kind->read(x, l->settings, l->text, e);
}

/* What is not known may be a newer ramtop's: it stays in the file. */
static bool take(void *with, const struct ini_value *v, struct err *e)
{
	struct loading *l = with;
	size_t count;
	const struct setting *all = settings_all(&count);

	if (strncmp(v->section, SCREEN, strlen(SCREEN)) == 0)
		return take_of_tab(l, v, e);
	for (size_t i = 0; i < count; i++)
		if (strcmp(all[i].section, v->section) == 0 && strcmp(all[i].id, v->name) == 0)
			return take_setting(l, &all[i], v, e);
	return true;
}

static bool look_for_tab(void *with, const struct ini_value *v, struct err *e)
{
	bool *found = with;

	(void)e;
	*found = *found || (strncmp(v->section, SCREEN, strlen(SCREEN)) == 0 && tab_name_is_good(v->section + strlen(SCREEN)));
	return true;
}

bool kept_has_tabs(const struct vec *text)
{
	struct ini_fault never_mind;
	bool found = false;

	ini_read(text->data, text->count, look_for_tab, &found, &never_mind);
	return found;
}

/* A tab must show something. */
static void mend_tabs(struct settings *s)
{
	struct err never;

	for (size_t i = 0; i < s->tabs.list.count; i++)
		if (tabs_at(&s->tabs, i)->columns.count == 0)
			schema_choose(s->schema, s->schema->standard, &tabs_at(&s->tabs, i)->columns, &never);
}

/* A home that is not there is no accident: services have none. */
static bool has_home(void)
{
	const char *home = getenv("HOME"), *xdg = getenv("XDG_CONFIG_HOME");

	return (xdg && xdg[0] == '/') || (home && access(home, X_OK) == 0);
}

void keeping_start(struct keeping *k, const char *asked)
{
	struct err e;

	*k = (struct keeping){ 0 };
	if (asked && strcmp(asked, "none") == 0)
		snprintf(k->why_not, sizeof(k->why_not), "--config none");
	else if (!config_place(&k->file, asked, &e))
		snprintf(k->why_not, sizeof(k->why_not), "%.255s", e.text);
	else if (!asked && !has_home())
		snprintf(k->why_not, sizeof(k->why_not), "there is no home directory %.200s", getenv("HOME"));
}

void kept_take(const char *text, size_t size, struct settings *s, struct ini_fault *first)
{
	struct loading l = { .settings = s };

	ini_read(text, size, take, &l, first);
	mend_tabs(s);
	s->tabs.current = 0;
	settings_take(s);
}

void kept_load(struct keeping *k, struct settings *s)
{
	struct ini_fault first = { 0 };
	char name[300];
	struct vec text;

	vec_init(&text, 1);
	if (config_load(&k->file, &text, &k->fault))
		kept_take(text.data, text.count, s, &first);
	config_name(&k->file, name, sizeof(name));
	if (first.line)
		err_set(&k->fault, "%s:%u: %.150s", name, first.line, first.e.text);
	vec_free(&text);
}

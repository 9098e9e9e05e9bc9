/* kept_load.c - takes a file of settings apart. Writes nothing. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kept.h"

#define SCREEN "screen "

struct loading {
	struct settings *settings;
	bool has_tabs;               /* the file has tabs of its own: those that everybody has are forgotten */
	struct tab *columns_of;      /* whose columns the last value was: it may go on */
	const struct setting *last;  /* the same of a setting, and its text so far */
	char text[SETTING_TEXT];
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
static bool take_columns(struct loading *l, struct tab *tab, const char *value, struct err *e)
{
	static const char between[] = ", \t";
	char id[64];
	bool ok = true;

	if (l->columns_of != tab)
		tab->columns.count = 0;
	l->columns_of = tab;
	for (const char *at = value + strspn(value, between); *at; at += strspn(at, between)) {
		size_t length = strcspn(at, between);
		snprintf(id, sizeof(id), "%.*s", (int)length, at);
		at += length;
		const struct column *c = length < sizeof(id) ? schema_find(l->settings->schema, id) : NULL;
		if (!c)
			ok = err_set(e, "no column is called '%s': see --list columns", id);
		else if (!holds(&tab->columns, c))
			*(const struct column **)vec_push(&tab->columns) = c;
	}
	return ok;
}

static bool take_sort(struct loading *l, struct tab *tab, const char *value, struct err *e)
{
	return schema_order(l->settings->schema, value, &tab->sort, &tab->descending, e);
}

static bool take_tree(struct loading *l, struct tab *tab, const char *value, struct err *e)
{
	(void)l;
	return flag_parse("tree", value, &tab->tree, e);
}

static const struct { const char *name; bool (*take)(struct loading *l, struct tab *tab, const char *value, struct err *e); } of_tab[] = {
	{ "columns", take_columns }, { "sort", take_sort }, { "tree", take_tree },
};

static bool take_of_tab(struct loading *l, const char *section, const char *name, const char *value, struct err *e)
{
	struct tab *tab = tab_of(l, section, e);

	if (!tab)
		return false;
	for (size_t i = 0; i < ARRAY_LEN(of_tab); i++)
		if (strcmp(of_tab[i].name, name) == 0)
			return of_tab[i].take(l, tab, value, e);
	return true;
}

/* A plan may take several lines: each time all that has come of it is read. */
static bool take_setting(struct loading *l, const struct setting *x, const char *value, struct err *e)
{
	size_t used = x == l->last && x->kind == &setting_plan ? strlen(l->text) : 0;

	snprintf(l->text + used, sizeof(l->text) - used, "%s%s", used ? " " : "", value);
	l->last = x;
	return x->kind->read(x, l->settings, l->text, e);
}

/* What is not known may be a newer ramtop's: it stays in the file. */
static bool take(void *with, const char *section, const char *name, const char *value, struct err *e)
{
	struct loading *l = with;
	size_t count;
	const struct setting *all = settings_all(&count);

	if (strncmp(section, SCREEN, strlen(SCREEN)) == 0)
		return take_of_tab(l, section, name, value, e);
	l->columns_of = NULL;
	for (size_t i = 0; i < count; i++)
		if (strcmp(all[i].section, section) == 0 && strcmp(all[i].id, name) == 0)
			return take_setting(l, &all[i], value, e);
	return true;
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

/* kept.c - sees what has changed of the settings that are kept, and has it written. Knows no setting by its name. */
#include "kept.h"

#include <stdlib.h>
#include <string.h>

#include "config_keeper.h"

#define SECTION (TAB_NAME + 8)
#define SCREENS "screen "        /* sections that begin so are tabs */
#define BROAD 90                 /* bytes of a line of columns */

static const char greeting[] =
	"# Settings of ramtop's screen. It reads them when it starts, and writes one as soon as it is changed there (F2).\n"
	"# Whatever else is in here stays as it is. \"man ramtop\" explains all of them; \"ramtop --list settings\" names them.\n";

/* A tab as text, as it was written last. */
struct tab_text {
	char name[TAB_NAME];
	char *columns, *sort;
	bool tree;
};

struct kept {
	struct config_file file;
	char why_not[256];               /* nothing is written, because; "": it is */
	struct keeper *keeper;           /* NULL: nothing has changed yet */
	struct vec values;               /* of char *: of each setting as it was written last */
	struct vec tabs;                 /* of struct tab_text */
	struct tab_text unasked;         /* the first of them as it is without the command line, until it changes; else all zero */
	struct vec edits;                /* of struct config_edit: what is to be written */
};

static char *copy_of(const char *text)
{
	return strcpy(memory_new(strlen(text) + 1), text);
}

/* ---- tabs as text -------------------------------------------------------------------------------------------------------------- */

/* "pid, user, rss,", and so on in the next line. */
static char *columns_text(const struct vec *columns)
{
	const struct column *const *c = columns->data;
	size_t room = 2, used = 0, line = 0;
	char *text;

	for (size_t i = 0; i < columns->count; i++)
		room += strlen(c[i]->id) + 2;
	text = memory_new(room);
	text[0] = '\0';
	for (size_t i = 0; i < columns->count; i++) {
		if (i && used - line > BROAD) {
			used += (size_t)snprintf(text + used, room - used, ",\n%s", c[i]->id);
			line = used;
		} else
			used += (size_t)snprintf(text + used, room - used, "%s%s", i ? ", " : "", c[i]->id);
	}
	return text;
}

static char *sort_text(const struct tab *t)
{
	char text[96];

	snprintf(text, sizeof(text), "%s%s", t->descending == unit_is_descending(t->sort->unit) ? "" : "-", t->sort->id);
	return copy_of(text);
}

static struct tab_text text_of(const struct tab *t)
{
	struct tab_text x = { .columns = columns_text(&t->columns), .sort = sort_text(t), .tree = t->tree };

	memcpy(x.name, t->name, sizeof(x.name));
	return x;
}

static void text_free(struct tab_text *x)
{
	free(x->columns);
	free(x->sort);
	*x = (struct tab_text){ .tree = false };
}

static void texts_free(struct vec *tabs)
{
	for (size_t i = 0; i < tabs->count; i++)
		text_free((struct tab_text *)tabs->data + i);
	vec_free(tabs);
}

static void texts_of(const struct tabs *tabs, struct vec *out)
{
	vec_init(out, sizeof(struct tab_text));
	for (size_t i = 0; i < tabs->list.count; i++)
		*(struct tab_text *)vec_push(out) = text_of(tabs_at(tabs, i));
}

static struct tab_text *find(const struct vec *tabs, const char *name)
{
	struct tab_text *x = tabs->data;

	for (size_t i = 0; i < tabs->count; i++)
		if (strcmp(x[i].name, name) == 0)
			return &x[i];
	return NULL;
}

/* ---- what has changed ---------------------------------------------------------------------------------------------------------- */

static void set_of_tab(struct kept *k, const struct tab_text *x, const struct tab_text *was, bool (*unless)(const struct vec *text))
{
	char section[SECTION];

	snprintf(section, sizeof(section), SCREENS "%s", x->name);
	if (!was || strcmp(was->columns, x->columns) != 0)
		config_edit_add(&k->edits, CONFIG_SET, section, "columns", x->columns, NULL, unless);
	if (!was || strcmp(was->sort, x->sort) != 0)
		config_edit_add(&k->edits, CONFIG_SET, section, "sort", x->sort, NULL, unless);
	if (!was || was->tree != x->tree)
		config_edit_add(&k->edits, CONFIG_SET, section, "tree", x->tree ? "yes" : "no", NULL, unless);
}

static void edit_tab(struct kept *k, enum config_op op, const struct tab_text *x, bool (*unless)(const struct vec *text))
{
	char section[SECTION];

	snprintf(section, sizeof(section), SCREENS "%s", x->name);
	config_edit_add(&k->edits, op, section, NULL, NULL, NULL, unless);
}

/* The other way to be a section of its own: whoever has the same place and a new name was given it. */
static void look_for_names(struct kept *k, const struct vec *now)
{
	struct tab_text *was = k->tabs.data;
	const struct tab_text *is = now->data;
	char from[SECTION], to[SECTION];

	for (size_t i = 0; i < now->count && now->count == k->tabs.count; i++) {
		if (find(&k->tabs, is[i].name) || find(now, was[i].name))
			continue;
		snprintf(from, sizeof(from), SCREENS "%s", was[i].name);
		snprintf(to, sizeof(to), SCREENS "%s", is[i].name);
		config_edit_add(&k->edits, CONFIG_RENAME, from, to, NULL, NULL, NULL);
		memcpy(was[i].name, is[i].name, sizeof(was[i].name));
	}
}

/* How many are where they were. */
static size_t count_ordered(const struct vec *was, const struct vec *now)
{
	const struct tab_text *a = was->data, *b = now->data;
	size_t n = 0;

	while (n < was->count && n < now->count && strcmp(a[n].name, b[n].name) == 0)
		n++;
	return n;
}

static bool is_same(const struct tab_text *a, const struct tab_text *b)
{
	return strcmp(a->name, b->name) == 0 && strcmp(a->columns, b->columns) == 0 && strcmp(a->sort, b->sort) == 0 && a->tree == b->tree;
}

static bool is_alike(const struct vec *was, const struct vec *now)
{
	const struct tab_text *a = was->data, *b = now->data;

	for (size_t i = 0; i < now->count && was->count == now->count; i++)
		if (!is_same(&a[i], &b[i]))
			return false;
	return was->count == now->count;
}

static void look_at_tabs(struct kept *k, const struct settings *s)
{
	const struct tab_text *was, *is;
	struct vec now;

	texts_of(&s->tabs, &now);
	if (is_alike(&k->tabs, &now)) {
		texts_free(&now);
		return;
	}
	is = now.data;
	was = k->tabs.data;
	/* A file has all tabs, or none. */
	for (size_t i = 0; i < k->tabs.count; i++) {
		set_of_tab(k, i == 0 && k->unasked.sort ? &k->unasked : &was[i], NULL, kept_has_tabs);
		edit_tab(k, CONFIG_LAST, &was[i], kept_has_tabs);
	}
	look_for_names(k, &now);
	for (size_t i = 0; i < k->tabs.count; i++)
		if (!find(&now, was[i].name))
			edit_tab(k, CONFIG_DROP, &was[i], NULL);
	for (size_t i = 0; i < now.count; i++)
		set_of_tab(k, &is[i], find(&k->tabs, is[i].name), NULL);
	for (size_t i = count_ordered(&k->tabs, &now); i < now.count; i++)
		edit_tab(k, CONFIG_LAST, &is[i], NULL);
	if (!is_same(&was[0], &is[0]))
		text_free(&k->unasked);
	texts_free(&k->tabs);
	k->tabs = now;
}

/* A long plan goes on in other lines. */
static void break_lines(char *text)
{
	for (char *at = text, *line = text; (at = strstr(at, "/ ")); at += 2)
		if (at - line > BROAD) {
			at[1] = '\n';
			line = at + 2;
		}
}

static void look_at_values(struct kept *k, const struct settings *s)
{
	size_t count;
	const struct setting *all = settings_all(&count);
	char **was = k->values.data, text[SETTING_TEXT];

	for (size_t i = 0; i < count; i++) {
		all[i].kind->write(&all[i], s, text, sizeof(text));
		if (strcmp(text, was[i]) == 0)
			continue;
		free(was[i]);
		was[i] = copy_of(text);
		break_lines(text);
		config_edit_add(&k->edits, CONFIG_SET, all[i].section, all[i].id, text, all[i].help, NULL);
	}
}

void kept_look(struct kept *k, struct settings *s)
{
	settings_keep(s);
	look_at_values(k, s);
	look_at_tabs(k, s);
	if (k->edits.count == 0)
		return;
	if (k->why_not[0]) {
		config_edits_free(&k->edits);
		return;
	}
	if (!k->keeper)
		k->keeper = keeper_open(&k->file, greeting);
	keeper_give(k->keeper, &k->edits);
}

/* ---- the rest ------------------------------------------------------------------------------------------------------------------ */

struct kept *kept_open(const struct keeping *keeping, struct settings *s)
{
	struct kept *k = memory_new(sizeof(*k));
	size_t count;
	const struct setting *all = settings_all(&count);
	char text[SETTING_TEXT];

	*k = (struct kept){ .file = keeping->file };
	memcpy(k->why_not, keeping->why_not, sizeof(k->why_not));
	vec_init(&k->values, sizeof(char *));
	vec_init(&k->edits, sizeof(struct config_edit));
	for (size_t i = 0; i < count; i++) {
		all[i].kind->write(&all[i], s, text, sizeof(text));
		*(char **)vec_push(&k->values) = copy_of(text);
	}
	k->unasked = text_of(tabs_at(&s->tabs, 0));
	settings_keep(s);
	texts_of(&s->tabs, &k->tabs);
	return k;
}

void kept_place(const struct kept *k, char *out, size_t room, const char **why)
{
	*why = k->why_not[0] ? k->why_not : NULL;
	config_name(&k->file, out, room);
}

bool kept_failed(struct kept *k, struct err *e)
{
	return k->keeper && keeper_failed(k->keeper, e);
}

bool kept_close(struct kept *k, struct err *e)
{
	bool ok = !k->keeper || keeper_close(k->keeper, e);

	for (size_t i = 0; i < k->values.count; i++)
		free(((char **)k->values.data)[i]);
	vec_free(&k->values);
	texts_free(&k->tabs);
	text_free(&k->unasked);
	config_edits_free(&k->edits);
	free(k);
	return ok;
}

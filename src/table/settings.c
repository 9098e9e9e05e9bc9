/* settings.c - the defaults, and what follows from what was chosen. Parses no option and no key. */
#include "settings.h"

#include <string.h>

void settings_init(struct settings *s, const struct schema *schema)
{
	struct err never;

	*s = (struct settings){ .schema = schema, .full_path = true, .delay_ns = UINT64_C(1000000000), .color = true,
	                        .header = true };
	alerts_init(&s->alerts);
	vec_init(&s->chosen, sizeof(const struct column *));
	vec_init(&s->columns, sizeof(const struct column *));
	vec_init(&s->group_columns, sizeof(const struct column *));
	view_settings_init(&s->view, schema);
	if (!schema_choose(schema, schema->standard, &s->chosen, &never))
		die("bug: %s", never.text);
	tabs_init(&s->tabs, schema);
}

void settings_free(struct settings *s)
{
	alerts_free(&s->alerts);
	vec_free(&s->chosen);
	vec_free(&s->columns);
	vec_free(&s->group_columns);
	view_settings_free(&s->view);
	tabs_free(&s->tabs);
}

static void copy_columns(struct vec *to, const struct vec *from)
{
	vec_reserve(to, from->count);
	memcpy(to->data, from->data, from->count * sizeof(const struct column *));
}

void settings_keep(struct settings *s)
{
	struct tab *t = tabs_at(&s->tabs, s->tabs.current);

	copy_columns(&t->columns, &s->chosen);
	t->sort = s->view.sort;
	t->descending = s->view.descending;
	t->tree = s->view.tree;
}

void settings_take(struct settings *s)
{
	const struct tab *t = tabs_at(&s->tabs, s->tabs.current);

	copy_columns(&s->chosen, &t->columns);
	s->view.sort = t->sort;
	s->view.descending = t->descending;
	s->view.tree = t->tree;
}

void settings_show(struct settings *s, size_t tab)
{
	settings_keep(s);
	s->tabs.current = tab;
	settings_take(s);
}

void settings_columns(struct settings *s)
{
	if (s->view.tree && !s->is_chosen) {
		view_with_sums(s->schema, &s->chosen, &s->columns);
		return;
	}
	copy_columns(&s->columns, &s->chosen);
}

/* settings.c - the defaults, and what follows from what was chosen. Parses no option and no key. */
#include "settings.h"

#include <string.h>

void settings_init(struct settings *s, const struct schema *schema)
{
	struct err never;

	*s = (struct settings){ .schema = schema, .full_path = true, .delay_ns = UINT64_C(1000000000), .grace_ns = UINT64_C(5000000000),
	                        .color = true };
	alerts_init(&s->alerts);
	vec_init(&s->chosen, sizeof(const struct column *));
	vec_init(&s->columns, sizeof(const struct column *));
	vec_init(&s->group_columns, sizeof(const struct column *));
	view_settings_init(&s->view, schema);
	if (!schema_choose(schema, schema->standard, &s->chosen, &never))
		die("bug: %s", never.text);
}

void settings_free(struct settings *s)
{
	alerts_free(&s->alerts);
	vec_free(&s->chosen);
	vec_free(&s->columns);
	vec_free(&s->group_columns);
	view_settings_free(&s->view);
}

void settings_columns(struct settings *s)
{
	if (s->view.tree && !s->is_chosen) {
		view_with_sums(s->schema, &s->chosen, &s->columns);
		return;
	}
	vec_reserve(&s->columns, s->chosen.count);
	memcpy(s->columns.data, s->chosen.data, s->chosen.count * sizeof(const struct column *));
}

/* spelled.h - what every column of a schema says of one row, as text: a column that is not in the list is a fault of the test. */
#ifndef SPELLED_H
#define SPELLED_H

#include <check.h>
#include <string.h>

#include "cell.h"

struct spelled {
	const char *id, *text;
};

static inline const char *spelled_find(const struct spelled *list, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i].id, id) == 0)
			return list[i].text;
	return NULL;
}

/* Compares those columns of which "is_meant" says so; NULL: all. */
static inline void spelled_compare(const struct schema *schema, const struct scene *s, size_t row, const struct spelled *list, size_t count,
                                   bool (*is_meant)(const struct column *c))
{
	char text[1024];

	for (size_t i = 0; i < count; i++)
		ck_assert_msg(schema_find(schema, list[i].id) != NULL, "%s has no column '%s'", schema->name, list[i].id);
	for (size_t i = 0; i < schema->count; i++) {
		const struct column *c = &schema->columns[i];
		const char *want = spelled_find(list, count, c->id);
		if (is_meant && !is_meant(c))
			continue;
		cell_format(text, sizeof(text), c, c->get(s, row, c), TEXT_UNICODE);
		ck_assert_msg(want != NULL, "%s: no test spells the column '%s': it says '%s'", schema->name, c->id, text);
		ck_assert_msg(strcmp(text, want) == 0, "%s: %s is '%s', not '%s'", schema->name, c->id, text, want);
	}
}

#define spelled_is(schema, scene, row, list) spelled_compare(schema, scene, row, list, sizeof(list) / sizeof((list)[0]), NULL)

#endif

/* schema.c - finds columns by their ids, and says what they need. Knows no column. */
#include <string.h>

#include "column.h"
#include "source.h"

static const struct column *find(const struct schema *s, const char *id, size_t length)
{
	for (size_t i = 0; i < s->count; i++)
		if (strncmp(s->columns[i].id, id, length) == 0 && s->columns[i].id[length] == '\0')
			return &s->columns[i];
	return NULL;
}

const struct column *schema_find(const struct schema *s, const char *id)
{
	return find(s, id, strlen(id));
}

void column_want(const struct column *c, struct demand *d, unsigned *needs)
{
	*needs |= c->needs;
	if (c->is_sum)
		d->all |= c->needs;
	if (c->needs & NEED_COLD)
		d->cold[c->argument / 64] |= UINT64_C(1) << c->argument % 64;
}

bool schema_order(const struct schema *s, const char *id, const struct column **sort, bool *descending, struct err *e)
{
	bool invert = id[0] == '-';
	const struct column *c = schema_find(s, id + invert);

	if (!c)
		return err_set(e, "no column of %s is called '%.64s': see --list columns", s->name, id + invert);
	*sort = c;
	*descending = unit_is_descending(c->unit) != invert;
	return true;
}

bool schema_choose(const struct schema *s, const char *ids, struct vec *columns, struct err *e)
{
	columns->count = 0;
	for (const char *at = ids;; at++) {
		size_t length = strcspn(at, ",");
		const struct column *c = find(s, at, length);
		if (!c)
			return err_set(e, "no column is called '%.*s': see --list columns", (int)(length < 64 ? length : 64), at);
		for (size_t i = 0; i < columns->count; i++)
			if (((const struct column *const *)columns->data)[i] == c)
				return err_set(e, "the column '%s' is named twice", c->id);
		*(const struct column **)vec_push(columns) = c;
		at += length;
		if (*at == '\0')
			return true;
	}
}

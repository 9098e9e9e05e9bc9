/* json_tree.c - the one file that knows libjansson. It has functions that are called as json.h's are, json_null and json_real, so
 * the two never meet. Opens no file. */
#include "json_tree.h"

#include <jansson.h>
#include <string.h>

#include "text.h"

/* What libjansson calls a value. */
static const json_t *in(const struct json_node *v)
{
	return (const json_t *)v;
}

static const struct json_node *out_of(const json_t *v)
{
	return (const struct json_node *)v;
}

struct json_node *json_tree_read(const char *text, size_t length, struct err *why)
{
	char said[4 * JSON_ERROR_TEXT_LENGTH];
	json_error_t e;
	json_t *whole = json_loadb(text, length, JSON_REJECT_DUPLICATES, &e);

	if (whole)
		return (struct json_node *)whole;
	/* It quotes the text. */
	text_printable(said, sizeof(said), e.text, strlen(e.text), text_locale());
	err_set(why, "line %d: %s", e.line > 0 ? e.line : 1, said);
	return NULL;
}

void json_tree_free(struct json_node *whole)
{
	json_decref((json_t *)whole);
}

const struct json_node *json_tree_at(const struct json_node *v, const char *key)
{
	return out_of(json_object_get(in(v), key));
}

size_t json_tree_count(const struct json_node *v)
{
	return json_array_size(in(v));
}

const struct json_node *json_tree_element(const struct json_node *v, size_t i)
{
	return out_of(json_array_get(in(v), i));
}

bool json_tree_is_null(const struct json_node *v)
{
	return v && json_is_null(in(v));
}

bool json_tree_number(const struct json_node *v, uint64_t *out)
{
	long long n = json_integer_value(in(v));
	double r = json_real_value(in(v));

	if (json_is_real(in(v)) && r >= 0 && r < 0x1p63 && r == (double)(uint64_t)r)
		*out = (uint64_t)r;
	else if (json_is_integer(in(v)) && n >= 0)
		*out = (uint64_t)n;
	else
		return false;
	return true;
}

const char *json_tree_text(const struct json_node *v)
{
	return json_string_value(in(v));
}

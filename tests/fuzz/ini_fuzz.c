/* ini_fuzz.c - any text as settings: it is read, and changed so that what was set is read again and the rest as before. */
#include <string.h>

#include "fuzz.h"
#include "ini_text.h"

struct seen {
	unsigned others, hash;
	char value[64];
};

static bool take(void *with, const struct ini_value *v, struct err *e)
{
	struct seen *s = with;

	(void)e;
	if (strcmp(v->section, "fuzz section") == 0 && strcmp(v->name, "fuzz") == 0) {
		snprintf(s->value, sizeof(s->value), "%s", v->text);
		return true;
	}
	s->others++;
	s->hash = s->hash * 31 + v->goes_on;
	for (const char *at = v->text; *at; at++)
		s->hash = s->hash * 31 + (unsigned char)*at;
	return strlen(v->section) % 7 != 6 || err_set(e, "no");
}

static struct seen look(const struct vec *text)
{
	struct seen s = { 0 };
	struct ini_fault f;

	ini_read(text->data, text->count, take, &s, &f);
	HOLDS(f.line == 0 || f.e.text[0]);
	return s;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct vec text;
	struct seen before, after;

	vec_init(&text, 1);
	vec_reserve(&text, size + 1);
	memcpy(text.data, data, size);
	text.count = size;
	before = look(&text);
	ini_set(&text, "fuzz section", "fuzz", "well", "a note");
	after = look(&text);
	HOLDS(strcmp(after.value, "well") == 0);
	HOLDS(after.others == before.others && after.hash == before.hash);
	ini_set(&text, "fuzz section", "fuzz", "again", "a note");
	HOLDS(strcmp(look(&text).value, "again") == 0);
	ini_move_section(&text, "fuzz section", "one");
	ini_move_section(&text, "fuzz section", NULL);
	ini_rename_section(&text, "one", "two");
	after = look(&text);
	HOLDS(strcmp(after.value, "again") == 0 && after.others == before.others);
	ini_unset(&text, "fuzz section", "fuzz");
	HOLDS(look(&text).value[0] == '\0');
	ini_drop_section(&text, "fuzz section");
	before = look(&text);
	ini_move_section(&text, "two", NULL);
	after = look(&text);
	HOLDS(after.others == before.others);
	vec_free(&text);
	return 0;
}

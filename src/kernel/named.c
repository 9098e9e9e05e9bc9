/* named.c - parses lines of names and values. Opens no file, and knows no name. */
#include "named.h"

#include <string.h>

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static void trim(struct text_at *t)
{
	while (t->at < t->end && is_blank(*t->at))
		t->at++;
	while (t->end > t->at && is_blank(t->end[-1]))
		t->end--;
}

static void take_value(struct named *n, struct text_at value)
{
	struct text_at t = value;
	uint64_t number;

	trim(&t);
	n->value = t.at;
	n->value_length = (size_t)(t.end - t.at);
	n->kind = NAMED_TEXT;
	/* Masks have zeros before them: they are no numbers to reckon with. */
	if ((n->value_length > 1 && n->value[0] == '0') || !text_number(&t, &number))
		return;
	if (t.at == t.end) {
		n->kind = NAMED_NUMBER;
		n->number = number;
	} else if (text_skip(&t, " kB") && t.at == t.end && number <= UINT64_MAX / 1024) {
		n->kind = NAMED_BYTES;
		n->number = number * 1024;
	}
}

bool named_next(struct text_at *t, struct named *out)
{
	struct text_at line;

	while (text_line(t, &line)) {
		const char *colon = memchr(line.at, ':', (size_t)(line.end - line.at));
		if (!colon || colon == line.at)
			continue;
		*out = (struct named){ .name = line.at, .name_length = (size_t)(colon - line.at) };
		take_value(out, (struct text_at){ colon + 1, line.end });
		return true;
	}
	return false;
}

static bool take_limit(struct text_at *t, uint64_t *out)
{
	trim(t);
	*out = LIMIT_NONE;
	return text_skip(t, "unlimited") || text_number(t, out);
}

#define LIMIT_NAME 25      /* cells of the name; a blank follows */

bool limit_parse(const char *line, size_t length, struct limit *out)
{
	struct text_at name = { line, line + LIMIT_NAME }, rest = { line + LIMIT_NAME, line + length };

	if (length <= LIMIT_NAME || line[LIMIT_NAME] != ' ')
		return false;
	*out = (struct limit){ 0 };
	if (!take_limit(&rest, &out->soft) || !take_limit(&rest, &out->hard))
		return false;
	trim(&name);
	trim(&rest);
	out->name = name.at;
	out->name_length = (size_t)(name.end - name.at);
	out->unit = rest.at;
	out->unit_length = (size_t)(rest.end - rest.at);
	return out->name_length > 0;
}

static bool is_named(const struct named *n, const char *name)
{
	return n->name_length == strlen(name) && memcmp(n->name, name, n->name_length) == 0;
}

static bool take_octal(const struct named *n, unsigned *out)
{
	*out = 0;
	for (size_t i = 0; i < n->value_length; i++) {
		if (n->value[i] < '0' || n->value[i] > '7' || *out > 0x1fffffff)
			return false;
		*out = *out << 3 | (unsigned)(n->value[i] - '0');
	}
	return n->value_length > 0;
}

bool fdinfo_parse(const char *text, size_t length, struct fdinfo *out)
{
	struct text_at t = { text, text + length };
	bool has_position = false, has_flags = false;
	struct named n;

	*out = (struct fdinfo){ 0 };
	while (named_next(&t, &n) && !(has_position && has_flags)) {
		if (is_named(&n, "pos") && n.kind == NAMED_NUMBER) {
			out->position = n.number;
			has_position = true;
		} else if (is_named(&n, "flags"))
			has_flags = take_octal(&n, &out->flags);
	}
	return has_position && has_flags;
}

/* "202 0x7ffc… 0x80 0x0 … 0x7ffd4a6f1a48 0x7f0b8e5d9a3d": the last but one is the stack pointer. */
bool stack_pointer_parse(const char *text, size_t length, uint64_t *out)
{
	uint64_t words[2] = { 0 };
	size_t n = 0;

	for (size_t i = 0; i + 1 < length; i++) {
		if (text[i] != '0' || text[i + 1] != 'x')
			continue;
		words[0] = words[1];
		words[1] = 0;
		for (i += 2; i < length; i++) {
			char c = text[i];
			int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
			if (digit < 0)
				break;
			words[1] = words[1] << 4 | (uint64_t)digit;
		}
		n++;
	}
	*out = words[0];
	return n >= 2 && words[0] != 0;
}

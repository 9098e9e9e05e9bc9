/* ini_text.c - reads settings by libinih. The only file that knows it. */
#include "ini_text.h"

#include <ini.h>
#include <stdint.h>
#include <string.h>

/* The text as libinih asks for it, line by line. */
struct reading {
	const char *at, *end;
	unsigned line;               /* that was given last */
	const char *place;           /* where that is */
	size_t room;
	bool (*take)(void *with, const struct ini_value *v, struct err *e);
	void *with;
	struct ini_fault *first;
};

static void note_fault(struct reading *r, unsigned line, const struct err *e)
{
	if (r->first->line == 0 || line < r->first->line)
		*r->first = (struct ini_fault){ line, *e };
}

size_t ini_mark(const char *text, size_t length)
{
	return length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

/* A line that cannot be one is as good as an empty one. */
static char *give_line(char *out, int room, void *stream)
{
	struct reading *r = stream;
	const char *stop = r->at < r->end ? memchr(r->at, '\n', (size_t)(r->end - r->at)) : NULL;
	size_t length = (size_t)((stop ? stop : r->end) - r->at), mark = r->line == 0 ? ini_mark(r->at, length) : 0;
	struct err e;

	if (r->at == r->end || room < 2)
		return NULL;
	r->line++;
	r->place = out;
	r->room = (size_t)room;
	if (length > INI_LINE + mark || length + 2 > (size_t)room) {
		err_set(&e, "the line is too long: %d bytes at most, and what begins with blanks goes on with the line before", INI_LINE);
		note_fault(r, r->line, &e);
		length = 0;
	} else if (memchr(r->at, '\0', length)) {
		err_set(&e, "there is a zero in the line");
		note_fault(r, r->line, &e);
		length = 0;
	}
	memcpy(out, r->at, length);
	strcpy(out + length, "\n");
	r->at = stop ? stop + 1 : r->end;
	return out;
}

/* Where a value goes on, its name is not in the line: libinih remembers it. */
static int take_value(void *user, const char *section, const char *name, const char *value)
{
	struct reading *r = user;
	struct ini_value v = { section, name, value, (uintptr_t)name - (uintptr_t)r->place >= r->room };
	struct err e;

	if (r->take(r->with, &v, &e))
		return 1;
	note_fault(r, r->line, &e);
	return 0;
}

void ini_read(const char *text, size_t length, bool (*take)(void *with, const struct ini_value *v, struct err *e), void *with,
              struct ini_fault *first)
{
	struct reading r = { .at = text, .end = text + length, .take = take, .with = with, .first = first };
	struct err e;
	int wrong;

	first->line = 0;
	wrong = ini_parse_stream(give_line, &r, take_value, &r);
	err_set(&e, "neither [SECTION] nor NAME = VALUE");
	/* What take refused is noted already, with its own words. */
	if (wrong > 0 && (first->line == 0 || (unsigned)wrong < first->line))
		note_fault(&r, (unsigned)wrong, &e);
}

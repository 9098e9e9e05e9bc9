/* file_lock.c - parses the locks in the text of fdinfo. Opens no file, and knows not whose they are. */
#include "file_lock.h"

static const char *const kinds[] = { "POSIX", "FLOCK", "OFDLCK", "LEASE", "DELEG", NULL };
static const char *const accesses[] = { "READ", "WRITE", "UNLCK", NULL };

static void skip_blanks(struct text_at *t)
{
	while (t->at < t->end && (*t->at == ' ' || *t->at == '\t'))
		t->at++;
}

static void skip_word(struct text_at *t)
{
	skip_blanks(t);
	while (t->at < t->end && *t->at != ' ' && *t->at != '\t')
		t->at++;
}

/* One of the words, as ours; NULL when it is none of them. */
static const char *take_word(struct text_at *t, const char *const *words)
{
	skip_blanks(t);
	for (; *words; words++) {
		struct text_at rest = *t;
		if (text_skip(&rest, *words) && rest.at < rest.end && *rest.at == ' ') {
			*t = rest;
			return *words;
		}
	}
	return NULL;
}

static bool take_end(struct text_at *t, uint64_t *out)
{
	skip_blanks(t);
	*out = FILE_LOCK_END;
	return text_skip(t, "EOF") || text_number(t, out);
}

/* "lock:	1: POSIX  ADVISORY  WRITE 4711 00:13:11691 0 EOF": the third word says how strict it is, behind the access stand the owner
 * and the file. */
static bool parse(struct text_at *t, struct file_lock *out)
{
	uint64_t number;

	*out = (struct file_lock){ 0 };
	if (!text_skip(t, "lock:") || !text_number(t, &number) || !text_skip(t, ":"))
		return false;
	out->kind = take_word(t, kinds);
	skip_word(t);
	out->access = take_word(t, accesses);
	skip_word(t);
	skip_word(t);
	return out->kind && out->access && text_number(t, &out->from) && take_end(t, &out->to);
}

bool file_lock_next(struct text_at *t, struct file_lock *out)
{
	struct text_at line;

	while (text_line(t, &line))
		if (parse(&line, out))
			return true;
	return false;
}

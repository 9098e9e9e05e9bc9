/* mapped_file.c - parses a line of maps. Opens no file. */
#include "mapped_file.h"

#include <sys/sysmacros.h>

#include "scan_text.h"

static bool parse_hex(struct text_at *t, uint64_t *out)
{
	const char *first = t->at;
	uint64_t n = 0;

	for (; t->at < t->end; t->at++) {
		unsigned c = (unsigned char)*t->at, digit = c - '0' < 10 ? c - '0' : c - 'a' < 6 ? c - 'a' + 10 : 16;
		if (digit > 15)
			break;
		if (n >> 60)
			return false;
		n = n << 4 | digit;
	}
	*out = n;
	return t->at > first;
}

static void skip_word(struct text_at *t)
{
	while (t->at < t->end && *t->at != ' ')
		t->at++;
}

bool mapped_file_parse(const char *line, size_t length, struct mapped_file *out)
{
	struct text_at t = { line, line + length };
	uint64_t offset, major, minor;

	*out = (struct mapped_file){ 0 };
	if (!parse_hex(&t, &out->start) || !text_skip(&t, "-") || !parse_hex(&t, &out->end) || !text_skip(&t, " "))
		return false;
	skip_word(&t);
	if (!text_skip(&t, " ") || !parse_hex(&t, &offset) || !text_skip(&t, " ") || !parse_hex(&t, &major) || !text_skip(&t, ":") ||
	    !parse_hex(&t, &minor) || !text_number(&t, &out->inode))
		return false;
	while (text_skip(&t, " "))
		;
	out->device = makedev((unsigned)major, (unsigned)minor);
	out->path = t.at;
	out->path_length = (size_t)(t.end - t.at);
	return true;
}

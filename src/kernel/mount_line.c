/* mount_line.c - parses a line of mountinfo. Opens no file. */
#include "mount_line.h"

#include <sys/sysmacros.h>

static bool take_word(struct text_at *t, struct text_at *word)
{
	while (text_skip(t, " "))
		;
	word->at = t->at;
	while (t->at < t->end && *t->at != ' ')
		t->at++;
	word->end = t->at;
	return word->end > word->at;
}

static bool is_dash(struct text_at word)
{
	return word.end - word.at == 1 && *word.at == '-';
}

bool mount_parse(const char *line, size_t length, struct mount_line *out)
{
	struct text_at t = { line, line + length }, word = { line, line };
	uint64_t id, major, minor;

	*out = (struct mount_line){ 0 };
	if (!text_number(&t, &id) || !text_number(&t, &id) || !text_number(&t, &major) || !text_skip(&t, ":") ||
	    !text_number(&t, &minor) || !take_word(&t, &out->root) || !take_word(&t, &out->point))
		return false;
	out->device = makedev((unsigned)major, (unsigned)minor);
	/* Behind the options come as many words as there are, then a dash. */
	while (!is_dash(word))
		if (!take_word(&t, &word))
			return false;
	return take_word(&t, &out->type);
}

static bool is_octal(const char *at, const char *end)
{
	if (end - at < 4 || at[0] != '\\' || at[1] > '3')
		return false;
	for (int i = 1; i < 4; i++)
		if (at[i] < '0' || at[i] > '7')
			return false;
	return true;
}

bool mount_path(char *out, size_t room, struct text_at escaped)
{
	const char *at = escaped.at;
	size_t n = 0;

	while (at < escaped.end && n + 1 < room)
		if (is_octal(at, escaped.end)) {
			out[n++] = (char)((at[1] - '0') << 6 | (at[2] - '0') << 3 | (at[3] - '0'));
			at += 4;
		} else
			out[n++] = *at++;
	if (room)
		out[n] = '\0';
	return at == escaped.end;
}

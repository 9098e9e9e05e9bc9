/* text.c - what of foreign bytes may reach a terminal, and how wide it is there. Writes to no terminal. */
#define _GNU_SOURCE
#include "text.h"

#include <langinfo.h>
#include <string.h>
#include <strings.h>
#include <wchar.h>

#include "vec.h"

uint32_t text_decode(const char **at, const char *end)
{
	static const uint32_t least[] = { 0, 0x80, 0x800, 0x10000 };
	const unsigned char *p = (const unsigned char *)*at;
	int more = *p < 0x80 ? 0 : *p >= 0xc2 && *p < 0xe0 ? 1 : *p >= 0xe0 && *p < 0xf0 ? 2 : *p >= 0xf0 && *p < 0xf5 ? 3 : -1;
	uint32_t point = more <= 0 ? *p : *p & (0x3fu >> more);

	*at += 1;
	if (more < 0 || end - *at < more)
		return TEXT_REPLACEMENT;
	for (int i = 1; i <= more; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return TEXT_REPLACEMENT;
		point = point << 6 | (p[i] & 0x3fu);
	}
	if (point < least[more] || point > 0x10ffff || (point >= 0xd800 && point < 0xe000))
		return TEXT_REPLACEMENT;
	*at += more;
	return point;
}

size_t text_encode(char *out, uint32_t point)
{
	unsigned char *o = (unsigned char *)out;

	if (point < 0x80) {
		o[0] = (unsigned char)point;
		return 1;
	}
	if (point < 0x800) {
		o[0] = (unsigned char)(0xc0 | point >> 6);
		o[1] = (unsigned char)(0x80 | (point & 0x3f));
		return 2;
	}
	if (point < 0x10000) {
		o[0] = (unsigned char)(0xe0 | point >> 12);
		o[1] = (unsigned char)(0x80 | (point >> 6 & 0x3f));
		o[2] = (unsigned char)(0x80 | (point & 0x3f));
		return 3;
	}
	o[0] = (unsigned char)(0xf0 | point >> 18);
	o[1] = (unsigned char)(0x80 | (point >> 12 & 0x3f));
	o[2] = (unsigned char)(0x80 | (point >> 6 & 0x3f));
	o[3] = (unsigned char)(0x80 | (point & 0x3f));
	return 4;
}

/* Characters that have no shape of their own and change how others are shown: bidi controls, joiners, fillers, tags;
 * and two that are no characters, which XML may not have. */
static const struct { uint32_t first, last; } invisible[] = {
	{ 0x00ad, 0x00ad },   { 0x034f, 0x034f },   { 0x061c, 0x061c },   { 0x115f, 0x1160 },   { 0x17b4, 0x17b5 },
	{ 0x180b, 0x180f },   { 0x200b, 0x200f },   { 0x2028, 0x202e },   { 0x2060, 0x206f },   { 0x3164, 0x3164 },
	{ 0xfe00, 0xfe0f },   { 0xfeff, 0xfeff },   { 0xffa0, 0xffa0 },   { 0xfff0, 0xfffb },   { 0xfffe, 0xffff },
	{ 0x1bca0, 0x1bca3 }, { 0x1d173, 0x1d17a }, { 0xe0000, 0xe0fff },
};

bool text_is_shown(uint32_t point)
{
	if (point < 0x20 || (point >= 0x7f && point < 0xa0))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(invisible); i++)
		if (point >= invisible[i].first && point <= invisible[i].last)
			return false;
	return true;
}

uint32_t text_visible(uint32_t point, enum text_set set)
{
	if (point >= 0x20 && point < 0x7f)
		return point;
	if (set == TEXT_ASCII)
		return '?';
	if (!text_is_shown(point) || wcwidth((wchar_t)point) < 0)
		return TEXT_REPLACEMENT;
	return point;
}

int text_cells(uint32_t point)
{
	int cells = point < 0x7f ? 1 : wcwidth((wchar_t)point);

	return cells < 0 ? 1 : cells;
}

size_t text_printable(char *out, size_t room, const char *bytes, size_t length, enum text_set set)
{
	const char *at = bytes, *end = bytes + length;
	size_t used = 0;

	if (!room)
		return 0;
	while (at < end) {
		char one[4];
		size_t n = text_encode(one, text_visible(text_decode(&at, end), set));
		if (used + n >= room)
			break;
		memcpy(out + used, one, n);
		used += n;
	}
	out[used] = '\0';
	return used;
}

bool text_holds(const char *text, size_t length, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i + n <= length; i++)
		if (strncasecmp(text + i, word, n) == 0)
			return true;
	return false;
}

size_t text_wrap(const char *text, size_t room, size_t *next)
{
	size_t length = strlen(text), end = length;

	if (length > room) {
		for (end = room; end > 0 && text[end] != ' '; end--)
			;
		end = end ? end : room;
	}
	*next = end + strspn(text + end, " ");
	return end;
}

enum text_set text_locale(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0 ? TEXT_UNICODE : TEXT_ASCII;
}

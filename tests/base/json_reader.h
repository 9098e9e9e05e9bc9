/* json_reader.h - a strict reader of JSON (RFC 8259), written apart from the writer that it checks. Builds no values. */
#ifndef JSON_READER_H
#define JSON_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct json_reader {
	const unsigned char *at, *end;
};

static inline bool json_reader_skip(struct json_reader *r, const char *word)
{
	size_t n = strlen(word);

	if ((size_t)(r->end - r->at) < n || memcmp(r->at, word, n) != 0)
		return false;
	r->at += n;
	return true;
}

static inline bool json_reader_hex(struct json_reader *r, uint32_t *out)
{
	*out = 0;
	if (r->end - r->at < 4)
		return false;
	for (int i = 0; i < 4; i++) {
		static const char digits[] = "0123456789abcdef";
		const char *digit = *r->at ? strchr(digits, *r->at) : NULL;
		if (!digit)
			return false;
		*out = *out << 4 | (uint32_t)(digit - digits);
		r->at++;
	}
	return true;
}

/* What follows a backslash. */
static inline bool json_reader_escape(struct json_reader *r, uint32_t *point)
{
	uint32_t low;

	if (json_reader_skip(r, "\"") || json_reader_skip(r, "\\")) {
		*point = r->at[-1];
		return true;
	}
	if (!json_reader_skip(r, "u") || !json_reader_hex(r, point) || (*point >= 0xdc00 && *point < 0xe000))
		return false;
	if (*point < 0xd800 || *point >= 0xe000)
		return true;
	if (!json_reader_skip(r, "\\u") || !json_reader_hex(r, &low) || low < 0xdc00 || low > 0xdfff)
		return false;
	*point = 0x10000 + ((*point - 0xd800) << 10) + (low - 0xdc00);
	return true;
}

/* A character of a string. False for all that must not stand there: controls, and what is not UTF-8 (RFC 3629, 4). */
static inline bool json_reader_point(struct json_reader *r, uint32_t *point)
{
	static const struct { unsigned char first, last, second, second_last, more; } forms[] = {
		{ 0x20, 0x7e, 0, 0, 0 },       { 0xc2, 0xdf, 0x80, 0xbf, 1 }, { 0xe0, 0xe0, 0xa0, 0xbf, 2 }, { 0xe1, 0xec, 0x80, 0xbf, 2 },
		{ 0xed, 0xed, 0x80, 0x9f, 2 }, { 0xee, 0xef, 0x80, 0xbf, 2 }, { 0xf0, 0xf0, 0x90, 0xbf, 3 }, { 0xf1, 0xf3, 0x80, 0xbf, 3 },
		{ 0xf4, 0xf4, 0x80, 0x8f, 3 },
	};

	if (json_reader_skip(r, "\\"))
		return json_reader_escape(r, point);
	for (size_t i = 0; r->at < r->end && i < sizeof(forms) / sizeof(forms[0]); i++) {
		int more = forms[i].more;
		if (*r->at < forms[i].first || *r->at > forms[i].last)
			continue;
		*point = *r->at++ & (more ? 0x3fu >> more : 0x7fu);
		if (r->end - r->at < more || (more && (*r->at < forms[i].second || *r->at > forms[i].second_last)))
			return false;
		for (; more; more--, r->at++) {
			if ((*r->at & 0xc0) != 0x80)
				return false;
			*point = *point << 6 | (*r->at & 0x3fu);
		}
		return true;
	}
	return false;
}

static inline bool json_reader_string(struct json_reader *r)
{
	uint32_t point;

	if (!json_reader_skip(r, "\""))
		return false;
	while (!json_reader_skip(r, "\""))
		if (!json_reader_point(r, &point))
			return false;
	return true;
}

static inline bool json_reader_digits(struct json_reader *r)
{
	const unsigned char *first = r->at;

	while (r->at < r->end && *r->at >= '0' && *r->at <= '9')
		r->at++;
	return r->at > first;
}

static inline bool json_reader_number(struct json_reader *r)
{
	json_reader_skip(r, "-");
	if (!json_reader_skip(r, "0") && !json_reader_digits(r))
		return false;
	return !json_reader_skip(r, ".") || json_reader_digits(r);
}

static inline bool json_reader_value(struct json_reader *r)
{
	bool object = json_reader_skip(r, "{");

	if (!object && !json_reader_skip(r, "["))
		return json_reader_skip(r, "null") || json_reader_skip(r, "true") || json_reader_skip(r, "false") ||
		       json_reader_string(r) || json_reader_number(r);
	if (json_reader_skip(r, object ? "}" : "]"))
		return true;
	do
		if ((object && !(json_reader_string(r) && json_reader_skip(r, ":"))) || !json_reader_value(r))
			return false;
	while (json_reader_skip(r, ","));
	return json_reader_skip(r, object ? "}" : "]");
}

/* Whether the text is one value and nothing else. */
static inline bool json_is_valid(const char *text, size_t length)
{
	struct json_reader r = { (const unsigned char *)text, (const unsigned char *)text + length };

	return json_reader_value(&r) && r.at == r.end;
}

#endif

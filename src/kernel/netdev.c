/* netdev.c - parses /proc/PID/net/dev. Opens no file. */
#include "netdev.h"

#include <string.h>

#include "scan_text.h"

#define TITLES 2             /* lines above the interfaces */
#define SENT 8               /* numbers before the bytes that were sent */

/* A name may have a colon in it (eth0:1), but no blank; a number may follow its last colon at once. */
static bool take_name(struct text_at *line, struct text_at *name)
{
	const char *colon;

	while (text_skip(line, " "))
		;
	colon = line->at;
	while (colon < line->end && *colon != ' ')
		colon++;
	while (colon > line->at && *--colon != ':')
		;
	if (colon == line->at)
		return false;
	*name = (struct text_at){ line->at, colon };
	line->at = colon + 1;
	return true;
}

static bool add(struct text_at *line, struct netdev *out)
{
	uint64_t received, sent = 0;

	if (!text_number(line, &received))
		return false;
	for (int i = 1; i <= SENT; i++)
		if (!text_number(line, &sent))
			return false;
	return !__builtin_add_overflow(out->received, received, &out->received) && !__builtin_add_overflow(out->sent, sent, &out->sent);
}

bool netdev_parse(const char *text, size_t length, struct netdev *out)
{
	struct text_at t = { text, text + length }, line, name;

	*out = (struct netdev){ 0 };
	if (length == 0 || text[length - 1] != '\n')
		return false;
	for (int i = 0; i < TITLES; i++)
		if (!text_line(&t, &line) || !memchr(line.at, '|', (size_t)(line.end - line.at)))
			return false;
	while (text_line(&t, &line)) {
		if (!take_name(&line, &name))
			return false;
		if (!(text_skip(&name, "lo") && name.at == name.end) && !add(&line, out))
			return false;
	}
	return true;
}

/* net_dev.c - parses /proc/PID/net/dev: two lines of titles, then one for each interface. See proc(5). Opens no file. */
#include "net_dev.h"

#include <string.h>

#include "scan_text.h"

#define SENT 8               /* numbers before the bytes that were sent */

/* " eth0: 1296 16 0 0 0 0 0 0 0 0 …": a name may hold blanks, and no slash and no colon. */
static bool take_line(struct text_at line, bool *is_loopback, struct net_dev *out)
{
	const char *colon = memchr(line.at, ':', (size_t)(line.end - line.at));
	uint64_t n;

	if (!colon)
		return false;
	while (*line.at == ' ')
		line.at++;
	*is_loopback = colon - line.at == 2 && memcmp(line.at, "lo", 2) == 0;
	line.at = colon + 1;
	if (!text_number(&line, &out->received))
		return false;
	for (int i = 1; i <= SENT; i++)
		if (!text_number(&line, &n))
			return false;
	out->sent = n;
	return true;
}

bool net_dev_parse(const char *text, size_t length, struct net_dev *out)
{
	struct text_at t = { text, text + length }, line;
	struct net_dev one;
	bool is_loopback;

	*out = (struct net_dev){ 0 };
	if (!text_line(&t, &line) || !text_skip(&line, "Inter-|") || !text_line(&t, &line) || !text_skip(&line, " face |"))
		return false;
	while (text_line(&t, &line))
		if (line.end < text + length && take_line(line, &is_loopback, &one) && !is_loopback) {
			out->received += one.received;
			out->sent += one.sent;
		}
	return true;
}

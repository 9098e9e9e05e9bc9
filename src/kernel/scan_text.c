/* scan_text.c - numbers, words and lines in the kernel's text. Reads no file. */
#include "scan_text.h"

#include <string.h>
#include <unistd.h>

bool text_number(struct text_at *t, uint64_t *out)
{
	const char *at = t->at, *end = t->end, *first;
	uint64_t n = 0;

	while (at < end && (*at == ' ' || *at == '\t'))
		at++;
	for (first = at; at < end && *at >= '0' && *at <= '9'; at++) {
		unsigned digit = (unsigned)(*at - '0');
		/* Only the twentieth digit can be one too many. */
		if (at - first >= 19 && n > (UINT64_MAX - digit) / 10)
			return false;
		n = n * 10 + digit;
	}
	t->at = at;
	*out = n;
	return at > first;
}

bool text_kilobytes(struct text_at *t, uint64_t *out)
{
	uint64_t n;

	if (!text_number(t, &n) || n > UINT64_MAX / 1024)
		return false;
	*out = n * 1024;
	return true;
}

bool text_line(struct text_at *t, struct text_at *line)
{
	const char *newline;

	if (t->at >= t->end)
		return false;
	newline = memchr(t->at, '\n', (size_t)(t->end - t->at));
	*line = (struct text_at){ t->at, newline ? newline : t->end };
	t->at = newline ? newline + 1 : t->end;
	return true;
}

bool text_skip(struct text_at *t, const char *word)
{
	size_t n = strlen(word);

	if ((size_t)(t->end - t->at) < n || memcmp(t->at, word, n) != 0)
		return false;
	t->at += n;
	return true;
}

uint64_t kernel_page(void)
{
	return (uint64_t)sysconf(_SC_PAGESIZE);
}

uint64_t kernel_tick_ns(void)
{
	return UINT64_C(1000000000) / (uint64_t)sysconf(_SC_CLK_TCK);
}

/* bufinfo.c - parses a line of the kernel's list of dma-bufs: size, flags, mode, count, exporter, inode, name, with tabs between
 * them. Opens no file. */
#include "bufinfo.h"

#include <string.h>

#include "scan_text.h"

static bool take_field(struct text_at *t, const char **field, size_t *length)
{
	const char *tab;

	if (t->at >= t->end)
		return false;
	tab = memchr(t->at, '\t', (size_t)(t->end - t->at));
	*field = t->at;
	*length = (size_t)((tab ? tab : t->end) - t->at);
	t->at = tab ? tab + 1 : t->end;
	return true;
}

/* Sizes have eight digits at least, which no title and no device has. */
static bool begins_with_size(const char *line, size_t length)
{
	size_t digits = 0;

	while (digits < length && line[digits] >= '0' && line[digits] <= '9')
		digits++;
	return digits >= 8;
}

bool bufinfo_parse(const char *line, size_t length, struct dma_buffer *out)
{
	struct text_at t = { line, line + length };
	const char *field;
	size_t n;

	*out = (struct dma_buffer){ 0 };
	if (!begins_with_size(line, length) || !text_number(&t, &out->bytes) || !text_skip(&t, "\t"))
		return false;
	for (int i = 0; i < 2; i++)
		if (!take_field(&t, &field, &n))
			return false;
	if (!text_number(&t, &out->users) || !text_skip(&t, "\t") || !take_field(&t, &out->exporter, &out->exporter_length) ||
	    !text_number(&t, &out->inode))
		return false;
	if (text_skip(&t, "\t"))
		take_field(&t, &out->name, &out->name_length);
	return true;
}

/* wrap.c - breaks a text into lines, where it looks well and else where it must. Draws nothing. */
#include "wrap.h"

#include "cells.h"
#include "inspect_columns.h"

/* How much of the text fits into a line: to the last blank, or where there is none as much as there is room for. A new line of its
 * own ends one too, and what stands for it is seen: it is no blank. */
static size_t line_length(const char *text, size_t length, int width, enum text_set set)
{
	const char *at = text, *end = text + length, *blank = NULL;
	char scratch[8];
	size_t bytes = 0;
	int cells = 0;

	while (at < end) {
		const char *from = at;
		uint32_t point = text_visible(text_decode(&at, end), set);
		cells += text_cells(point);
		bytes += text_encode(scratch, point);
		/* One character is written in any case: else there would be no end. */
		if (from > text && (cells > width || bytes >= CELLS_ROOM))
			return (size_t)((*from != ' ' && blank ? blank : from) - text);
		if (*from == '\n')
			return (size_t)(at - text);
		if (*from == ' ' && from > text)
			blank = from;
	}
	return length;
}

void wrap_text(struct vec *lines, const char *what, const char *text, size_t length, int width, enum text_set set)
{
	size_t n;

	do {
		n = line_length(text, length, width, set);
		*(struct command_line *)vec_push(lines) = (struct command_line){ what, text, n };
		what = NULL;
		/* The blank at which it was broken is seen as the end of the line. */
		n += n < length && text[n] == ' ';
		text += n;
		length -= n;
	} while (length > 0);
}

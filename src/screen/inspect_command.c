/* inspect_command.c - the command line of a process on as many lines as it takes. Nothing of it is cut. */
#include <string.h>

#include "cells.h"
#include "inspect.h"
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

void command_wrap(struct vec *lines, const char *what, const char *text, size_t length, int width, enum text_set set)
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

static void put(struct inspect *in, const struct inspection *found, const char *fact, const char *what)
{
	static const char unknown[] = "?  not permitted, or there is none", none[] = "there is none";
	const struct fact *f = found->facts.data;

	for (size_t i = 0; i < found->facts.count; i++) {
		struct value v = f[i].value;
		if (strcmp(f[i].name, fact) != 0)
			continue;
		if (v.kind != VALUE_TEXT)
			v = value_text(unknown, strlen(unknown));
		else if (v.text.length == 0)
			v = value_text(none, strlen(none));
		command_wrap(&in->lines, what, v.text.bytes, v.text.length, in->lines_width, in->set);
	}
}

void inspect_command_fill(struct inspect *in)
{
	const struct inspection *found = inspect_found(in, PAGE_COMMAND);
	struct browse *b = &in->pages[PAGE_COMMAND].browse;
	size_t cursor = b->cursor;

	in->lines.count = 0;
	if (found) {
		put(in, found, "exe", "program");
		put(in, found, "cwd", "directory");
		put(in, found, "command", "command");
	}
	grid_fill(&b->grid, in->lines.data, in->lines.count);
	b->cursor = cursor;
}

void inspect_command_fit(struct inspect *in, int cols)
{
	int width = browse_width(&in->pages[PAGE_COMMAND].browse, cols);

	if (width == in->lines_width)
		return;
	in->lines_width = width;
	inspect_command_fill(in);
}

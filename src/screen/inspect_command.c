/* inspect_command.c - the page of the command line, with the program and its directory. Nothing of it is cut: see wrap.c. */
#include <string.h>

#include "inspect.h"
#include "inspect_columns.h"
#include "wrap.h"

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
		wrap_text(&in->lines, what, v.text.bytes, v.text.length, in->lines_width, in->set);
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

/* tree_lines.c - draws the branches of the tree, in text. Knows no columns. */
#include "tree_lines.h"

#include <stdio.h>
#include <string.h>

static const struct glyphs {
	const char *through, *nothing, *branch, *last, *open, *folded;
} glyphs[] = {
	[TEXT_ASCII]   = { "|  ", "   ", "|- ", "`- ", "- ", "+ " },
	[TEXT_UNICODE] = { "│  ", "   ", "├─ ", "└─ ", "▾ ", "▸ " },
};

size_t tree_lines(char *out, size_t room, const struct row *row, enum text_set set)
{
	const struct glyphs *g = &glyphs[set];
	size_t used = 0, longest = strlen("├─ ") + strlen(g->folded) + 1;
	/* The roots' own branch is left out; so is what no room is left for. */
	int most = (int)((room - longest) / strlen("│  ")), from = row->depth - 1 > most ? row->depth - most : 1;

	out[0] = '\0';
	for (int d = from; d < row->depth; d++)
		used += (size_t)sprintf(out + used, "%s", d < 64 && (row->lines >> d & 1) ? g->through : g->nothing);
	if (row->depth > 0)
		used += (size_t)sprintf(out + used, "%s", row->is_last ? g->last : g->branch);
	if (row->has_children)
		used += (size_t)sprintf(out + used, "%s", row->hidden ? g->folded : g->open);
	return used;
}

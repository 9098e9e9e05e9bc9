/* strip.c - draws names side by side. Knows not whose they are. */
#include "strip.h"

#include <string.h>

#include "cell.h"

static int width_of(const char *name)
{
	return cell_width(name, strlen(name)) + 2;
}

/* The first that is drawn: where there is no room for all, as many as there are before the current one. */
static size_t first_of(int room, const char *const *names, size_t count, size_t current)
{
	size_t first = current < count ? current : 0;
	int used = count ? width_of(names[first]) : 0;

	while (first > 0 && used + width_of(names[first - 1]) <= room)
		used += width_of(names[--first]);
	return first;
}

int strip_draw(struct canvas *c, int row, int col, const char *const *names, size_t count, size_t current)
{
	for (size_t i = first_of(c->cols - col, names, count, current); i < count && col < c->cols; i++) {
		enum style style = i == current ? STYLE_TITLE_SORT : STYLE_LABEL;
		col += canvas_put(c, row, col, c->cols - col, style, i == current ? "[" : " ");
		if (col < c->cols)
			col += canvas_put(c, row, col, c->cols - col, style, names[i]);
		if (col < c->cols)
			col += canvas_put(c, row, col, c->cols - col, style, i == current ? "]" : " ");
	}
	return col;
}

size_t strip_at(int cols, int col, const char *const *names, size_t count, size_t current, int at)
{
	for (size_t i = first_of(cols - col, names, count, current); i < count; col += width_of(names[i++]))
		if (at >= col && at < col + width_of(names[i]))
			return i;
	return count;
}

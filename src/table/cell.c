/* cell.c - values as text fit to be shown. Knows no screen and no file. */
#include "cell.h"

#include "bar.h"
#include "series.h"

size_t cell_format(char *out, size_t room, const struct column *c, struct value v, enum text_set set)
{
	if (v.kind == VALUE_TEXT)
		return text_printable(out, room, v.text.bytes, v.text.length, set);
	if (v.kind == VALUE_SERIES && c->unit == UNIT_PARTS)
		return bar_parts_format(out, room, v.series.points, v.series.count, c->width, set);
	if (v.kind == VALUE_SERIES)
		return series_format(out, room, v, set);
	return unit_format(out, room, c->unit, v);
}

int cell_width(const char *text, size_t length)
{
	const char *at = text, *end = text + length;
	int width = 0;

	while (at < end)
		width += text_cells(text_decode(&at, end));
	return width;
}

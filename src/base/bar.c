/* bar.c - draws a share in eighths of a cell, or in halves where there are but letters. Knows not of what. */
#include "bar.h"

#include <string.h>

size_t bar_format(char *out, size_t room, double share, int cells, enum text_set set)
{
	static const char *const eighths[] = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█" };
	double all = share < 0 ? 0 : share > 100 ? 100 : share;
	int left = (int)(all / 100 * cells * 8 + 0.5);
	size_t used = 0;

	if (share > 0 && left == 0)
		left = 1;
	for (; left > 0; left -= 8) {
		const char *glyph = set == TEXT_UNICODE ? eighths[left > 8 ? 8 : left] : left < 4 ? "." : "#";
		if (used + strlen(glyph) >= room)
			break;
		memcpy(out + used, glyph, strlen(glyph));
		used += strlen(glyph);
	}
	if (room)
		out[used] = '\0';
	return used;
}

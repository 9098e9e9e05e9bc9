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

const uint32_t bar_glyphs[BAR_PARTS][2] = {
	{ [TEXT_ASCII] = '#', [TEXT_UNICODE] = 0x2588 }, { [TEXT_ASCII] = ':', [TEXT_UNICODE] = 0x2591 },
	{ [TEXT_ASCII] = '.', [TEXT_UNICODE] = 0xb7 },   { [TEXT_ASCII] = ' ', [TEXT_UNICODE] = ' ' },
};

void bar_ends(const uint64_t *parts, size_t count, int cells, int ends[BAR_PARTS])
{
	double all = 0, sum = 0;

	for (size_t i = 0; i < count && i < BAR_PARTS; i++)
		all += (double)parts[i];
	for (size_t i = 0; i < BAR_PARTS; i++) {
		sum += i < count ? (double)parts[i] : 0;
		ends[i] = all > 0 ? (int)(sum / all * cells + 0.5) : 0;
		if (ends[i] == 0 && parts[0] > 0 && cells > 0)
			ends[i] = 1;
	}
}

size_t bar_parts_format(char *out, size_t room, const uint64_t *parts, size_t count, int cells, enum text_set set)
{
	int ends[BAR_PARTS], at = 0;
	size_t used = 0;

	bar_ends(parts, count, cells, ends);
	for (size_t i = 0; i < BAR_PARTS; i++)
		for (; at < ends[i] && used + 4 < room; at++)
			used += text_encode(out + used, bar_glyphs[i][set]);
	if (room)
		out[used] = '\0';
	return used;
}

/* text_fuzz.c - any bytes as text that is decoded, made printable and searched. */
#include <locale.h>
#include <string.h>

#include "fuzz.h"
#include "text.h"

#define ROOM 64

/* Each step moves by what it has read, and only what is UTF-8 comes back as it was. */
static void decode(const char *text, size_t size)
{
	const char *at = text, *end = text + size;
	char again[4];

	while (at < end) {
		const char *from = at;
		uint32_t point = text_decode(&at, end);
		size_t n = (size_t)(at - from);
		HOLDS(at > from && at <= end && n <= 4 && point <= 0x10ffff);
		HOLDS(point < 0xd800 || point > 0xdfff);
		if (point != TEXT_REPLACEMENT)
			HOLDS(text_encode(again, point) == n && memcmp(again, from, n) == 0);
		else
			HOLDS(n == 1 || memcmp(from, "\xef\xbf\xbd", 3) == 0);
	}
}

/* Whatever goes in, what comes out fits, ends, and has a shape. */
static void print(const char *text, size_t size, size_t room, enum text_set set)
{
	char *out = malloc(room);
	size_t n = text_printable(out, room, text, size, set);
	const char *at = out;

	HOLDS(n < room && out[n] == '\0' && memchr(out, '\0', n) == NULL);
	while (at < out + n) {
		uint32_t point = text_decode(&at, out + n);
		HOLDS(text_is_shown(point) && text_visible(point, set) == point);
		HOLDS(set == TEXT_UNICODE || (point >= 0x20 && point < 0x7f));
		HOLDS(text_cells(point) >= 0 && text_cells(point) <= 2);
	}
	free(out);
}

/* The first byte says where in the rest a word is: it must be found. */
static void search(const char *text, size_t size)
{
	size_t from = (unsigned char)text[0] % size, length;
	char word[ROOM];

	length = size - from < sizeof(word) - 1 ? size - from : sizeof(word) - 1;
	memcpy(word, text + from, length);
	word[length] = '\0';
	HOLDS(text_holds(text, size, word));
	HOLDS(!text_holds(text, strlen(word) ? strlen(word) - 1 : 0, word) || !word[0]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;

	setlocale(LC_CTYPE, "C.UTF-8");
	decode(text, size);
	print(text, size, ROOM, TEXT_UNICODE);
	print(text, size, ROOM, TEXT_ASCII);
	print(text, size, size % 7 + 1, TEXT_UNICODE);
	if (size)
		search(text, size);
	return 0;
}

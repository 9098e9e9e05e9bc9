/* edit_line.c - edits one line of text. Draws nothing, and knows not what the text is for. */
#include "edit_line.h"

#include <stdio.h>
#include <string.h>

#include "cell.h"
#include "terminal.h"

static size_t end_of(const struct edit_line *l)
{
	return strlen(l->text);
}

/* Behind the character that begins there, with the marks that stand on it. */
static size_t after(const struct edit_line *l, size_t from)
{
	const char *at = l->text + from, *end = l->text + end_of(l);

	if (at < end)
		text_decode(&at, end);
	while (at < end) {
		const char *next = at;
		if (text_cells(text_visible(text_decode(&next, end), TEXT_UNICODE)) > 0)
			break;
		at = next;
	}
	return (size_t)(at - l->text);
}

/* Where the character before begins. */
static size_t before(const struct edit_line *l, size_t from)
{
	size_t at = 0, next;

	while (at < from && (next = after(l, at)) < from)
		at = next;
	return at;
}

/* Words are parted by blanks. */
static size_t word_after(const struct edit_line *l, size_t from)
{
	from += strspn(l->text + from, " ");
	return from + strcspn(l->text + from, " ");
}

static size_t word_before(const struct edit_line *l, size_t from)
{
	while (from > 0 && l->text[from - 1] == ' ')
		from--;
	while (from > 0 && l->text[from - 1] != ' ')
		from--;
	return from;
}

static size_t start_of(const struct edit_line *l, size_t from)
{
	(void)l;
	(void)from;
	return 0;
}

static size_t last_of(const struct edit_line *l, size_t from)
{
	(void)from;
	return end_of(l);
}

void edit_line_set(struct edit_line *l, const char *text)
{
	snprintf(l->text, sizeof(l->text), "%s", text);
	l->at = end_of(l);
	l->left = 0;
}

/* The cursor goes where a key leads, or what lies between is cut out. */
#define MAX_KEYS 4

static const struct {
	uint32_t key[MAX_KEYS];
	enum edited what;
	size_t (*to)(const struct edit_line *l, size_t from);
} keys[] = {
	{ { K_LEFT, K_CTRL('B') },                                   EDIT_MOVED,   before },
	{ { K_RIGHT, K_CTRL('F') },                                  EDIT_MOVED,   after },
	{ { K_HOME, K_CTRL('A') },                                   EDIT_MOVED,   start_of },
	{ { K_END, K_CTRL('E') },                                    EDIT_MOVED,   last_of },
	{ { K_CONTROL(K_LEFT), K_SHIFT(K_LEFT), K_ALT('b') },        EDIT_MOVED,   word_before },
	{ { K_CONTROL(K_RIGHT), K_SHIFT(K_RIGHT), K_ALT('f') },      EDIT_MOVED,   word_after },
	{ { K_BACKSPACE },                                           EDIT_CHANGED, before },
	{ { K_DELETE, K_CTRL('D') },                                 EDIT_CHANGED, after },
	{ { K_CTRL('W') },                                           EDIT_CHANGED, word_before },
	{ { K_CTRL('K') },                                           EDIT_CHANGED, last_of },
	{ { K_CTRL('U') },                                           EDIT_CHANGED, start_of },
};

static bool has_key(size_t i, uint32_t key)
{
	for (int k = 0; k < MAX_KEYS && keys[i].key[k]; k++)
		if (keys[i].key[k] == key)
			return true;
	return false;
}

static void cut(struct edit_line *l, size_t from, size_t to)
{
	memmove(l->text + from, l->text + to, end_of(l) + 1 - to);
	l->at = from;
}

static enum edited insert(struct edit_line *l, uint32_t point)
{
	char bytes[4];
	size_t n;

	if (!text_is_shown(point) || (point >= 0xd800 && point < 0xe000))
		return EDIT_NOTHING;
	n = text_encode(bytes, point);
	if (end_of(l) + n >= sizeof(l->text))
		return EDIT_MOVED;
	memmove(l->text + l->at + n, l->text + l->at, end_of(l) + 1 - l->at);
	memcpy(l->text + l->at, bytes, n);
	l->at += n;
	return EDIT_CHANGED;
}

enum edited edit_line_key(struct edit_line *l, uint32_t key)
{
	for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
		size_t to;
		if (!has_key(i, key))
			continue;
		to = keys[i].to(l, l->at);
		if (keys[i].what == EDIT_MOVED)
			l->at = to;
		else if (to != l->at)
			cut(l, to < l->at ? to : l->at, to < l->at ? l->at : to);
		else
			return EDIT_MOVED;
		return keys[i].what;
	}
	return key >= ' ' && key <= 0x10ffff ? insert(l, key) : EDIT_NOTHING;
}

int edit_line_cursor(const struct edit_line *l, int *width)
{
	int cells = cell_width(l->text + l->at, after(l, l->at) - l->at);

	*width = cells > 0 ? cells : 1;
	return cell_width(l->text, l->at);
}

void edit_line_scroll(struct edit_line *l, int room)
{
	int width, cursor = edit_line_cursor(l, &width), most = cell_width(l->text, end_of(l)) + 1 - room;

	if (l->left > most)
		l->left = most > 0 ? most : 0;
	if (cursor + width > l->left + room)
		l->left = cursor + width - room;
	if (cursor < l->left)
		l->left = cursor;
}

void edit_line_place(struct edit_line *l, int cell)
{
	size_t at = 0, next;

	cell += l->left;
	while (l->text[at] && cell_width(l->text, next = after(l, at)) <= cell)
		at = next;
	l->at = at;
}

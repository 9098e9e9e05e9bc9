/* claims.h - what the tests of every key share: how a key is typed, by its name, and what is seen to come of it. Knows no
 * table of keys. */
#ifndef CLAIMS_H
#define CLAIMS_H

#include "screens.h"

#include "ui.h"

/* ---- keys ---------------------------------------------------------------------------------------------------------------- */

struct key_name {
	const char *name;
	uint32_t key;              /* K_NONE: it is none, but told of */
	const char *bytes;
};

static const struct key_name key_names[] = {
	{ "Enter", K_ENTER, KEY_ENTER },          { "Esc", K_ESCAPE, KEY_ESC },             { "Tab", K_TAB, KEY_TAB },
	{ "Shift-Tab", K_BACKTAB, KEY_BACKTAB },  { "Space", ' ', " " },                    { "Backspace", K_BACKSPACE, KEY_BACKSPACE },
	{ "Delete", K_DELETE, KEY_DELETE },       { "Up", K_UP, KEY_UP },                   { "Down", K_DOWN, KEY_DOWN },
	{ "Left", K_LEFT, KEY_LEFT },             { "Right", K_RIGHT, KEY_RIGHT },          { "PgUp", K_PAGE_UP, KEY_PGUP },
	{ "PgDn", K_PAGE_DOWN, KEY_PGDN },        { "Home", K_HOME, KEY_HOME },             { "End", K_END, KEY_END },
	{ "F1", K_F(1), KEY_F1 },                 { "F2", K_F(2), KEY_F2 },                 { "F3", K_F(3), KEY_F3 },
	{ "F4", K_F(4), KEY_F4 },                 { "F5", K_F(5), KEY_F5 },                 { "F6", K_F(6), KEY_F6 },
	{ "F7", K_F(7), KEY_F7 },                 { "F8", K_F(8), KEY_F8 },                 { "F9", K_F(9), KEY_F9 },
	{ "F10", K_F(10), KEY_F10 },              { "Shift-F3", K_F(15), "\033[1;2R" },
	{ "Shift-Up", K_SHIFT(K_UP), "\033[1;2A" },         { "Shift-Down", K_SHIFT(K_DOWN), "\033[1;2B" },
	{ "Shift-Right", K_SHIFT(K_RIGHT), "\033[1;2C" },   { "Shift-Left", K_SHIFT(K_LEFT), "\033[1;2D" },
	{ "Ctrl-Right", K_CONTROL(K_RIGHT), "\033[1;5C" },  { "Ctrl-Left", K_CONTROL(K_LEFT), "\033[1;5D" },
	{ "wheel", K_WHEEL_DOWN, "\033[<65;5;12M" },        { "wheel-up", K_WHEEL_UP, "\033[<64;5;12M" },
	{ "click", K_NONE, NULL },
};

enum { KEY_WORD = 64 };

static inline const struct key_name *key_name_find(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(key_names); i++)
		if (strcmp(key_names[i].name, name) == 0)
			return &key_names[i];
	return NULL;
}

static inline bool key_is_control(const char *name)
{
	return strncmp(name, "Ctrl-", 5) == 0 && name[5] >= 'A' && name[5] <= 'Z' && !name[6];
}

/* "F3", "Ctrl-L", "x" */
static inline void key_write(uint32_t key, char out[KEY_WORD])
{
	for (size_t i = 0; i < ARRAY_LEN(key_names); i++)
		if (key_names[i].key == key) {
			snprintf(out, KEY_WORD, "%s", key_names[i].name);
			return;
		}
	ck_assert_msg(key < 127, "the test cannot type the key %x", (unsigned)key);
	snprintf(out, KEY_WORD, key < ' ' ? "Ctrl-%c" : "%c", (int)(key < ' ' ? key + '@' : key));
}

/* The next of some words with blanks between them; false behind the last. */
static inline bool word_next(const char **at, char out[KEY_WORD])
{
	size_t length;

	*at += strspn(*at, " ");
	length = strcspn(*at, " ");
	ck_assert_uint_lt(length, KEY_WORD);
	snprintf(out, KEY_WORD, "%.*s", (int)length, *at);
	*at += length;
	return length > 0;
}

/* A claim writes a key as its table does; where that is no key to type, as in "0-9=3", what is typed stands behind it. */
static inline char *word_typed(char *word)
{
	char *typed = word[0] ? strchr(word + 1, '=') : NULL;

	if (typed)
		*typed++ = '\0';
	return typed;
}

static inline bool words_have(const char *words, const char *name)
{
	char word[KEY_WORD];

	while (word_next(&words, word)) {
		word_typed(word);
		if (strcmp(word, name) == 0)
			return true;
	}
	return false;
}

static inline void word_type(struct pty *p, const char *word)
{
	char name[KEY_WORD] = "", control[2] = "";
	const struct key_name *k;
	const char *typed;

	strcpy(name, word);
	typed = word_typed(name);
	k = key_name_find(name);
	control[0] = (char)(name[5] & 31);
	if (!typed)
		typed = k ? k->bytes : key_is_control(name) ? control : !name[1] ? name : NULL;
	ck_assert_msg(typed != NULL, "the test cannot type %s", name);
	pty_type(p, typed);
}

/* ---- what is seen -------------------------------------------------------------------------------------------------------- */

enum then {
	TEXT,          /* the text is there */
	GONE,          /* it is not */
	SELECTED,      /* it is, and its last cell stands out */
	UNSELECTED,
	ORDER,         /* "one|other" stand below each other */
	AGAIN,         /* these bytes were written more than once */
	EXIT,
};

static inline bool text_is_selected(const struct pty *p, void *text)
{
	int row, col;

	if (!pty_find(p, text, &row, &col))
		return false;
	for (const char *at = (const char *)text + 1; *at; at++)
		col += (*at & 0xc0) != 0x80;
	return pty_style(p, row, col).bg != PTY_DEFAULT || pty_style(p, row, col).reverse;
}

static inline bool text_is_unselected(const struct pty *p, void *text)
{
	return !text_is_selected(p, text);
}

static inline bool texts_are_ordered(const struct pty *p, void *text)
{
	char one[KEY_WORD];
	const char *other = strchr(text, '|');

	snprintf(one, sizeof(one), "%.*s", (int)(other - (const char *)text), (const char *)text);
	return rows_are_ordered(p, (void *)(uintptr_t)PTY_LIST(one, other + 1));
}

static inline bool text_is_written_again(const struct pty *p, void *text)
{
	const char *raw, *at;
	size_t length;

	raw = pty_raw(p, &length);
	at = memmem(raw, length, text, strlen(text));
	return at && memmem(at + 1, length - (size_t)(at + 1 - raw), text, strlen(text));
}

static inline bool then_comes(struct pty *p, enum then then, const char *claimed)
{
	void *text = (void *)(uintptr_t)claimed;

	switch (then) {
	case TEXT:       return pty_wait_text(p, claimed);
	case GONE:       return pty_wait_gone(p, claimed);
	case SELECTED:   return pty_wait(p, text_is_selected, text);
	case UNSELECTED: return pty_wait(p, text_is_unselected, text);
	case ORDER:      return pty_wait(p, texts_are_ordered, text);
	case AGAIN:      return pty_wait(p, text_is_written_again, text);
	case EXIT:       return pty_wait_code(p, 0);
	}
	return false;
}

static inline bool then_is_so(const struct pty *p, enum then then, const char *claimed)
{
	void *text = (void *)(uintptr_t)claimed;

	switch (then) {
	case TEXT:       return pty_find(p, claimed, NULL, NULL);
	case GONE:       return !pty_find(p, claimed, NULL, NULL);
	case SELECTED:   return text_is_selected(p, text);
	case UNSELECTED: return text_is_unselected(p, text);
	case ORDER:      return texts_are_ordered(p, text);
	case AGAIN:      return text_is_written_again(p, text);
	case EXIT:       return false;
	}
	return false;
}

struct outcome {
	enum then then;
	const char *text;
};

static inline bool is_not_so(const struct pty *p, void *outcome)
{
	const struct outcome *o = outcome;

	return !then_is_so(p, o->then, o->text);
}

/* Types it, a key or several, and sees what comes. What was so before would prove nothing; but a frame may be on its way still. */
static inline void claim_try(struct pty *p, const char *name, void (*type)(struct pty *p, const char *keys), const char *keys, enum then then,
                             const char *text)
{
	PTY_EXPECT(p, pty_wait(p, is_not_so, &(struct outcome){ then, text }), "so already", text);
	type(p, keys);
	if (!then_comes(p, then, text))
		ck_abort_msg("%s: '%s' does not come of it\n%s", name, text, pty_exhibit(p));
}

static inline void claim_press(struct pty *p, const char *key, enum then then, const char *text)
{
	claim_try(p, key, word_type, key, then, text);
}

#endif

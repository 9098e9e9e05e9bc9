/* text.h - bytes of others, made fit to be shown. comm, command lines and file names are hostile: they may hold anything. */
#ifndef TEXT_H
#define TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum text_set { TEXT_ASCII, TEXT_UNICODE };

#define TEXT_REPLACEMENT 0xfffdu

/* The next code point of UTF-8 text, which must not be at its end; moves *at behind it. What is not UTF-8 gives
 * TEXT_REPLACEMENT, one byte at a time. */
uint32_t text_decode(const char **at, const char *end);

/* Writes a code point as UTF-8 (at most 4 bytes) and returns their number. */
size_t text_encode(char *out, uint32_t point);

/* Whether the character has a shape of its own: not a control or bidi character, a joiner, a filler, a tag. */
bool text_is_shown(uint32_t point);

/* The code point itself if it may be shown, else what stands in for it: U+FFFD, or '?' where only ASCII may be.
 * What is not shown (text_is_shown) or unknown to the locale is replaced. */
uint32_t text_visible(uint32_t point, enum text_set set);

/* Cells that a visible code point takes: 0 (combining), 1 or 2. By the locale's wcwidth(3). */
int text_cells(uint32_t point);

/* Writes what may be shown of the bytes, as UTF-8 with a zero at the end, as much as fits. Returns the bytes written. */
size_t text_printable(char *out, size_t room, const char *bytes, size_t length, enum text_set set);

/* Whether the text holds the word, upper and lower case alike (ASCII). An empty word is held by all. */
bool text_holds(const char *text, size_t length, const char *word);

/* How many bytes of a text of ours, with blanks between its words, go into one line of so many bytes: whole words, unless the first
 * is longer than that. *next is where the line after it begins. */
size_t text_wrap(const char *text, size_t room, size_t *next);

/* What the locale can show. Call after setlocale(3). */
enum text_set text_locale(void);

#endif

/* scan_text.h - the little steps that all parsers of the kernel's text take. */
#ifndef SCAN_TEXT_H
#define SCAN_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text_at {
	const char *at, *end;  /* what is still to be read */
};

/* The next number, after spaces. False when there is none, or it exceeds 64 bits. */
bool text_number(struct text_at *t, uint64_t *out);

/* A number of kilobytes as bytes: "  123 kB". */
bool text_kilobytes(struct text_at *t, uint64_t *out);

/* The next line, without its newline, moving behind it. False at the end. */
bool text_line(struct text_at *t, struct text_at *line);

/* Moves behind the word if the text begins with it. */
bool text_skip(struct text_at *t, const char *word);

/* What the kernel counts in, as bytes and nanoseconds. */
uint64_t kernel_page(void);
uint64_t kernel_tick_ns(void);

#endif

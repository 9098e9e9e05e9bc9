/* wrap.h - a text on as many lines as it takes. */
#ifndef WRAP_H
#define WRAP_H

#include "text.h"
#include "vec.h"

/* Adds lines (of struct command_line) that are so many cells wide; the first is of "what", the others go on. The text is borrowed. */
void wrap_text(struct vec *lines, const char *what, const char *text, size_t length, int width, enum text_set set);

#endif

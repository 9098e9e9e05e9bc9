/* ini_text.h - settings as text: sections in brackets, below each NAME = VALUE. It is read by libinih and changed line by line, so
 * that all that somebody else wrote into it stays as it was. Opens no file, knows no setting. */
#ifndef INI_TEXT_H
#define INI_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "err.h"
#include "vec.h"

#define INI_LINE 190         /* bytes of one line at most; a long value goes on in the next, which begins with blanks */

/* One line of a value. All texts are borrowed for the call. */
struct ini_value {
	const char *section, *name, *text;
	bool goes_on;        /* with the value of the line before */
};

/* What is wrong first. */
struct ini_fault {
	unsigned line;       /* from 1 on; 0: nothing is */
	struct err e;
};

/* Calls take for each value in turn; for one that goes on over several lines once for each of them. False, and why, when take
 * cannot use it: the rest is read all the same. */
void ini_read(const char *text, size_t length, bool (*take)(void *with, const struct ini_value *v, struct err *e), void *with,
              struct ini_fault *first);

/* The bytes of the byte order mark that the text begins with, which is no part of its first line. */
size_t ini_mark(const char *text, size_t length);

/* All of these change a vec of char. A value may have line breaks: it goes on there. */

/* Gives the name this value, where it stands or at the end of its section, which is made where there is none. The note is a
 * comment that a new line gets above it; NULL: none. */
void ini_set(struct vec *text, const char *section, const char *name, const char *value, const char *note);

void ini_unset(struct vec *text, const char *section, const char *name);

/* With all that is in it, and the comment right above it. */
void ini_drop_section(struct vec *text, const char *section);

void ini_rename_section(struct vec *text, const char *section, const char *name);

/* All that is in sections of this name, to right before another; NULL: to the end. */
void ini_move_section(struct vec *text, const char *section, const char *before);

void ini_add_text(struct vec *text, const char *more);

#endif

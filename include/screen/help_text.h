/* help_text.h - what the help says, as entries below headings. */
#ifndef HELP_TEXT_H
#define HELP_TEXT_H

#include <stdio.h>

#include "ui.h"

struct help_entry {
	const char *heading;     /* those with the same one stand together */
	char name[32];           /* "": the text stands alone */
	const char *text;
};

/* All of it, from the tables: keys, columns, conditions, rights. Fills a vector of struct help_entry. */
void help_text(const struct ui *ui, struct vec *out);

/* The keys alone: headings, and below each one key a line, two or more spaces, what it does. */
void help_list_keys(FILE *out);

#endif

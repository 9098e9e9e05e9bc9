/* past.h - texts that were typed before, to go back to. */
#ifndef PAST_H
#define PAST_H

#include "edit_line.h"

#define PAST_MOST 32

struct past {
	char text[PAST_MOST][EDIT_TEXT];   /* the newest last */
	size_t count;
	size_t place;                      /* of the one that is looked at; count: of none, but of what is being typed */
	char typed[EDIT_TEXT];             /* that, while an older one is looked at */
};

/* Keeps a text. An empty one is none, and the same again is the one before; of too many the oldest goes. */
void past_keep(struct past *p, const char *text);

/* From now on one types. */
void past_start(struct past *p);

/* An older text, or a newer one, in place of the one in the line; behind the newest stands what was being typed. NULL when there
 * is no other. */
enum past_way { OLDER, NEWER };
const char *past_look(struct past *p, const char *text, enum past_way way);

#endif

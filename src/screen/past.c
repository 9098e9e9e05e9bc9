/* past.c - remembers what was typed, as long as ramtop runs. Edits nothing. */
#include "past.h"

#include <stdio.h>
#include <string.h>

void past_keep(struct past *p, const char *text)
{
	if (!text[0] || (p->count && strcmp(p->text[p->count - 1], text) == 0))
		return;
	if (p->count == PAST_MOST)
		memmove(p->text[0], p->text[1], --p->count * sizeof(p->text[0]));
	snprintf(p->text[p->count++], sizeof(p->text[0]), "%s", text);
}

void past_start(struct past *p)
{
	p->place = p->count;
}

/* What stands in the line already would look like a key that does nothing: it is passed over. */
const char *past_look(struct past *p, const char *text, enum past_way way)
{
	size_t to = p->place;

	if (p->place == p->count)
		snprintf(p->typed, sizeof(p->typed), "%s", text);
	do {
		if (way == OLDER ? to == 0 : to >= p->count)
			return NULL;
		to = way == OLDER ? to - 1 : to + 1;
	} while (to < p->count && strcmp(p->text[to], text) == 0);
	p->place = to;
	return to == p->count ? p->typed : p->text[to];
}

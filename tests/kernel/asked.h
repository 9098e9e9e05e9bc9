/* asked.h - containers that tests ask for. */
#ifndef ASKED_H
#define ASKED_H

#include <string.h>

#include "box_names.h"
#include "suite.h"

#define ID_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define ID_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define ID_C "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"

/* A and B are asked for, C is not. */
static inline void ask_two(struct box_names *b)
{
	box_names_init(b);
	box_names_ask(b, ID_B);
	box_names_ask(b, ID_A);
	box_names_ask(b, ID_B);
}

static inline const char *or_none(const char *text)
{
	return text ? text : "(none)";
}

static inline const char *name_of_id(const struct box_names *b, const char *id)
{
	return or_none(box_names_find(b, id, BOX_ID)->name);
}

static inline const char *image_of_id(const struct box_names *b, const char *id)
{
	return or_none(box_names_find(b, id, BOX_ID)->image);
}

#endif

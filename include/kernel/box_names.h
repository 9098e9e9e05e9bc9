/* box_names.h - what people call containers, found by their ids. Filled by who reads it somewhere; asks nobody. */
#ifndef BOX_NAMES_H
#define BOX_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "arena.h"
#include "vec.h"

#define BOX_ID 64                  /* hexadecimal digits */
#define BOX_TEXT 256               /* bytes of a name at most: what is longer is cut */

/* Texts are zero-ended, and foreign. NULL: not known. */
struct box_name {
	char id[BOX_ID + 1];
	uid_t owner;               /* the user whose own engine runs it; 0: an engine of the machine's */
	const char *name;          /* of Kubernetes: namespace/pod/container */
	const char *image;         /* what it was made of */
	unsigned written;          /* see box_names_write: bits of what was */
};

/* Those that are asked for, and what was found of them. */
struct box_names {
	struct vec list;           /* of struct box_name, by id */
	struct arena arena;        /* their texts */
};

void box_names_init(struct box_names *b);
void box_names_free(struct box_names *b);

bool box_id_is(const char *text, size_t length);

/* Asks for one more, unless that is asked for already. The id has BOX_ID digits. */
void box_names_ask(struct box_names *b, const char *id);

/* The same for one of a control group with this path, zero-ended, which tells whose it is: "/user.slice/user-1000.slice/…". */
void box_names_ask_at(struct box_names *b, const char *id, const char *path);

/* The one with this id. NULL: nobody asks for it, or it is no id. */
struct box_name *box_names_find(const struct box_names *b, const char *id, size_t length);

/* Sets a text that is not known yet; an empty one tells nothing. */
void box_name_set(struct box_names *b, const char **text, const char *bytes, size_t length);

/* Whether a name is still missing; or a name or an image. */
enum box_text { BOX_NAME, BOX_IMAGE };
bool box_names_lack(const struct box_names *b, enum box_text up_to);

/* What was found since it was called last, as bytes for another process: for each its id, name and image, each with a zero at its end.
 * Added to a vec of char. */
void box_names_write(struct box_names *b, struct vec *bytes);

/* Takes what another process wrote so, as far as it is whole, of those that are asked for. */
void box_names_read(struct box_names *b, const char *bytes, size_t length);

#endif

/* config_keeper.h - changes a file of settings on a thread of its own, so that a slow disk holds up nobody. Knows no setting. */
#ifndef CONFIG_KEEPER_H
#define CONFIG_KEEPER_H

#include "config_file.h"

enum config_op {
	CONFIG_SET,          /* ini_set */
	CONFIG_DROP,         /* ini_drop_section */
	CONFIG_RENAME,       /* ini_rename_section, to the name */
	CONFIG_LAST,         /* ini_move_section, to the end */
};

/* One step of a change. All texts are its own. */
struct config_edit {
	enum config_op op;
	char *section, *name, *value, *note;
	bool (*unless)(const struct vec *text);   /* not where this was true of the file when the change began; NULL: always */
};

/* Adds a step to a vec of struct config_edit; texts are copied, and may be NULL where the step needs none. */
void config_edit_add(struct vec *edits, enum config_op op, const char *section, const char *name, const char *value, const char *note,
                     bool (*unless)(const struct vec *text));

void config_edits_free(struct vec *edits);

struct keeper;

/* The greeting is the comment that a new file begins with; borrowed. */
struct keeper *keeper_open(const struct config_file *f, const char *greeting);

/* Has all these steps made, together. Takes them: the vec is empty then. What cannot be made is told, and tried again with the next
 * steps and at the end. */
void keeper_give(struct keeper *k, struct vec *edits);

/* Whether a change has failed since the last call, and why. */
bool keeper_failed(struct keeper *k, struct err *e);

/* Waits until all is written, though not for long. False, and why: it is not, and keeper_failed has not said so; a thread that takes
 * too long is left to itself. */
bool keeper_close(struct keeper *k, struct err *e);

#endif

/* config_file.h - the file with a user's settings: where it is, and how it is changed so that nothing gets lost. Knows no setting. */
#ifndef CONFIG_FILE_H
#define CONFIG_FILE_H

#include <limits.h>
#include <stdbool.h>

#include "err.h"
#include "vec.h"

struct config_file {
	char path[PATH_MAX];      /* "": there is none */
	bool is_ours;             /* in the place for it, which must be this user's */
};

/* The file that was asked for; NULL: $XDG_CONFIG_HOME/ramtop/config, else $HOME/.config/ramtop/config. False, and why, when there is
 * no such place. */
bool config_place(struct config_file *f, const char *asked, struct err *e);

/* The path as people write it: "~/.config/ramtop/config". */
void config_name(const struct config_file *f, char *out, size_t room);

/* All of it into a vec of char; nothing where there is no file. */
bool config_load(const struct config_file *f, struct vec *text, struct err *e);

/* Lets change see what is in the file now and puts what it makes of it in its place, all of it or nothing. Others that do the same
 * wait meanwhile. The place is made where it is missing. Never through a symbolic link, and never as another user than the one whose
 * place it is. */
bool config_change(const struct config_file *f, void (*change)(void *with, struct vec *text), void *with, struct err *e);

#endif

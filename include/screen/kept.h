/* kept.h - the settings that outlive ramtop: each declared once, read from a file, and written into it as soon as it changes. */
#ifndef KEPT_H
#define KEPT_H

#include <stdio.h>

#include "config_file.h"
#include "ini_text.h"
#include "settings.h"

/* What kinds of settings have of their own: kept_kinds.c. */
struct setting;
struct setting_kind {
	void (*write)(const struct setting *x, const struct settings *s, char *out, size_t room);
	bool (*read)(const struct setting *x, struct settings *s, const char *text, struct err *e);
	void (*step)(const struct setting *x, struct settings *s, int by);   /* to the next value, or the one before */
};

extern const struct setting_kind setting_flag, setting_span, setting_theme, setting_plan;

#define SETTING_TEXT SETTINGS_METERS

struct setting {
	const char *section, *id;      /* in the file */
	const char *title;             /* a few words, for the list; NULL: it has a page of its own */
	const char *help;              /* one sentence: the comment in the file */
	const struct setting_kind *kind;
	size_t at;                     /* in struct settings */
	uint64_t least, most, by;      /* of a span: nanoseconds */
};

/* "yes", "no", and other words for the same. */
bool flag_parse(const char *name, const char *text, bool *out, struct err *e);

const struct setting *settings_all(size_t *count);

/* One a line: its name in the file, two or more spaces, what it does. */
void settings_list(FILE *out);

/* Where settings are kept, and what is to be said of that. */
struct keeping {
	struct config_file file;
	char why_not[256];             /* nothing is written, because; "": it is */
	struct err fault;              /* what could not be used of the file: it, the line and the cause; "": nothing */
};

/* Finds the file, or takes the one that was asked for; "none" is none. */
void keeping_start(struct keeping *k, const char *asked);

/* Takes what the file says into the settings; what of it cannot be used is left out. */
void kept_load(struct keeping *k, struct settings *s);

/* The same of a text; the first line that could not be used, and why, in *first. */
void kept_take(const char *text, size_t size, struct settings *s, struct ini_fault *first);

/* Whether a file that says this has screens of its own; else it has those that everybody has. */
bool kept_has_tabs(const struct vec *text);

struct kept;

/* The settings as they are now are what need not be written. The first tab is still as it was loaded: it takes what the command line
 * has changed of it. */
struct kept *kept_open(const struct keeping *keeping, struct settings *s);

/* Writes what has changed since the last look. */
void kept_look(struct kept *k, struct settings *s);

/* Where settings are kept; or why they are not, in *why. */
void kept_place(const struct kept *k, char *out, size_t room, const char **why);

/* Whether something could not be written since the last call, and why. */
bool kept_failed(struct kept *k, struct err *e);

/* Waits a moment until all is written. False, and why, when it was not. */
bool kept_close(struct kept *k, struct err *e);

#endif

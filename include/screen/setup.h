/* setup.h - the setup: a page for each kind of thing that can be chosen. setup.c goes through the pages; each page has a file. */
#ifndef SETUP_H
#define SETUP_H

#include "pane_keys.h"

/* A page is a list of lines. All that it changes, it changes in the settings, which are kept at once. */
struct setup_page {
	const char *title;
	const struct pane_keys *keys;                              /* its own */
	size_t (*count)(const struct ui *ui);
	void (*line)(struct ui *ui, size_t i, int row);            /* draws a line from the second cell on */
	void (*help)(struct ui *ui, size_t i, char *out, size_t room);   /* a sentence on it */
	void (*beside)(struct ui *ui, int row, int rows);          /* what stands beside the list; NULL: nothing */
	void (*moved)(struct ui *ui);                              /* another line was chosen; NULL: that is nothing to it */
	void (*left)(struct ui *ui);                               /* another page is shown, or none; NULL: the same */
};

#define SETUP_PAGES 5

struct setup {
	size_t page;
	size_t cursor[SETUP_PAGES], top[SETUP_PAGES];
	size_t rows;                    /* of the list, when it was drawn last */
	int row;                        /* where it began */
};

extern const struct setup_page setup_columns, setup_screens, setup_header, setup_colours, setup_options;

/* The chosen line of the page that is shown. */
static inline size_t *setup_cursor(struct ui *ui) { return &ui->setup->cursor[ui->setup->page]; }

/* What follows from another setting: the mouse, the pace, the rows. */
void setup_apply(struct ui *ui);

#endif

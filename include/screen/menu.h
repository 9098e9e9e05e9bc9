/* menu.h - a list of things to choose from. */
#ifndef MENU_H
#define MENU_H

#include <stdint.h>

#include "canvas.h"
#include "text.h"
#include "vec.h"

#define MENU_TEXT 96

struct menu_item {
	char text[MENU_TEXT];    /* printable */
	char name[32];           /* what typing selects it by */
	size_t prefix;           /* bytes of the name that need not be typed: 3 of "SIGTERM" */
	int value;
};

struct menu {
	char title[64];
	const char *verb;        /* what Enter does, in the line of keys */
	struct vec notes;        /* of struct menu_item: lines above the list, that cannot be chosen */
	struct vec items;        /* of struct menu_item */
	char foot[MENU_TEXT];    /* a line below the list; "": none */
	int cols;                /* the box is as wide as that, if there is room; 0: as wide as what is in it */
	size_t selected, top;
	char typed[32];
	bool is_clicked;         /* what is selected was by a click */
	struct { int row, rows, col, cols; } drawn;   /* where the list was last */
};

enum menu_result { MENU_STAYS, MENU_CHOSEN, MENU_CANCELLED };

void menu_init(struct menu *m);
void menu_free(struct menu *m);

/* Empties it for another use. */
void menu_start(struct menu *m, const char *title, const char *verb);

struct menu_item *menu_add(struct menu *m, int value, const char *name, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
void menu_note(struct menu *m, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* How many notes there is room for in so many rows of the canvas. */
int menu_room(const struct menu *m, int rows);

/* Selects the item with this value, if there is one. */
void menu_select(struct menu *m, int value);

enum menu_result menu_key(struct menu *m, uint32_t key);

/* Draws it as a box inside these rows of the canvas. */
void menu_draw(struct menu *m, struct canvas *c, int row, int rows, enum text_set set);

/* Draws a box and clears what is in it. */
void box_draw(struct canvas *c, int row, int col, int rows, int cols, const char *title, enum text_set set);

#endif

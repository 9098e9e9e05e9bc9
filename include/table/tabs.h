/* tabs.h - screens as the user calls them: named sets of columns, each with an order of its own. */
#ifndef TABS_H
#define TABS_H

#include "column.h"

#define TAB_NAME 32
#define TABS_MOST 32

struct tab {
	char name[TAB_NAME];       /* see tab_name_is_good; no two are alike */
	struct vec columns;        /* of const struct column * */
	const struct column *sort;
	bool descending, tree;
};

struct tabs {
	struct vec list;           /* of struct tab; never empty */
	size_t current;            /* the one that is shown: what it is now, the settings have */
};

/* Those that everybody has at first. */
void tabs_init(struct tabs *t, const struct schema *schema);
void tabs_free(struct tabs *t);
void tabs_clear(struct tabs *t);

static inline struct tab *tabs_at(const struct tabs *t, size_t i) { return (struct tab *)t->list.data + i; }

/* The place of the one with this name; their number when there is none. */
size_t tabs_find(const struct tabs *t, const char *name);

/* A new one at the end, with the columns of the schema. There must be fewer than TABS_MOST. */
struct tab *tabs_add(struct tabs *t, const struct schema *schema, const char *name);

/* The last one stays. */
void tabs_remove(struct tabs *t, size_t i);

/* Changes places with its neighbour, one place on or back. */
void tabs_swap(struct tabs *t, size_t i, size_t k);

/* Whether a tab may be called so: printable, and fit for a section of the file of settings. */
bool tab_name_is_good(const char *name);

/* Columns as ids with such commas between them. */
void columns_write(const struct vec *columns, char *out, size_t room, const char *comma);

#endif

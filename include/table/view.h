/* view.h - rows in the order the reader wants them. */
#ifndef VIEW_H
#define VIEW_H

#include "column.h"
#include "source.h"
#include "filter.h"
#include "marks.h"
#include "row.h"

struct view_settings {
	struct filter filter;
	const struct column *sort;
	bool descending;
	bool tree;
	struct marks folded;      /* parents whose descendants are not shown */
};

struct view {
	struct vec rows;          /* of struct row */
	struct value rss, pss;    /* the processes' of all rows, and those folded into them */
	double cpu;               /* likewise, of those of which it is known */
	struct vec keep, keys, scratch, nodes;
};

void view_init(struct view *v);
void view_free(struct view *v);

void view_settings_init(struct view_settings *s, const struct schema *schema);
void view_settings_free(struct view_settings *s);

/* The column that rows are sorted by: in the tree, siblings go by the sum of their subtree where there is one. */
const struct column *view_key(const struct view_settings *s);

/* What must be read of every task for these settings and columns, and what of those that are shown. A demand's threads and
 * cold columns are set too; its shown pids are left alone. */
void view_demand(const struct view_settings *s, const struct vec *columns, struct demand *d);

/* The same for groups of processes, in these columns and this order: of all their members, but of their control groups only where they
 * are shown. */
void view_demand_groups(const struct view_settings *s, enum group_by by, const struct vec *columns, const struct column *sort, struct demand *d);

/* Whether the columns or the settings want sums over subtrees, or who descends from whom: then the scene needs a tree. */
bool view_wants_tree(const struct view_settings *s, const struct vec *columns);

/* Groups of all that the filter wants, whatever group it wants. */
void view_groups(struct view *v, const struct scene *s, const struct view_settings *settings, enum group_by by, struct groups *g);

void view_build(struct view *v, const struct scene *s, const struct view_settings *settings);

static inline const struct row *view_rows(const struct view *v) { return v->rows.data; }

/* The row of this process or thread; the number of rows when it has none. */
size_t view_find(const struct view *v, const struct scene *s, struct mark mark);

/* The next row from this one on, or back, that holds the text in its command, going round once; the number of rows when
 * none does. */
enum direction { FORWARD, BACKWARD };
size_t view_search(const struct view *v, const struct scene *s, const char *text, size_t from, enum direction way);

/* The columns that a tree shows: those chosen, and beside each one in bytes the sum of its subtree. */
void view_with_sums(const struct schema *schema, const struct vec *chosen, struct vec *columns);

#endif

/* column.h - what a table can show of its rows. A column is declared once; all that shows, sorts or prints it asks here. */
#ifndef COLUMN_H
#define COLUMN_H

#include <stdbool.h>

#include "err.h"
#include "group.h"
#include "sample.h"
#include "since.h"
#include "tree.h"
#include "unit.h"
#include "vec.h"

/* What a row's values come from. All is borrowed. */
struct scene {
	const struct sample *sample;
	const struct tree *tree;   /* NULL when no subtree sums are wanted */
	bool full_path;            /* the command with the path of its program */
	const struct since *since; /* values are what has changed since that mark, and those that ended since are rows too; NULL: as they are */
	const void *rows;          /* of schemas other than the tasks': the array that a row is an index of */
};

/* How a screen may dwell on it. */
enum look {
	LOOK_PLAIN,    /* large values stand out */
	LOOK_QUIET,    /* they do not: a large VSZ is nothing special */
	LOOK_STATE,    /* states have their own colours */
	LOOK_BAR,      /* a share that is drawn as a bar */
	LOOK_SERIES,   /* a line of little bars: one that never moves recedes */
	LOOK_GROWTH,   /* who climbs steadily stands out */
	LOOK_COMMAND,  /* the tree's branches lead to it, and the name in it stands out */
};

struct column {
	const char *id;        /* in -o, --sort, JSON */
	const char *title;
	const char *help;      /* one sentence */
	int width;             /* cells; 0: all that is left */
	enum unit unit;
	unsigned needs;        /* NEED_… of a row that shows it */
	bool is_sum;           /* of a subtree: what it needs is needed of every task, and a tree */
	const char *sum;       /* id of the column with its sum over the subtree; NULL: none */
	int drop;              /* where space is short, the highest goes first; 0: stays */
	enum look look;
	int argument;          /* for a getter that serves several columns */
	struct value (*get)(const struct scene *s, size_t row, const struct column *c);
	struct value (*also)(const struct scene *s, size_t row);   /* of a text: an id that it is found by too; NULL: none is */
};

#define COLUMN_ID_LEAST 6      /* digits of an id by which it is found */

/* Rows of the tasks' schema: the sample's tasks, and behind them those that have ended since the mark. */
static inline size_t scene_tasks(const struct scene *s)
{
	return s->sample->tasks.count + (s->since ? since_ended(s->since) : 0);
}

static inline const struct task *scene_task(const struct scene *s, size_t row)
{
	size_t n = s->sample->tasks.count;

	return row < n ? &sample_tasks(s->sample)[row] : since_ended_at(s->since, row - n);
}

/* The value of a task's row; what has changed since the scene's mark, where there is one and values of that kind change. Of one that
 * has ended, what it was last. */
struct value column_value(const struct scene *s, size_t row, const struct column *c);

/* "peak >=6.1G, ended 12:03:44", of one that has ended. Returns the bytes written. */
size_t column_ended(char *out, size_t room, const struct task *ended);

struct schema {
	const char *name;
	const struct column *columns;
	size_t count;
	const char *standard;  /* the columns shown when nothing is said: ids with commas */
	const char *sort;      /* id of the column that sorts at first */
};

/* A column by its id, or NULL. */
const struct column *schema_find(const struct schema *s, const char *id);

/* Adds what must be read for a column to *needs, and to the demand what it needs of every task. */
struct demand;
void column_want(const struct column *c, struct demand *d, unsigned *needs);

/* Ids with commas into a vec of const struct column *. False for an id that is none. */
bool schema_choose(const struct schema *s, const char *ids, struct vec *columns, struct err *e);

/* The order that "ID" names, in the column's own direction; "-ID" is the other way round. False, and nothing is set, for an id that
 * is none. */
bool schema_order(const struct schema *s, const char *id, const struct column **sort, bool *descending, struct err *e);

/* The columns of processes and threads: ours, then libproc2's. */
const struct schema *task_schema(void);

/* Of groups: see group.h. */
const struct schema *group_schema(void);

/* The columns that say something of groups of this kind, as ids with commas. */
const char *group_standard(enum group_by by);

/* What the command column shows of a task; borrowed from the sample. */
struct value task_command(const struct scene *s, const struct task *t);

#endif

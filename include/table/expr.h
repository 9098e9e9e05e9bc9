/* expr.h - a condition on the rows of a table, written as text: "rss>1g and not user=root". Reads nothing: it asks the columns.
 *
 *   firefox  "Web Content"     a part of the text that the row is known by (a command), upper and lower case alike
 *   rss>1g  cpu>=50  pid=1     = != < <= > >= with a value of the column: see amount.h; of texts only = and !=, which are exact
 *   command~^/usr  exe!~lib    a regular expression (POSIX extended), upper and lower case alike; ~x is one on the row's text
 *   not x  !x                  what is not so
 *   x and y  x y               both; binds closer than
 *   x or y  x|y                either
 *   ( )  ' '  " "              grouping; texts with blanks and other characters in them
 *
 * container=web  container=0123456789ab   what has an id is found by its name, and by the first six or more digits of its id
 *
 * A blank cell is an empty text: container!=web and !(container=web) hold for who is in no container, container="" holds for nobody else.
 * What is unknown is neither so nor not so: pss>1g and !(pss>1g) both leave out a row whose PSS could not be read. Of a sum that
 * may be larger (">=") some things can be told: >=2g is more than 1g, and may or may not be less than 3g. */
#ifndef EXPR_H
#define EXPR_H

#include "column.h"
#include "pattern.h"

#define EXPR_TEXT 256        /* bytes of one, a zero at its end included */
#define EXPR_DEPTH 32        /* of its parentheses, and operators that wait for what comes */

struct expr {
	char text[EXPR_TEXT];     /* as it was written; "": any row fits */
	struct vec nodes;         /* of struct expr_node: operands before their operator */
	struct vec columns;       /* of const struct column *: those that it asks, each once */
};

void expr_init(struct expr *x);
void expr_free(struct expr *x);

/* Becomes what the text says. False, and as it was before, when that is no condition: *e names the word and where it stands;
 * *at, unless NULL, is its place in the text, in bytes. */
bool expr_set(struct expr *x, const struct schema *s, const char *text, size_t *at, struct err *e);

enum truth { TRUTH_NO, TRUTH_YES, TRUTH_UNKNOWN };

enum truth expr_holds(const struct expr *x, const struct scene *s, size_t row);

/* The same for a row that is a part of another, as a thread is of its process: its text is also that of the other, and what it
 * leaves blank is the other's. */
enum truth expr_holds_within(const struct expr *x, const struct scene *s, size_t row, size_t other);

/* Adds what must be read of every task to tell. */
void expr_want(const struct expr *x, struct demand *d);

/* Whether it asks for sums over subtrees: then the scene needs a tree. */
bool expr_wants_tree(const struct expr *x);

/* ---- for the files of conditions alone -------------------------------------------------------------------------------- */

enum expr_kind { EXPR_WORD, EXPR_PATTERN, EXPR_COMPARE, EXPR_NOT, EXPR_AND, EXPR_OR };
enum expr_order { EXPR_EQUAL, EXPR_UNEQUAL, EXPR_LESS, EXPR_MOST, EXPR_MORE, EXPR_LEAST };   /* = != < <= > >= */

struct expr_node {
	enum expr_kind kind;
	enum expr_order order;
	const struct column *column;
	struct value value;       /* to compare with; of a text, the word */
	char *word;
	struct pattern *pattern;
};

/* Fills an empty one; on failure it may hold a part. */
bool expr_parse(struct expr *x, const struct schema *s, size_t *at, struct err *e);

#endif

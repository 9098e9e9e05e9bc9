/* expr_parse.h - what the files that parse conditions share. Nobody else needs it. */
#ifndef EXPR_PARSE_H
#define EXPR_PARSE_H

#include "expr.h"

/* What waits on the stack, in the order in which it binds. A bar is an "or" behind which there may be nothing yet. */
enum wait { PARENTHESIS, EITHER, BAR, BOTH, NEGATION };

struct parse {
	struct expr *out;
	const struct schema *schema;
	const char *text, *at;        /* all of it, and what is still to be read */
	struct err *e;
	size_t *place;                /* of the fault */
	enum wait waits[EXPR_DEPTH];
	const char *where[EXPR_DEPTH];
	size_t depth;
};

/* expr_step.c */

/* Every fault names what is wrong, and where: counted from 1, as people do. Always false. */
bool parse_fail(struct parse *p, const char *where, const char *format, ...) __attribute__((format(printf, 3, 4)));

struct expr_node *parse_node(struct parse *p, enum expr_kind kind);
void parse_skip_blanks(struct parse *p);

/* The length of a word that stands here without quotes. */
size_t parse_word_length(const char *at);

/* expr_operand.c: takes a word, a pattern or a comparison, which must stand here. */
bool parse_operand(struct parse *p);

#endif

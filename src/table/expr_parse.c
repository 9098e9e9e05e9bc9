/* expr_parse.c - from the text of a condition to its nodes, by two stacks instead of recursion. Asks no row. */
#include "expr_parse.h"

#include <string.h>
#include <strings.h>

static bool wait_for(struct parse *p, enum wait w, const char *where)
{
	if (p->depth == EXPR_DEPTH)
		return parse_fail(p, where, "too much is nested: at most %d deep", EXPR_DEPTH);
	p->where[p->depth] = where;
	p->waits[p->depth++] = w;
	return true;
}

static enum wait top(const struct parse *p)
{
	return p->depth ? p->waits[p->depth - 1] : PARENTHESIS;
}

/* Those that bind at least as closely have got all their operands. */
static void settle(struct parse *p, enum wait least)
{
	static const enum expr_kind kinds[] = { [EITHER] = EXPR_OR, [BAR] = EXPR_OR, [BOTH] = EXPR_AND, [NEGATION] = EXPR_NOT };

	while (p->depth && p->waits[p->depth - 1] >= least)
		parse_node(p, kinds[p->waits[--p->depth]]);
}

static bool is_keyword(const char *at, size_t length, const char *word)
{
	return length == strlen(word) && strncasecmp(at, word, length) == 0;
}

/* ---- the two states: an operand is to come, or an operator ------------------------------------------------------------- */

enum step { WANTS_OPERAND, WANTS_OPERATOR, BROKEN, AT_END };

/* Nothing where something should be. Behind a bar that is no fault: the user is still typing. */
static enum step nothing(struct parse *p)
{
	if (top(p) == BAR) {
		p->depth--;
		return WANTS_OPERATOR;
	}
	if (*p->at)
		parse_fail(p, p->at, "something is missing before '%.*s'", (int)(*p->at == ')' ? 1 : parse_word_length(p->at)), p->at);
	else
		parse_fail(p, p->at, "something is missing at the end");
	return BROKEN;
}

static enum step take_operand(struct parse *p)
{
	size_t word = parse_word_length(p->at);

	if (*p->at == '\0' || *p->at == ')' || is_keyword(p->at, word, "and") || is_keyword(p->at, word, "or"))
		return nothing(p);
	if (*p->at == '|') {
		p->at++;
		return WANTS_OPERAND;
	}
	if (*p->at == '(')
		return wait_for(p, PARENTHESIS, p->at++) ? WANTS_OPERAND : BROKEN;
	if ((*p->at == '!' && p->at[1] != '=') || is_keyword(p->at, word, "not")) {
		const char *where = p->at;
		p->at += *p->at == '!' ? 1 : word;
		return wait_for(p, NEGATION, where) ? WANTS_OPERAND : BROKEN;
	}
	return parse_operand(p) ? WANTS_OPERATOR : BROKEN;
}

static enum step close_parenthesis(struct parse *p)
{
	settle(p, EITHER);
	if (p->depth == 0) {
		parse_fail(p, p->at, "')' closes nothing");
		return BROKEN;
	}
	p->depth--;
	p->at++;
	return WANTS_OPERATOR;
}

static enum step take_operator(struct parse *p)
{
	const char *where = p->at;
	size_t word = parse_word_length(p->at);
	enum wait w = BOTH;

	if (*p->at == '\0')
		return AT_END;
	if (*p->at == ')')
		return close_parenthesis(p);
	if (*p->at == '|') {
		w = BAR;
		p->at++;
	} else if (is_keyword(p->at, word, "or")) {
		w = EITHER;
		p->at += word;
	} else if (is_keyword(p->at, word, "and"))
		p->at += word;
	/* Else two stand side by side: that is an "and". */
	settle(p, w == BAR ? EITHER : w);
	return wait_for(p, w, where) ? WANTS_OPERAND : BROKEN;
}

bool expr_parse(struct expr *x, const struct schema *s, size_t *at, struct err *e)
{
	struct parse p = { .out = x, .schema = s, .text = x->text, .at = x->text, .e = e, .place = at };
	enum step step = WANTS_OPERAND;

	parse_skip_blanks(&p);
	if (*p.at == '\0')
		return true;
	while (step != BROKEN && step != AT_END) {
		step = step == WANTS_OPERAND ? take_operand(&p) : take_operator(&p);
		parse_skip_blanks(&p);
	}
	if (step == BROKEN)
		return false;
	settle(&p, EITHER);
	return p.depth == 0 || parse_fail(&p, p.where[p.depth - 1], "'(' is not closed");
}

/* expr_parse.c - from the text of a condition to its nodes, by two stacks instead of recursion. Asks no row. */
#include "expr.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "amount.h"

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

static const struct { const char *text; bool is_pattern, is_not; enum expr_order order; } operators[] = {
	{ "==", false, false, EXPR_EQUAL }, { "=~", true,  false, 0 },           { "!=", false, false, EXPR_UNEQUAL },
	{ "!~", true,  true,  0 },          { "<=", false, false, EXPR_MOST },   { ">=", false, false, EXPR_LEAST },
	{ "=",  false, false, EXPR_EQUAL }, { "<",  false, false, EXPR_LESS },   { ">",  false, false, EXPR_MORE },
	{ "~",  true,  false, 0 },
};

/* Every fault names what is wrong, and where: counted from 1, as people do. */
__attribute__((format(printf, 3, 4))) static bool fail(struct parse *p, const char *where, const char *format, ...)
{
	char why[320];
	va_list args;

	va_start(args, format);
	vsnprintf(why, sizeof(why), format, args);
	va_end(args);
	*p->place = (size_t)(where - p->text);
	return err_set(p->e, "%s (at character %zu)", why, *p->place + 1);
}

static struct expr_node *push_node(struct parse *p, enum expr_kind kind)
{
	struct expr_node *n = vec_push(&p->out->nodes);

	n->kind = kind;
	return n;
}

static bool wait_for(struct parse *p, enum wait w, const char *where)
{
	if (p->depth == EXPR_DEPTH)
		return fail(p, where, "too much is nested: at most %d deep", EXPR_DEPTH);
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
		push_node(p, kinds[p->waits[--p->depth]]);
}

static void skip_blanks(struct parse *p)
{
	while (isspace((unsigned char)*p->at))
		p->at++;
}

/* ---- words ------------------------------------------------------------------------------------------------------------ */

/* The operator here, or -1. */
static int operator_at(const char *at)
{
	for (size_t i = 0; i < ARRAY_LEN(operators); i++)
		if (strncmp(at, operators[i].text, strlen(operators[i].text)) == 0)
			return (int)i;
	return -1;
}

/* The length of a name that a column could have. */
static size_t name_length(const char *at)
{
	size_t n = 0;

	while (isalnum((unsigned char)at[n]) || at[n] == '_')
		n++;
	return isdigit((unsigned char)*at) ? 0 : n;
}

/* The length of a word that stands without quotes. An operator in it belongs to it, as in --epochs=3: those behind a name have
 * been seen before. */
static size_t word_length(const char *at)
{
	size_t n = 0;

	while (at[n] && !isspace((unsigned char)at[n]) && !strchr("()|", at[n]))
		n++;
	return n;
}

/* The same for a pattern: parentheses and bars are its own, up to a parenthesis that it has not opened. */
static size_t pattern_length(const char *at)
{
	size_t n = 0, open = 0;
	bool in_set = false;

	for (; at[n] && !isspace((unsigned char)at[n]); n++) {
		if (at[n] == '\\' && at[n + 1] && !in_set)
			n++;
		else if (at[n] == '[' || at[n] == ']')
			in_set = at[n] == '[' ? true : n > 0 && at[n - 1] == '[' && in_set;
		else if (at[n] == '(' && !in_set)
			open++;
		else if (at[n] == ')' && !in_set && open-- == 0)
			break;
	}
	return n;
}

static bool is_keyword(const char *at, size_t length, const char *word)
{
	return length == strlen(word) && strncasecmp(at, word, length) == 0;
}

/* Takes a text in quotes, or else one of so many bytes. */
static bool take_text(struct parse *p, size_t length, const char **from, size_t *n)
{
	const char *end;

	if (*p->at != '"' && *p->at != '\'') {
		*from = p->at;
		*n = length;
		p->at += length;
		return true;
	}
	end = strchr(p->at + 1, *p->at);
	if (!end)
		return fail(p, p->at, "the quote %c is not closed", *p->at);
	*from = p->at + 1;
	*n = (size_t)(end - *from);
	p->at = end + 1;
	return true;
}

static char *copy(const char *from, size_t n)
{
	char *to = memory_new(n + 1);

	memcpy(to, from, n);
	to[n] = '\0';
	return to;
}

/* ---- what is asked ------------------------------------------------------------------------------------------------------ */

static const struct column *find_column(const struct schema *s, const char *name, size_t length)
{
	/* The names that fingers know. */
	static const struct { const char *name, *id; } others[] = { { "cmd", "command" }, { "res", "rss" } };
	char id[64];

	if (length >= sizeof(id))
		return NULL;
	for (size_t i = 0; i < length; i++)
		id[i] = (char)tolower((unsigned char)name[i]);
	id[length] = '\0';
	if (schema_find(s, id))
		return schema_find(s, id);
	for (size_t i = 0; i < ARRAY_LEN(others); i++)
		if (strcmp(others[i].name, id) == 0)
			return schema_find(s, others[i].id);
	return NULL;
}

/* The text that a row is known by. */
static const struct column *main_column(const struct schema *s)
{
	const struct column *first = NULL;

	for (size_t i = 0; i < s->count; i++) {
		if (s->columns[i].look == LOOK_COMMAND)
			return &s->columns[i];
		if (!first && s->columns[i].unit == UNIT_TEXT)
			first = &s->columns[i];
	}
	return first;
}

/* A pattern, behind its operator. */
static bool take_pattern(struct parse *p, const struct column *c)
{
	const char *from, *start = p->at;
	struct expr_node *n;
	size_t length;
	struct err why;

	if (!take_text(p, pattern_length(p->at), &from, &length))
		return false;
	if (length == 0)
		return fail(p, start, "a pattern is missing");
	n = push_node(p, EXPR_PATTERN);
	n->column = c;
	n->word = copy(from, length);
	n->pattern = pattern_new(n->word, &why);
	return n->pattern || fail(p, start, "'%s' is no pattern: %s", n->word, why.text);
}

static bool take_value(struct parse *p, const struct column *c, enum expr_order order)
{
	const char *from, *start = p->at;
	struct expr_node *n;
	bool quoted = *start == '"' || *start == '\'';
	size_t length;

	if (c->unit == UNIT_TEXT && order != EXPR_EQUAL && order != EXPR_UNEQUAL)
		return fail(p, start, "%s is a text: =, != and ~ are for texts", c->id);
	if (!take_text(p, word_length(p->at), &from, &length))
		return false;
	if (length == 0 && !quoted)
		return fail(p, start, "a value for %s is missing", c->id);
	n = push_node(p, EXPR_COMPARE);
	n->column = c;
	n->order = order;
	n->word = copy(from, length);
	if (c->unit == UNIT_TEXT)
		n->value = value_text(n->word, length);
	else if (!amount_read(c->unit, from, length, &n->value))
		return fail(p, start, "'%s' is not %s", n->word, amount_name(c->unit));
	return true;
}

/* A column, an operator and what it is compared with. */
static bool take_comparison(struct parse *p, size_t name, int op)
{
	const struct column *c = find_column(p->schema, p->at, name);
	const char *start = p->at;

	if (!c)
		return fail(p, start, "no column is called '%.*s'", (int)name, start);
	p->at += name;
	skip_blanks(p);
	p->at += strlen(operators[op].text);
	skip_blanks(p);
	if (!operators[op].is_pattern)
		return take_value(p, c, operators[op].order);
	if (c->unit != UNIT_TEXT)
		return fail(p, start, "%s is no text: ~ is for texts", c->id);
	if (!take_pattern(p, c))
		return false;
	if (operators[op].is_not)
		push_node(p, EXPR_NOT);
	return true;
}

static bool take_word(struct parse *p)
{
	const struct column *c = main_column(p->schema);
	const char *from, *start = p->at;
	struct expr_node *n;
	size_t length;

	if (!c)
		return fail(p, start, "there is no text to look for words in");
	if (*p->at == '~') {
		p->at++;
		return take_pattern(p, c);
	}
	if (operator_at(p->at) >= 0)
		return fail(p, start, "a column is missing before '%.1s'", start);
	if (!take_text(p, word_length(p->at), &from, &length))
		return false;
	n = push_node(p, EXPR_WORD);
	n->column = c;
	n->word = copy(from, length);
	return true;
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
		fail(p, p->at, "something is missing before '%.*s'", (int)(*p->at == ')' ? 1 : word_length(p->at)), p->at);
	else
		fail(p, p->at, "something is missing at the end");
	return BROKEN;
}

static enum step take_operand(struct parse *p)
{
	size_t word = word_length(p->at), name = name_length(p->at), behind = name;
	int op;

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
	while (isspace((unsigned char)p->at[behind]))
		behind++;
	op = name ? operator_at(p->at + behind) : -1;
	return (op >= 0 ? take_comparison(p, name, op) : take_word(p)) ? WANTS_OPERATOR : BROKEN;
}

static enum step close_parenthesis(struct parse *p)
{
	settle(p, EITHER);
	if (p->depth == 0) {
		fail(p, p->at, "')' closes nothing");
		return BROKEN;
	}
	p->depth--;
	p->at++;
	return WANTS_OPERATOR;
}

static enum step take_operator(struct parse *p)
{
	const char *where = p->at;
	size_t word = word_length(p->at);
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

	skip_blanks(&p);
	if (*p.at == '\0')
		return true;
	while (step != BROKEN && step != AT_END) {
		step = step == WANTS_OPERAND ? take_operand(&p) : take_operator(&p);
		skip_blanks(&p);
	}
	if (step == BROKEN)
		return false;
	settle(&p, EITHER);
	return p.depth == 0 || fail(&p, p.where[p.depth - 1], "'(' is not closed");
}

/* expr_operand.c - the parts of a condition that ask something of a row: words, patterns, comparisons. Asks no row. */
#include "expr_parse.h"

#include <ctype.h>
#include <string.h>

#include "amount.h"

static const struct { const char *text; bool is_pattern, is_not; enum expr_order order; } operators[] = {
	{ "==", false, false, EXPR_EQUAL }, { "=~", true,  false, 0 },           { "!=", false, false, EXPR_UNEQUAL },
	{ "!~", true,  true,  0 },          { "<=", false, false, EXPR_MOST },   { ">=", false, false, EXPR_LEAST },
	{ "=",  false, false, EXPR_EQUAL }, { "<",  false, false, EXPR_LESS },   { ">",  false, false, EXPR_MORE },
	{ "~",  true,  false, 0 },
};

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

/* The length of a pattern without quotes: parentheses and bars are its own, up to a parenthesis that it has not opened. */
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
		return parse_fail(p, p->at, "the quote %c is not closed", *p->at);
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
		return parse_fail(p, start, "a pattern is missing");
	n = parse_node(p, EXPR_PATTERN);
	n->column = c;
	n->word = copy(from, length);
	n->pattern = pattern_new(n->word, &why);
	return n->pattern || parse_fail(p, start, "'%s' is no pattern: %s", n->word, why.text);
}

static bool take_value(struct parse *p, const struct column *c, enum expr_order order)
{
	const char *from, *start = p->at;
	struct expr_node *n;
	bool quoted = *start == '"' || *start == '\'';
	size_t length;

	if (c->unit == UNIT_TEXT && order != EXPR_EQUAL && order != EXPR_UNEQUAL)
		return parse_fail(p, start, "%s is a text: =, != and ~ are for texts", c->id);
	if (!take_text(p, parse_word_length(p->at), &from, &length))
		return false;
	if (length == 0 && !quoted)
		return parse_fail(p, start, "a value for %s is missing", c->id);
	n = parse_node(p, EXPR_COMPARE);
	n->column = c;
	n->order = order;
	n->word = copy(from, length);
	if (c->unit == UNIT_TEXT)
		n->value = value_text(n->word, length);
	else if (!amount_read(c->unit, from, length, &n->value))
		return parse_fail(p, start, "'%s' is not %s", n->word, amount_name(c->unit));
	return true;
}

/* A column, an operator and what it is compared with. */
static bool take_comparison(struct parse *p, size_t name, int op)
{
	const struct column *c = find_column(p->schema, p->at, name);
	const char *start = p->at;

	if (!c)
		return parse_fail(p, start, "no column is called '%.*s'", (int)name, start);
	p->at += name;
	parse_skip_blanks(p);
	p->at += strlen(operators[op].text);
	parse_skip_blanks(p);
	if (!operators[op].is_pattern)
		return take_value(p, c, operators[op].order);
	if (c->unit != UNIT_TEXT)
		return parse_fail(p, start, "%s is no text: ~ is for texts", c->id);
	if (!take_pattern(p, c))
		return false;
	if (operators[op].is_not)
		parse_node(p, EXPR_NOT);
	return true;
}

static bool take_word(struct parse *p)
{
	const struct column *c = main_column(p->schema);
	const char *from, *start = p->at;
	struct expr_node *n;
	size_t length;

	if (!c)
		return parse_fail(p, start, "there is no text to look for words in");
	if (*p->at == '~') {
		p->at++;
		return take_pattern(p, c);
	}
	if (operator_at(p->at) >= 0)
		return parse_fail(p, start, "a column is missing before '%.1s'", start);
	if (!take_text(p, parse_word_length(p->at), &from, &length))
		return false;
	n = parse_node(p, EXPR_WORD);
	n->column = c;
	n->word = copy(from, length);
	return true;
}

bool parse_operand(struct parse *p)
{
	size_t name = name_length(p->at), behind = name;
	int op;

	while (isspace((unsigned char)p->at[behind]))
		behind++;
	op = name ? operator_at(p->at + behind) : -1;
	return op >= 0 ? take_comparison(p, name, op) : take_word(p);
}

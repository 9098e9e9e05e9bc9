/* expr.c - whether a row fits a condition. Parses none: see expr_parse.c. */
#include "expr.h"

#include <stdlib.h>
#include <string.h>

#include "source.h"
#include "text.h"

void expr_init(struct expr *x)
{
	x->text[0] = '\0';
	vec_init(&x->nodes, sizeof(struct expr_node));
	vec_init(&x->columns, sizeof(const struct column *));
}

void expr_free(struct expr *x)
{
	struct expr_node *n = x->nodes.data;

	for (size_t i = 0; i < x->nodes.count; i++) {
		free(n[i].word);
		if (n[i].pattern)
			pattern_free(n[i].pattern);
	}
	vec_free(&x->nodes);
	vec_free(&x->columns);
}

static void note_column(struct vec *columns, const struct column *c)
{
	for (size_t i = 0; i < columns->count; i++)
		if (((const struct column *const *)columns->data)[i] == c)
			return;
	*(const struct column **)vec_push(columns) = c;
}

bool expr_set(struct expr *x, const struct schema *s, const char *text, size_t *at, struct err *e)
{
	size_t ignored, length = strlen(text);
	const struct expr_node *n;
	struct expr fresh;

	at = at ? at : &ignored;
	*at = 0;
	if (length >= EXPR_TEXT)
		return err_set(e, "the condition is too long: at most %d bytes", EXPR_TEXT - 1);
	expr_init(&fresh);
	memcpy(fresh.text, text, length + 1);
	if (!expr_parse(&fresh, s, at, e)) {
		expr_free(&fresh);
		return false;
	}
	n = fresh.nodes.data;
	for (size_t i = 0; i < fresh.nodes.count; i++)
		if (n[i].column)
			note_column(&fresh.columns, n[i].column);
	expr_free(x);
	*x = fresh;
	return true;
}

static enum truth truth_of(bool yes)
{
	return yes ? TRUTH_YES : TRUTH_NO;
}

/* Of a sum some of whose members are unknown: it may be as large as one likes. */
static enum truth compare_least(enum expr_order order, int than)
{
	switch (order) {
	case EXPR_EQUAL:   return than > 0 ? TRUTH_NO : TRUTH_UNKNOWN;
	case EXPR_UNEQUAL: return than > 0 ? TRUTH_YES : TRUTH_UNKNOWN;
	case EXPR_LESS:    return than >= 0 ? TRUTH_NO : TRUTH_UNKNOWN;
	case EXPR_MOST:    return than > 0 ? TRUTH_NO : TRUTH_UNKNOWN;
	case EXPR_MORE:    return than > 0 ? TRUTH_YES : TRUTH_UNKNOWN;
	case EXPR_LEAST:   return than >= 0 ? TRUTH_YES : TRUTH_UNKNOWN;
	}
	return TRUTH_UNKNOWN;
}

static enum truth compare(const struct expr_node *n, struct value v)
{
	int than = unit_compare(n->column->unit, v, n->value);

	if (v.at_least)
		return compare_least(n->order, than);
	switch (n->order) {
	case EXPR_EQUAL:   return truth_of(than == 0);
	case EXPR_UNEQUAL: return truth_of(than != 0);
	case EXPR_LESS:    return truth_of(than < 0);
	case EXPR_MOST:    return truth_of(than <= 0);
	case EXPR_MORE:    return truth_of(than > 0);
	case EXPR_LEAST:   return truth_of(than >= 0);
	}
	return TRUTH_UNKNOWN;
}

enum part { ALL_OF_IT, PART_OF_IT };   /* of a part, what is blank is told by the whole */

/* Of an id, its first digits are enough. */
static bool begins(struct value id, struct value word)
{
	return word.text.length >= COLUMN_ID_LEAST && word.text.length <= id.text.length &&
	       memcmp(id.text.bytes, word.text.bytes, word.text.length) == 0;
}

static bool fits(const struct expr_node *n, struct value v)
{
	if (n->kind == EXPR_PATTERN)
		return pattern_fits(n->pattern, v.text.bytes, v.text.length);
	return text_holds(v.text.bytes, v.text.length, n->word);
}

/* What the column finds its rows by beside what it shows. */
static enum truth ask_also(const struct expr_node *n, const struct scene *s, size_t row)
{
	struct value id = n->column->also ? n->column->also(s, row) : value_blank();

	if (id.kind != VALUE_TEXT)
		return TRUTH_NO;
	if (n->kind != EXPR_COMPARE)
		return truth_of(fits(n, id));
	return truth_of(begins(id, n->value));
}

static enum truth ask_shown(const struct expr_node *n, struct value v)
{
	if (n->kind == EXPR_COMPARE)
		return compare(n, v);
	return v.kind == VALUE_TEXT ? truth_of(fits(n, v)) : TRUTH_UNKNOWN;
}

/* A text that is blank is an empty one: who is in no container is not in that one. Else what has no such value is neither so nor not. */
static enum truth ask_one(const struct expr_node *n, const struct scene *s, size_t row, enum part part)
{
	struct value v = n->column->get(s, row, n->column);
	bool is_unequal = n->kind == EXPR_COMPARE && n->order == EXPR_UNEQUAL;
	enum truth shown;

	if (v.kind == VALUE_BLANK && n->column->unit == UNIT_TEXT && part == ALL_OF_IT)
		v = value_text("", 0);
	if (v.kind == VALUE_UNKNOWN || v.kind == VALUE_BLANK)
		return TRUTH_UNKNOWN;
	shown = ask_shown(n, v);
	return ask_also(n, s, row) == TRUTH_YES ? truth_of(!is_unequal) : shown;
}

static enum truth both(enum truth a, enum truth b)
{
	return a == TRUTH_NO || b == TRUTH_NO ? TRUTH_NO : a == TRUTH_YES && b == TRUTH_YES ? TRUTH_YES : TRUTH_UNKNOWN;
}

static enum truth not(enum truth a)
{
	return a == TRUTH_UNKNOWN ? a : truth_of(a == TRUTH_NO);
}

static enum truth either(enum truth a, enum truth b)
{
	return not(both(not(a), not(b)));
}

static enum truth ask(const struct expr_node *n, const struct scene *s, size_t row, size_t other)
{
	enum truth own = ask_one(n, s, row, row == other ? ALL_OF_IT : PART_OF_IT);

	if (row == other || (n->kind == EXPR_COMPARE && own != TRUTH_UNKNOWN))
		return own;
	return n->kind == EXPR_COMPARE ? ask_one(n, s, other, ALL_OF_IT) : either(own, ask_one(n, s, other, ALL_OF_IT));
}

/* Each operand waits on the stack for its operator. The parser lets no more of them wait than there is room for. */
enum truth expr_holds_within(const struct expr *x, const struct scene *s, size_t row, size_t other)
{
	const struct expr_node *n = x->nodes.data;
	enum truth stack[EXPR_DEPTH + 2] = { TRUTH_YES };
	size_t top = 0;

	for (size_t i = 0; i < x->nodes.count; i++) {
		switch (n[i].kind) {
		case EXPR_NOT:
			stack[top] = not(stack[top]);
			break;
		case EXPR_AND:
			top--;
			stack[top] = both(stack[top], stack[top + 1]);
			break;
		case EXPR_OR:
			top--;
			stack[top] = either(stack[top], stack[top + 1]);
			break;
		default:
			top += i > 0;
			stack[top] = ask(&n[i], s, row, other);
		}
	}
	return stack[0];
}

enum truth expr_holds(const struct expr *x, const struct scene *s, size_t row)
{
	return expr_holds_within(x, s, row, row);
}

void expr_want(const struct expr *x, struct demand *d)
{
	for (size_t i = 0; i < x->columns.count; i++)
		column_want(((const struct column *const *)x->columns.data)[i], d, &d->all);
}

bool expr_wants_tree(const struct expr *x)
{
	const struct column *const *c = x->columns.data;

	for (size_t i = 0; i < x->columns.count; i++)
		if (c[i]->is_sum)
			return true;
	return false;
}

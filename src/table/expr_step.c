/* expr_step.c - the little steps that all of the parsing of conditions takes. Knows no word of the language. */
#include "expr_parse.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool parse_fail(struct parse *p, const char *where, const char *format, ...)
{
	char why[320];
	va_list args;

	va_start(args, format);
	vsnprintf(why, sizeof(why), format, args);
	va_end(args);
	*p->place = (size_t)(where - p->text);
	return err_set(p->e, "%s (at character %zu)", why, *p->place + 1);
}

struct expr_node *parse_node(struct parse *p, enum expr_kind kind)
{
	struct expr_node *n = vec_push(&p->out->nodes);

	n->kind = kind;
	return n;
}

void parse_skip_blanks(struct parse *p)
{
	while (isspace((unsigned char)*p->at))
		p->at++;
}

/* The length of a word that stands without quotes. An operator in it belongs to it, as in --epochs=3: those behind a name have
 * been seen before. */
size_t parse_word_length(const char *at)
{
	size_t n = 0;

	while (at[n] && !isspace((unsigned char)at[n]) && !strchr("()|", at[n]))
		n++;
	return n;
}

/* pattern.c - regular expressions by regex(3). Knows not what they are sought in. */
#define _GNU_SOURCE
#include "pattern.h"

#include <ctype.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "vec.h"

struct pattern {
	regex_t regex;
};

/* A group that is open: how large the library's copy of it gets, before its last part, and that part. */
struct task_group {
	unsigned long before, last;
};

static bool is_modest(const struct task_group *g, struct err *e)
{
	return g->before + g->last <= PATTERN_SIZE || err_set(e, "too many repetitions");
}

/* The largest number between the braces; moves to the one that closes. */
static unsigned long most_times(const char **at)
{
	unsigned long most = 1;
	const char *n = *at + 1;

	for (; *n && *n != '}'; n += *n == ',') {
		unsigned long times = strtoul(n, NULL, 10);
		most = times > most ? times : most;
		n += strcspn(n, ",}");
	}
	*at = *n ? n : n - 1;
	return most < PATTERN_SIZE ? most : PATTERN_SIZE;
}

/* Moves to the bracket that closes a set. */
static void skip_set(const char **at)
{
	const char *end = *at + 1 + ((*at)[1] == '^');

	end += strcspn(end + (*end == ']'), "]") + (*end == ']');
	*at = *end ? end : end - 1;
}

/* The library unfolds repetitions, each + and each number in braces; those of repetitions multiply. */
static bool can_be_unfolded(const char *text, struct err *e)
{
	struct task_group groups[PATTERN_DEPTH + 1] = { 0 }, *g = groups;

	for (const char *at = text; *at; at++) {
		if (*at == '\\' && isdigit((unsigned char)at[1]))
			return err_set(e, "references back are not understood");
		if (*at == '(') {
			if (++g == groups + ARRAY_LEN(groups))
				return err_set(e, "too many parentheses");
			*g = (struct task_group){ 0 };
		} else if (*at == ')' && g > groups) {
			unsigned long size = g->before + g->last;
			g--;
			*g = (struct task_group){ g->before + g->last, size };
		} else if (*at == '+' || *at == '*' || *at == '?')
			g->last = 2 * g->last + 1;
		else if (*at == '{')
			g->last = (g->last + 1) * most_times(&at);
		else {
			*g = (struct task_group){ g->before + g->last, 1 };
			if (*at == '[')
				skip_set(&at);
			at += *at == '\\' && at[1];
		}
		if (!is_modest(g, e))
			return false;
	}
	return true;
}

struct pattern *pattern_new(const char *text, struct err *e)
{
	struct pattern *p;
	char why[128];
	int error;

	if (!can_be_unfolded(text, e))
		return NULL;
	p = memory_new(sizeof(*p));
	error = regcomp(&p->regex, text, REG_EXTENDED | REG_ICASE);
	if (error == 0)
		return p;
	regerror(error, &p->regex, why, sizeof(why));
	free(p);
	err_set(e, "%s", why);
	return NULL;
}

void pattern_free(struct pattern *p)
{
	regfree(&p->regex);
	free(p);
}

bool pattern_fits(const struct pattern *p, const char *bytes, size_t length)
{
	/* The bytes need no zero at their end. */
	regmatch_t range = { .rm_eo = (regoff_t)length };

	return regexec(&p->regex, bytes, 1, &range, REG_STARTEND) == 0;
}

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

/* Repetitions of repetitions multiply, and the library unfolds them all. */
static bool is_modest(const char *text, struct err *e)
{
	unsigned long product = 1;

	for (const char *at = text; *at; at++) {
		unsigned long most = 0;
		if (*at == '\\' && isdigit((unsigned char)at[1]))
			return err_set(e, "references back are not understood");
		if (*at == '\\' && at[1])
			at++;
		else if (*at == '{') {
			for (const char *n = at + 1; *n && *n != '}'; n += strcspn(n, ",}"), n += *n == ',') {
				unsigned long times = strtoul(n, NULL, 10);
				most = times > most ? times : most;
			}
			if (most > PATTERN_REPEATS || (product *= most ? most : 1) > PATTERN_REPEATS)
				return err_set(e, "more than %d repetitions", PATTERN_REPEATS);
		}
	}
	return true;
}

struct pattern *pattern_new(const char *text, struct err *e)
{
	struct pattern *p;
	char why[128];
	int error;

	if (!is_modest(text, e))
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

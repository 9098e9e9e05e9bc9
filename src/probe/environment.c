/* environment.c - the variables that a process was started with, and its limits. What it has set since, only it knows. */
#include <string.h>

#include "inspection.h"

#define ENVIRON_MOST (8 << 20)    /* bytes; execve(2) allows 6 MB */
#define LIMITS_MOST 8192

static void add_variable(struct inspection *i, const char *text, size_t length)
{
	const char *equals = memchr(text, '=', length);
	size_t name = equals ? (size_t)(equals - text) : length;
	struct variable *v;

	if (length == 0)
		return;
	v = vec_push(&i->environment);
	*v = (struct variable){ .name = text, .name_length = name, .value = text + length };
	if (equals) {
		v->value = equals + 1;
		v->value_length = length - name - 1;
	}
}

/* NULs stand between them. A process may write over all that. */
void environment_read(struct inspection *i)
{
	const char *at, *end;

	i->environment_end = subject_read(&i->subject, "environ", ENVIRON_MOST, &i->bytes);
	if (i->environment_end != PROBE_READ)
		return;
	at = inspection_keep(i, i->bytes.data, i->bytes.count);
	end = at + i->bytes.count;
	while (at < end) {
		const char *zero = memchr(at, '\0', (size_t)(end - at));
		size_t length = (size_t)((zero ? zero : end) - at);
		add_variable(i, at, length);
		at += length + 1;
	}
}

void limits_read(struct inspection *i)
{
	struct text_at t, line;
	const char *text;
	struct limit limit;

	i->limits_end = subject_read(&i->subject, "limits", LIMITS_MOST, &i->bytes);
	if (i->limits_end != PROBE_READ)
		return;
	text = inspection_keep(i, i->bytes.data, i->bytes.count);
	t = (struct text_at){ text, text + i->bytes.count };
	while (text_line(&t, &line))
		if (limit_parse(line.at, (size_t)(line.end - line.at), &limit))
			*(struct limit_row *)vec_push(&i->limits) = (struct limit_row){
				.name = limit.name, .name_length = limit.name_length, .unit = limit.unit, .unit_length = limit.unit_length,
				.soft = limit.soft, .hard = limit.hard,
			};
}

/* change.c - values since a mark. Knows no column. */
#include <stdio.h>
#include <string.h>

#include "column.h"

#define TICK UINT64_C(10000000)      /* a start is told in these, rounded down: see proc_pid_stat(5) */

/* Of a share, a name, a date there is no difference that says something; growth is one already. */
static bool can_change(const struct column *c)
{
	return !(c->needs & NEED_GROWTH) && (c->unit == UNIT_BYTES || c->unit == UNIT_COUNT || c->unit == UNIT_SPAN);
}

/* The value at the mark. What was not there yet had nothing. */
static struct value value_then(const struct scene *s, const struct task *t, const struct column *c)
{
	const struct scene then = { .sample = &s->since->then, .tree = &s->since->tree, .full_path = s->full_path };
	const struct task *old = since_then(s->since, t);

	if (!old)
		return t->have & NEED_STAT && t->start_ns + TICK > then.sample->boot_ns ? value_number(0) : value_unknown();
	return c->get(&then, (size_t)(old - sample_tasks(then.sample)), c);
}

struct value column_value(const struct scene *s, size_t row, const struct column *c)
{
	struct value now = c->get(s, row, c), then;
	const struct task *t = scene_task(s, row);

	if (!s->since || !can_change(c) || now.kind != VALUE_NUMBER || t->is_ended)
		return now;
	then = value_then(s, t, c);
	if (then.kind != VALUE_NUMBER)
		return value_unknown();
	now.number -= then.number;
	now.is_change = true;
	now.is_about = now.is_about || then.is_about;
	now.at_least = now.at_least || then.at_least;
	return now;
}

size_t column_ended(char *out, size_t room, const struct task *ended)
{
	struct value peak = value_number(since_peak(ended));
	char bytes[32], when[32];

	peak.at_least = true;
	unit_format(bytes, sizeof(bytes), UNIT_BYTES, peak);
	unit_format(when, sizeof(when), UNIT_INSTANT, value_number(since_end_ns(ended)));
	/* Behind the date. */
	return (size_t)snprintf(out, room, "peak %s, ended %s", bytes, strlen(when) > 11 ? when + 11 : when);
}

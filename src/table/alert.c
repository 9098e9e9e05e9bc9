/* alert.c - keeps since when each process fits a condition. Rings no bell, runs no command. */
#include "alert.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "amount.h"
#include "source.h"

void alerts_init(struct alerts *a)
{
	*a = (struct alerts){ 0 };
	vec_init(&a->list, sizeof(struct alert));
	vec_init(&a->cases, sizeof(struct alert_case));
	vec_init(&a->before, sizeof(struct alert_case));
}

void alerts_free(struct alerts *a)
{
	struct alert *alert = a->list.data;

	for (size_t i = 0; i < a->list.count; i++)
		expr_free(&alert[i].fits);
	vec_free(&a->list);
	vec_free(&a->cases);
	vec_free(&a->before);
}

/* ---- the text of one ------------------------------------------------------------------------------------------------ */

/* The word before this place: its start, and its length. */
static size_t last_word(const char *text, size_t end, size_t *length)
{
	size_t last = end, first;

	while (last > 0 && isspace((unsigned char)text[last - 1]))
		last--;
	for (first = last; first > 0 && !isspace((unsigned char)text[first - 1]) && text[first - 1] != ')'; first--)
		;
	*length = last - first;
	return first;
}

/* "for SPAN" at the end is taken away. */
static bool take_span(char *condition, uint64_t *span_ns, struct err *e)
{
	size_t span_length, for_length, span, last;
	struct value v;

	*span_ns = 0;
	span = last_word(condition, strlen(condition), &span_length);
	last = last_word(condition, span, &for_length);
	if (span_length == 3 && span > 0 && memcmp(condition + span, "for", 3) == 0)
		return err_set(e, "'for' needs a span behind it, as 30s (at character %zu)", span + 1);
	/* Within quotes it is a part of the condition. */
	if (for_length != 3 || memcmp(condition + last, "for", 3) != 0 || strpbrk(condition + span, "'\""))
		return true;
	if (!amount_read(UNIT_SPAN, condition + span, span_length, &v))
		return err_set(e, "'%.*s' is not %s (at character %zu)", (int)span_length, condition + span, amount_name(UNIT_SPAN), span + 1);
	*span_ns = v.number;
	condition[last] = '\0';
	return true;
}

bool alerts_add(struct alerts *a, const char *text, struct err *e)
{
	char condition[EXPR_TEXT];
	struct alert fresh;

	if (strlen(text) >= sizeof(condition))
		return err_set(e, "the alert is too long: at most %zu bytes", sizeof(condition) - 1);
	strcpy(condition, text);
	strcpy(fresh.text, text);
	expr_init(&fresh.fits);
	if (!take_span(condition, &fresh.span_ns, e) || !expr_set(&fresh.fits, task_schema(), condition, NULL, e))
		return false;
	if (fresh.fits.nodes.count == 0)
		return err_set(e, "an alert needs a condition: 'rss>4g for 30s' has one");
	*(struct alert *)vec_push(&a->list) = fresh;
	return true;
}

void alerts_want(const struct alerts *a, struct demand *d)
{
	const struct alert *alert = a->list.data;

	/* Who it is will be told. */
	d->all |= a->list.count ? NEED_STAT | NEED_OWNER | NEED_COMMAND : 0;
	for (size_t i = 0; i < a->list.count; i++)
		expr_want(&alert[i].fits, d);
}

bool alerts_want_tree(const struct alerts *a)
{
	const struct alert *alert = a->list.data;

	for (size_t i = 0; i < a->list.count; i++)
		if (expr_wants_tree(&alert[i].fits))
			return true;
	return false;
}

/* ---- a look at a sample ----------------------------------------------------------------------------------------------- */

/* The case that was, or NULL. Both go by pid and alert. */
static const struct alert_case *old_case(const struct alerts *a, size_t *at, const struct task *t, uint32_t alert)
{
	const struct alert_case *c = a->before.data;

	while (*at < a->before.count && (c[*at].mark.pid < t->pid || (c[*at].mark.pid == t->pid && c[*at].alert < alert)))
		++*at;
	return *at < a->before.count && c[*at].alert == alert && mark_is(c[*at].mark, t) ? &c[*at] : NULL;
}

static struct alert_case case_of(const struct alert_case *old, const struct task *t, uint32_t alert, const struct sample *s)
{
	if (old)
		return *old;
	return (struct alert_case){ .mark = mark_of(t), .alert = alert, .since_ns = s->boot_ns, .since_wall_ns = s->wall_ns };
}

/* Whether it has become new. */
static bool look_at(struct alerts *a, size_t *at, const struct scene *s, uint32_t task, uint32_t k)
{
	const struct task *t = &sample_tasks(s->sample)[task];
	const struct alert *alert = &((const struct alert *)a->list.data)[k];
	const struct alert_case *old = old_case(a, at, t, k);
	enum truth truth = expr_holds(&alert->fits, s, task);
	struct alert_case c;

	if (truth == TRUTH_NO || (truth == TRUTH_UNKNOWN && !old))
		return false;
	c = case_of(old, t, k, s->sample);
	c.task = task;
	c.is_new = !c.is_on && truth == TRUTH_YES && s->sample->boot_ns - c.since_ns >= alert->span_ns;
	if (c.is_new) {
		c.is_on = true;
		c.on_wall_ns = s->sample->wall_ns;
	}
	*(struct alert_case *)vec_push(&a->cases) = c;
	return c.is_new;
}

size_t alerts_look(struct alerts *a, const struct scene *s)
{
	struct vec swap = a->before;
	size_t at = 0, fresh = 0;

	a->before = a->cases;
	a->cases = swap;
	a->cases.count = 0;
	if (a->list.count == 0)
		return 0;
	for (uint32_t i = 0; i < s->sample->tasks.count; i++)
		for (uint32_t k = 0; k < a->list.count && !sample_tasks(s->sample)[i].is_thread; k++)
			fresh += look_at(a, &at, s, i, k);
	a->has_fired = a->has_fired || fresh > 0;
	return fresh;
}

/* ---- what came of it -------------------------------------------------------------------------------------------------- */

const struct alert_case *alerts_find(const struct alerts *a, struct mark mark)
{
	const struct alert_case *c = a->cases.data;
	size_t low = 0, high = a->cases.count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (c[middle].mark.pid < mark.pid)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < a->cases.count && c[low].mark.pid == mark.pid; low++)
		if (c[low].is_on && c[low].mark.start_ns == mark.start_ns)
			return &c[low];
	return NULL;
}

size_t alerts_texts(const struct alerts *a, struct mark mark, char *out, size_t room)
{
	const struct alert_case *c = alerts_find(a, mark), *end = alerts_cases(a) + a->cases.count;
	const struct alert *alert = a->list.data;
	size_t used = 0;

	out[0] = '\0';
	for (; c && c < end && c->mark.pid == mark.pid && used < room; c++)
		if (c->is_on)
			used += (size_t)snprintf(out + used, room - used, "%s%s", used ? "; " : "", alert[c->alert].text);
	return used < room ? used : room - 1;
}

const struct alert_case *alerts_newest(const struct alerts *a, size_t *others)
{
	const struct alert_case *c = a->cases.data, *newest = NULL;
	size_t loud = 0;

	for (size_t i = 0; i < a->cases.count; i++) {
		if (!c[i].is_on || c[i].is_silent)
			continue;
		loud++;
		if (!newest || c[i].on_wall_ns >= newest->on_wall_ns)
			newest = &c[i];
	}
	*others = loud ? loud - 1 : 0;
	return newest;
}

size_t alerts_silence(struct alerts *a)
{
	struct alert_case *c = a->cases.data;
	size_t loud = 0;

	for (size_t i = 0; i < a->cases.count; i++) {
		loud += c[i].is_on && !c[i].is_silent;
		c[i].is_silent = c[i].is_on;
	}
	return loud;
}

void alerts_say(const struct alerts *a, const struct alert_case *c, const struct sample *s, char *out, size_t room,
                enum text_set set)
{
	const struct alert *alert = &((const struct alert *)a->list.data)[c->alert];
	const struct task *t = &sample_tasks(s)[c->task];
	const struct identity *who = t->who;
	char name[64], text[EXPR_TEXT], since[32], now[32], *when = since;

	if (t->have & NEED_COMMAND)
		text_printable(name, sizeof(name), who->command + who->name_at, who->name_length, set);
	else
		text_printable(name, sizeof(name), who->comm, who->comm_length, set);
	text_printable(text, sizeof(text), alert->text, strlen(alert->text), set);
	unit_format(since, sizeof(since), UNIT_INSTANT, value_number(c->since_wall_ns));
	unit_format(now, sizeof(now), UNIT_INSTANT, value_number(s->wall_ns));
	/* The date says something only when it is not today's: "2026-11-22 12:03:44". */
	if (strlen(since) > 11 && strncmp(since, now, 11) == 0)
		when += 11;
	snprintf(out, room, "%d %s %s, since %s", (int)c->mark.pid, name, text, when);
}

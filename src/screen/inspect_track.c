/* inspect_track.c - what each sample says of the process that is looked into: its name and what its figures have been. */
#include <string.h>

#include "inspect.h"

#define MOST_POINTS 2048

/* When there are very many, every second one of them goes. */
static void add_point(struct vec *points, uint64_t at_ns, uint64_t bytes)
{
	struct point *p = points->data;

	if (points->count && p[points->count - 1].at_ns >= at_ns)
		return;
	if (points->count == MOST_POINTS) {
		for (size_t i = 0; i < MOST_POINTS / 2; i++)
			p[i] = p[2 * i + 1];
		points->count = MOST_POINTS / 2;
	}
	*(struct point *)vec_push(points) = (struct point){ at_ns, bytes };
}

/* What was known of it before it was opened, then what was seen since. */
static void join_points(struct inspect *in, const struct sample *s)
{
	const struct point *own = in->rss.points.data;

	in->seen.count = 0;
	for (size_t i = 0; i < s->points && s->history_pid == in->who.pid; i++)
		if (in->rss.points.count == 0 || s->history[i].at_ns < own[0].at_ns)
			*(struct point *)vec_push(&in->seen) = s->history[i];
	for (size_t i = 0; i < in->rss.points.count; i++)
		*(struct point *)vec_push(&in->seen) = own[i];
}

static void note_figure(struct vec *points, struct value v, uint64_t at_ns)
{
	if (v.kind == VALUE_NUMBER)
		add_point(points, at_ns, v.number);
}

/* Of another program the environment is another too. */
static void take_name(struct ui *ui, const struct task *t)
{
	struct inspect *in = ui->inspect;
	/* The path of the program is in the summary. */
	struct value command = task_command(&(struct scene){ .sample = ui->sample }, t);
	char name[sizeof(in->name)];
	const char *user = t->who->user ? user_name(t->who->user) : "?";

	name[0] = '\0';
	if (command.kind == VALUE_TEXT)
		text_printable(name, sizeof(name), command.text.bytes, command.text.length, ui->settings->set);
	if (name[0] && strcmp(name, in->name) != 0) {
		strcpy(in->name, name);
		in->pages[PAGE_ENVIRONMENT].is_wanted = in->pages[PAGE_COMMAND].is_wanted = true;
	}
	text_printable(in->user, sizeof(in->user), user, strlen(user), ui->settings->set);
}

void inspect_take_sample(struct ui *ui)
{
	struct inspect *in = ui->inspect;
	const struct sample *s = ui->sample;
	const struct task *t = sample_find(s, in->who.pid);

	in->last_serial = s->serial;
	if (!t || !mark_is(in->who, t)) {
		in->has_ended = true;
		return;
	}
	take_name(ui, t);
	in->start_wall_ns = s->wall_ns - s->boot_ns + t->start_ns;
	if (t->have & NEED_STAT) {
		in->key.rss = value_number(t->rss);
		in->key.vsz = value_number(t->vsz);
	}
	note_figure(&in->rss.points, in->key.rss, s->boot_ns);
	note_figure(&in->pss.points, in->key.pss, s->boot_ns);
	note_figure(&in->swap.points, in->key.swap, s->boot_ns);
	join_points(in, s);
}

void inspect_forget_points(struct inspect *in)
{
	in->rss.points.count = in->pss.points.count = in->swap.points.count = in->seen.count = 0;
	in->key = (struct key_figures){ 0 };
	in->oom = in->oom_before = in->oom_alike = value_unknown();
	in->mark.is_set = false;
	in->summary_top = in->summary_lines = 0;
	in->summary_found = SUMMARY_NONE;
	in->summary_sought[0] = '\0';
}

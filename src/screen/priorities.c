/* priorities.c - whose nice value, I/O priority or CPUs are to be changed, and what came of it. Changes nothing itself. */
#include "priorities.h"

#include <stdio.h>
#include <stdlib.h>

static void priorities_close(struct ui *ui)
{
	if (!ui->priorities)
		return;
	vec_free(&ui->priorities->targets);
	free(ui->priorities);
	ui->priorities = NULL;
}

static void add_target(struct ui *ui, const struct task *t)
{
	struct target *to = vec_push(&ui->priorities->targets);

	*to = (struct target){ .who = { .pid = t->pid, .start_ns = t->start_ns, .is_thread = t->is_thread } };
	/* Threads have names of their own. */
	if (t->have & NEED_COMMAND && !t->is_thread)
		text_printable(to->name, sizeof(to->name), t->who->command + t->who->name_at, t->who->name_length, ui->settings->set);
	if (!to->name[0])
		text_printable(to->name, sizeof(to->name), t->who->comm, t->who->comm_length, ui->settings->set);
}

static bool is_tagged(const struct ui *ui, const struct task *t)
{
	return t && marks_hold(&ui->tagged, mark_of(t));
}

/* A thread of a process that is tagged too would be changed twice. */
static void add_tagged(struct ui *ui)
{
	const struct task *t = sample_tasks(ui->sample);

	for (size_t i = 0; i < ui->sample->tasks.count; i++)
		if (is_tagged(ui, &t[i]) && !(t[i].is_thread && is_tagged(ui, sample_find(ui->sample, t[i].tgid))))
			add_target(ui, &t[i]);
}

bool priorities_choose(struct ui *ui)
{
	const struct task *selected = ui_selected(ui);

	if (!ui->priorities) {
		ui->priorities = memory_new(sizeof(*ui->priorities));
		*ui->priorities = (struct priorities){ 0 };
		vec_init(&ui->priorities->targets, sizeof(struct target));
		ui_at_close(ui, priorities_close);
	}
	ui->priorities->targets.count = 0;
	if (ui->tagged.set.count)
		add_tagged(ui);
	else if (selected && !selected->is_ended)
		add_target(ui, selected);
	if (ui->priorities->targets.count == 0)
		ui_say(ui, selected ? "it has ended: there is nothing to change" : "there is no process to change");
	else if (!ui->proc->is_living)
		ui_say(ui, "%s", priority_change_text(PRIORITY_ELSEWHERE));
	return ui->priorities->targets.count && ui->proc->is_living;
}

/* So many "processes", "threads", or "tasks" where both are among them. */
static const char *noun(const struct ui *ui, size_t count)
{
	static const char *const nouns[3][2] = { { "process", "processes" }, { "thread", "threads" }, { "task", "tasks" } };
	const struct target *t = priorities_first(ui);
	size_t threads = 0, n = ui->priorities->targets.count;

	for (size_t i = 0; i < n; i++)
		threads += t[i].who.is_thread;
	return nouns[threads == 0 ? 0 : threads == n ? 1 : 2][count != 1];
}

void priorities_write_whom(const struct ui *ui, char *out, size_t room)
{
	const struct target *t = priorities_first(ui);

	if (ui->priorities->targets.count == 1)
		snprintf(out, room, "%s%d %s", t->who.is_thread ? "thread " : "", (int)t->who.pid, t->name);
	else
		snprintf(out, room, "%zu %s", ui->priorities->targets.count, noun(ui, ui->priorities->targets.count));
}

static void do_one(struct ui *ui, const struct deed *d)
{
	const struct target *t = priorities_first(ui);
	char whom[64], now[UI_TEXT / 2] = "";

	priorities_write_whom(ui, whom, sizeof(whom));
	if (d->run(ui, t->who, now, sizeof(now)) == PRIORITY_CHANGED)
		ui_say(ui, "%s of %s %s %s now", d->what, whom, d->is, now);
	else
		ui_say(ui, "%s: %s", whom, now);
}

/* Of those that were refused the first one's reason is told. */
static void do_several(struct ui *ui, const struct deed *d)
{
	const struct target *t = priorities_first(ui);
	size_t n = ui->priorities->targets.count, refused = 0;
	char now[UI_TEXT / 2], why[48] = "";

	for (size_t i = 0; i < n; i++) {
		enum priority_change c = d->run(ui, t[i].who, now, sizeof(now));
		if (c != PRIORITY_CHANGED && refused++ == 0)
			snprintf(why, sizeof(why), "%s", priority_change_word(c));
	}
	if (refused)
		ui_say(ui, "%s: %zu %s, %zu refused (%s)", d->done, n - refused, noun(ui, n - refused), refused, why);
	else
		ui_say(ui, "%s: %zu %s", d->done, n, noun(ui, n));
}

/* Those that are tagged stay so: the key may be pressed again. */
void priorities_do(struct ui *ui, const struct deed *d)
{
	if (ui->priorities->targets.count == 1)
		do_one(ui, d);
	else
		do_several(ui, d);
	sampler_hurry(ui->sampler);
}

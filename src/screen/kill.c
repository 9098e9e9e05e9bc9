/* kill.c - which processes get which signal, and what came of it. Delivery itself is deliver.c's. */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "deliver.h"
#include "signals.h"
#include "ui.h"

#define NAMED 6          /* victims that the menu names; the others are counted */

static uint64_t now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (uint64_t)ts.tv_sec * 1000000000u + (uint64_t)ts.tv_nsec;
}

void kill_forget(struct ui *ui)
{
	const struct victim *v = ui->victims.data;

	for (size_t i = 0; i < ui->victims.count; i++)
		if (v[i].watch >= 0)
			close(v[i].watch);
	ui->victims.count = 0;
}

static bool is_victim(const struct ui *ui, pid_t pid)
{
	const struct victim *v = ui->victims.data;

	for (size_t i = 0; i < ui->victims.count; i++)
		if (v[i].pid == pid)
			return true;
	return false;
}

/* A thread stands for its process: signals are for processes. */
static void add_victim(struct ui *ui, const struct task *t)
{
	const struct task *process = t->is_thread ? sample_find(ui->sample, t->tgid) : t;
	struct value command;
	struct victim *v;

	if (!process || is_victim(ui, process->pid))
		return;
	v = vec_push(&ui->victims);
	*v = (struct victim){ .mark = mark_of(process), .pid = process->pid, .watch = -1 };
	command = task_command(&ui->scene, process);
	if (command.kind == VALUE_TEXT)
		text_printable(v->name, sizeof(v->name), command.text.bytes, command.text.length, ui->settings->set);
}

/* All that are tagged, seen or not; else the selected one. */
static void choose_victims(struct ui *ui)
{
	const struct task *tasks = sample_tasks(ui->sample), *selected = ui_selected(ui);

	kill_forget(ui);
	for (size_t i = 0; i < ui->sample->tasks.count; i++)
		if (marks_hold(&ui->tagged, mark_of(&tasks[i])))
			add_victim(ui, &tasks[i]);
	if (ui->tagged.set.count == 0 && selected)
		add_victim(ui, selected);
}

static const char *signal_name(int number)
{
	size_t n;
	const struct signal_entry *all = signals_all(&n);

	for (size_t i = 0; i < n; i++)
		if (all[i].number == number)
			return all[i].name;
	return "?";
}

static const char *outcome(enum delivery d)
{
	switch (d) {
	case DELIVERED:          return "sent";
	case DELIVERY_REUSED:    return "refused: the pid was reused";
	case DELIVERY_GONE:      return "has ended already (ESRCH)";
	case DELIVERY_FORBIDDEN: return "not permitted (EPERM)";
	case DELIVERY_ELSEWHERE: return "refused: /proc is of elsewhere";
	case DELIVERY_FAILED:    break;
	}
	return strerror(errno);
}

static enum flow receipt_key(struct ui *ui, uint32_t key)
{
	(void)key;
	ui->pane = ui->home;
	return GO_ON;
}

static void receipt_keys(struct ui *ui)
{
	static const char *const keys[] = { "any key", "Back", NULL, NULL };

	keys_draw(ui, keys);
}

/* Drawn anew each time: the outcome of a victim changes when it ends. */
static void receipt_draw(struct ui *ui)
{
	const struct victim *v = ui->victims.data;
	struct canvas *c = &ui->canvas;
	int height = ui->layout.body_rows, width = ui->layout.cols < 76 ? ui->layout.cols : 76, row, col;
	int lines = (int)ui->victims.count < height - 2 ? (int)ui->victims.count : height - 2;
	char title[64];

	if (lines < 1)
		lines = 1;
	row = ui->layout.body + (height - lines - 2) / 2;
	col = (ui->layout.cols - width) / 2;
	snprintf(title, sizeof(title), "%s: receipt", signal_name(ui->signal));
	box_draw(c, row, col, lines + 2, width, title, ui->settings->set);
	for (int i = 0; i < lines; i++) {
		char pid[16];
		int half = (width - 14) / 2;
		bool more = i + 1 == lines && (size_t)lines < ui->victims.count;
		snprintf(pid, sizeof(pid), "%d", (int)v[i].pid);
		canvas_fill(c, row + 1 + i, col + 1, width - 2, STYLE_TEXT, ' ');
		if (more) {
			snprintf(title, sizeof(title), "and %zu more", ui->victims.count - (size_t)i);
			canvas_put(c, row + 1 + i, col + 2, width - 4, STYLE_DIM, title);
			break;
		}
		canvas_put_right(c, row + 1 + i, col + 1, 8, STYLE_TEXT, pid);
		canvas_put(c, row + 1 + i, col + 10, half, STYLE_STRONG, v[i].name);
		canvas_put(c, row + 1 + i, col + 11 + half, width - half - 13, v[i].refused ? STYLE_WRONG : STYLE_TEXT, v[i].outcome);
	}
}

static void report(struct ui *ui)
{
	static const struct pane pane = { .draw = receipt_draw, .key = receipt_key, .keys = receipt_keys };
	const struct victim *v = ui->victims.data;
	size_t refused = 0;

	for (size_t i = 0; i < ui->victims.count; i++)
		refused += v[i].refused;
	if (refused) {
		ui->pane = &pane;
		ui_say(ui, "%s: %zu of %zu not sent", signal_name(ui->signal), refused, ui->victims.count);
	} else if (ui->victims.count == 1)
		ui_say(ui, "%s sent to %d %s", signal_name(ui->signal), (int)v[0].pid, v[0].name);
	else
		ui_say(ui, "%s sent to %zu processes", signal_name(ui->signal), ui->victims.count);
}

static int by_refusal(const void *a, const void *b)
{
	const struct victim *x = a, *y = b;

	return x->refused != y->refused ? y->refused - x->refused : (x->pid > y->pid) - (x->pid < y->pid);
}

static void send_signal(struct ui *ui, int number)
{
	struct victim *v = ui->victims.data;

	ui->signal = number;
	for (size_t i = 0; i < ui->victims.count; i++) {
		int *watch = i < UI_WATCHES ? &v[i].watch : NULL;
		enum delivery d = deliver(ui->proc, v[i].pid, v[i].mark.start_ns, number, watch);
		snprintf(v[i].outcome, sizeof(v[i].outcome), "%s", outcome(d));
		v[i].refused = d != DELIVERED;
	}
	/* What went wrong is read first. */
	qsort(v, ui->victims.count, sizeof(*v), by_refusal);
	ui->sent_ns = now();
	marks_clear(&ui->tagged);
	report(ui);
	sampler_hurry(ui->sampler);
}

void kill_watch(struct ui *ui)
{
	struct victim *v = ui->victims.data;
	double seconds = (double)(now() - ui->sent_ns) / 1e9;

	for (size_t i = 0; i < ui->victims.count; i++) {
		struct pollfd fd = { .fd = v[i].watch, .events = POLLIN };
		if (v[i].watch < 0 || poll(&fd, 1, 0) != 1)
			continue;
		close(v[i].watch);
		v[i].watch = -1;
		snprintf(v[i].outcome, sizeof(v[i].outcome), "ended after %.1f s", seconds);
		ui_say(ui, "%d %s ended %.1f s after %s", (int)v[i].pid, v[i].name, seconds, signal_name(ui->signal));
	}
}

static void kill_chosen(struct ui *ui, int value)
{
	send_signal(ui, value);
}

static void list_signals(struct ui *ui)
{
	size_t n;
	const struct signal_entry *all = signals_all(&n);

	for (size_t i = 0; i < n; i++)
		menu_add(&ui->menu, all[i].number, all[i].name, "%2d %-9s  %s", all[i].number, all[i].name, all[i].help)->prefix =
			strlen("SIG");
}

enum flow kill_open(struct ui *ui)
{
	const struct victim *v;
	char title[64];

	choose_victims(ui);
	v = ui->victims.data;
	if (ui->victims.count == 0) {
		ui_say(ui, "there is no process to send a signal to");
		return GO_ON;
	}
	snprintf(title, sizeof(title), "Send a signal to %zu process%s", ui->victims.count, ui->victims.count > 1 ? "es" : "");
	menu_start(&ui->menu, title, "Send");
	for (size_t i = 0; i < ui->victims.count; i++) {
		if (i + 1 == NAMED && ui->victims.count > NAMED) {
			menu_note(&ui->menu, "and %zu more", ui->victims.count - i);
			break;
		}
		menu_note(&ui->menu, "%7d %s", (int)v[i].pid, v[i].name);
	}
	list_signals(ui);
	menu_open(ui, kill_chosen);
	return GO_ON;
}

/* interactive.c - the loop: samples, keys and signals come in, frames go out. */
#define _GNU_SOURCE
#include "interactive.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "ui.h"

#define FRAME_MS 16          /* how long a frame waits for what has just come into sight */
#define FIRST_MS 50          /* how long the first frame waits for the first sample */

static volatile sig_atomic_t got_end, got_stop, got_size;

static void on_end(int signal)
{
	got_end = signal;
}

static void on_stop(int signal)
{
	(void)signal;
	got_stop = 1;
}

static void on_size(int signal)
{
	(void)signal;
	got_size = 1;
}

/* A crash must not leave a broken terminal behind; what crashed is told by the signal's own end. */
static void on_crash(int signal)
{
	terminal_rescue();
	raise(signal);
}

static const struct { int signal; void (*handler)(int); int flags; } handlers[] = {
	{ SIGINT,   on_end,   0 },
	{ SIGTERM,  on_end,   0 },
	{ SIGHUP,   on_end,   0 },
	{ SIGTSTP,  on_stop,  0 },
	{ SIGWINCH, on_size,  0 },
	{ SIGCONT,  on_size,  0 },
	{ SIGPIPE,  SIG_IGN,  0 },
	{ SIGABRT,  on_crash, SA_RESETHAND | SA_NODEFER },
	{ SIGBUS,   on_crash, SA_RESETHAND | SA_NODEFER },
	{ SIGFPE,   on_crash, SA_RESETHAND | SA_NODEFER },
	{ SIGILL,   on_crash, SA_RESETHAND | SA_NODEFER },
	{ SIGSEGV,  on_crash, SA_RESETHAND | SA_NODEFER },
	{ SIGQUIT,  on_crash, SA_RESETHAND | SA_NODEFER },
};

/* Blocks those that the loop waits for; *old is the mask to wait with. */
static void catch_signals(sigset_t *old)
{
	sigset_t block;

	sigemptyset(&block);
	for (size_t i = 0; i < ARRAY_LEN(handlers); i++) {
		struct sigaction action = { .sa_handler = handlers[i].handler, .sa_flags = handlers[i].flags };
		sigaction(handlers[i].signal, &action, NULL);
		if (handlers[i].flags == 0)
			sigaddset(&block, handlers[i].signal);
	}
	sigprocmask(SIG_BLOCK, &block, old);
}

static void want_all(struct ui *ui)
{
	view_demand(&ui->settings->view, &ui->settings->columns, &ui->demand);
	ui->demand.history_pid = 0;
	if (ui->pane->want)
		ui->pane->want(ui, &ui->demand);
	/* Whatever is shown: the pane may have put its own wishes in place of the table's. */
	alerts_want(&ui->settings->alerts, &ui->demand);
	/* The menus and the status line name users and commands. */
	ui->demand.shown |= NEED_OWNER | NEED_COMMAND;
	/* The status line tells of OOM kills. */
	ui->demand.events = true;
}

/* Says to the sampler what must be read, for all and for the rows in sight. True when that is something new. */
static bool ask(struct ui *ui)
{
	struct vec *pids = &ui->demand.shown_pids;

	want_all(ui);
	pids->count = 0;
	for (size_t i = ui->top; ui->sample && i < ui->view.rows.count && i < ui->top + (size_t)ui->layout.body_rows; i++) {
		const struct task *t = ui_task(ui, i);
		if (!t->is_thread && !t->is_ended)
			*(pid_t *)vec_push(pids) = t->pid;
	}
	pids_sort(pids);
	if (ui->demand.history_pid && !pids_hold(pids, ui->demand.history_pid)) {
		*(pid_t *)vec_push(pids) = ui->demand.history_pid;
		pids_sort(pids);
	}
	return sampler_ask(ui->sampler, &ui->demand);
}

static void take_sample(struct ui *ui)
{
	const struct sample *sample = sampler_take(ui->sampler);

	if (!sample)
		return;
	ui_take(ui, sample);
	alarm_look(ui);
}

static void draw(struct ui *ui)
{
	canvas_start(&ui->canvas, ui->layout.rows, ui->layout.cols);
	keys_forget(ui);
	if (!ui->sample)
		canvas_put(&ui->canvas, 0, 1, ui->layout.cols - 1, STYLE_DIM, "reading /proc ...");
	else {
		header_draw(ui);
		tabs_draw(ui);
		rows_draw(ui);
		status_draw(ui);
		if (ui->pane->draw) {
			canvas_cursor(&ui->canvas, 0, 0, CURSOR_CHOSEN);
			ui->pane->draw(ui);
		}
	}
	ui->pane->keys(ui);
	terminal_show(&ui->canvas, ui->wants_redraw ? EVERYTHING : CHANGES);
	ui->wants_redraw = false;
}

static enum flow table_key(struct ui *ui, uint32_t key)
{
	ui->message[0] = '\0';
	return actions_run(ui, key);
}

static const struct pane table = { .key = table_key, .keys = actions_bar };

static void resize(struct ui *ui)
{
	int rows, cols;

	terminal_size(&rows, &cols);
	ui->layout.rows = rows;
	ui->layout.cols = cols;
	ui_build(ui);
	if (ui->sample)
		ui_select(ui, ui->cursor);
	/* What was on its way to the screen when the size changed may stand anywhere now. */
	ui->wants_redraw = true;
}

/* Stops as the shell expects it: the terminal given back, nothing read meanwhile, everything drawn anew afterwards. */
static void stop_for_a_while(struct ui *ui)
{
	struct sigaction ours, usual = { .sa_handler = SIG_DFL };
	sigset_t stop, old;

	got_stop = 0;
	sampler_pause(ui->sampler, true);
	terminal_leave();
	/* By the signal itself: the kernel drops it where no shell is there to let us go on. */
	sigaction(SIGTSTP, &usual, &ours);
	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	raise(SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &stop, &old);
	sigprocmask(SIG_SETMASK, &old, NULL);
	sigaction(SIGTSTP, &ours, NULL);
	terminal_return();
	sampler_pause(ui->sampler, ui->paused);
	resize(ui);
}

/* What stands for another key wherever it is pressed: letters that are arrows, a click on a key at the bottom. */
static uint32_t meant(const struct ui *ui, uint32_t key)
{
	static const struct { uint32_t key, arrow; } letters[] = {
		{ K_ALT('h'), K_LEFT }, { K_ALT('j'), K_DOWN }, { K_ALT('k'), K_UP }, { K_ALT('l'), K_RIGHT },
	};
	int row, col;

	for (size_t i = 0; i < ARRAY_LEN(letters); i++)
		if (letters[i].key == key)
			return letters[i].arrow;
	if (key != K_CLICK)
		return key;
	terminal_click(&row, &col);
	key = keys_clicked(ui, row, col);
	return key ? key : K_CLICK;
}

/* Before the first sample there is nothing to act on but the wish to leave: the other keys wait. What was clicked was no row yet. */
static enum flow take_early(struct ui *ui, uint32_t key)
{
	if (key == 'q')
		return STOP;
	if (key != K_CLICK && ui->early_count < UI_EARLY)
		ui->early[ui->early_count++] = key;
	return GO_ON;
}

static enum flow take_keys(struct ui *ui)
{
	uint32_t key;

	for (size_t i = 0; i < ui->early_count && ui->sample; i++)
		if (ui->pane->key(ui, ui->early[i]) == STOP)
			return STOP;
	if (ui->sample)
		ui->early_count = 0;
	while ((key = terminal_key()) != K_NONE) {
		key = meant(ui, key);
		/* What else it does, the pane knows. */
		ui->wants_redraw = ui->wants_redraw || key == K_CTRL('L');
		if ((ui->sample ? ui->pane->key(ui, key) : take_early(ui, key)) == STOP)
			return STOP;
	}
	return GO_ON;
}

enum event { NOTHING, TERMINAL_GONE };

/* Waits for a key, a sample, a signal, the end of a process that was sent one, or news of the command. */
static enum event wait_for_event(struct ui *ui, int timeout_ms, const sigset_t *mask)
{
	struct pollfd fds[] = {
		{ .fd = STDIN_FILENO, .events = POLLIN },
		{ .fd = sampler_fd(ui->sampler), .events = POLLIN },
		{ .fd = ui->wake_fd, .events = POLLIN },
		{ .fd = kill_fd(ui), .events = POLLIN },
		{ .fd = ui->live ? ui->live->fd : -1, .events = POLLIN },
	};
	struct timespec timeout = { timeout_ms / 1000, timeout_ms % 1000 * 1000000L };

	if (ppoll(fds, ARRAY_LEN(fds), timeout_ms < 0 ? NULL : &timeout, mask) < 0)
		return NOTHING;
	return fds[0].revents & (POLLHUP | POLLERR | POLLNVAL) ? TERMINAL_GONE : NOTHING;
}

/* Whether there is a newer sample within that time. */
static bool has_sample(const struct ui *ui, int timeout_ms)
{
	struct pollfd fd = { .fd = sampler_fd(ui->sampler), .events = POLLIN };

	return poll(&fd, 1, timeout_ms) == 1;
}

/* What has just come into sight is read before it is shown, if that does not take long. */
static void frame(struct ui *ui)
{
	if (ask(ui) && ui->sample && !ui->paused && has_sample(ui, FRAME_MS)) {
		take_sample(ui);
		ask(ui);
	}
	draw(ui);
}

/* What was changed is written at once, unless nothing may be changed. */
static void keep(struct ui *ui)
{
	struct err e;

	if (ui->settings->readonly)
		return;
	kept_look(ui->kept, ui->settings);
	if (kept_failed(ui->kept, &e))
		ui_say(ui, "settings are not kept: %s", e.text);
}

/* The screen goes with the command that it is shown for. */
static enum flow look_at_command(struct ui *ui)
{
	enum live_news news = ui->live ? ui->live->look(ui->live) : LIVE_GOES_ON;

	if (news == LIVE_INTERRUPTED)
		ui_say(ui, "Ctrl-C went to the command: q leaves the screen, and k kills");
	return news == LIVE_ENDED ? STOP : GO_ON;
}

static void loop(struct ui *ui, const sigset_t *mask)
{
	enum flow flow;

	if (has_sample(ui, FIRST_MS))
		take_sample(ui);
	for (;;) {
		frame(ui);
		if (wait_for_event(ui, ui->wake_ms ? ui->wake_ms : -1, mask) == TERMINAL_GONE)
			got_end = SIGHUP;
		if (got_end || look_at_command(ui) == STOP)
			return;
		if (got_stop)
			stop_for_a_while(ui);
		if (got_size) {
			got_size = 0;
			terminal_resized();
			resize(ui);
		}
		if (has_sample(ui, 0))
			take_sample(ui);
		if (ui->settings->iterations && ui->last_serial >= ui->settings->iterations)
			return;
		kill_look(ui);
		if (ui->pane->look)
			ui->pane->look(ui);
		flow = take_keys(ui);
		keep(ui);
		if (flow == STOP)
			return;
	}
}

bool interactive_run(struct source *source, const struct procfs *proc, struct settings *settings, const struct keeping *keeping,
                     struct live *live, int *signal, bool *is_stuck, struct err *e)
{
	struct ui ui;
	sigset_t mask;
	struct err why;

	/* Before the terminal: curses leaves a signal alone that has a handler already. */
	catch_signals(&mask);
	/* On a screen the tree has its sums whatever the columns; in a batch those asked for are all there are. */
	settings->is_chosen = false;
	terminal_theme(themes_find(settings->color ? settings->theme : "mono"));
	terminal_mouse(settings->mouse);
	terminal_cursor(settings->cursor);
	if (!terminal_open(e))
		return false;
	ui_open(&ui, proc, settings, &table);
	ui.live = live;
	resize(&ui);
	if (settings->group)
		groups_open(&ui);
	ui.kept = kept_open(keeping, settings);
	if (keeping->fault.text[0])
		ui_say(&ui, "%s", keeping->fault.text);
	want_all(&ui);
	ui.sampler = sampler_start(source, &ui.demand, settings->delay_ns);
	alarm_open(&ui);
	loop(&ui, &mask);
	terminal_close();
	if (!kept_close(ui.kept, &why))
		fprintf(stderr, "ramtop: settings are not kept: %s\n", why.text);
	alarm_close(&ui);
	*is_stuck = !sampler_stop(ui.sampler);
	*signal = got_end;
	ui_close(&ui);
	return true;
}

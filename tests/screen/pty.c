/* pty.c - a program in a terminal: keys in, bytes out to libvterm, and the waiting for something to hold.
 * Never sleeps: it polls. Reads no cell, which is pty_screen.c's, and starts nothing itself, which is pty_holder.c's. */
#define _GNU_SOURCE
#include "pty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "pty_holder.h"
#include "pty_inside.h"

enum {
	GULP = 64 << 10,
	GULPS = 64, /* in one turn, so that a program that never stops writing cannot starve the deadline */
};

static _Noreturn void die(const char *what)
{
	fprintf(stderr, "pty: %s: %s\n", what, strerror(errno));
	abort();
}

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void flush_keys(struct pty *p)
{
	ssize_t n;

	if (p->master < 0 || p->keys_len == 0)
		return;
	n = write(p->master, p->keys, p->keys_len);
	if (n <= 0)
		return;
	p->keys_len -= (size_t)n;
	memmove(p->keys, p->keys + n, p->keys_len);
}

static void queue_keys(const char *bytes, size_t len, void *user)
{
	struct pty *p = user;

	errno = ENOBUFS;
	if (len > KEYS_MAX - p->keys_len)
		die("the program does not read its keys");
	memcpy(p->keys + p->keys_len, bytes, len);
	p->keys_len += len;
}

static int on_property(VTermProp prop, VTermValue *val, void *user)
{
	struct pty *p = user;

	if (prop == VTERM_PROP_ALTSCREEN)
		p->altscreen = val->boolean;
	if (prop == VTERM_PROP_CURSORVISIBLE)
		p->cursor = val->boolean;
	return 1;
}

static const VTermScreenCallbacks screen_callbacks = { .settermprop = on_property };

static void keep_raw(struct pty *p, const char *bytes, size_t len)
{
	if (len > PTY_RAW_MAX - p->raw_len) {
		p->raw_lost = true;
		len = PTY_RAW_MAX - p->raw_len;
	}
	if (len > p->raw_size - p->raw_len) {
		p->raw_size = 2 * (p->raw_size + len);
		p->raw = realloc(p->raw, p->raw_size);
		if (!p->raw)
			die("raw bytes");
	}
	if (len)
		memcpy(p->raw + p->raw_len, bytes, len);
	p->raw_len += len;
}

static void take_reports(struct pty *p)
{
	struct pty_report r;
	ssize_t n;

	while ((n = recv(p->talk, &r, sizeof r, MSG_DONTWAIT)) == sizeof r) {
		if (r.what == PTY_ALONE)
			p->alone = true;
		if (r.what != PTY_CHANGED)
			continue;
		p->status = r.value;
		p->state = WIFSTOPPED(r.value) ? STOPPED : WIFCONTINUED(r.value) ? RUNNING : ENDED;
	}
	if (n >= 0)
		die("the holder of the terminal died");
}

/* The kernel moves what was written across before it answers EAGAIN, so after a report of the end nothing is missed. */
static void take_output(struct pty *p)
{
	char gulp[GULP];
	ssize_t n;

	p->dry = false;
	for (int i = 0; i < GULPS; i++) {
		n = p->master < 0 ? -1 : read(p->master, gulp, sizeof gulp);
		if (n <= 0) {
			p->dry = true;
			return;
		}
		keep_raw(p, gulp, (size_t)n);
		vterm_input_write(p->vt, gulp, (size_t)n); /* its answers come through queue_keys */
	}
}

static void pump(struct pty *p, int timeout_ms)
{
	struct pollfd fds[] = {
		{ .fd = p->master, .events = (short)(p->keys_len ? POLLIN | POLLOUT : POLLIN) },
		{ .fd = p->talk, .events = POLLIN },
	};

	poll(fds, 2, timeout_ms);
	take_reports(p); /* before the output: what was written before the end is then surely in it */
	take_output(p);
	flush_keys(p);
}

static void set_size(struct pty *p, int rows, int cols)
{
	struct winsize w = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };

	errno = EINVAL;
	if (rows < 1 || cols < 1 || rows > PTY_ROWS_MAX || cols > PTY_COLS_MAX || ioctl(p->master, TIOCSWINSZ, &w) < 0)
		die("size");
	p->rows = rows;
	p->cols = cols;
}

struct pty *pty_open(const char *const *argv, int rows, int cols, const char *const *env)
{
	struct pty *p = calloc(1, sizeof *p);
	struct pty_report started;

	if (!p)
		die("memory");
	p->patience = PTY_PATIENCE_MS;
	p->master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
	if (p->master < 0 || grantpt(p->master) < 0 || unlockpt(p->master) < 0)
		die("no pty");
	set_size(p, rows, cols);
	p->vt = vterm_new(rows, cols);
	vterm_set_utf8(p->vt, 1);
	vterm_output_set_callback(p->vt, queue_keys, p);
	p->screen = vterm_obtain_screen(p->vt);
	vterm_screen_set_callbacks(p->screen, &screen_callbacks, p);
	vterm_screen_enable_altscreen(p->screen, 1);
	vterm_screen_reset(p->screen, 1);
	p->holder = pty_hold(p->master, argv, env, &p->talk);
	if (p->holder < 0 || recv(p->talk, &started, sizeof started, 0) != sizeof started)
		die("no holder");
	p->pid = started.value;
	return p;
}

void pty_close(struct pty *p)
{
	if (!p)
		return;
	shutdown(p->talk, SHUT_RDWR); /* unlike close, it reaches the holder even if someone else has a copy */
	while (waitpid(p->holder, NULL, 0) < 0 && errno == EINTR)
		;
	close(p->talk);
	if (p->master >= 0)
		close(p->master);
	vterm_free(p->vt);
	free(p->raw);
	free(p->picture);
	free(p);
}

void pty_patience(struct pty *p, int ms)
{
	p->patience = ms;
}

void pty_type(struct pty *p, const char *keys)
{
	queue_keys(keys, strlen(keys), p);
	flush_keys(p);
}

void pty_resize(struct pty *p, int rows, int cols)
{
	take_output(p); /* what was drawn for the old size belongs on the old screen */
	set_size(p, rows, cols);
	vterm_set_size(p->vt, rows, cols);
}

void pty_hangup(struct pty *p)
{
	take_output(p);
	close(p->master);
	p->master = -1;
}

void pty_signal(struct pty *p, int signo)
{
	if (signo == SIGCONT && p->state == STOPPED)
		p->state = RUNNING; /* or the next pty_wait_stopped would see the old stop */
	send(p->talk, &signo, sizeof signo, MSG_NOSIGNAL);
}

pid_t pty_pid(const struct pty *p)
{
	return p->pid;
}

bool pty_wait(struct pty *p, bool (*holds)(const struct pty *, void *), void *arg)
{
	int64_t end = now_ms() + p->patience, left;

	pump(p, 0);
	while (!holds(p, arg)) {
		left = end - now_ms();
		if (left <= 0 || (p->alone && p->dry))
			return false;
		pump(p, (int)left);
	}
	return true;
}

static bool is_stopped(const struct pty *p, void *arg)
{
	(void)arg;
	return p->state == STOPPED;
}

bool pty_wait_stopped(struct pty *p)
{
	return pty_wait(p, is_stopped, NULL);
}

static bool is_ended(const struct pty *p, void *arg)
{
	(void)arg;
	return p->state == ENDED && p->dry;
}

bool pty_wait_exit(struct pty *p, int *status)
{
	bool ended = pty_wait(p, is_ended, NULL);

	if (ended && status)
		*status = p->status;
	return ended;
}

bool pty_wait_code(struct pty *p, int code)
{
	return pty_wait_exit(p, NULL) && WIFEXITED(p->status) && WEXITSTATUS(p->status) == code;
}

static bool has_written(const struct pty *p, void *bytes)
{
	return p->raw && memmem(p->raw, p->raw_len, bytes, strlen(bytes));
}

bool pty_wait_raw(struct pty *p, const char *bytes)
{
	return pty_wait(p, has_written, (void *)bytes);
}

const char *pty_raw(const struct pty *p, size_t *len)
{
	errno = EOVERFLOW;
	if (p->raw_lost)
		die("raw bytes");
	*len = p->raw_len;
	return p->raw ? p->raw : "";
}

bool pty_termios(const struct pty *p, struct termios *t)
{
	return p->master >= 0 && tcgetattr(p->master, t) == 0; /* Linux: the master answers for the other side */
}

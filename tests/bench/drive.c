/* drive.c - a child behind a pty. Does not know what is measured, nor what the bytes mean. */
#define _GNU_SOURCE
#include "drive.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "interrupt.h"

/* Output within this time of the last belongs to the same refresh. */
#define BURST_GAP (100 * CLOCK_MS)
#define GENTLE    (2 * CLOCK_S)

static bool become(const struct user *user)
{
	if (getuid() == user->uid)
		return true;
	/* As login does: a program may open its terminal by name. */
	return fchown(STDIN_FILENO, user->uid, (gid_t)-1) == 0 && setgroups(0, NULL) == 0
		&& setgid(user->gid) == 0 && setuid(user->uid) == 0;
}

static void exec_monitor(const struct drive *d, const struct monitor *monitor, const struct setting *setting,
			 const struct user *user, int program, int report)
{
	char *argv[MONITOR_ARGS + 2] = { (char *)monitor->path };
	char home[sizeof d->home.path + 8], path[4096];
	char term[] = "TERM=xterm-256color", locale[] = "LC_ALL=C.UTF-8";
	char *env[] = { home, path, term, locale, NULL };
	const char *search = getenv("PATH");
	int error;

	memcpy(argv + 1, setting->args, sizeof setting->args);
	snprintf(home, sizeof home, "HOME=%s", d->home.path);
	snprintf(path, sizeof path, "PATH=%s", search ? search : "/usr/bin:/bin");
	signal(SIGINT, SIG_DFL);
	signal(SIGTERM, SIG_DFL);
	signal(SIGHUP, SIG_DFL);
	if (become(user) && chdir("/") == 0) {
		/* A change of user clears it, so not before. */
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		execve(monitor->path, argv, env);
		/* A build directory may be closed to others: the file itself need not be. */
		fexecve(program, argv, env);
	}
	error = errno;
	if (write(report, &error, sizeof error) < 0)
		_exit(126);
	_exit(127);
}

/* 0 when the exec went well: it closed the pipe. */
static int exec_error(int fd)
{
	int error = 0;
	ssize_t n;

	do
		n = read(fd, &error, sizeof error);
	while (n < 0 && errno == EINTR);
	return n > 0 ? error : 0;
}

static int start(struct drive *d, const struct monitor *monitor, const struct setting *setting, const struct user *user,
		 struct terminal_size size)
{
	struct winsize ws = { .ws_col = size.columns, .ws_row = size.rows };
	int report[2], error, program;

	program = open(monitor->path, O_PATH | O_CLOEXEC);
	if (program < 0)
		return errno;
	if (pipe2(report, O_CLOEXEC) < 0) {
		error = errno;
		close(program);
		return error;
	}
	fflush(NULL);
	d->born = clock_now();
	d->pid = forkpty(&d->fd, NULL, NULL, &ws);
	error = errno;
	if (d->pid == 0)
		exec_monitor(d, monitor, setting, user, program, report[1]);
	close(program);
	close(report[1]);
	if (d->pid > 0) {
		fcntl(d->fd, F_SETFD, FD_CLOEXEC);
		fcntl(d->fd, F_SETFL, O_NONBLOCK);
		error = exec_error(report[0]);
	}
	close(report[0]);
	return error;
}

bool drive_open(struct drive *d, const struct monitor *monitor, const struct setting *setting, const struct user *user,
		struct terminal_size size)
{
	const struct monitor_spec *spec = monitor->spec;
	int error;

	*d = (struct drive){ .pid = -1, .fd = -1 };
	if (!home_open(&d->home, user->uid, user->gid)) {
		fprintf(stderr, "bench: cannot make a home for %s: %s\n", spec->name, strerror(errno));
		return false;
	}
	if (setting->config && !home_write(&d->home, spec->file, setting->config, user->uid, user->gid))
		error = errno;
	else
		error = start(d, monitor, setting, user, size);
	if (error == 0)
		return true;
	fprintf(stderr, "bench: cannot start %s as %s: %s\n", monitor->path, user->name, strerror(error));
	drive_close(d);
	return false;
}

void drive_expect(struct drive *d, const char *mark)
{
	d->mark = mark;
	d->marked = false;
	d->tail_len = 0;
}

static void look_for_mark(struct drive *d, const char *text, size_t len)
{
	size_t keep = strlen(d->mark) - 1, head = len < keep ? len : keep, seam_len, rest;
	char seam[2 * DRIVE_MARK_MAX];

	memcpy(seam, d->tail, d->tail_len);
	memcpy(seam + d->tail_len, text, head);
	seam_len = d->tail_len + head;
	if (memmem(text, len, d->mark, keep + 1) || memmem(seam, seam_len, d->mark, keep + 1))
		d->marked = true;

	rest = seam_len < keep ? seam_len : keep;
	memcpy(d->tail, len >= keep ? text + len - keep : seam + seam_len - rest, rest);
	d->tail_len = rest;
}

static void take(struct drive *d)
{
	static char buf[65536];
	ssize_t n = read(d->fd, buf, sizeof buf);
	uint64_t now = clock_now();

	if (n <= 0) {
		/* EIO: the last one to hold the terminal has gone. */
		d->ended = n == 0 || (errno != EAGAIN && errno != EINTR);
		return;
	}
	if (d->bytes == 0 || now - d->last_byte > BURST_GAP)
		d->bursts++;
	d->bytes += (uint64_t)n;
	d->last_byte = now;
	if (d->mark && !d->marked)
		look_for_mark(d, buf, (size_t)n);
}

static void listen_until(struct drive *d, uint64_t deadline)
{
	struct pollfd p = { .fd = d->fd, .events = POLLIN };
	uint64_t now = clock_now();
	uint64_t ns = deadline > now ? deadline - now : 0;
	struct timespec t = { .tv_sec = (time_t)(ns / CLOCK_S), .tv_nsec = (long)(ns % CLOCK_S) };

	if (ppoll(&p, 1, &t, NULL) > 0)
		take(d);
}

bool drive_until(struct drive *d, uint64_t deadline)
{
	while (!d->ended && !interrupted() && clock_now() < deadline)
		listen_until(d, deadline);
	return !d->ended && !interrupted();
}

bool drive_burst(struct drive *d, uint64_t quiet, uint64_t deadline)
{
	uint64_t before = d->bytes;

	while (!d->ended && !interrupted() && clock_now() < deadline) {
		uint64_t silent = d->bytes > before ? d->last_byte + quiet : deadline;

		if (d->bytes > before && clock_now() >= silent)
			return true;
		listen_until(d, silent < deadline ? silent : deadline);
	}
	return !d->ended && !interrupted();
}

bool drive_until_marked(struct drive *d, uint64_t deadline)
{
	while (!d->ended && !interrupted() && !d->marked && clock_now() < deadline)
		listen_until(d, deadline);
	return !d->ended && !interrupted();
}

bool drive_type(struct drive *d, const char *keys)
{
	return write(d->fd, keys, strlen(keys)) == (ssize_t)strlen(keys);
}

static bool is_dead(pid_t pid)
{
	siginfo_t info = { .si_pid = 0 };

	return waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == pid;
}

void drive_close(struct drive *d)
{
	if (d->pid > 0) {
		uint64_t deadline = clock_now() + GENTLE;

		kill(d->pid, SIGTERM);
		/* It may be writing its goodbye: a full terminal would block it. */
		while (!is_dead(d->pid) && clock_now() < deadline) {
			if (d->ended)
				clock_sleep(CLOCK_MS);
			else
				listen_until(d, clock_now() + 5 * CLOCK_MS);
		}
		/* Not reaped yet, so the number still means this session: nobody else is hit. */
		kill(-d->pid, SIGKILL);
		kill(d->pid, SIGKILL);
		while (waitpid(d->pid, NULL, 0) < 0 && errno == EINTR)
			;
		d->pid = -1;
	}
	if (d->fd >= 0)
		close(d->fd);
	d->fd = -1;
	if (d->home.path[0])
		home_close(&d->home);
}

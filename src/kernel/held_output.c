/* held_output.c - holds what comes out of a pipe until the terminal is free. Understands none of it. */
#define _GNU_SOURCE
#include "held_output.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "vec.h"

#define GULP 65536
#define GULPS 16             /* at a time: more than a pipe holds, and an end to it where somebody writes for ever */

/* ---- the process that holds it ------------------------------------------------------------------------------------------------- */

/* Its descriptors. Everything else that we have open it must not keep open. */
enum { PIPE, TERMINAL, STORE, TALK, DESCRIPTORS };

struct holder {
	void (*recover)(int terminal);
	bool is_free;                /* what comes goes to the terminal */
	bool has_writers, has_owner;
	uint64_t lost;               /* bytes that could not be kept */
	int error;                   /* why */
};

/* Returns how many of them could not be written. */
static size_t write_all(int fd, const char *bytes, size_t length)
{
	while (length) {
		ssize_t n = write(fd, bytes, length);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		bytes += n;
		length -= (size_t)n;
	}
	return length;
}

static void take(struct holder *h)
{
	static char gulp[GULP];
	ssize_t n = 1;
	size_t left;

	for (int i = 0; i < GULPS && (n = read(PIPE, gulp, sizeof(gulp))) > 0; i++) {
		/* A terminal that has gone takes nothing: that is no reason to stop the others from writing. */
		left = write_all(h->is_free ? TERMINAL : STORE, gulp, (size_t)n);
		if (!left || h->is_free)
			continue;
		h->error = errno;
		h->lost += left;
	}
	h->has_writers = n != 0;
}

static void let_go(struct holder *h)
{
	static char gulp[GULP];
	ssize_t n;

	take(h);
	if (h->is_free)
		return;
	h->is_free = true;
	lseek(STORE, 0, SEEK_SET);
	while ((n = read(STORE, gulp, sizeof(gulp))) > 0 && write_all(TERMINAL, gulp, (size_t)n) == 0)
		;
	if (h->lost) {
		n = snprintf(gulp, sizeof(gulp), "ramtop: %" PRIu64 " bytes of this output are lost: %s\n", h->lost, strerror(h->error));
		write_all(TERMINAL, gulp, (size_t)n);
	}
	/* Whoever stays behind may stay for long. */
	if (ftruncate(STORE, 0) != 0)
		h->error = errno;
	take(h);
}

static void hear(struct holder *h)
{
	char word;

	h->has_owner = recv(TALK, &word, 1, 0) == 1;
	if (!h->has_owner && !h->is_free)
		h->recover(TERMINAL);
	let_go(h);
	if (h->has_owner)
		send(TALK, &word, 1, MSG_NOSIGNAL);
}

static _Noreturn void hold(void (*recover)(int terminal))
{
	struct holder h = { .recover = recover, .has_writers = true, .has_owner = true };

	while (h.has_writers || h.has_owner) {
		struct pollfd fds[] = { { .fd = h.has_writers ? PIPE : -1, .events = POLLIN }, { .fd = h.has_owner ? TALK : -1, .events = POLLIN } };
		if (poll(fds, ARRAY_LEN(fds), -1) <= 0)
			continue;
		if (fds[0].revents)
			take(&h);
		if (fds[1].revents)
			hear(&h);
	}
	_exit(0);
}

/* What is typed or sent to all of us is for the command. */
static _Noreturn void become_holder(const int fds[DESCRIPTORS], void (*recover)(int terminal))
{
	static const int not_ours[] = { SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGUSR1, SIGUSR2, SIGPIPE, SIGXFSZ, SIGTTOU };
	int high[DESCRIPTORS];

	for (size_t i = 0; i < ARRAY_LEN(not_ours); i++)
		signal(not_ours[i], SIG_IGN);
	prctl(PR_SET_NAME, "ramtop-output");
	for (int i = 0; i < DESCRIPTORS; i++)
		high[i] = fcntl(fds[i], F_DUPFD, DESCRIPTORS);
	for (int i = 0; i < DESCRIPTORS; i++)
		dup2(high[i], i);
	closefrom(DESCRIPTORS);
	hold(recover);
}

/* ---- ours ---------------------------------------------------------------------------------------------------------------------- */

/* A file that nobody else sees and that goes with the last who has it open. */
static int open_in(const char *dir)
{
	char name[4096];
	int fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, 0600);

	if (fd >= 0 || (size_t)snprintf(name, sizeof(name), "%s/ramtop-XXXXXX", dir) >= sizeof(name))
		return fd;
	fd = mkostemp(name, O_CLOEXEC);
	if (fd >= 0)
		unlink(name);
	return fd;
}

/* Not first in /tmp: that is often memory, which is what this is not to take. */
static int open_store(struct err *e)
{
	const char *places[] = { getenv("TMPDIR"), "/var/tmp", "/tmp" };
	int fd = -1;

	for (size_t i = 0; i < ARRAY_LEN(places) && fd < 0; i++)
		if (places[i] && places[i][0])
			fd = open_in(places[i]);
	if (fd < 0)
		err_set(e, "there is nowhere to keep the command's output: /tmp: %s", strerror(errno));
	return fd;
}

static void shut(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

bool held_output_open(struct held_output *h, int terminal, void (*recover)(int terminal), struct err *e)
{
	int ends[2] = { -1, -1 }, talk[2] = { -1, -1 }, store = open_store(e);
	pid_t pid = -1;

	*h = (struct held_output){ -1, -1 };
	if (store < 0)
		return false;
	if (pipe2(ends, O_CLOEXEC) == 0 && socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, talk) == 0) {
		fcntl(ends[0], F_SETFL, O_NONBLOCK);
		pid = fork();
	}
	if (pid == 0)
		become_holder((const int[DESCRIPTORS]){ [PIPE] = ends[0], [TERMINAL] = terminal, [STORE] = store, [TALK] = talk[1] }, recover);
	if (pid < 0)
		err_set(e, "the command's output cannot be kept: %s", strerror(errno));
	else
		*h = (struct held_output){ ends[1], talk[0] };
	shut(&store);
	shut(&ends[0]);
	shut(&talk[1]);
	if (pid < 0) {
		shut(&ends[1]);
		shut(&talk[0]);
	}
	return pid > 0;
}

void held_output_release(struct held_output *h)
{
	char word = '\n';
	ssize_t n;

	if (h->talk < 0 || send(h->talk, &word, 1, MSG_NOSIGNAL) != 1)
		return;
	do
		n = recv(h->talk, &word, 1, 0);
	while (n < 0 && errno == EINTR);
}

void held_output_close(struct held_output *h)
{
	shut(&h->in);
	shut(&h->talk);
}

/* fake_engine.h - somebody who listens where a container engine would, and answers well, badly or not at all. */
#ifndef FAKE_ENGINE_H
#define FAKE_ENGINE_H

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "suite.h"

struct fake_engine {
	pid_t pid;
	char path[108];
	struct fake_seen { char question[16384]; unsigned count; } *seen;   /* shared with it: what it was asked last, and how often */
};

/* Reads what is asked and answers. */
typedef void fake_answer(int to, const void *with);

static inline void fake_send(int to, const void *bytes, size_t length)
{
	const char *at = bytes;

	for (ssize_t n; length && (n = send(to, at, length, MSG_NOSIGNAL)) > 0; length -= (size_t)n)
		at += n;
}

static inline void fake_send_text(int to, const char *text)
{
	fake_send(to, text, strlen(text));
}

static inline void fake_send_json(int to, const void *json)
{
	char head[128];

	snprintf(head, sizeof(head), "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n", strlen(json));
	fake_send_text(to, head);
	fake_send_text(to, json);
}

static inline void fake_hear(int from, struct fake_seen *seen)
{
	size_t used = 0;
	ssize_t n;

	while (used < sizeof(seen->question) - 1 && (n = read(from, seen->question + used, sizeof(seen->question) - 1 - used)) > 0) {
		used += (size_t)n;
		seen->question[used] = '\0';
		if (strstr(seen->question, "\r\n\r\n"))
			break;
	}
	seen->count++;
}

/* Starts it at this path; an answer of NULL: it never takes a call. */
static inline void fake_engine_start_at(struct fake_engine *e, const char *path, fake_answer *answer, const void *with)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), to;

	snprintf(e->path, sizeof(e->path), "%s", path);
	memcpy(at.sun_path, e->path, sizeof(at.sun_path));
	e->seen = mmap(NULL, sizeof(*e->seen), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	ck_assert(e->seen != MAP_FAILED);
	ck_assert_int_eq(bind(fd, (struct sockaddr *)&at, sizeof(at)), 0);
	ck_assert_int_eq(listen(fd, 16), 0);
	e->pid = fork();
	if (e->pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		while (!answer)
			pause();
		for (;;) {
			to = accept(fd, NULL, NULL);
			fake_hear(to, e->seen);
			answer(to, with);
			close(to);
		}
	}
	close(fd);
}

static inline void fake_engine_start(struct fake_engine *e, const char *dir, fake_answer *answer, const void *with)
{
	char path[sizeof(e->path)];

	snprintf(path, sizeof(path), "%s/engine.sock", dir);
	fake_engine_start_at(e, path, answer, with);
}

static inline void fake_engine_end(struct fake_engine *e)
{
	kill(e->pid, SIGKILL);
	waitpid(e->pid, NULL, 0);
	munmap(e->seen, sizeof(*e->seen));
}

#endif

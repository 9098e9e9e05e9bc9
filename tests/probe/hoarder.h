/* hoarder.h - a process with memory of every kind: see hoard.c. */
#ifndef HOARDER_H
#define HOARDER_H

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "suite.h"

#define HOARD "build/check/hoard"

struct hoarder {
	pid_t pid;
	char dir[64];
	int say;
	FILE *hear;
};

static inline void hoarder_hear(struct hoarder *h, const char *word)
{
	char line[64];

	ck_assert_msg(fgets(line, sizeof(line), h->hear) && strncmp(line, word, strlen(word)) == 0, "the hoarder did not say %s", word);
}

static inline void hoarder_start(struct hoarder *h)
{
	int in[2], out[2];

	strcpy(h->dir, "/tmp/ramtop-hoard-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(h->dir));
	ck_assert_int_eq(pipe2(in, O_CLOEXEC), 0);
	ck_assert_int_eq(pipe2(out, O_CLOEXEC), 0);
	h->pid = fork();
	ck_assert_int_ge(h->pid, 0);
	if (h->pid == 0) {
		dup2(in[0], STDIN_FILENO);
		dup2(out[1], STDOUT_FILENO);
		setenv("HOARD", "a\033[31mb\nc", 1);
		execl(HOARD, "hoard", h->dir, (char *)NULL);
		_exit(127);
	}
	close(in[0]);
	close(out[1]);
	h->say = in[1];
	h->hear = fdopen(out[0], "r");
	hoarder_hear(h, "ready");
}

/* Another 8 MB of shared memory. */
static inline void hoarder_grow(struct hoarder *h)
{
	ck_assert_int_eq(write(h->say, "more\n", 5), 5);
	hoarder_hear(h, "more");
}

static inline void hoarder_kill(struct hoarder *h)
{
	kill(h->pid, SIGKILL);
	ck_assert_int_eq(waitpid(h->pid, NULL, 0), h->pid);
	h->pid = 0;
}

static inline void hoarder_end(struct hoarder *h)
{
	char command[128];

	if (h->pid)
		hoarder_kill(h);
	close(h->say);
	fclose(h->hear);
	snprintf(command, sizeof(command), "rm -rf %s", h->dir);
	ck_assert_int_eq(system(command), 0);
}

#endif

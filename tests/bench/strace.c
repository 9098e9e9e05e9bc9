/* strace.c - drives strace -c. Does not know what a refresh is. */
#define _GNU_SOURCE
#include "strace.h"

#include <ctype.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"

#define LAST_WORD (5 * CLOCK_S)

bool strace_open(struct strace *s, pid_t target)
{
	char pid[16], out[32];

	s->fd = memfd_create("strace", 0);
	if (s->fd < 0)
		return false;
	snprintf(pid, sizeof pid, "%d", (int)target);
	snprintf(out, sizeof out, "/dev/fd/%d", s->fd);
	fflush(NULL);
	s->pid = fork();
	if (s->pid == 0) {
		int null = open("/dev/null", O_RDWR);

		setpgid(0, 0);
		dup2(null, STDIN_FILENO);
		dup2(null, STDERR_FILENO);
		/* SIGTERM: it detaches first. A killed tracer would leave that to the kernel. */
		prctl(PR_SET_PDEATHSIG, SIGTERM);
		execlp("strace", "strace", "-c", "-f", "-o", out, "-p", pid, (char *)NULL);
		_exit(127);
	}
	fcntl(s->fd, F_SETFD, FD_CLOEXEC);
	if (s->pid > 0)
		return true;
	close(s->fd);
	return false;
}

/* "% time seconds usecs/call calls errors syscall": right-aligned, and the errors may be blank. So go by where "calls" ends. */
static bool parse(char *text, double *calls)
{
	char *title = strstr(text, " calls ");
	char *total = strstr(text, " total");
	char *line;

	if (!title || !total)
		return false;
	title++;
	for (line = total; line > text && line[-1] != '\n'; line--)
		;
	for (char *p = title; p > text && p[-1] != '\n'; p--)
		line++;
	line += strlen("calls");
	if (line >= total)
		return false;
	*line = '\0';
	while (isdigit((unsigned char)line[-1]))
		line--;
	*calls = strtod(line, NULL);
	return *calls > 0;
}

bool strace_close(struct strace *s, double *calls)
{
	uint64_t deadline = clock_now() + LAST_WORD;
	char text[16384];
	ssize_t n;

	kill(s->pid, SIGINT);
	while (waitpid(s->pid, NULL, WNOHANG) == 0) {
		if (clock_now() > deadline)
			kill(s->pid, SIGKILL);
		clock_sleep(5 * CLOCK_MS);
	}
	n = pread(s->fd, text, sizeof text - 1, 0);
	close(s->fd);
	if (n <= 0)
		return false;
	text[n] = '\0';
	return parse(text, calls);
}

/* child.h - children that stand still, and children without rights. */
#ifndef CHILD_H
#define CHILD_H

#include <grp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "stat.h"
#include "suite.h"

#define CHILD_NOBODY 65534

/* A child that does what it is told, then waits. */
static inline pid_t child_start(void (*first)(void))
{
	int ready[2];
	char byte;
	pid_t pid;

	ck_assert_int_eq(pipe(ready), 0);
	pid = fork();
	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);   /* a test that fails leaves nobody behind */
		if (first)
			first();
		if (write(ready[1], "", 1) != 1)
			_exit(1);
		for (;;)
			pause();
	}
	close(ready[1]);
	ck_assert_int_eq(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	return pid;
}

/* Stops it: from here on none of its values changes. */
static inline void child_stop(pid_t pid)
{
	int status;

	ck_assert_int_eq(kill(pid, SIGSTOP), 0);
	ck_assert_int_eq(waitpid(pid, &status, WUNTRACED), pid);
	ck_assert(WIFSTOPPED(status));
}

static inline void child_end(pid_t pid)
{
	int status;

	ck_assert_int_eq(kill(pid, SIGKILL), 0);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
}

/* When it was started, in nanoseconds since boot. */
static inline uint64_t child_start_ns(pid_t pid)
{
	char path[32], text[STAT_ROOM];
	struct stat_line line;
	FILE *in;
	size_t n;

	snprintf(path, sizeof(path), "/proc/%d/stat", pid);
	in = fopen(path, "r");
	ck_assert_ptr_nonnull(in);
	n = fread(text, 1, sizeof(text), in);
	fclose(in);
	ck_assert(stat_parse(text, n, &line));
	return line.start_ns;
}

/* Does this in a child of its own, as a plain user, who may not read what is others'. Its assertions count. */
static inline void child_as_nobody(void (*act)(void *), void *with)
{
	int status;
	pid_t pid = fork();

	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		if (geteuid() == 0 && (setgroups(0, NULL) != 0 || setgid(CHILD_NOBODY) != 0 || setuid(CHILD_NOBODY) != 0))
			_exit(2);
		act(with);
		_exit(0);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 0, "as nobody: status %x", (unsigned)status);
}

#endif

/* runner_test.c - commands in the background. */
#define _GNU_SOURCE
#include "suite.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "runner.h"
#include "vec.h"

static char **environment(const char *variable)
{
	char **e = memory_new(3 * sizeof(*e));

	e[0] = strdup("PATH=/usr/bin:/bin");
	e[1] = variable ? strdup(variable) : NULL;
	e[2] = NULL;
	return e;
}

/* A pipe without a name, which commands write to by the path of its end: they inherit nothing. */
static int ends[2];
static char say[256];

static void start(void)
{
	ck_assert_int_eq(pipe2(ends, O_CLOEXEC), 0);
}

/* The command, with SAY for what to write to. */
static const char *with_pipe(const char *command)
{
	const char *at = strstr(command, "SAY");

	snprintf(say, sizeof(say), "%.*s/proc/%d/fd/%d%s", (int)(at - command), command, (int)getpid(), ends[1], at + 3);
	return say;
}

/* What has been written, a line of it. */
static const char *line(void)
{
	static char text[4096];
	size_t n = 0;

	while (n < sizeof(text) - 1) {
		struct pollfd fd = { .fd = ends[0], .events = POLLIN };
		ck_assert_msg(poll(&fd, 1, 20000) == 1, "nothing was written");
		ck_assert_int_eq(read(ends[0], text + n, 1), 1);
		if (text[n++] == '\n')
			break;
	}
	text[n ? n - 1 : 0] = '\0';
	return text;
}

START_TEST(a_command_gets_its_environment_and_nothing_else)
{
	struct runner *r = runner_open(RUNNER_DROPS_ERRORS);

	start();
	setenv("RAMTOP_OURS", "yes", 1);
	ck_assert(runner_start(r, with_pipe("echo \"$NAME,$RAMTOP_OURS,$(cat)\" > SAY"), environment("NAME=$(touch /tmp/never); 'x'")));
	ck_assert_str_eq(line(), "$(touch /tmp/never); 'x',,");
	ck_assert(runner_start(r, with_pipe("{ ls /proc/self/fd | tr '\\n' ' '; echo; } > SAY"), environment(NULL)));
	/* 3 is ls's own. */
	ck_assert_str_eq(line(), "0 1 2 3 ");
	runner_close(r);
}
END_TEST

START_TEST(a_command_has_a_session_and_the_usual_signals)
{
	struct runner *r;
	sigset_t all;

	start();
	signal(SIGPIPE, SIG_IGN);
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, NULL);
	r = runner_open(RUNNER_DROPS_ERRORS);
	ck_assert(runner_start(r, with_pipe("grep -E 'Sig(Blk|Ign)' /proc/self/status | grep -c '0000000$' > SAY"), environment(NULL)));
	ck_assert_str_eq(line(), "2");
	ck_assert(runner_start(r, with_pipe("set -- $(cat /proc/$$/stat); test $6 = $$ && echo leader > SAY"), environment(NULL)));
	ck_assert_str_eq(line(), "leader");
	runner_close(r);
}
END_TEST

/* Whether there is no child left that could be waited for. */
static bool all_reaped(void)
{
	siginfo_t info;

	return waitid(P_ALL, 0, &info, WEXITED | WNOWAIT | WNOHANG) < 0 && errno == ECHILD;
}

START_TEST(commands_are_reaped)
{
	struct runner *r = runner_open(RUNNER_DROPS_ERRORS);

	start();
	for (int i = 0; i < 20; i++)
		ck_assert(runner_start(r, "exit 3", environment(NULL)));
	ck_assert(runner_start(r, with_pipe("echo done > SAY"), environment(NULL)));
	ck_assert_str_eq(line(), "done");
	ck_assert(until(all_reaped()));
	runner_close(r);
}
END_TEST

START_TEST(too_many_are_refused)
{
	struct runner *r = runner_open(RUNNER_DROPS_ERRORS);
	int stop[2], refused = 0;
	char wait[64];

	start();
	ck_assert_int_eq(pipe2(stop, O_CLOEXEC), 0);
	snprintf(wait, sizeof(wait), "read x < /proc/%d/fd/%d", (int)getpid(), stop[0]);
	for (int i = 0; i < RUNNER_MOST + 5; i++)
		refused += !runner_start(r, wait, environment(NULL));
	ck_assert_int_ge(refused, 4);   /* one may be on its way from one list to the other */
	ck_assert_int_eq(write(stop[1], "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n"
	                                "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n", 68), 68);
	close(stop[1]);
	/* There is room again when they have ended. */
	ck_assert(until(runner_start(r, with_pipe("echo again > SAY"), environment(NULL))));
	ck_assert_str_eq(line(), "again");
	runner_close(r);
}
END_TEST

START_TEST(closing_starts_what_was_asked_for_and_waits_for_none)
{
	struct runner *r = runner_open(RUNNER_DROPS_ERRORS);
	struct timespec before, after;

	start();
	clock_gettime(CLOCK_MONOTONIC, &before);
	ck_assert(runner_start(r, with_pipe("echo $$ > SAY; exec sleep 100"), environment(NULL)));
	runner_close(r);
	clock_gettime(CLOCK_MONOTONIC, &after);
	ck_assert_int_lt(after.tv_sec - before.tv_sec, 20);
	kill((pid_t)atoi(line()), SIGKILL);
	while (wait(NULL) > 0)
		;
}
END_TEST

SUITE(runner, a_command_gets_its_environment_and_nothing_else, a_command_has_a_session_and_the_usual_signals, commands_are_reaped,
      too_many_are_refused, closing_starts_what_was_asked_for_and_waits_for_none)

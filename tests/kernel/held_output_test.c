/* held_output_test.c - what is written is held until it is let go, all of it and in its order. The terminal is a file here. */
#define _GNU_SOURCE
#include "suite.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "held_output.h"
#include "vec.h"

static struct held_output held;
static int terminal;   /* what is let go */

static void recover(int fd)
{
	if (write(fd, "[back] ", 7) != 7)
		abort();
}

static void start(void)
{
	struct err e;

	terminal = memfd_create("terminal", MFD_CLOEXEC);
	ck_assert_int_ge(terminal, 0);
	ck_assert_msg(held_output_open(&held, terminal, recover, &e), "%s", e.text);
}

static void say(int fd, const char *text)
{
	ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
}

static const char *shown(void)
{
	static char text[1 << 20];
	ssize_t n = pread(terminal, text, sizeof(text) - 1, 0);

	text[n > 0 ? n : 0] = '\0';
	return text;
}

/* From two that write into it, as stdout and stderr of one command do. */
START_TEST(nothing_is_seen_before_it_is_let_go_and_then_all_of_it_in_its_order)
{
	int other;

	start();
	other = dup(held.in);
	say(held.in, "one\n");
	say(other, "two\n");
	say(held.in, "three\n");
	ck_assert_str_eq(shown(), "");
	held_output_release(&held);
	ck_assert_str_eq(shown(), "one\ntwo\nthree\n");
	say(other, "four\n");
	held_output_release(&held);
	ck_assert_str_eq(shown(), "one\ntwo\nthree\nfour\n");
	close(other);
	held_output_close(&held);
}
END_TEST

START_TEST(more_than_a_pipe_holds_is_held_without_anybody_waiting)
{
	char line[64];
	size_t length = 0;

	start();
	for (int i = 0; i < 10000; i++) {
		snprintf(line, sizeof(line), "line %d of many\n", i);
		say(held.in, line);
		length += strlen(line);
	}
	ck_assert_str_eq(shown(), "");
	held_output_release(&held);
	ck_assert_uint_eq(strlen(shown()), length);
	ck_assert_ptr_nonnull(strstr(shown(), "\nline 9999 of many\n"));
	held_output_close(&held);
}
END_TEST

/* As when whoever showed the screen was killed; and who still writes is not cut off. */
START_TEST(what_is_held_comes_out_behind_the_recovery_when_its_owner_has_gone)
{
	int daemon;

	start();
	daemon = dup(held.in);
	say(daemon, "early ");
	held_output_close(&held);
	ck_assert(until(strcmp(shown(), "[back] early ") == 0));
	say(daemon, "late");
	ck_assert(until(strcmp(shown(), "[back] early late") == 0));
	close(daemon);
}
END_TEST

START_TEST(who_writes_for_ever_does_not_keep_the_others_waiting)
{
	pid_t pid;

	start();
	pid = fork();
	if (pid == 0) {
		dup2(held.in, STDOUT_FILENO);
		execlp("yes", "yes", (char *)NULL);
		_exit(127);
	}
	held_output_release(&held);
	held_output_release(&held);
	kill(pid, SIGKILL);
	ck_assert(strncmp(shown(), "y\ny\n", 4) == 0 || !shown()[0]);
	held_output_close(&held);
}
END_TEST

/* A full disk, made by a limit: the command does not learn of it. */
START_TEST(what_cannot_be_kept_is_told)
{
	static char much[100000];
	int ends[2];
	struct rlimit small = { 65536, RLIM_INFINITY }, usual;
	struct err e;
	ssize_t n, sum = 0;

	memset(much, 'x', sizeof(much));
	ck_assert_int_eq(pipe(ends), 0);
	ck_assert_int_gt(fcntl(ends[1], F_SETPIPE_SZ, 1 << 18), 0);
	getrlimit(RLIMIT_FSIZE, &usual);
	small.rlim_max = usual.rlim_max;
	setrlimit(RLIMIT_FSIZE, &small);
	ck_assert_msg(held_output_open(&held, ends[1], recover, &e), "%s", e.text);
	setrlimit(RLIMIT_FSIZE, &usual);
	ck_assert_int_eq(write(held.in, much, sizeof(much)), (ssize_t)sizeof(much));
	held_output_release(&held);
	held_output_close(&held);
	close(ends[1]);
	while ((n = read(ends[0], much, sizeof(much) - 1)) > 0) {
		much[n] = '\0';
		sum += n;
		if (strstr(much, "lost: File too large\n"))
			break;
	}
	ck_assert_msg(strstr(much, "ramtop: 34464 bytes of this output are lost: File too large\n"), "%s", much);
	ck_assert_int_gt(sum, 65536);
	close(ends[0]);
}
END_TEST

START_TEST(a_place_that_is_not_there_is_passed_over)
{
	struct err e;

	setenv("TMPDIR", "/nowhere", 1);
	ck_assert(held_output_open(&held, STDERR_FILENO, recover, &e));
	held_output_release(&held);
	held_output_close(&held);
}
END_TEST

SUITE(held_output, nothing_is_seen_before_it_is_let_go_and_then_all_of_it_in_its_order,
      more_than_a_pipe_holds_is_held_without_anybody_waiting, what_is_held_comes_out_behind_the_recovery_when_its_owner_has_gone,
      who_writes_for_ever_does_not_keep_the_others_waiting, what_cannot_be_kept_is_told, a_place_that_is_not_there_is_passed_over)

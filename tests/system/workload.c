/* workload.c - starts children, waits for what they say, ends and reaps them. Measures nothing. */
#define _GNU_SOURCE
#include "workload.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { CHILDREN = 256, PATIENCE_S = 20 };

static struct child {
	pid_t pid;
	int talk;
} children[CHILDREN];
static size_t count;

static int to_test = -1;          /* of a child: its end of the talk */
static int silence[2] = { -1, -1 };

static struct child *find(pid_t pid)
{
	for (size_t i = 0; i < count; i++)
		if (children[i].pid == pid)
			return &children[i];
	ck_abort_msg("%d is no workload", (int)pid);
}

void workload_ready(void)
{
	if (write(to_test, "!", 1) != 1)
		_exit(1);
}

void workload_listen(void)
{
	char byte;

	if (read(to_test, &byte, 1) != 1)
		_exit(1);
}

static _Noreturn void live(pid_t parent, int talk, void (*work)(void *), void *arg)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent && getppid() != 0)
		_exit(1);
	for (size_t i = 0; i < count; i++)
		close(children[i].talk);
	count = 0;
	to_test = talk;
	work(arg);
	workload_ready();
	for (;;)
		pause();
}

/* A byte, or the end of the talk: the child has become a program, or is dead. */
static bool hear(const struct child *c)
{
	char byte;
	ssize_t n;

	do
		n = recv(c->talk, &byte, 1, 0);
	while (n < 0 && errno == EINTR);
	return n == 1;
}

pid_t workload_start(void (*work)(void *), void *arg)
{
	pid_t parent = getpid();
	struct child *c = &children[count];
	int ends[2];

	ck_assert_uint_lt(count, CHILDREN);
	if (silence[0] < 0)
		ck_assert_int_eq(pipe2(silence, O_CLOEXEC), 0);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
	c->pid = fork();
	ck_assert_int_ge(c->pid, 0);
	if (c->pid == 0) {
		close(ends[0]);
		live(parent, ends[1], work, arg);
	}
	close(ends[1]);
	c->talk = ends[0];
	count++;
	ck_assert_msg(hear(c), "a child has died before it was ready");
	return c->pid;
}

_Noreturn void workload_become(const char *const *argv)
{
	dup2(silence[0], STDIN_FILENO);
	execv("/bin/cat", (char *const *)argv);
	workload_ready();
	_exit(127);
}

static void become(void *arg)
{
	workload_ready();
	workload_become(arg);
}

void workload_wait_exec(pid_t pid)
{
	siginfo_t dead = { 0 };

	ck_assert_msg(!hear(find(pid)), "/bin/cat cannot be run");
	ck_assert_int_eq(waitid(P_PID, (id_t)pid, &dead, WEXITED | WNOHANG | WNOWAIT), 0);
	ck_assert_msg(dead.si_pid == 0, "a child has died before it became a program");
}

pid_t workload_exec(const char *const *argv)
{
	pid_t pid = workload_start(become, (void *)argv);

	workload_wait_exec(pid);
	return pid;
}

void workload_tell(pid_t pid)
{
	ck_assert_int_eq(send(find(pid)->talk, "!", 1, MSG_NOSIGNAL), 1);
}

static void signal_and_wait(pid_t pid, int signal, int what)
{
	siginfo_t got;

	ck_assert_int_eq(kill(find(pid)->pid, signal), 0);
	while (waitid(P_PID, (id_t)pid, &got, what) < 0)
		ck_assert_int_eq(errno, EINTR);
}

void workload_stop(pid_t pid)
{
	signal_and_wait(pid, SIGSTOP, WSTOPPED);
}

void workload_kill(pid_t pid)
{
	signal_and_wait(pid, SIGKILL, WEXITED | WNOWAIT);
}

void workload_end(pid_t pid)
{
	struct child *c = find(pid);

	signal_and_wait(pid, SIGKILL, WEXITED);
	close(c->talk);
	*c = children[--count];
}

/* What the children started dies with them, and is ours to reap then: a matter of moments. */
void workload_end_all(void)
{
	const struct timespec patience = { .tv_sec = PATIENCE_S };
	sigset_t child, old;
	pid_t pid;

	while (count)
		workload_end(children[count - 1].pid);
	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	sigprocmask(SIG_BLOCK, &child, &old);
	while ((pid = waitpid(-1, NULL, WNOHANG)) >= 0)
		if (pid == 0 && sigtimedwait(&child, NULL, &patience) < 0 && errno == EAGAIN)
			ck_abort_msg("a process was left behind");
	ck_assert_int_eq(errno, ECHILD);
	sigprocmask(SIG_SETMASK, &old, NULL);
}

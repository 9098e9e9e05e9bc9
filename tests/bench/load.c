/* load.c - a program that is a crowd: idle processes or idle threads, until told to go. Measures nothing. */
#define _GNU_SOURCE
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t told_to_go;

static void on_signal(int number)
{
	(void)number;
	told_to_go = 1;
}

static void *wait_forever(void *unused)
{
	for (;;)
		pause();
	return unused;
}

/* Without guard pages and with the smallest stack a thread costs one touched page. */
static void add_threads(long count)
{
	pthread_attr_t attr;
	pthread_t thread;

	pthread_attr_init(&attr);
	pthread_attr_setstacksize(&attr, PTHREAD_STACK_MIN);
	pthread_attr_setguardsize(&attr, 0);
	for (long i = 0; i < count; i++)
		if (pthread_create(&thread, &attr, wait_forever, NULL) != 0)
			_exit(1);
}

static void member_main(pid_t parent, long threads, int ready)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(0);
	signal(SIGTERM, SIG_DFL);
	signal(SIGINT, SIG_DFL);
	signal(SIGHUP, SIG_DFL);
	close(STDIN_FILENO);
	close(STDOUT_FILENO);
	add_threads(threads);
	if (write(ready, "", 1) != 1)
		_exit(1);
	close(ready);
	wait_forever(NULL);
}

/* Returns how many were started: fewer than asked when the kernel says no. */
static long start(pid_t *members, long processes, long threads, int ready[2])
{
	pid_t parent = getpid();

	for (long i = 0; i < processes; i++) {
		/* The remainder goes to the first members. */
		long share = threads / processes + (i < threads % processes);

		members[i] = fork();
		if (members[i] < 0)
			return i;
		if (members[i] == 0) {
			close(ready[0]);
			member_main(parent, share, ready[1]);
		}
	}
	return processes;
}

/* A member that could not start its threads has closed its end without a word. */
static long count_ready(int fd)
{
	char buf[4096];
	long count = 0;

	while (!told_to_go) {
		ssize_t n = read(fd, buf, sizeof buf);

		if (n == 0)
			break;
		if (n > 0)
			count += n;
	}
	return count;
}

static void hold(void)
{
	char buf[64];

	while (!told_to_go) {
		ssize_t n = read(STDIN_FILENO, buf, sizeof buf);

		if (n == 0 || (n < 0 && errno != EINTR))
			return;
	}
}

static void end(const pid_t *members, long count)
{
	for (long i = 0; i < count; i++)
		kill(members[i], SIGKILL);
	while (wait(NULL) > 0 || errno == EINTR)
		;
}

static int run(long processes, long threads)
{
	pid_t *members = calloc((size_t)processes, sizeof *members);
	int ready[2], status = 1;
	long started, up;

	if (!members || pipe(ready) < 0) {
		perror("load");
		free(members);
		return 1;
	}
	started = start(members, processes, threads, ready);
	if (started < processes)
		fprintf(stderr, "load: only %ld of %ld processes: %s\n", started, processes, strerror(errno));
	close(ready[1]);
	up = count_ready(ready[0]);
	close(ready[0]);
	if (up == processes) {
		puts("ready");
		fflush(stdout);
		hold();
		status = 0;
	} else if (started == processes) {
		fprintf(stderr, "load: only %ld of %ld processes came up\n", up, processes);
	}
	end(members, started);
	free(members);
	return status;
}

static long number(const char *text, long least)
{
	char *rest;
	long n = strtol(text, &rest, 10);

	return *text && !*rest && n >= least && n <= 1000000 ? n : -1;
}

static int usage(void)
{
	fputs("usage: load idle PROCESSES | load threads PROCESSES THREADS\n"
	      "Prints \"ready\" when all are up; ends when its input does.\n", stderr);
	return 2;
}

int main(int argc, char **argv)
{
	struct sigaction action = { .sa_handler = on_signal };
	const char *slash = strrchr(argv[0], '/');
	long processes = -1, threads = 0;

	if (argc == 3 && strcmp(argv[1], "idle") == 0) {
		processes = number(argv[2], 1);
	} else if (argc == 4 && strcmp(argv[1], "threads") == 0) {
		processes = number(argv[2], 1);
		threads = number(argv[3], 0);
	}
	if (processes < 0 || threads < 0)
		return usage();

	/* The members' comm is what the caller chose as our name. */
	prctl(PR_SET_NAME, slash ? slash + 1 : argv[0]);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGHUP, &action, NULL);
	setpgid(0, 0);
	return run(processes, threads);
}

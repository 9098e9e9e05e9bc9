/* load.c - a program that is a crowd: processes, threads, births and memory, until told to go. Measures nothing. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SECOND 1000000000L
#define CHILDHOOD (SECOND / 10)   /* how long a child of the churn lives: a tenth of them is there at any moment */

/* What is asked for, in the order of the arguments. */
enum wish { PROCESSES, THREADS, FORKS, MEGABYTES, WISHES };

static const char *const wish_names[WISHES] = {
	[PROCESSES] = "PROCESSES",
	[THREADS]   = "THREADS",      /* besides each process's first, shared out */
	[FORKS]     = "FORKS",        /* a second, by the first process */
	[MEGABYTES] = "MEGABYTES",    /* held by the first process, in small pages */
};

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

/* Where memory runs out after all, we are the ones to go. */
static void volunteer(void)
{
	int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);

	if (fd < 0)
		return;
	if (write(fd, "1000", 4) != 4)
		fputs("load: cannot volunteer for the OOM killer\n", stderr);
	close(fd);
}

static void hold_memory(long megabytes)
{
	size_t size = (size_t)megabytes << 20, page = (size_t)sysconf(_SC_PAGESIZE);
	char *memory;

	volunteer();
	memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (memory == MAP_FAILED)
		_exit(1);
	madvise(memory, size, MADV_NOHUGEPAGE);
	for (size_t at = 0; at < size; at += page)
		memory[at] = 1;
}

static void fork_forever(long per_second)
{
	static const struct timespec childhood = { .tv_nsec = CHILDHOOD };
	struct timespec next;

	/* The kernel reaps them. */
	signal(SIGCHLD, SIG_IGN);
	clock_gettime(CLOCK_MONOTONIC, &next);
	for (;;) {
		next.tv_nsec += SECOND / per_second;
		next.tv_sec += next.tv_nsec / SECOND;
		next.tv_nsec %= SECOND;
		clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &next, NULL);
		if (fork() == 0) {
			nanosleep(&childhood, NULL);
			_exit(0);
		}
	}
}

static void member_main(const long wishes[WISHES], long member, pid_t parent, int ready)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(0);
	signal(SIGTERM, SIG_DFL);
	signal(SIGINT, SIG_DFL);
	signal(SIGHUP, SIG_DFL);
	close(STDIN_FILENO);
	close(STDOUT_FILENO);
	/* The remainder goes to the first members. */
	add_threads(wishes[THREADS] / wishes[PROCESSES] + (member < wishes[THREADS] % wishes[PROCESSES]));
	if (member == 0 && wishes[MEGABYTES] > 0)
		hold_memory(wishes[MEGABYTES]);
	if (write(ready, "", 1) != 1)
		_exit(1);
	close(ready);
	if (member == 0 && wishes[FORKS] > 0)
		fork_forever(wishes[FORKS]);
	wait_forever(NULL);
}

/* Returns how many were started: fewer than asked when the kernel says no. */
static long start(pid_t *members, const long wishes[WISHES], int ready[2])
{
	pid_t parent = getpid();

	for (long i = 0; i < wishes[PROCESSES]; i++) {
		members[i] = fork();
		if (members[i] < 0)
			return i;
		if (members[i] == 0) {
			close(ready[0]);
			member_main(wishes, i, parent, ready[1]);
		}
	}
	return wishes[PROCESSES];
}

/* A member that could not get what it needs has closed its end without a word. */
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

static int run(const long wishes[WISHES])
{
	long processes = wishes[PROCESSES];
	pid_t *members = calloc((size_t)processes, sizeof *members);
	int ready[2], status = 1;
	long started, up;

	if (!members || pipe(ready) < 0) {
		perror("load");
		free(members);
		return 1;
	}
	started = start(members, wishes, ready);
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

static bool is_number(const char *text, long *out)
{
	char *rest;

	*out = strtol(text, &rest, 10);
	return *text && !*rest && *out >= 0 && *out <= 1000000;
}

static int usage(void)
{
	fputs("usage: load", stderr);
	for (int i = 0; i < WISHES; i++)
		fprintf(stderr, i == 0 ? " %s" : " [%s", wish_names[i]);
	fputs("]]]\nPrints \"ready\" when all are up; ends when its input does.\n", stderr);
	return 2;
}

int main(int argc, char **argv)
{
	struct sigaction action = { .sa_handler = on_signal };
	const char *slash = strrchr(argv[0], '/');
	long wishes[WISHES] = { 0 };

	if (argc > 1 + WISHES)
		return usage();
	for (int i = 1; i < argc; i++)
		if (!is_number(argv[i], &wishes[i - 1]))
			return usage();
	if (wishes[PROCESSES] == 0)
		return usage();

	/* The members' comm is what the caller chose as our name. */
	prctl(PR_SET_NAME, slash ? slash + 1 : argv[0]);
	/* Orphans of the churn come to us, and are waited for. */
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGHUP, &action, NULL);
	setpgid(0, 0);
	return run(wishes);
}

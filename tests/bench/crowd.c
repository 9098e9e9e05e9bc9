/* crowd.c - starts and ends the load program. Does not know who watches the crowd. */
#define _GNU_SOURCE
#include "crowd.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "interrupt.h"

enum {
	SPARE_PIDS      = 2000,
	KB_PER_PROCESS  = 200,    /* page tables, kernel stack and the few pages touched, generously */
	KB_PER_THREAD   = 40,
	LEAST_MEGABYTES = 512,    /* with fewer, a large process is none */
	UP_WITHIN_S     = 60,
	GONE_WITHIN_S   = 30,
};

/* The number after KEY (or the first one, when KEY is "") in a small file of procfs; 0 when there is none. */
static long long file_number(const char *path, const char *key, const char *format)
{
	char text[4096];
	long long value = 0;
	FILE *f = fopen(path, "re");
	char *at;
	size_t n;

	if (!f)
		return 0;
	n = fread(text, 1, sizeof text - 1, f);
	fclose(f);
	text[n] = '\0';
	at = strstr(text, key);
	if (!at || sscanf(at + strlen(key), format, &value) != 1)
		return 0;
	return value;
}

/* A fifth of what is available stays free. */
static bool fit_memory(struct crowd_spec *spec, long long kb)
{
	long room = (long)(kb / 5 * 4 / 1024);

	if (spec->megabytes <= room)
		return true;
	if (room < LEAST_MEGABYTES) {
		printf("%s: left out, the machine has %ld MB for it\n\n", spec->title, room > 0 ? room : 0);
		return false;
	}
	spec->megabytes = room;
	snprintf(spec->title + strlen(spec->title), sizeof spec->title - strlen(spec->title),
		 ", sized down to %.1f GB, for which there is room", (double)room / 1024);
	return true;
}

bool crowd_fit(struct crowd_spec *spec)
{
	long long tasks = spec->processes + spec->threads + spec->forks;
	long long pids = file_number("/proc/sys/kernel/pid_max", "", "%lld")
		- file_number("/proc/loadavg", "/", "%lld") - SPARE_PIDS;
	long long kb = file_number("/proc/meminfo", "MemAvailable:", "%lld");
	long long wanted = spec->processes * KB_PER_PROCESS + spec->threads * KB_PER_THREAD;

	if (tasks > pids) {
		printf("%s: left out, the machine has room for %lld more pids (pid_max)\n\n", spec->title, pids);
		return false;
	}
	if (wanted > kb / 2) {
		printf("%s: left out, it might need %lld MB of memory\n\n", spec->title, wanted / 1024);
		return false;
	}
	return spec->megabytes == 0 || fit_memory(spec, kb - wanted);
}

static void exec_load(const char *program, const struct crowd_spec *spec, int in, int out)
{
	const long wishes[] = { spec->processes, spec->threads, spec->forks, spec->megabytes };
	enum { WISHES = sizeof wishes / sizeof *wishes };
	char texts[WISHES][24], name[] = CROWD_NAME, *argv[WISHES + 2] = { name };

	/* A crowd outlives nobody: not even a bench that was killed. */
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	dup2(in, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	for (size_t i = 0; i < WISHES; i++) {
		snprintf(texts[i], sizeof texts[i], "%ld", wishes[i]);
		argv[i + 1] = texts[i];
	}
	execv(program, argv);
	fprintf(stderr, "bench: cannot start %s: %s\n", program, strerror(errno));
	_exit(127);
}

static bool wait_ready(int fd)
{
	uint64_t deadline = clock_now() + UP_WITHIN_S * CLOCK_S;
	struct pollfd p = { .fd = fd, .events = POLLIN };
	char word[8];

	while (!interrupted() && clock_now() < deadline)
		if (poll(&p, 1, 200) > 0)
			return read(fd, word, sizeof word) >= (ssize_t)strlen("ready");
	return false;
}

bool crowd_open(struct crowd *crowd, const char *program, const struct crowd_spec *spec)
{
	int in[2], out[2];
	bool ready;

	if (pipe2(in, O_CLOEXEC) < 0)
		return false;
	if (pipe2(out, O_CLOEXEC) < 0) {
		close(in[0]);
		close(in[1]);
		return false;
	}
	fflush(NULL);
	crowd->pid = fork();
	if (crowd->pid == 0)
		exec_load(program, spec, in[0], out[1]);
	close(in[0]);
	close(out[1]);
	crowd->hold = in[1];
	ready = crowd->pid > 0 && wait_ready(out[0]);
	close(out[0]);
	if (!ready)
		crowd_close(crowd);
	return ready;
}

void crowd_close(struct crowd *crowd)
{
	uint64_t deadline = clock_now() + GONE_WITHIN_S * CLOCK_S;

	close(crowd->hold);
	if (crowd->pid <= 0)
		return;
	kill(crowd->pid, SIGTERM);
	while (waitpid(crowd->pid, NULL, WNOHANG) == 0) {
		/* Its group is itself and all its members. */
		if (clock_now() > deadline)
			kill(-crowd->pid, SIGKILL);
		clock_sleep(10 * CLOCK_MS);
	}
	/* We are the subreaper: orphans of a load that was killed come to us. */
	while (waitpid(-crowd->pid, NULL, WNOHANG) > 0)
		;
	crowd->pid = 0;
}

/* soak.c - a million processes are born and die before the eyes of ramtop, as many as in a busy day: it must not grow. */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "births.h"

#define ALIVE 2000           /* each lives for two or three of ramtop's samples */
#define STEP 200
#define STEPS_MS 20          /* between two steps */
#define REPORTS 10
#define SLACK_KB 512

static pid_t watch(const char *program, int *terminal)
{
	struct winsize size = { .ws_row = 50, .ws_col = 160 };
	pid_t pid = forkpty(terminal, NULL, NULL, &size);

	if (pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		setenv("TERM", "xterm-256color", 1);
		execl(program, program, "-d", "0.1", "-s", "pid", "-o", "pid,user,rss,shr,pss,swap,cpu,command", (char *)NULL);
		_exit(127);
	}
	fcntl(*terminal, F_SETFL, O_NONBLOCK);
	return pid;
}

static void drain(int terminal)
{
	char bytes[65536];

	while (read(terminal, bytes, sizeof(bytes)) > 0)
		;
}

static long rss_kb(pid_t pid)
{
	char line[256];
	long kb = -1;
	FILE *f;

	snprintf(line, sizeof(line), "/proc/%d/status", (int)pid);
	f = fopen(line, "r");
	while (f && fgets(line, sizeof(line), f))
		sscanf(line, "VmRSS: %ld", &kb);
	if (f)
		fclose(f);
	return kb;
}

static long files(pid_t pid)
{
	char path[64];
	long n = 0;
	DIR *dir;

	snprintf(path, sizeof(path), "/proc/%d/fd", (int)pid);
	dir = opendir(path);
	while (dir && readdir(dir))
		n++;
	if (dir)
		closedir(dir);
	return n;
}

int main(int argc, char **argv)
{
	const char *program = argc > 1 ? argv[1] : "build/ramtop";
	unsigned long births = argc > 2 ? strtoul(argv[2], NULL, 10) : 1000000, next;
	long first = 0, last = 0;
	struct births b;
	int terminal;
	pid_t pid;

	if (!births_open(&b, ALIVE)) {
		fprintf(stderr, "soak: %d processes cannot be started\n", ALIVE);
		return 2;
	}
	pid = watch(program, &terminal);
	printf("%10s %10s %6s\n", "births", "RSS KB", "files");
	for (next = births / REPORTS; b.born < births;) {
		usleep(STEPS_MS * 1000);
		if (!births_renew(&b, STEP))
			break;
		drain(terminal);
		if (b.born < next)
			continue;
		next += births / REPORTS;
		last = rss_kb(pid);
		first = first ? first : last;
		printf("%10lu %10ld %6ld\n", b.born, last, files(pid));
		fflush(stdout);
	}
	births_close(&b);
	kill(pid, SIGTERM);
	waitpid(pid, NULL, 0);
	if (b.born < births || last <= 0 || last > first + SLACK_KB) {
		printf("soak: FAILED\n");
		return 1;
	}
	printf("soak: it did not grow\n");
	return 0;
}

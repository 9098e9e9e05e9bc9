/* storm.c - ramtop in bad weather: how late its refreshes come, and how long it takes from the kill keys to the death of the one
 * that was chosen, while processes in a control group have far too little memory, and with --machine so has the machine. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <getopt.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "weather.h"

#define MB ((size_t)1 << 20)
#define LIMIT (48 * MB)
#define READERS 4
#define FILE_MB 512
#define DELAY_MS 500
#define KILLS 5
#define CALM_MS 4000         /* between two kills: refreshes are counted */
#define SCENT_MS 3000        /* so long a new process is left to be seen */
#define PROMISE_MS 2000
#define GAPS 4096

struct watch {
	pid_t pid;
	int terminal;
	double last_ms;           /* when it wrote last */
	double gaps[GAPS];        /* between what it wrote and what it wrote next, where that was another frame */
	size_t count;
};

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void start(struct watch *w, const char *program, bool locked)
{
	struct winsize size = { .ws_row = 40, .ws_col = 120 };

	w->pid = forkpty(&w->terminal, NULL, NULL, &size);
	if (w->pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		setenv("TERM", "xterm-256color", 1);
		execlp(program, program, "-d", "0.5", "-f", "storm", "-o", "pid,user,state,rss,cpu,time,command", locked ? "--mlock" : NULL,
		      (char *)NULL);
		_exit(127);
	}
	fcntl(w->terminal, F_SETFL, O_NONBLOCK);
	w->last_ms = 0;
	w->count = 0;
}

/* Reads what it writes, for so long, or until the process is gone; whether it is. What comes within a tenth of a second belongs
 * to the same frame. */
static bool watch_for(struct watch *w, double ms, pid_t victim, bool counts)
{
	double end = now_ms() + ms;
	char bytes[65536];

	while (now_ms() < end) {
		struct pollfd fd = { .fd = w->terminal, .events = POLLIN };
		double at;
		if (victim && waitpid(victim, NULL, WNOHANG) == victim)
			return true;
		if (poll(&fd, 1, 2) != 1 || read(w->terminal, bytes, sizeof(bytes)) <= 0)
			continue;
		at = now_ms();
		if (counts && w->last_ms > 0 && at - w->last_ms > 100 && w->count < GAPS)
			w->gaps[w->count++] = at - w->last_ms;
		w->last_ms = counts ? at : 0;
	}
	return false;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double part(double *values, size_t count, double share)
{
	qsort(values, count, sizeof(*values), by_size);
	return count ? values[(size_t)((double)(count - 1) * share)] : 0;
}

/* Whether it holds locked memory, or is not to. */
static bool report_memory(pid_t pid, bool locks)
{
	char path[64], line[128];
	long rss = 0, locked = 0;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
	f = fopen(path, "r");
	while (f && fgets(line, sizeof(line), f)) {
		sscanf(line, "VmRSS: %ld", &rss);
		sscanf(line, "VmLck: %ld", &locked);
	}
	if (f)
		fclose(f);
	printf("  its own RSS      %ld KB, %ld KB of address space locked%s\n", rss, locked, locks && !locked ? ": FAILED" : "");
	return rss > 0 && (locked > 0 || !locks);
}

static bool type(struct watch *w, const char *keys)
{
	return write(w->terminal, keys, strlen(keys)) == (ssize_t)strlen(keys);
}

/* How long it takes, or a negative number when the victim lives on. */
static double kill_one(struct watch *w, struct weather *weather, int i)
{
	char name[16], keys[32];
	double start_ms, took;
	pid_t victim;

	snprintf(name, sizeof(name), "storm-%c%c%c", 'a' + i % 26, 'q' + i % 10, 'x');
	victim = weather_reader(weather, name);
	watch_for(w, SCENT_MS, 0, false);
	snprintf(keys, sizeof(keys), "/%s\r", name);
	type(w, keys);
	watch_for(w, 500, 0, false);
	start_ms = now_ms();
	type(w, "k\r");
	took = watch_for(w, 30000, victim, false) ? now_ms() - start_ms : -1;
	type(w, "\033");
	return took;
}

static bool make_file(const char *path)
{
	char bytes[65536];
	FILE *f = fopen(path, "w");
	bool ok = f != NULL;

	memset(bytes, 'x', sizeof(bytes));
	for (size_t i = 0; ok && i < FILE_MB * MB / sizeof(bytes); i++)
		ok = fwrite(bytes, sizeof(bytes), 1, f) == 1;
	return f && fclose(f) == 0 && ok;
}

/* One storm. False when the promise is not kept. */
static bool storm(const char *program, const char *file, bool locked, size_t press)
{
	struct weather weather;
	struct watch w;
	double took[KILLS], worst;
	bool ok = true;

	if (!weather_open(&weather, file, LIMIT))
		return false;
	for (int i = 0; i < READERS; i++)
		weather_reader(&weather, "storm-reader");
	weather_holder(&weather, LIMIT * 5 / 8);
	if (press)
		weather_press(&weather, press, READERS);
	start(&w, program, locked);
	watch_for(&w, press ? 4 * CALM_MS : CALM_MS, 0, false);
	for (int i = 0; i < KILLS; i++) {
		watch_for(&w, CALM_MS, 0, true);
		took[i] = kill_one(&w, &weather, i);
		ok = ok && took[i] >= 0 && took[i] < PROMISE_MS;
	}
	printf("%s%s\n", locked ? "with --mlock" : "without --mlock", press ? ", the machine short of memory too" : "");
	ok = report_memory(w.pid, locked) && ok;
	printf("  memory available %zu MB\n", weather_available() / MB);
	printf("  a refresh every  %d ms asked; %zu seen: %.0f ms in the middle, %.0f ms 99 of 100, %.0f ms at worst\n", DELAY_MS,
	       w.count, part(w.gaps, w.count, 0.5), part(w.gaps, w.count, 0.99), part(w.gaps, w.count, 1));
	printf("  keys to death   ");
	for (int i = 0; i < KILLS; i++)
		printf(took[i] < 0 ? " never" : " %.0f ms", took[i]);
	worst = part(took, KILLS, 1);
	printf("; at worst %.0f ms of %d promised%s\n", worst, PROMISE_MS, ok ? "" : locked || !press ? ": FAILED" : ": not kept");
	fflush(stdout);
	kill(w.pid, SIGKILL);
	waitpid(w.pid, NULL, 0);
	close(w.terminal);
	weather_close(&weather);
	return ok;
}

int main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "machine", required_argument, NULL, 'm' }, { "file", required_argument, NULL, 'f' }, { 0 },
	};
	const char *program, *file = NULL;
	char made[64] = "";
	size_t press = 0;
	bool ok;
	int c;

	if (argc == 3 && strcmp(argv[1], WEATHER_READ) == 0)
		weather_read(argv[2]);
	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (c == '?')
			return 2;
		if (c == 'm')
			press = strtoul(optarg, NULL, 10) * MB;
		else
			file = optarg;
	}
	program = optind < argc ? argv[optind] : "build/ramtop";
	if (!file) {
		snprintf(made, sizeof(made), "build/storm-%d.file", (int)getpid());
		file = made;
		if (!make_file(file)) {
			perror(file);
			unlink(file);
			return 2;
		}
	}
	printf("storm: %d readers of a file and a holder of %zu MB in a control group of %zu MB\n", READERS, LIMIT * 5 / 8 / MB,
	       LIMIT / MB);
	/* Where the whole machine is short of memory, that is what --mlock is for: without it nothing is promised. */
	ok = storm(program, file, false, press) || press;
	ok = storm(program, file, true, press) && ok;
	if (made[0])
		unlink(made);
	printf(ok ? "storm: it refreshed and killed\n" : "storm: FAILED\n");
	return ok ? 0 : 1;
}

/* wrapped.c - builds and times. Knows no monitor. */
#define _GNU_SOURCE
#include "wrapped.h"

#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "interrupt.h"

#define PROMISE 1.02         /* of the wall time */

/* Neither what our own make was told nor a cache of compiled files takes part. The kernel's layer has files that not each machine builds. */
#define MAKE_OF(layers) \
	"unset MAKEFLAGS MAKELEVEL MFLAGS; export CCACHE_DISABLE=1; " \
	"exec $RAMTOP make -s -j$(nproc) CC=gcc $(ls " layers " | sed 's,^src/,build/,; s,c$,o,') >/dev/null"
static const char small[] = MAKE_OF("src/sample/*.c src/table/*.c");
static const char large[] = MAKE_OF("src/base/*.c src/sample/*.c src/probe/*.c src/table/*.c src/print/*.c src/screen/*.c");

struct place {
	char dir[64], ramtop[PATH_MAX + 32];
	const char *build;
};

/* Runs a shell there; what it took, and all that it waited for. */
static bool run(const struct place *p, const char *script, const char *ramtop, struct wrapped_cost *cost)
{
	uint64_t start = clock_now();
	struct rusage usage;
	int status;
	pid_t pid;

	fflush(NULL);
	pid = fork();
	if (pid == 0) {
		if (chdir(p->dir) != 0 || setenv("RAMTOP", ramtop, 1) != 0)
			_exit(1);
		execl("/bin/sh", "sh", "-c", script, (char *)NULL);
		_exit(127);
	}
	if (pid < 0 || wait4(pid, &status, 0, &usage) != pid)
		return false;
	cost->wall = (double)(clock_now() - start) / (double)CLOCK_S;
	cost->cpu = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 && !interrupted();
}

static bool build(const struct place *p, const char *ramtop, struct wrapped_cost *cost)
{
	struct wrapped_cost none;

	return run(p, "rm -rf build && sync -f .", "", &none) && run(p, p->build, ramtop, cost);
}

/* Who is first changes from pair to pair. */
static bool measure_pair(const struct place *p, int pair, struct wrapped *w)
{
	struct wrapped_cost *bare = &w->bare[pair], *under = &w->under[pair];

	if (pair % 2)
		return build(p, p->ramtop, under) && build(p, "", bare);
	return build(p, "", bare) && build(p, p->ramtop, under);
}

static bool open_place(struct place *p, const char *ramtop, bool is_large)
{
	char here[PATH_MAX], command[2 * PATH_MAX];

	strcpy(p->dir, "/tmp/ramtop-bench-XXXXXX");
	if (!realpath(ramtop, here) || !mkdtemp(p->dir))
		return false;
	snprintf(p->ramtop, sizeof p->ramtop, "%s run -o /dev/null --", here);
	p->build = is_large ? large : small;
	snprintf(command, sizeof command, "cp -r Makefile src include man completions %s", p->dir);
	return system(command) == 0;
}

static void close_place(const struct place *p)
{
	char command[96];

	snprintf(command, sizeof command, "rm -rf %s", p->dir);
	if (system(command) != 0)
		fprintf(stderr, "bench: %s could not be removed\n", p->dir);
}

bool wrapped_measure(struct wrapped *w, const char *ramtop, bool is_large, int pairs)
{
	struct place p;
	struct wrapped_cost first;
	bool ok;

	w->pairs = 0;
	/* The first one is for the caches. */
	ok = open_place(&p, ramtop, is_large) && build(&p, "", &first);
	if (!ok && !interrupted())
		puts("A build under ramtop run: left out, it could not be built here (in the source directory, with gcc and make?)\n");
	while (ok && w->pairs < pairs && w->pairs < WRAPPED_PAIRS_MAX && (ok = measure_pair(&p, w->pairs, w)))
		w->pairs++;
	close_place(&p);
	return w->pairs > 0 && !interrupted();
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static double median(double *of, int count)
{
	qsort(of, (size_t)count, sizeof *of, by_size);
	return count % 2 ? of[count / 2] : (of[count / 2 - 1] + of[count / 2]) / 2;
}

enum column { BARE, UNDER, RATIO };

static double figure(const struct wrapped *w, size_t at, enum column column)
{
	double of[WRAPPED_PAIRS_MAX];

	for (int i = 0; i < w->pairs; i++) {
		double bare, under;
		memcpy(&bare, (const char *)&w->bare[i] + at, sizeof bare);
		memcpy(&under, (const char *)&w->under[i] + at, sizeof under);
		of[i] = column == BARE ? bare : column == UNDER ? under : under / bare;
	}
	return median(of, w->pairs);
}

static void print_line(const struct wrapped *w, const char *title, size_t at)
{
	printf("%-10s %10.2f %12.2f %10.3f\n", title, figure(w, at, BARE), figure(w, at, UNDER), figure(w, at, RATIO));
}

void wrapped_print(const struct wrapped *w)
{
	printf("A build of ramtop's own files with make -j, bare and under \"ramtop run\" in turn, %d pairs: medians\n", w->pairs);
	printf("%-10s %10s %12s %10s\n", "seconds", "bare", "ramtop run", "ratio");
	print_line(w, "wall", offsetof(struct wrapped_cost, wall));
	print_line(w, "CPU", offsetof(struct wrapped_cost, cpu));
	puts("");
}

void wrapped_promise(const struct wrapped *w)
{
	double ratio = figure(w, offsetof(struct wrapped_cost, wall), RATIO);

	printf("%-10s %8.3f  a build takes at most %.2f times as long under ramtop run\n", ratio <= PROMISE ? "kept" : "BROKEN", ratio, PROMISE);
}

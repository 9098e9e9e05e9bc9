/* mode.c - the ways in which ramtop runs. Parses no option. */
#include "mode.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "batch.h"
#include "engine_get.h"
#include "interactive.h"
#include "modes.h"
#include "resident.h"
#include "taskiter.h"
#include "usage.h"

#ifndef VERSION
#define VERSION "unknown"
#endif

#define FEW 10               /* samples */
#define LOADING_MS 10000

int mode_fail(int status, const struct err *e)
{
	fprintf(stderr, "ramtop: %s\n", e->text);
	return status;
}

/* Ends as the signal would have ended it, so that whoever started it can tell. Ctrl-C is a way to quit. */
static int end_by(int signal)
{
	if (signal == 0 || signal == SIGINT)
		return EXIT_FINE;
	sigset_t only;
	sigemptyset(&only);
	sigaddset(&only, signal);
	struct sigaction action = { .sa_handler = SIG_DFL };
	sigaction(signal, &action, NULL);
	sigprocmask(SIG_UNBLOCK, &only, NULL);
	raise(signal);
	return EXIT_FINE;
}

bool mode_open(const struct options *o, enum scan_patience patience, struct procfs *proc, struct source **source, struct err *e)
{
	/* Before there are threads, and before the screen: who asks for it wants to know that it is not so. */
	if (o->mlock && !resident_lock(e))
		return false;
	if (!procfs_open(proc, o->proc, e))
		return false;
	if (o->origin == ORIGIN_PROC)
		*source = scan_open(proc);
	else
		*source = scan_open_iterator(proc, o->origin == ORIGIN_BPF ? SCAN_ONLY_SO : patience, e);
	if (*source && o->cgroup && !scan_place_cgroups(*source, o->cgroup, e)) {
		(*source)->close(*source);
		*source = NULL;
	}
	if (!*source)
		procfs_close(proc);
	return *source != NULL;
}

bool mode_watch(struct options *o, struct live *live, int *signal, struct err *e)
{
	struct procfs *proc = memory_new(sizeof(*proc));
	struct source *source = NULL;
	bool ok = false, is_stuck = false;

	*signal = 0;
	if (mode_open(o, SCAN_WHEN_LOADED, proc, &source, e)) {
		scan_watch(source, o->pss_percent / 100);
		ok = interactive_run(source, proc, &o->settings, &o->keeping, live, signal, &is_stuck, e);
	}
	/* A thread that hangs in the kernel may come back to both. */
	if (is_stuck)
		return ok;
	if (source) {
		source->close(source);
		procfs_close(proc);
	}
	free(proc);
	return ok;
}

static int watch(struct options *o)
{
	struct err e;
	int signal;

	return mode_watch(o, NULL, &signal, &e) ? end_by(signal) : mode_fail(EXIT_USAGE, &e);
}

static int batch(struct options *o)
{
	struct procfs proc;
	struct source *source;
	struct err e;
	bool ok;

	/* To load the iterator for one sample or two costs more than it saves. */
	if (o->origin == ORIGIN_AUTO && o->settings.iterations && o->settings.iterations < FEW)
		o->origin = ORIGIN_PROC;
	if (!mode_open(o, SCAN_IF_IT_CAN, &proc, &source, &e))
		return mode_fail(EXIT_USAGE, &e);
	ok = batch_run(source, &o->settings, o->sink, &e);
	source->close(source);
	procfs_close(&proc);
	if (!ok)
		mode_fail(EXIT_UNREAD, &e);
	return o->settings.alerts.has_fired ? EXIT_ALERT : ok ? EXIT_FINE : EXIT_UNREAD;
}

static int help(struct options *o)
{
	usage_help(o, stdout);
	return EXIT_FINE;
}

static int run_help(struct options *o)
{
	(void)o;
	usage_run_help(stdout);
	return EXIT_FINE;
}

static int version(struct options *o)
{
	(void)o;
	struct taskiter *iterator = taskiter_start();
	struct err why;

	puts("ramtop " VERSION);
	if (!taskiter_is_built())
		puts("BPF task iterator: not built in (clang or libbpf was missing)");
	else if (taskiter_poll(iterator, LOADING_MS, &why) == TASKITER_READY)
		puts("BPF task iterator: built in, and works here");
	else
		printf("BPF task iterator: built in, not used here: %s\n", why.text);
	taskiter_close(iterator);
	puts(engine_is_built() ? "names from container engines: built in" : "names from container engines: not built in (libcurl was missing)");
	return EXIT_FINE;
}

static const struct mode modes[] = {
	{ .is = { .name = "watch" },   .run = watch },
	{ .is = { .name = "batch" },   .run = batch },
	{ .is = { .name = "list" },    .run = list_run },
	{ .is = { .name = "help" },    .run = help },
	{ .is = { .name = "run-help" }, .run = run_help },
	{ .is = { .name = "version" }, .run = version },
	{ .is = { "show", "PID", "print all of one process: regions, threads, files", "format json proc" }, .run = show_run },
	{ .is = { "ledger", "[LINE]", "the machine's memory as one balance that adds up; or what one of its lines is made of",
	          "format json limit proc" }, .run = ledger_run },
	{ .is = { "run", "COMMAND", "what a command and everything that it starts took: memory, time, processes", NULL, run_options_all },
	  .run = run_run },
	{ .is = { "oom", NULL, "who would be taken if memory ran out; with -p, in the control group of that process",
	          "pid limit format json proc cgroup source" }, .run = oom_run },
};

const struct mode *mode_find(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(modes); i++)
		if (strcmp(modes[i].is.name, name) == 0)
			return &modes[i];
	die("bug: no mode is called '%s'", name);
}

const struct command *mode_command_at(size_t i)
{
	for (size_t k = 0; k < ARRAY_LEN(modes); k++)
		if (modes[k].is.help && i-- == 0)
			return &modes[k].is;
	return NULL;
}

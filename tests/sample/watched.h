/* watched.h - samples of a directory that stands for /proc, one after the other, as the program takes them. */
#ifndef WATCHED_H
#define WATCHED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "source.h"
#include "suite.h"

#define EVERYTHING (NEED_STAT | NEED_OWNER | NEED_COMMAND | NEED_STATM | NEED_ROLLUP | NEED_CPU)

struct watched {
	struct procfs proc;
	struct source *source;
	struct demand demand;
	struct sample samples[2];
	const struct sample *last;   /* NULL at first */
};

static inline void watched_open(struct watched *w, const char *dir, unsigned needs)
{
	struct err e;

	*w = (struct watched){ 0 };
	ck_assert_msg(procfs_open(&w->proc, dir, &e), "%s", e.text);
	/* For suites that run by the iterator too: see tests/main.c. */
	if (w->proc.is_living && getenv("RAMTOP_TEST_SOURCE"))
		w->source = scan_open_iterator(&w->proc, SCAN_ONLY_SO, &e);
	else
		w->source = scan_open(&w->proc);
	ck_assert_msg(w->source != NULL, "%s", e.text);
	demand_init(&w->demand);
	w->demand.all = needs;
	sample_init(&w->samples[0]);
	sample_init(&w->samples[1]);
}

/* The same for a directory of tests/fixtures. */
static inline void watched_fixture(struct watched *w, const char *name, unsigned needs)
{
	char dir[256];

	snprintf(dir, sizeof(dir), "tests/fixtures/%s", name);
	watched_open(w, dir, needs);
}

/* The next sample, joined with the one before, which stays valid. */
static inline const struct sample *watched_next(struct watched *w)
{
	struct sample *out = w->last == &w->samples[0] ? &w->samples[1] : &w->samples[0];

	sample_clear(out);
	w->source->next(w->source, &w->demand, w->last, out);
	w->last = out;
	return out;
}

static inline void watched_close(struct watched *w)
{
	sample_free(&w->samples[0]);
	sample_free(&w->samples[1]);
	demand_free(&w->demand);
	w->source->close(w->source);
	procfs_close(&w->proc);
}

/* A process that must be there. */
static inline const struct task *watched_task(const struct sample *s, pid_t pid)
{
	const struct task *t = sample_find(s, pid);

	ck_assert_msg(t != NULL, "no process %d", pid);
	return t;
}

#endif

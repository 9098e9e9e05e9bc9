/* run_figure.c - the one table of what a run took. Formats nothing. */
#include "run_figure.h"

#include <string.h>

const char *const way_words[WAYS] = {
	[WAY_EXACT]    = "exact",
	[WAY_SAMPLED]  = "sampled",
	[WAY_FEW]      = "few samples",
	[WAY_PSS]      = "PSS",
	[WAY_AT_MOST]  = "at most",
	[WAY_AT_LEAST] = "at least",
	[WAY_UNTOLD]   = "untold",
};

enum way way_of(const char *word)
{
	for (enum way w = 0; w < WAYS; w++)
		if (strcmp(way_words[w], word) == 0)
			return w;
	return WAY_UNTOLD;
}

uint64_t run_figure_time(const struct timeval *t)
{
	return (uint64_t)t->tv_sec * 1000000000u + (uint64_t)t->tv_usec * 1000;
}

static struct measured exact(uint64_t n)
{
	return (struct measured){ true, WAY_EXACT, n };
}

static struct measured sampled(bool is_known, uint64_t n, uint64_t samples, enum way way)
{
	return (struct measured){ is_known, samples < WAY_ENOUGH ? WAY_FEW : way, n };
}

#define GET(name) static struct measured name(const struct child *c)

GET(wall)      { return exact(c->wall_ns); }
GET(user)      { return exact(run_figure_time(&c->all.ru_utime)); }
GET(system)    { return exact(run_figure_time(&c->all.ru_stime)); }
GET(needed)    { return sampled(c->course.highest.is_charged, c->course.needed, c->course.taken, WAY_SAMPLED); }
GET(pss)       { return sampled(c->shares.taken > 0, c->shares.highest.pss, c->shares.taken, WAY_SAMPLED); }
GET(processes) { return (struct measured){ true, c->has_all ? WAY_EXACT : WAY_AT_LEAST, c->processes }; }
GET(majflt)    { return exact((uint64_t)c->all.ru_majflt); }

GET(peak)
{
	if (c->has_peak)
		return exact(child_peak(c));
	return sampled(c->course.taken > 0, child_peak(c), c->course.taken, c->is_charged ? WAY_SAMPLED : WAY_PSS);
}

/* As the kernel charged it, else the sum of what they had there when their PSS was read. */
GET(swap)
{
	if (c->course.has_swap)
		return sampled(true, c->course.swap, c->course.taken, WAY_SAMPLED);
	return sampled(c->shares.taken > 0, c->swap_pss, c->shares.taken, WAY_PSS);
}

GET(largest)
{
	static const enum way ways[] = { [ENDED_EXACT] = WAY_EXACT, [ENDED_AT_LEAST] = WAY_AT_LEAST, [ENDED_AT_MOST] = WAY_AT_MOST };

	return (struct measured){ c->largest.peak > 0, ways[c->largest.bound], c->largest.peak };
}

const struct run_figure run_figures[RUN_FIGURES] = {
	{ .title = "time",          .key = "wall_ns",                     .unit = UNIT_SPAN,  .get = wall },
	{ .title = "user",          .key = "user_ns",   .group = "all",   .unit = UNIT_SPAN,  .get = user },
	{ .title = "system",        .key = "system_ns", .group = "all",   .unit = UNIT_SPAN,  .get = system },
	{ .title = "major faults",  .key = "majflt",    .group = "all",   .unit = UNIT_COUNT, .get = majflt },
	{ .title = "tree peak",     .key = "peak",                        .unit = UNIT_BYTES, .is_memory = true, .get = peak },
	{ .title = "without cache", .key = "needed",                      .unit = UNIT_BYTES, .is_memory = true, .get = needed },
	{ .title = "sum of PSS",    .key = "pss",                         .unit = UNIT_BYTES, .is_memory = true, .get = pss },
	{ .title = "swap",          .key = "swap",                        .unit = UNIT_BYTES, .is_memory = true, .get = swap },
	{ .title = "largest",       .key = "peak",      .group = "largest", .unit = UNIT_BYTES, .is_memory = true, .get = largest },
	{ .title = "processes",     .key = "processes",                   .unit = UNIT_COUNT, .get = processes },
};

/* run_plots.c - which bands there are, what is in them, and their colours. Draws nothing. */
#include "run_plots.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#include "vec.h"

#define NAMES 12             /* as many as an eye tells apart; the others are one band more */

static const char grey[] = "#b8b8b8";

/* From the bottom up: what is given back first is at the top. Okabe's and Ito's colours, which all eyes tell apart. */
static const struct kind {
	const char *name, *of_pss;
	size_t at;                   /* in struct course_point */
	const char *colour;
} kinds[] = {
	{ "anonymous",  "anonymous", offsetof(struct course_point, anon),   "#0072b2" },
	{ "shared",     "shared",    offsetof(struct course_point, shmem),  "#cc79a7" },
	{ "kernel",     "kernel",    offsetof(struct course_point, kernel), "#e69f00" },
	{ "page cache", "files",     offsetof(struct course_point, cache),  "#a6d5f2" },
};

/* The same colours in another order, then lighter ones. */
static const char *const of_names[NAMES] = { "#009e73", "#e69f00", "#56b4e9", "#d55e00", "#cc79a7", "#0072b2", "#f0e442",
                                             "#80cfb9", "#f3cf80", "#80b9d9", "#eaaf80", "#e6bcd3" };

static uint64_t figure(const struct course_point *p, size_t i)
{
	uint64_t n;

	memcpy(&n, (const char *)p + kinds[i].at, sizeof(n));
	return n;
}

/* All kinds, and what is left. They were not counted at one instant: together they are never more than the whole. */
static void split(const struct course_point *p, uint64_t parts[ARRAY_LEN(kinds) + 1])
{
	uint64_t left = p->charge;

	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		uint64_t n = p->is_split ? figure(p, i) : 0;
		parts[i] = n < left ? n : left;
		left -= parts[i];
	}
	parts[ARRAY_LEN(kinds)] = left;
}

/* A band that is empty all the time is none. */
static void drop_empty(struct plot *p)
{
	size_t kept = 0;
	bool is_kept[SHARES_NAMES] = { false };

	for (size_t k = 0; k < p->bands; k++) {
		for (size_t i = 0; i < p->points && !is_kept[k]; i++)
			is_kept[k] = *plot_value(p, i, k) > 0;
		if (is_kept[k])
			p->band[kept++] = p->band[k];
	}
	for (size_t i = 0, to = 0; i < p->points; i++)
		for (size_t k = 0; k < p->bands; k++)
			if (is_kept[k])
				p->values[to++] = *plot_value(p, i, k);
	p->bands = kept;
}

static void init_kinds(struct plot *p, const struct child *c)
{
	const struct course *course = &c->course;
	const struct course_point *points = course->thinned.points.data;
	uint64_t at_highest[ARRAY_LEN(kinds) + 1];

	plot_init(p, course->thinned.points.count, ARRAY_LEN(kinds) + 1);
	split(&course->highest, at_highest);
	for (size_t k = 0; k < p->bands; k++) {
		const char *name = k == ARRAY_LEN(kinds) ? "not told apart" : c->is_charged ? kinds[k].name : kinds[k].of_pss;
		strcpy(p->band[k].name, name);
		p->band[k].colour = k == ARRAY_LEN(kinds) ? grey : kinds[k].colour;
		p->band[k].figure = at_highest[k];
	}
	for (size_t i = 0; i < p->points; i++) {
		p->at_ns[i] = points[i].at_ns;
		split(&points[i], plot_value(p, i, 0));
	}
	drop_empty(p);
	p->highest = child_peak(c) > course->highest.charge ? child_peak(c) : course->highest.charge;
	if (course->has_swap && course->swap > p->highest)
		p->highest = course->swap;
}

/* How many of that name have ended. */
static void note_count(struct plot_band *b, const struct child *c, const char *comm)
{
	const struct ended *e = c->ended.data;

	for (size_t i = 0; i < c->ended.count; i++)
		if (memcmp(e[i].comm, comm, ENDED_COMM) == 0)
			snprintf(b->note, sizeof(b->note), "×%" PRIu64, e[i].count);
}

static void init_names(struct plot *p, const struct child *c)
{
	const struct shares *s = &c->shares;
	const struct shares_point *points = s->thinned.points.data;
	size_t order[SHARES_NAMES], count = shares_order(s, order), told = count < NAMES ? count : NAMES;
	struct plot_band *others;

	plot_init(p, s->thinned.points.count, told + 1);
	for (size_t k = 0; k < told; k++) {
		const struct shares_name *name = &s->names[order[k]];
		memcpy(p->band[k].name, name->comm, ENDED_COMM);
		p->band[k].colour = of_names[k];
		p->band[k].figure = name->peak;
		note_count(&p->band[k], c, name->comm);
	}
	others = &p->band[told];
	strcpy(others->name, "others");
	others->colour = grey;
	for (size_t i = 0; i < p->points; i++) {
		uint64_t rest = points[i].others;
		p->at_ns[i] = points[i].at_ns;
		for (size_t k = 0; k < count; k++)
			if (k < told)
				*plot_value(p, i, k) = points[i].of[order[k]];
			else
				rest += points[i].of[order[k]];
		*plot_value(p, i, told) = rest;
		others->figure = rest > others->figure ? rest : others->figure;
	}
	drop_empty(p);
	p->highest = s->highest.pss;
}

void run_plots_init(struct run_plots *r, const struct child *c)
{
	init_kinds(&r->kinds, c);
	init_names(&r->names, c);
	r->kinds.span_ns = r->names.span_ns = c->wall_ns ? c->wall_ns : 1;
}

void run_plots_free(struct run_plots *r)
{
	plot_free(&r->kinds);
	plot_free(&r->names);
}

/* run_json.c - what a command took, as JSON, and its course as CSV. Counts nothing. */
#include "run_json.h"

#include <inttypes.h>
#include <string.h>
#include <sys/wait.h>

#include "json.h"
#include "vec.h"

/* Of one point, in the order of the CSV. */
static const struct figure {
	const char *name;
	size_t at;                   /* in struct course_point */
	bool is_of_split;            /* not known where the charge is not told apart */
} figures[] = {
	{ "at_ns",  offsetof(struct course_point, at_ns),  false },
	{ "charge", offsetof(struct course_point, charge), false },
	{ "needed", offsetof(struct course_point, needed), true },
	{ "anon",   offsetof(struct course_point, anon),   true },
	{ "shmem",  offsetof(struct course_point, shmem),  true },
	{ "cache",  offsetof(struct course_point, cache),  true },
	{ "kernel", offsetof(struct course_point, kernel), true },
	{ "swap",   offsetof(struct course_point, swap),   true },
};

static uint64_t figure(const struct course_point *p, size_t i)
{
	uint64_t n;

	memcpy(&n, (const char *)p + figures[i].at, sizeof(n));
	return n;
}

static void put_point(struct json *j, const struct course_point *p)
{
	json_open(j, '{');
	for (size_t i = 0; i < ARRAY_LEN(figures); i++) {
		json_key(j, figures[i].name);
		if (figures[i].is_of_split && !p->is_split)
			json_null(j);
		else
			json_number(j, figure(p, i));
	}
	json_close(j, '}');
}

static void put(struct json *j, const char *key, bool is_known, uint64_t n)
{
	json_key(j, key);
	if (is_known)
		json_number(j, n);
	else
		json_null(j);
}

static uint64_t ns_of(const struct timeval *t)
{
	return (uint64_t)t->tv_sec * 1000000000u + (uint64_t)t->tv_usec * 1000;
}

static void put_usage(struct json *j, const char *key, const struct rusage *u)
{
	json_key(j, key);
	json_open(j, '{');
	put(j, "user_ns", true, ns_of(&u->ru_utime));
	put(j, "system_ns", true, ns_of(&u->ru_stime));
	put(j, "max_rss", true, (uint64_t)u->ru_maxrss * 1024);
	put(j, "minflt", true, (uint64_t)u->ru_minflt);
	put(j, "majflt", true, (uint64_t)u->ru_majflt);
	put(j, "blocks_in", true, (uint64_t)u->ru_inblock);
	put(j, "blocks_out", true, (uint64_t)u->ru_oublock);
	put(j, "waits", true, (uint64_t)u->ru_nvcsw);
	put(j, "preemptions", true, (uint64_t)u->ru_nivcsw);
	json_close(j, '}');
}

static void put_ended(struct json *j, const struct ended *e)
{
	json_open(j, '{');
	json_key(j, "comm");
	if (e->is_others)
		json_null(j);
	else
		json_text(j, e->comm, strlen(e->comm));
	put(j, "count", true, e->count);
	json_key(j, "at_least");
	json_bool(j, e->is_at_least);
	put(j, "peak", true, e->peak);
	json_key(j, "at_most");
	json_bool(j, e->is_at_most);
	json_close(j, '}');
}

static void put_why(struct json *j, const char *key, bool is_so, const struct err *why)
{
	json_key(j, key);
	if (is_so)
		json_null(j);
	else
		json_text(j, why->text, strlen(why->text));
}

static void put_lists(struct json *j, const struct child *c)
{
	json_key(j, "names");
	json_open(j, '[');
	for (size_t i = 0; i < c->ended.count; i++)
		put_ended(j, &((const struct ended *)c->ended.data)[i]);
	json_close(j, ']');
	json_key(j, "course");
	json_open(j, '[');
	for (size_t i = 0; i < c->course.points.count; i++)
		put_point(j, &((const struct course_point *)c->course.points.data)[i]);
	json_close(j, ']');
}

void run_json(FILE *out, char *const argv[], const struct child *c)
{
	struct json j = { out, false };

	json_open(&j, '{');
	json_key(&j, "command");
	json_open(&j, '[');
	for (size_t i = 0; argv[i]; i++)
		json_text(&j, argv[i], strlen(argv[i]));
	json_close(&j, ']');
	put(&j, "exit_status", WIFEXITED(c->status), (uint64_t)WEXITSTATUS(c->status));
	put(&j, "signal", WIFSIGNALED(c->status), (uint64_t)WTERMSIG(c->status));
	put(&j, "wall_ns", true, c->wall_ns);
	put(&j, "peak", c->has_peak || c->course.taken, child_peak(c));
	json_key(&j, "peak_is_exact");
	json_bool(&j, c->has_peak);
	put_why(&j, "not_exact_because", c->is_charged, &c->why_not);
	put(&j, "needed", c->course.highest.is_split, c->course.needed);
	put(&j, "samples", true, c->course.taken);
	json_key(&j, "highest");
	put_point(&j, &c->course.highest);
	put(&j, "pss", c->pss_taken > 0, c->pss);
	put(&j, "pss_samples", true, c->pss_taken);
	put(&j, "oom_kills", c->is_charged, c->oom_kills);
	put(&j, "processes", true, c->processes);
	put_why(&j, "not_all_because", c->has_all, &c->why_not_all);
	put(&j, "still_running", true, c->left);
	json_key(&j, "largest");
	put_ended(&j, &c->largest);
	put_usage(&j, "leader", &c->leader);
	put_usage(&j, "all", &c->all);
	put_lists(&j, c);
	json_close(&j, '}');
	putc('\n', out);
}

void run_csv(FILE *out, const struct child *c)
{
	const struct course_point *p = c->course.points.data;

	for (size_t i = 0; i < ARRAY_LEN(figures); i++)
		fprintf(out, "%s%s", i ? "," : "", figures[i].name);
	putc('\n', out);
	for (size_t k = 0; k < c->course.points.count; k++) {
		for (size_t i = 0; i < ARRAY_LEN(figures); i++) {
			if (i)
				putc(',', out);
			if (!figures[i].is_of_split || p[k].is_split)
				fprintf(out, "%" PRIu64, figure(&p[k], i));
		}
		putc('\n', out);
	}
}

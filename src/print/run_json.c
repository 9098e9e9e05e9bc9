/* run_json.c - what a command took, as JSON, and its course as CSV. Counts nothing. */
#include "run_json.h"

#include <inttypes.h>
#include <string.h>
#include <sys/wait.h>

#include "run_compare.h"
#include "run_figure_json.h"
#include "text.h"
#include "vec.h"

/* Where a figure of a point is known. */
enum known { ALWAYS, SPLIT, CHARGED, SWAP };

/* Of one point, in the order of the CSV. */
static const struct figure {
	const char *name;
	size_t at;                   /* in struct course_point */
	enum known known;
} figures[] = {
	{ "at_ns",  offsetof(struct course_point, at_ns),  ALWAYS },
	{ "charge", offsetof(struct course_point, charge), ALWAYS },
	{ "needed", offsetof(struct course_point, needed), CHARGED },
	{ "anon",   offsetof(struct course_point, anon),   SPLIT },
	{ "shmem",  offsetof(struct course_point, shmem),  SPLIT },
	{ "cache",  offsetof(struct course_point, cache),  SPLIT },
	{ "kernel", offsetof(struct course_point, kernel), CHARGED },
	{ "swap",   offsetof(struct course_point, swap),   SWAP },
};

static bool is_known(const struct course_point *p, size_t i)
{
	const bool known[] = { [ALWAYS] = true, [SPLIT] = p->is_split, [CHARGED] = p->is_charged, [SWAP] = p->has_swap };

	return known[figures[i].known];
}

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
		if (is_known(p, i))
			json_number(j, figure(p, i));
		else
			json_null(j);
	}
	json_close(j, '}');
}

static void put(struct json *j, const char *key, bool is_known, uint64_t n)
{
	json_key(j, key);
	run_figure_json_number(j, is_known, n);
}

static void put_usage(struct json *j, const char *key, const struct rusage *u)
{
	json_key(j, key);
	json_open(j, '{');
	put(j, "user_ns", true, run_figure_time(&u->ru_utime));
	put(j, "system_ns", true, run_figure_time(&u->ru_stime));
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
	static const char *const bounds[] = { [ENDED_EXACT] = "exact", [ENDED_AT_LEAST] = "at least", [ENDED_AT_MOST] = "at most" };

	json_open(j, '{');
	json_key(j, "comm");
	if (e->is_others)
		json_null(j);
	else
		json_text(j, e->comm, strlen(e->comm));
	put(j, "count", true, e->count);
	json_key(j, "count_is");
	json_text(j, e->is_at_least ? "at least" : "exact", e->is_at_least ? 8 : 5);
	put(j, "peak", e->peak > 0, e->peak);
	json_key(j, "peak_is");
	json_text(j, bounds[e->bound], strlen(bounds[e->bound]));
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

/* "of" has a figure for each of the names, in their order. */
static void put_shares(struct json *j, const struct shares *s)
{
	const struct shares_point *p = s->thinned.points.data;
	size_t order[SHARES_NAMES], count = shares_order(s, order);

	json_open(j, '{');
	json_key(j, "names");
	json_open(j, '[');
	for (size_t i = 0; i < count; i++)
		json_text(j, s->names[order[i]].comm, strlen(s->names[order[i]].comm));
	json_close(j, ']');
	json_key(j, "points");
	json_open(j, '[');
	for (size_t k = 0; k < s->thinned.points.count; k++) {
		json_open(j, '{');
		put(j, "at_ns", true, p[k].at_ns);
		put(j, "pss", true, p[k].pss);
		json_key(j, "of");
		json_open(j, '[');
		for (size_t i = 0; i < count; i++)
			json_number(j, p[k].of[order[i]]);
		json_close(j, ']');
		put(j, "others", true, p[k].others);
		json_close(j, '}');
	}
	json_close(j, ']');
	json_close(j, '}');
}

static void put_marks(struct json *j, const struct child *c)
{
	json_open(j, '[');
	for (size_t i = 0; i < c->mark_count; i++) {
		json_open(j, '{');
		put(j, "at_ns", true, c->marks[i].at_ns);
		put(j, "kills", true, c->marks[i].kills);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void put_lists(struct json *j, const struct child *c)
{
	json_key(j, "names");
	json_open(j, '[');
	for (size_t i = 0; i < c->ended.count; i++)
		put_ended(j, &((const struct ended *)c->ended.data)[i]);
	json_close(j, ']');
	json_key(j, "oom_marks");
	put_marks(j, c);
	json_key(j, "course");
	json_open(j, '[');
	for (size_t i = 0; i < c->course.thinned.points.count; i++)
		put_point(j, &((const struct course_point *)c->course.thinned.points.data)[i]);
	json_close(j, ']');
	json_key(j, "by_name");
	put_shares(j, &c->shares);
}

static void put_scope(struct json *j, const char *key, enum child_scope scope)
{
	static const char *const names[] = { [CHILD_OWN] = "command", [CHILD_MACHINE] = "machine" };

	json_key(j, key);
	if (scope == CHILD_UNKNOWN)
		json_null(j);
	else
		json_text(j, names[scope], strlen(names[scope]));
}

static void put_trouble(struct json *j, const struct child *c)
{
	put(j, "oom_kills", c->kills_of != CHILD_UNKNOWN, c->oom_kills);
	put_scope(j, "oom_kills_of", c->kills_of);
	put(j, "stalled_some_ns", c->stall_of != CHILD_UNKNOWN, c->some_ns);
	put(j, "stalled_full_ns", c->stall_of != CHILD_UNKNOWN, c->full_ns);
	put_scope(j, "stalled_of", c->stall_of);
}

void run_json_command(struct json *j, char *const argv[])
{
	json_key(j, "command");
	json_open(j, '[');
	for (size_t i = 0; argv[i]; i++)
		json_text(j, argv[i], strlen(argv[i]));
	json_close(j, ']');
}

void run_json(struct json *into, char *const argv[], const struct child *c, const struct run_changes *changes)
{
	struct json j = *into;

	json_open(&j, '{');
	run_json_command(&j, argv);
	put(&j, "exit_status", WIFEXITED(c->status), (uint64_t)WEXITSTATUS(c->status));
	put(&j, "signal", WIFSIGNALED(c->status), (uint64_t)WTERMSIG(c->status));
	put(&j, "wall_ns", true, c->wall_ns);
	put(&j, "peak", c->has_peak || c->course.taken, child_peak(c));
	json_key(&j, "peak_is_exact");
	json_bool(&j, c->has_peak);
	put_why(&j, "not_exact_because", c->is_charged, &c->why_not);
	put(&j, "needed", c->course.highest.is_charged, c->course.needed);
	put(&j, "swap", c->course.has_swap || c->shares.taken, c->course.has_swap ? c->course.swap : c->swap_pss);
	put(&j, "samples", true, c->course.taken);
	json_key(&j, "highest");
	put_point(&j, &c->course.highest);
	put(&j, "pss", c->shares.taken > 0, c->shares.highest.pss);
	put(&j, "pss_samples", true, c->shares.taken);
	put_trouble(&j, c);
	put(&j, "processes", true, c->processes);
	put_why(&j, "not_all_because", c->has_all, &c->why_not_all);
	put(&j, "still_running", true, c->left);
	json_key(&j, "largest");
	put_ended(&j, &c->largest);
	put_usage(&j, "leader", &c->leader);
	put_usage(&j, "all", &c->all);
	run_figure_json_how(&j, c);
	put_lists(&j, c);
	if (changes)
		run_compare_json(&j, changes);
	json_close(&j, '}');
	*into = j;
}

/* A name of any bytes as a field. */
static void put_field(FILE *out, const char *name)
{
	char shown[4 * ENDED_COMM];

	text_printable(shown, sizeof(shown), name, strlen(name), TEXT_UNICODE);
	fputs(",\"pss of ", out);
	for (const char *at = shown; *at; at++)
		fprintf(out, *at == '"' ? "\"\"" : "%c", *at);
	putc('"', out);
}

/* What each name held when that was last looked at; nothing before. */
static void put_last_shares(FILE *out, const struct shares_point *last, const size_t *order, size_t count)
{
	if (!last) {
		for (size_t i = 0; i < count + 2; i++)
			putc(',', out);
		return;
	}
	fprintf(out, ",%" PRIu64, last->pss);
	for (size_t i = 0; i < count; i++)
		fprintf(out, ",%" PRIu64, last->of[order[i]]);
	fprintf(out, ",%" PRIu64, last->others);
}

static void put_csv_head(FILE *out, const struct shares *s, const size_t *order, size_t count)
{
	for (size_t i = 0; i < ARRAY_LEN(figures); i++)
		fprintf(out, "%s%s", i ? "," : "", figures[i].name);
	fputs(",pss", out);
	for (size_t i = 0; i < count; i++)
		put_field(out, s->names[order[i]].comm);
	fputs(",pss of others\n", out);
}

void run_csv(FILE *out, const struct child *c)
{
	const struct course_point *p = c->course.thinned.points.data;
	const struct shares_point *next = c->shares.thinned.points.data, *last = NULL;
	const struct shares_point *end = next + c->shares.thinned.points.count;
	size_t order[SHARES_NAMES], count = shares_order(&c->shares, order);

	put_csv_head(out, &c->shares, order, count);
	for (size_t k = 0; k < c->course.thinned.points.count; k++) {
		while (next < end && next->at_ns <= p[k].at_ns)
			last = next++;
		for (size_t i = 0; i < ARRAY_LEN(figures); i++) {
			if (i)
				putc(',', out);
			if (is_known(&p[k], i))
				fprintf(out, "%" PRIu64, figure(&p[k], i));
		}
		put_last_shares(out, last, order, count);
		putc('\n', out);
	}
}

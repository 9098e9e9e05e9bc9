/* run_print.c - ten seconds of reading: what a command took. Each figure says whether the kernel counted it, or we looked now and then. */
#include "run_print.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#include "command_text.h"
#include "run_graph.h"
#include "unit.h"

#define WIDTH 79
#define LABEL 17
#define FIGURE 16
#define HOW 24
#define SECOND 1000000000u

static const char *bytes(char out[FIGURE], uint64_t n)
{
	unit_format(out, FIGURE, UNIT_BYTES, value_number(n));
	return out;
}

static double seconds_of(const struct timeval *t)
{
	return (double)t->tv_sec + (double)t->tv_usec / 1e6;
}

/* "sampled 50/s"; of what was short, or looked at less than once a second, how often. */
static const char *sampled(char out[HOW], uint64_t taken, uint64_t wall_ns)
{
	double rate = wall_ns ? (double)taken * SECOND / (double)wall_ns : 0;

	if (rate >= 1 && wall_ns >= SECOND)
		snprintf(out, HOW, "sampled %.0f/s", rate);
	else
		snprintf(out, HOW, "%" PRIu64 " sample%s", taken, taken == 1 ? "" : "s");
	return out;
}

/* A line of the report: what it is, how much, how that is known, and what else is to say. */
__attribute__((format(printf, 5, 6)))
static void put(FILE *out, const char *what, const char *figure, const char *how, const char *format, ...)
{
	char line[256], more[160];
	va_list args;
	int n;

	va_start(args, format);
	vsnprintf(more, sizeof(more), format, args);
	va_end(args);
	n = snprintf(line, sizeof(line), "  %-14s %-8s %-13s %s", what, figure, how, more);
	while (n > 0 && line[n - 1] == ' ')
		line[--n] = '\0';
	fprintf(out, "%s\n", line);
}

static void put_head(FILE *out, char *const argv[], const struct child *c, enum text_set set)
{
	double wall = (double)c->wall_ns / SECOND, user = seconds_of(&c->all.ru_utime), system = seconds_of(&c->all.ru_stime);
	char command[COMMAND_TEXT], end[COMMAND_END], figure[FIGURE];

	fprintf(out, "ramtop: %s %s\n", command_text(command, argv, set), command_end_text(end, c->status));
	snprintf(figure, sizeof(figure), wall < 1 ? "%.3f s" : "%.2f s", wall);
	put(out, "time", figure, "exact", "user %.2f, system %.2f, %.0f %% of a CPU", user, system, wall > 0 ? (user + system) / wall * 100 : 0);
}

/* What the highest of all samples was made of. */
static void put_split(FILE *out, const struct child *c)
{
	const struct course_point *h = &c->course.highest;
	char at[FIGURE], a[FIGURE], b[FIGURE], d[FIGURE], e[FIGURE];

	if (!h->is_split)
		return;
	snprintf(at, sizeof(at), "at %.1f s", (double)h->at_ns / SECOND);
	fprintf(out, "    %-12s %s anonymous, %s shared, ", at, bytes(a, h->anon), bytes(b, h->shmem));
	if (h->is_charged)
		fprintf(out, "%s cache, %s kernel, of %s\n", bytes(a, h->cache), bytes(d, h->kernel), bytes(e, h->charge));
	else
		fprintf(out, "%s of files, of %s\n", bytes(a, h->cache), bytes(e, h->charge));
}

static void put_memory(FILE *out, const struct child *c)
{
	char a[FIGURE], looks[HOW], pss[HOW];
	bool has_swap = c->course.has_swap || c->shares.taken;

	sampled(looks, c->course.taken, c->wall_ns);
	sampled(pss, c->shares.taken, c->wall_ns);
	put(out, "tree peak", c->has_peak || c->course.taken ? bytes(a, child_peak(c)) : "?", c->has_peak ? "exact" : looks, "%s",
	    c->is_charged ? "what the kernel charged" : "the sum of PSS");
	put_split(out, c);
	if (c->is_charged) {
		put(out, "without cache", c->course.highest.is_charged ? bytes(a, c->course.needed) : "?", looks, "%s", "");
		put(out, "sum of PSS", c->shares.taken ? bytes(a, c->shares.highest.pss) : "?", pss, "%s", "");
	}
	put(out, "swap", has_swap ? bytes(a, c->course.has_swap ? c->course.swap : c->swap_pss) : "?", c->course.has_swap ? looks : pss, "%s",
	    "");
}

/* ">=66M" */
static const char *bound_of(const struct ended *e, char out[FIGURE])
{
	static const char *const signs[] = { [ENDED_EXACT] = "", [ENDED_AT_LEAST] = ">=", [ENDED_AT_MOST] = "<=" };
	char a[FIGURE];

	snprintf(out, FIGURE, "%s%.12s", signs[e->bound], bytes(a, e->peak));
	return out;
}

/* What time(1) takes for the whole. */
static void put_largest(FILE *out, const struct child *c, enum text_set set)
{
	const struct ended *e = &c->largest;
	char name[4 * ENDED_COMM], a[FIGURE], b[FIGURE];
	uint64_t told = (uint64_t)c->leader.ru_maxrss * 1024;

	text_printable(name, sizeof(name), e->comm, strlen(e->comm), set);
	if (e->peak && e->bound == ENDED_EXACT)
		put(out, "largest", bytes(a, e->peak), "exact", "%.16s; time -v says %s", name, bytes(b, told));
	else if (e->bound == ENDED_AT_LEAST)
		put(out, "largest", bound_of(e, a), "sampled", "%.16s; time -v says %s", name, bytes(b, told));
	else
		put(out, "largest", bytes(a, told), "exact", "of those waited for, as time -v says");
}

/* One more entry of a line, if it fits: "cc1 ×311 412M". False: the line is full. */
__attribute__((format(printf, 3, 4)))
static bool put_entry(FILE *out, int *used, const char *format, ...)
{
	char entry[128];
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(entry, sizeof(entry), format, args);
	va_end(args);
	if (*used + 2 + n > WIDTH)
		return false;
	*used += fprintf(out, "%s%s", *used > LABEL ? ", " : "", entry);
	return true;
}

/* Of all with one name, the largest one. */
static void put_names(FILE *out, const struct child *c, enum text_set set)
{
	const struct ended *e = c->ended.data;
	char name[4 * ENDED_COMM], a[FIGURE];
	int used = fprintf(out, "    by peak      ");

	for (size_t i = 0; i < c->ended.count; i++) {
		text_printable(name, sizeof(name), e[i].comm, strlen(e[i].comm), set);
		if (!put_entry(out, &used, "%s %s%s%" PRIu64 " %s", name, set == TEXT_UNICODE ? "×" : "x", e[i].is_at_least ? ">=" : "", e[i].count,
		               bound_of(&e[i], a)))
			break;
	}
	putc('\n', out);
}

/* Those with one name together: of what was seen only, but all of it. */
static void put_shares(FILE *out, const struct child *c, enum text_set set)
{
	size_t order[SHARES_NAMES], count = shares_order(&c->shares, order);
	char name[4 * ENDED_COMM], a[FIGURE];
	int used = fprintf(out, "    by PSS       ");

	for (size_t i = 0; i < count; i++) {
		const struct shares_name *s = &c->shares.names[order[i]];
		text_printable(name, sizeof(name), s->comm, strlen(s->comm), set);
		if (!put_entry(out, &used, "%s %s", name, bytes(a, s->peak)))
			break;
	}
	putc('\n', out);
}

static void put_processes(FILE *out, const struct child *c, enum text_set set)
{
	char figure[FIGURE];

	snprintf(figure, sizeof(figure), "%s%" PRIu64, c->has_all ? "" : ">=", c->processes);
	put(out, "processes", figure, c->has_all ? "exact" : "not all", "%s", "");
	if (c->ended.count)
		put_names(out, c, set);
	if (!c->has_all && c->shares.count)
		put_shares(out, c, set);
}

static void put_trouble(FILE *out, const struct child *c)
{
	static const char *const whose[] = { [CHILD_UNKNOWN] = "?", [CHILD_OWN] = "exact", [CHILD_MACHINE] = "machine's" };
	char figure[FIGURE];
	double wall = c->wall_ns ? (double)c->wall_ns / 100 : 1;

	snprintf(figure, sizeof(figure), "%ld", c->all.ru_majflt);
	put(out, "major faults", figure, "exact", "waited for a disk; minor ones: %ld", c->all.ru_minflt);
	snprintf(figure, sizeof(figure), c->stall_of == CHILD_UNKNOWN ? "?" : "%.1f %%", (double)c->some_ns / wall);
	put(out, "stalled", figure, whose[c->stall_of], c->stall_of == CHILD_UNKNOWN ? "no PSI here" : "waiting for memory; all at once %.1f %%",
	    (double)c->full_ns / wall);
	snprintf(figure, sizeof(figure), c->kills_of == CHILD_UNKNOWN ? "?" : "%" PRIu64, c->oom_kills);
	put(out, "OOM kills", figure, whose[c->kills_of], "%s", "");
	snprintf(figure, sizeof(figure), "%" PRIu64, c->left);
	put(out, "still running", figure, "exact", "%s", c->left ? "not waited for: --wait-all does" : "");
}

/* Why the figures are not as good as they could be. */
static void put_whys(FILE *out, const struct child *c)
{
	if (!c->is_charged)
		fprintf(out, "  not exact      %.62s\n", c->why_not.text);
	if (!c->has_all)
		fprintf(out, "  not all seen   %.62s\n", c->why_not_all.text[0] ? c->why_not_all.text : "more ended at once than could be told");
}

void run_print_lines(FILE *out, char *const argv[], const struct child *c, enum text_set set)
{
	put_head(out, argv, c, set);
	put_memory(out, c);
	put_largest(out, c, set);
	put_processes(out, c, set);
	put_trouble(out, c);
	put_whys(out, c);
}

void run_print(FILE *out, char *const argv[], const struct child *c, enum text_set set)
{
	run_print_lines(out, argv, c, set);
	run_graph(out, c, set);
}

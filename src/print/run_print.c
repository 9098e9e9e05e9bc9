/* run_print.c - ten seconds of reading: what a command took. Each figure says whether the kernel counted it, or we looked now and then. */
#include "run_print.h"

#include <inttypes.h>
#include <string.h>
#include <sys/wait.h>

#include "series.h"
#include "unit.h"

#define WIDTH 79
#define FIGURE 16
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

/* "50/s"; of what was short, or looked at less than once a second, the number. */
static void put_rate(FILE *out, uint64_t taken, uint64_t wall_ns)
{
	double rate = wall_ns ? (double)taken * SECOND / (double)wall_ns : 0;

	if (rate >= 1 && wall_ns >= SECOND)
		fprintf(out, "sampled %.0f/s", rate);
	else
		fprintf(out, "sampled %" PRIu64 " %s", taken, taken == 1 ? "time" : "times");
}

static void put_end(FILE *out, int status)
{
	if (WIFSIGNALED(status))
		fprintf(out, "was ended by signal %d (%s)", WTERMSIG(status), strsignal(WTERMSIG(status)));
	else
		fprintf(out, "ended with %d", WEXITSTATUS(status));
}

static void put_head(FILE *out, char *const argv[], const struct child *c, enum text_set set)
{
	double wall = (double)c->wall_ns / SECOND, user = seconds_of(&c->all.ru_utime), system = seconds_of(&c->all.ru_stime);
	char command[160] = "", shown[200];

	for (size_t i = 0, used = 0; argv[i] && used < sizeof(command); i++)
		used += (size_t)snprintf(command + used, sizeof(command) - used, "%s%s", i ? " " : "", argv[i]);
	text_printable(shown, 44, command, strlen(command), set);
	fprintf(out, "ramtop: %s ", shown);
	put_end(out, c->status);
	fprintf(out, "\n  time           %.2f s", wall);
	fprintf(out, "   user %.2f, system %.2f", user, system);
	if (wall > 0)
		fprintf(out, ", %.0f %% of a CPU", (user + system) / wall * 100);
	putc('\n', out);
}

static void put_peak(FILE *out, const struct child *c)
{
	const struct course_point *h = &c->course.highest;
	char a[FIGURE], b[FIGURE], d[FIGURE], e[FIGURE];

	fprintf(out, "  tree peak      %-7s", c->has_peak ? bytes(a, c->peak) : c->course.taken ? bytes(a, h->charge) : "?");
	if (c->has_peak)
		fputs("exact: what the kernel charged", out);
	else
		put_rate(out, c->course.taken, c->wall_ns);
	if (!c->is_charged)
		fputs(", the sum of PSS", out);
	putc('\n', out);
	if (!h->is_split)
		return;
	fprintf(out, "                        at %.1f s %s: ", (double)h->at_ns / SECOND, bytes(a, h->charge));
	fprintf(out, "%s anonymous, %s shared, %s cache, ", bytes(b, h->anon), bytes(d, h->shmem), bytes(e, h->cache));
	fprintf(out, "%s kernel\n", bytes(b, h->kernel));
	fprintf(out, "  without cache  %-7s", bytes(a, c->course.needed));
	put_rate(out, c->course.taken, c->wall_ns);
	putc('\n', out);
	if (h->swap)
		fprintf(out, "  swap           %-7sat the peak\n", bytes(a, h->swap));
}

static void put_pss(FILE *out, const struct child *c)
{
	char a[FIGURE];

	if (!c->is_charged)
		return;
	fprintf(out, "  sum of PSS     %-7s", c->pss_taken ? bytes(a, c->pss) : "?");
	put_rate(out, c->pss_taken, c->wall_ns);
	putc('\n', out);
}

/* What time(1) takes for the whole. */
static void put_largest(FILE *out, const struct child *c, enum text_set set)
{
	const struct ended *e = &c->largest;
	char name[4 * ENDED_COMM], a[FIGURE], b[FIGURE];
	uint64_t told = (uint64_t)c->leader.ru_maxrss * 1024;

	if (e->peak && !e->is_at_most) {
		text_printable(name, sizeof(name), e->comm, strlen(e->comm), set);
		fprintf(out, "  largest        %-7s%s; time -v says %s\n", bytes(a, e->peak), name, bytes(b, told));
	} else
		fprintf(out, "  largest        %-7sof those waited for, as time -v says\n", bytes(a, told));
}

/* "cc1 x 311 412M": in one line, as many as fit. */
static void put_processes(FILE *out, const struct child *c, enum text_set set)
{
	const struct ended *e = c->ended.data;
	char name[4 * ENDED_COMM], a[FIGURE], entry[128];
	int used;

	used = fprintf(out, "  processes      %s%-*" PRIu64, c->has_all ? "" : ">=", c->has_all ? 7 : 5, c->processes);
	for (size_t i = 0; i < c->ended.count; i++) {
		text_printable(name, sizeof(name), e[i].comm, strlen(e[i].comm), set);
		int n = snprintf(entry, sizeof(entry), "%s%s %s%s%" PRIu64 " %s%s", i ? ", " : "", name, set == TEXT_UNICODE ? "×" : "x",
		                 e[i].is_at_least ? ">=" : "", e[i].count, e[i].is_at_most ? "<=" : "", bytes(a, e[i].peak));
		if (used + n > WIDTH)
			break;
		used += n;
		fputs(entry, out);
	}
	putc('\n', out);
}

static void put_rest(FILE *out, const struct child *c)
{
	fprintf(out, "  faults         %ld that waited for a disk, %ld that did not\n", c->all.ru_majflt, c->all.ru_minflt);
	if (c->oom_kills)
		fprintf(out, "  OOM kills      %" PRIu64 "\n", c->oom_kills);
	if (c->left)
		fprintf(out, "  still running  %" PRIu64 "      not waited for: --wait-all does\n", c->left);
	if (!c->is_charged)
		fprintf(out, "  not exact      %.62s\n", c->why_not.text);
	if (!c->has_all)
		fprintf(out, "  not all seen   %.62s\n", c->why_not_all.text[0] ? c->why_not_all.text : "more ended at once than could be told");
}

static void put_course(FILE *out, const struct child *c, enum text_set set)
{
	const struct course_point *p = c->course.points.data;
	uint64_t points[60];
	char line[256];
	size_t n = c->course.points.count, cells = n < ARRAY_LEN(points) ? n : ARRAY_LEN(points);

	if (n < 2)
		return;
	for (size_t i = 0; i < cells; i++) {
		points[i] = 0;
		for (size_t k = i * n / cells; k < (i + 1) * n / cells; k++)
			points[i] = p[k].charge > points[i] ? p[k].charge : points[i];
	}
	series_format(line, sizeof(line), (struct value){ .kind = VALUE_SERIES, .series = { points, cells } }, set);
	fprintf(out, "  %s\n", line);
}

void run_print(FILE *out, char *const argv[], const struct child *c, enum text_set set)
{
	put_head(out, argv, c, set);
	put_peak(out, c);
	put_pss(out, c);
	put_largest(out, c, set);
	put_processes(out, c, set);
	put_rest(out, c);
	put_course(out, c, set);
}

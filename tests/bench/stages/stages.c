/* stages.c - a program that takes ramtop's refresh apart: the CPU time of each stage, on the machine as it is just now. It is
 * made of ramtop's own objects. Shows nothing on a screen, and watches nobody else. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "tick.h"

enum { REPEATS = 15, COLUMNS = 160, ROWS = 50 };

static double cpu_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static struct sample *next_sample(struct tick *t)
{
	t->now = !t->now;
	sample_clear(&t->samples[t->now]);
	return &t->samples[t->now];
}

static void take_sample(struct tick *t)
{
	struct sample *fresh = next_sample(t);

	t->source->next(t->source, &t->demand, &t->samples[!t->now], fresh);
}

/* What the source does with the lines: who each is comes from the sample before. */
static void join(struct tick *t)
{
	struct sample *fresh = next_sample(t), *before = &t->samples[!t->now];
	struct pass p = pass_start((struct scan *)t->source, &t->demand, before, fresh);
	const struct stat_line *line = t->lines.data;

	fresh->boot_ns = clock_ns(CLOCK_BOOTTIME);
	fresh->is_iterated = before->is_iterated;
	for (size_t i = 0; i < t->lines.count; i++)
		pass_take(&p, pass_add(&p, line[i].pid, 0), &line[i], NULL);
	pass_finish(&p);
}

static void read_machine(struct tick *t)
{
	machine_read((const struct scan *)t->source, &t->demand, &t->samples[t->now].machine);
}

static void refine(struct tick *t)
{
	t->source->refine(t->source, &t->demand, &t->samples[t->now]);
}

static void build_rows(struct tick *t)
{
	ui_take(&t->ui, &t->samples[t->now]);
}

static void draw(struct tick *t)
{
	canvas_start(&t->ui.canvas, ROWS, COLUMNS);
	header_draw(&t->ui);
	rows_draw(&t->ui);
	status_draw(&t->ui);
}

/* What a screen that has just come up shows: all by RSS, from the top. */
static void show(struct tick *t)
{
	struct ui *ui = &t->ui;
	struct vec *pids = &t->demand.shown_pids;

	ui->layout.rows = ROWS;
	ui->layout.cols = COLUMNS;
	build_rows(t);
	pids->count = 0;
	for (size_t i = 0; i < ui->view.rows.count && i < (size_t)ui->layout.body_rows; i++)
		*(pid_t *)vec_push(pids) = sample_tasks(ui->sample)[view_rows(&ui->view)[i].task].pid;
	pids_sort(pids);
}

static const struct way *const ways[] = { &by_iterator, &by_files };

enum stage { READ, PARSE, JOIN, MACHINE, REFINE, VIEW, DRAW, STAGES };

/* Those without a function depend on the way. */
static const struct {
	const char *name;
	void (*run)(struct tick *);
} stages[STAGES] = {
	[READ]    = { "read",    NULL },
	[PARSE]   = { "parse",   NULL },
	[JOIN]    = { "join",    join },
	[MACHINE] = { "machine", read_machine },
	[REFINE]  = { "refine",  refine },
	[VIEW]    = { "view",    build_rows },
	[DRAW]    = { "draw",    draw },
};

static void time_once(struct tick *t, const struct way *way, double us[STAGES])
{
	for (enum stage s = 0; s < STAGES; s++) {
		void (*run)(struct tick *) = s == READ ? way->read : s == PARSE ? way->parse : stages[s].run;
		double start = cpu_us();

		run(t);
		us[s] = cpu_us() - start;
	}
}

static void time_all(struct tick *t, const struct way *way)
{
	double us[REPEATS][STAGES], of_stage[REPEATS], sum = 0;

	for (int i = 0; i < REPEATS; i++)
		time_once(t, way, us[i]);
	printf("%-16s", way->name);
	for (enum stage s = 0; s < STAGES; s++) {
		for (int i = 0; i < REPEATS; i++)
			of_stage[i] = us[i][s];
		qsort(of_stage, REPEATS, sizeof(*of_stage), compare);
		printf("%9.0f", of_stage[REPEATS / 2]);
		sum += of_stage[REPEATS / 2];
	}
	printf("%9.0f\n", sum);
}

/* False when the source cannot be had. */
static bool time_way(struct tick *t, const struct way *way)
{
	bool ok = way->open(t);

	t->source = ok ? way->source(t) : NULL;
	if (t->source) {
		/* The first samples are dear: they find out who everybody is. */
		for (int i = 0; i < 3; i++)
			take_sample(t);
		show(t);
		time_all(t, way);
		t->source->close(t->source);
	}
	way->close(t);
	return t->source;
}

/* Files stay open twice here: in the source, and for the stage that only reads. */
static void allow_files(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
		limit.rlim_cur = limit.rlim_max;
		setrlimit(RLIMIT_NOFILE, &limit);
	}
}

static void tick_init(struct tick *t)
{
	vec_init(&t->lines, sizeof(struct stat_line));
	sample_init(&t->samples[0]);
	sample_init(&t->samples[1]);
	settings_init(&t->settings, task_schema());
	ui_open(&t->ui, &t->proc, &t->settings, NULL);
	settings_columns(&t->settings);
	demand_init(&t->demand);
	view_demand(&t->settings.view, &t->settings.columns, &t->demand);
	t->demand.shown |= NEED_OWNER | NEED_COMMAND;
}

int main(void)
{
	allow_files();
	printf("%-16s", "us of CPU");
	for (enum stage s = 0; s < STAGES; s++)
		printf("%9s", stages[s].name);
	printf("%9s\n", "sum");
	for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
		struct tick t = { 0 };
		struct err e;

		if (!procfs_open(&t.proc, "/proc", &e)) {
			fprintf(stderr, "stages: %s\n", e.text);
			return 1;
		}
		tick_init(&t);
		if (!time_way(&t, ways[i]))
			printf("%-16s cannot be used here\n", ways[i]->name);
		fflush(stdout);
		procfs_close(&t.proc);
	}
	return 0;
}

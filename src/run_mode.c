/* run_mode.c - "ramtop run COMMAND": what a command and all that it starts took. Measures nothing itself. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "modes.h"
#include "run_compare.h"
#include "run_job.h"
#include "run_json.h"
#include "run_live.h"
#include "run_picture.h"
#include "run_print.h"
#include "time_print.h"

static const char *format_of(const struct run_options *r)
{
	return r->format || r->form != RUN_TEXT ? r->format : getenv("TIME");
}

static FILE *open_file(const char *name, const char *how, struct err *e)
{
	FILE *out = fopen(name, how);

	if (!out)
		err_set(e, "cannot open %s: %s", name, strerror(errno));
	return out;
}

static bool close_file(FILE *out, const char *name, struct err *e)
{
	bool is_written = !ferror(out);

	if (fclose(out) == 0 && is_written)
		return true;
	return err_set(e, "cannot write %s: %s", name, strerror(errno));
}

void run_job_print_time(const struct run_job *job, const struct child *c)
{
	struct timed t = { job->o->run.argv, c->status, c->wall_ns, c->leader };

	if (!job->o->run.is_quiet)
		time_print_end(job->out, &t);
	time_print(job->out, job->format, &t);
}

static void put_json(FILE *out, char *const argv[], const struct child *c, const struct run_changes *changes)
{
	struct json j = { out, false };

	run_json(&j, argv, c, changes);
	putc('\n', out);
}

/* Changes may be NULL. */
static void report(const struct run_job *job, const struct child *c, const struct run_changes *changes)
{
	const struct run_options *r = &job->o->run;
	enum text_set set = job->o->settings.set;

	if (job->format)
		run_job_print_time(job, c);
	else if (r->form == RUN_JSON) {
		put_json(job->out, r->argv, c, changes);
		return;
	} else if (r->form == RUN_CSV)
		run_csv(job->out, c);
	else
		run_print(job->out, r->argv, c, set);
	if (changes)
		run_compare_print(job->out, changes, set);
}

static void draw(const struct run_job *job, const struct child *c)
{
	if (job->plot)
		job->picture->write(job->plot, &(struct run_told){ job->o->run.argv, c, VERSION });
}

/* Whether it took more than it may: one line for whoever reads the log. */
static bool is_over(const struct child *c, const struct child_limits *l, struct err *e)
{
	char had[16], may[16];
	uint64_t peak = child_peak(c);
	bool is_tree = l->tree && peak > l->tree, is_one = l->process && c->largest.peak > l->process;

	if (!is_tree && !is_one)
		return false;
	unit_format(had, sizeof(had), UNIT_BYTES, value_number(is_tree ? peak : c->largest.peak));
	unit_format(may, sizeof(may), UNIT_BYTES, value_number(is_tree ? l->tree : l->process));
	err_set(e, "%s %s is over %s %s%s", is_tree ? "the tree's peak of" : "the largest process, with", had, is_tree ? "--max" : "--max-rss",
	        may, c->was_killed ? ": all of it was ended" : "");
	return true;
}

bool run_job_measure(const struct run_job *job, struct child *c, int *status)
{
	const struct run_options *r = &job->o->run;
	struct err e;

	if (job->backstage)
		backstage_watch(job->backstage, c);
	if (!child_run(c, r->argv, r->waits_for_all ? CHILD_ALL : CHILD_ITSELF, &r->limits, job->proc, status, &e)) {
		mode_fail(*status, &e);
		return false;
	}
	*status = time_status(&(struct timed){ .status = c->status });
	return true;
}

void run_job_speak(const struct run_job *job)
{
	if (job->backstage)
		backstage_leave(job->backstage);
}

int run_job_judge(const struct run_job *job, const struct child *c, const struct run_changes *changes, int status)
{
	struct err e;

	if (c && is_over(c, &job->o->run.limits, &e))
		return mode_fail(EXIT_RUN_OVER, &e);
	if (changes && run_compare_is_over(changes, &e)) {
		mode_fail(EXIT_RUN_OVER, &e);
		return status ? status : EXIT_RUN_OVER;
	}
	return status;
}

static int run_once(const struct run_job *job)
{
	struct run_changes changes;
	const struct run_changes *told = job->earlier ? &changes : NULL;
	struct child c;
	int status;
	bool ok;

	child_init(&c);
	ok = run_job_measure(job, &c, &status);
	run_job_speak(job);
	if (ok) {
		if (told)
			run_changes_of_one(&changes, job->earlier, &c, job->o->run.threshold);
		report(job, &c, told);
		draw(job, &c);
		status = run_job_judge(job, &c, told, status);
	}
	child_free(&c);
	return status;
}

/* What may go wrong before the command starts. The earlier run is read first: its file may be the one that the report goes to. */
static bool prepare(struct run_job *job, struct earlier *earlier, struct procfs *proc, struct err *e)
{
	const struct run_options *r = &job->o->run;

	if (r->plot && !(job->picture = run_picture_find(r->plot, e)))
		return false;
	if (r->compare && !earlier_read(earlier, r->compare, r->argv, e))
		return false;
	job->earlier = r->compare ? earlier : NULL;
	job->out = r->file ? open_file(r->file, r->appends ? "ae" : "we", e) : stderr;
	if (job->out && r->plot)
		job->plot = open_file(r->plot, "we", e);
	if (job->out && (job->plot || !r->plot) && procfs_open(proc, job->o->proc, e))
		return true;
	if (job->plot)
		fclose(job->plot);
	if (job->out && job->out != stderr)
		fclose(job->out);
	return false;
}

/* What was written is where it should be. */
static bool finish(const struct run_job *job, struct err *e)
{
	bool is_drawn = !job->plot || close_file(job->plot, job->o->run.plot, e);

	return (job->out == stderr || close_file(job->out, job->o->run.file, e)) && is_drawn;
}

static int run(struct options *o, struct backstage *b)
{
	struct procfs proc;
	struct earlier earlier;
	struct run_job job = { .o = o, .proc = &proc, .format = format_of(&o->run), .backstage = b };
	struct err e;
	int status;

	if (!prepare(&job, &earlier, &proc, &e))
		return mode_fail(EXIT_RUN, &e);
	if (b)
		backstage_enter(b);
	status = o->run.repeat ? run_again(&job) : run_once(&job);
	procfs_close(&proc);
	return finish(&job, &e) ? status : mode_fail(EXIT_RUN, &e);
}

int run_run(struct options *o)
{
	struct err e;
	int status;

	if (!o->run.is_live)
		return run(o, NULL);
	return run_live(o, run, &status, &e) ? status : mode_fail(EXIT_RUN, &e);
}

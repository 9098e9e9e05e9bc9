/* run_again.c - "ramtop run --repeat": one run after the other, until all have been or one ends badly. Measures nothing itself. */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>

#include "command_text.h"
#include "run_compare.h"
#include "run_job.h"
#include "run_json.h"
#include "run_print.h"
#include "run_repeat.h"
#include "time_print.h"

struct again {
	const struct run_job *job;
	struct repeated runs;
	struct tally tally;
	struct json json;
	char why[2 * COMMAND_END];   /* why there were fewer runs */
};

static bool is_json(const struct again *a)
{
	return !a->job->format && a->job->o->run.form == RUN_JSON;
}

/* What there is to say of one run at once: of one that ends badly all of it. */
static void tell(struct again *a, const struct child *c, int status)
{
	const struct options *o = a->job->o;

	if (a->job->format)
		run_job_print_time(a->job, c);
	else if (is_json(a))
		run_json(&a->json, o->run.argv, c, NULL);
	else if (status)
		run_print(a->job->out, o->run.argv, c, o->settings.set);
	fflush(a->job->out);
}

/* One that has ended with 0 and yet is the last. */
static int stopped_status(const struct child *c)
{
	return c->told ? time_status(&(struct timed){ .status = c->told }) : 0;
}

/* One run. Its status; that it could not be started is not told of as a run. */
static int run_one(struct again *a)
{
	struct child c;
	char end[COMMAND_END];
	int status, verdict;

	child_init(&c);
	if (run_job_measure(a->job, &c, &status)) {
		status = status ? status : stopped_status(&c);
		a->runs.begun++;
		a->runs.left_behind += c.left > 0;
		tell(a, &c, status);
		if (status == 0)
			tally_add(&a->tally, &c);
		verdict = run_job_judge(a->job, &c, NULL, status);
		if (c.status)
			snprintf(a->why, sizeof(a->why), "the last %s", command_end_text(end, c.status));
		else if (c.told)
			snprintf(a->why, sizeof(a->why), "then came signal %d (%s)", c.told, strsignal(c.told));
		else if (verdict)
			snprintf(a->why, sizeof(a->why), "the last was over a limit");
		status = verdict;
	}
	child_free(&c);
	return status;
}

static void finish(struct again *a, const struct run_changes *changes)
{
	enum text_set set = a->job->o->settings.set;

	if (is_json(a)) {
		run_repeat_json_end(&a->json, &a->runs, changes);
		putc('\n', a->job->out);
		return;
	}
	if (!a->job->format)
		run_repeat_print(a->job->out, &a->runs, set);
	if (changes)
		run_compare_print(a->job->out, changes, set);
}

static int conclude(struct again *a, int status)
{
	struct run_changes changes;
	const struct run_changes *told = a->job->earlier && a->tally.runs ? &changes : NULL;

	if (told)
		run_changes_of_many(&changes, a->job->earlier, &a->tally, a->job->o->run.threshold);
	if (a->why[0])
		a->runs.why_fewer = a->why;
	finish(a, told);
	return run_job_judge(a->job, NULL, told, status);
}

int run_again(const struct run_job *job)
{
	struct again a = { .job = job, .runs = { .argv = job->o->run.argv, .asked = job->o->run.repeat, .tally = &a.tally }, .json.out = job->out };
	int status = 0;

	tally_init(&a.tally);
	if (is_json(&a))
		run_repeat_json_begin(&a.json, a.runs.argv);
	for (uint64_t i = 0; i < a.runs.asked && status == 0; i++)
		status = run_one(&a);
	run_job_speak(job);
	status = conclude(&a, status);
	tally_free(&a.tally);
	return status;
}

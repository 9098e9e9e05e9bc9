/* run_job.h - one "ramtop run": what its runs have in common, be they one or many. */
#ifndef RUN_JOB_H
#define RUN_JOB_H

#include <stdio.h>

#include "earlier.h"
#include "json.h"
#include "options.h"
#include "run_change.h"
#include "run_picture.h"

struct run_job {
	const struct options *o;
	const struct procfs *proc;
	const char *format;          /* of time(1); NULL: the report */
	FILE *out;                   /* where the report goes */
	struct backstage *backstage; /* with --live; NULL: the terminal is ours anyway */
	FILE *plot;                  /* where a picture goes; NULL: none is drawn */
	const struct run_picture *picture;   /* how it is drawn then */
	const struct earlier *earlier;   /* to compare with; NULL: nothing */
};

enum { EXIT_RUN_OVER = 3, EXIT_RUN = 125 };   /* over a limit or a threshold; GNU time's own: the last of these says so, too */

/* Runs the command once; *status is its own. False when it could not be started, which has been said. */
bool run_job_measure(const struct run_job *job, struct child *c, int *status);

/* Before what is said of all of it, and not only into a run: the screen has gone when it returns. */
void run_job_speak(const struct run_job *job);

/* Prints it as time(1) does: where there is a format. */
void run_job_print_time(const struct run_job *job, const struct child *c);

/* What to end with: this status, or that it took more than it may, or than earlier, which is said in a line. Each may be NULL. */
int run_job_judge(const struct run_job *job, const struct child *c, const struct run_changes *changes, int status);

/* With --repeat: all of it, and its status. */
int run_again(const struct run_job *job);

#endif

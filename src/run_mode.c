/* run_mode.c - "ramtop run COMMAND": what a command and all that it starts took. Measures nothing itself. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "child.h"
#include "modes.h"
#include "run_json.h"
#include "run_picture.h"
#include "run_print.h"
#include "time_print.h"

/* GNU time's own: the last of these says so, too. */
#define EXIT_RUN 125
#define EXIT_OVER 3

static const char *format_of(const struct run_options *r)
{
	return r->format || r->form != RUN_TEXT ? r->format : getenv("TIME");
}

/* Where all goes. */
struct outputs {
	FILE *report, *plot;         /* plot NULL: none is drawn */
	const struct run_picture *picture;
};

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

/* Before the command starts: it would be a pity to find out afterwards. */
static bool open_outputs(const struct run_options *r, struct outputs *out, struct err *e)
{
	*out = (struct outputs){ .report = stderr };
	if (r->plot && !(out->picture = run_picture_find(r->plot, e)))
		return false;
	if (r->file && !(out->report = open_file(r->file, r->appends ? "ae" : "we", e)))
		return false;
	if (!r->plot || (out->plot = open_file(r->plot, "we", e)))
		return true;
	if (r->file)
		fclose(out->report);
	return false;
}

static bool close_outputs(const struct run_options *r, struct outputs *out, struct err *e)
{
	bool is_written = !out->plot || close_file(out->plot, r->plot, e);

	return (!r->file || close_file(out->report, r->file, e)) && is_written;
}

static void report(FILE *out, const struct options *o, const struct child *c)
{
	const struct run_options *r = &o->run;
	struct timed t = { r->argv, c->status, c->wall_ns, c->leader };
	const char *format = format_of(r);

	if (format && !r->is_quiet)
		time_print_end(out, &t);
	if (format)
		time_print(out, format, &t);
	else if (r->form == RUN_JSON)
		run_json(out, r->argv, c);
	else if (r->form == RUN_CSV)
		run_csv(out, c);
	else
		run_print(out, r->argv, c, o->settings.set);
}

static void draw(const struct outputs *out, const struct options *o, const struct child *c)
{
	if (out->plot)
		out->picture->write(out->plot, &(struct run_told){ o->run.argv, c, VERSION });
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

static int measure(const struct options *o, const struct outputs *out, const struct procfs *proc)
{
	struct child c;
	struct timed t;
	struct err e;
	int status;

	child_init(&c);
	if (child_run(&c, o->run.argv, o->run.waits_for_all ? CHILD_ALL : CHILD_ITSELF, &o->run.limits, proc, &status, &e)) {
		report(out->report, o, &c);
		draw(out, o, &c);
		t = (struct timed){ .status = c.status };
		status = is_over(&c, &o->run.limits, &e) ? mode_fail(EXIT_OVER, &e) : time_status(&t);
	} else
		mode_fail(status, &e);
	child_free(&c);
	return status;
}

int run_run(struct options *o)
{
	struct outputs out;
	struct procfs proc;
	struct err e;
	int status;

	if (!open_outputs(&o->run, &out, &e))
		return mode_fail(EXIT_RUN, &e);
	if (!procfs_open(&proc, o->proc, &e)) {
		status = mode_fail(EXIT_RUN, &e);
	} else {
		status = measure(o, &out, &proc);
		procfs_close(&proc);
	}
	return close_outputs(&o->run, &out, &e) ? status : mode_fail(EXIT_RUN, &e);
}

/* run_options.c - the options of "ramtop run", each declared once: those of time(1), and ours. Runs nothing. */
#include <string.h>

#include "amount.h"
#include "options.h"
#include "time_print.h"
#include "vec.h"

#define TAKE(name) static bool name(struct options *o, const char *argument, struct err *e)
#define UNUSED (void)o; (void)argument; (void)e

TAKE(take_format)  { UNUSED; o->run.format = argument; return true; }
TAKE(take_verbose) { UNUSED; o->run.format = time_verbose; return true; }
TAKE(take_file)    { UNUSED; o->run.file = argument; return true; }
TAKE(take_append)  { UNUSED; return o->run.appends = true; }
TAKE(take_quiet)   { UNUSED; return o->run.is_quiet = true; }
TAKE(take_all)     { UNUSED; return o->run.waits_for_all = true; }
TAKE(take_live)    { UNUSED; return o->run.is_live = true; }
TAKE(take_help)    { UNUSED; o->mode = "run-help"; return true; }
TAKE(take_version) { UNUSED; o->mode = "version"; return true; }

static bool parse_bytes(const char *name, const char *text, uint64_t *out, struct err *e)
{
	struct value v;

	if (!amount_read(UNIT_BYTES, text, strlen(text), &v) || v.number == 0)
		return err_set(e, "%s: '%s' is not %s", name, text, amount_name(UNIT_BYTES));
	*out = v.number;
	return true;
}

TAKE(take_json)    { UNUSED; o->run.form = RUN_JSON; return true; }
TAKE(take_csv)     { UNUSED; o->run.form = RUN_CSV; return true; }
TAKE(take_plot)    { UNUSED; o->run.plot = argument; return true; }
TAKE(take_max)     { return parse_bytes("--max", argument, &o->run.limits.tree, e); }
TAKE(take_max_rss) { return parse_bytes("--max-rss", argument, &o->run.limits.process, e); }
TAKE(take_kill)    { UNUSED; return o->run.limits.kills = true; }

#define MOST_RUNS 1000

TAKE(take_repeat)
{
	struct value v;

	UNUSED;
	if (!amount_read(UNIT_COUNT, argument, strlen(argument), &v) || v.number == 0 || v.number > MOST_RUNS)
		return err_set(e, "--repeat: '%.200s' is not a number from 1 to %d", argument, MOST_RUNS);
	o->run.repeat = v.number;
	return true;
}

TAKE(take_compare) { UNUSED; o->run.compare = argument; return true; }

TAKE(take_threshold)
{
	struct value v;

	if (!amount_read(UNIT_PERCENT, argument, strlen(argument), &v))
		return err_set(e, "--threshold: '%.200s' is not %s", argument, amount_name(UNIT_PERCENT));
	o->run.threshold = v.real;
	return o->run.has_threshold = true;
}

/* GNU time says nothing of how the command ended, either. */
TAKE(take_posix)
{
	UNUSED;
	o->run.format = time_posix;
	return o->run.is_quiet = true;
}

static const struct option_entry entries[] = {
	{ 'o', "output",      "FILE",   "write the report there, not to stderr", take_file },
	{ 'a', "append",      NULL,     "add it to what is in that file", take_append },
	{ 0,   "wait-all",    NULL,     "wait for all that the command started, not only for itself", take_all },
	{ 0,   "live",        NULL,     "show what it starts on the screen while it runs; q leaves the screen, not the command", take_live },
	{ 0,   "json",        NULL,     "print all of it as JSON, with the course of the memory", take_json },
	{ 0,   "csv",         NULL,     "print the course of the memory as CSV", take_csv },
	{ 0,   "plot",        "FILE",   "draw the course of the memory there: FILE.svg, or FILE.html with the report", take_plot },
	{ 0,   "max",         "AMOUNT", "exit with 3 when the tree's peak was over that: 2g", take_max },
	{ 0,   "max-rss",     "AMOUNT", "the same for the largest process", take_max_rss },
	{ 0,   "kill",        NULL,     "with --max, end all of it at once when it is seen to be over that", take_kill },
	{ 0,   "repeat",      "N",      "run it N times, print medians and how far the runs are from them", take_repeat },
	{ 0,   "compare",     "FILE",   "compare it with what --json wrote into that file earlier", take_compare },
	{ 0,   "threshold",   "PERCENT", "exit with 3 when memory has risen by more since then: 10 unless it is given", take_threshold },
	{ 'v', "verbose",     NULL,     "print what time -v prints", take_verbose },
	{ 'f', "format",      "FORMAT", "print that, as time -f does: %M is the largest RSS (see --list time_letters)", take_format },
	{ 'p', "portability", NULL,     "print what time -p prints: real, user, sys", take_posix },
	{ 'q', "quiet",       NULL,     "with these, nothing of how the command ended", take_quiet },
	{ 'h', "help",        NULL,     "print this help", take_help },
	{ 'V', "version",     NULL,     "print the version", take_version },
};

const struct option_entry *run_options_all(size_t *count)
{
	*count = ARRAY_LEN(entries);
	return entries;
}

bool run_options_settle(const struct options *o, struct err *e)
{
	if (o->run.form == RUN_CSV && (o->run.repeat || o->run.compare))
		return err_set(e, "--csv is the course of a single run: --%s needs another form", o->run.repeat ? "repeat" : "compare");
	if (o->run.plot && o->run.repeat)
		return err_set(e, "--plot draws the course of a single run: not with --repeat");
	if (o->run.has_threshold && !o->run.compare)
		return err_set(e, "--threshold needs a file to compare with: --compare");
	return true;
}

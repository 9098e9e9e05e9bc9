/* run_options.c - the options of "ramtop run", each declared once: those of time(1), and ours. Runs nothing. */
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
TAKE(take_help)    { UNUSED; o->mode = "run-help"; return true; }
TAKE(take_version) { UNUSED; o->mode = "version"; return true; }

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

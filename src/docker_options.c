/* docker_options.c - the options of "ramtop containers --docker", each declared once: those of docker stats, and where to read. Runs
 * nothing. */
#include "options.h"
#include "vec.h"

#define TAKE(name) static bool name(struct options *o, const char *argument, struct err *e)
#define UNUSED (void)o; (void)argument; (void)e

TAKE(take_docker)   { UNUSED; return o->docker.is_asked = true; }
TAKE(take_all)      { UNUSED; return o->docker.all = true; }
TAKE(take_format)   { UNUSED; o->docker.format = argument; return true; }
TAKE(take_once)     { UNUSED; return o->docker.is_once = true; }
TAKE(take_whole)    { UNUSED; return o->docker.whole_ids = true; }
TAKE(take_proc)     { UNUSED; o->proc = argument; return true; }
TAKE(take_cgroup)   { UNUSED; o->cgroup = argument; return true; }
TAKE(take_help)     { UNUSED; o->mode = "docker-help"; return true; }
TAKE(take_version)  { UNUSED; o->mode = "version"; return true; }

static const struct option_entry entries[] = {
	{ 0,   "docker",    NULL,     "as docker stats does it", take_docker },
	{ 'a', "all",       NULL,     "those that do not run, too, where their engine tells", take_all },
	{ 0,   "format",    "FORMAT", "'table', 'table FORMAT', 'json', or text with fields in it: '{{.Name}} {{.MemUsage}}'", take_format },
	{ 0,   "no-stream", NULL,     "print once, not every second", take_once },
	{ 0,   "no-trunc",  NULL,     "ids with all of their 64 digits", take_whole },
	{ 'h', "help",      NULL,     "print this help", take_help },
	{ 'V', "version",   NULL,     "print the version", take_version },
	{ 0,   "proc",      "DIR",    "the procfs to read (/proc)", take_proc },
	{ 0,   "cgroup",    "DIR",    "the control groups to read (where they are mounted; /sys/fs/cgroup)", take_cgroup },
};

const struct option_entry *docker_options_all(size_t *count)
{
	*count = ARRAY_LEN(entries);
	return entries;
}

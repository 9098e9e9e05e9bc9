/* options.h - the command line. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "child.h"
#include "kept.h"
#include "settings.h"
#include "sink.h"

struct option_entry;
struct options;

/* "ramtop NAME [OPERAND]": what else ramtop can do. */
struct command {
	const char *name;
	const char *operand;      /* what must follow it, or in brackets what may; NULL: nothing */
	const char *help;
	const char *options;      /* names of the options that it heeds, with blanks between them; NULL: none of those that all have */
	const struct option_entry *(*own)(size_t *count);   /* or it has options of its own */
	const char *own_with;     /* only where this word is one of those that follow; NULL: always */
	bool (*settle)(const struct options *o, struct err *e);   /* what of its own is only known when all have been taken; NULL: nothing */
};

/* Those of "ramtop run": run_options.c. */
struct run_options {
	char **argv;              /* the command to run */
	const char *format;       /* of time(1); NULL: the report */
	const char *file;         /* where the report goes; NULL: stderr */
	const char *plot;         /* where the picture goes; NULL: none is drawn */
	bool appends;             /* to what is in that file */
	enum { RUN_TEXT, RUN_JSON, RUN_CSV } form;   /* of the report, without a format */
	bool is_quiet;            /* nothing of how the command ended: with a format */
	bool waits_for_all;
	bool is_live;             /* it is shown on the screen while it runs */
	struct child_limits limits;
	uint64_t repeat;          /* how often it runs; 0: once, and its report is that of a single run */
	const char *compare;      /* the file of an earlier run; NULL: none */
	double threshold;         /* percent that memory may rise over that */
	bool has_threshold;       /* it was asked for */
};

/* Those of "ramtop containers --docker": docker_options.c. */
struct docker_options {
	bool is_asked;
	char **words;             /* names and ids, a NULL behind the last; none: all */
	const char *format;       /* NULL: the usual table */
	bool is_once, whole_ids;
	bool all;                 /* those that do not run, too */
};

struct options {
	struct settings settings;
	const char *mode;         /* the name of one: see mode.h */
	const struct sink *sink;
	const char *proc;         /* the procfs to read */
	const char *cgroup;       /* the directory with the control groups; NULL: where they are mounted */
	double pss_percent;       /* of one CPU, that reading PSS may take on the screen */
	bool mlock;               /* our own memory is kept in RAM */
	const char *list;         /* the table to print */
	const char *config;       /* the file of settings that was asked for; NULL: the usual one */
	struct keeping keeping;
	const char *columns, *sort;   /* as they were asked for; NULL: they were not */
	const struct command *(*command_at)(size_t i);   /* NULL behind the last */
	const char *operand;      /* what follows a command; NULL: nothing does */
	struct run_options run;
	struct docker_options docker;
	enum origin { ORIGIN_AUTO, ORIGIN_BPF, ORIGIN_PROC, ORIGINS } origin;   /* where tasks are to come from */
};

/* What --source calls them. */
struct origin_entry {
	const char *name, *help;
};
extern const struct origin_entry origins[ORIGINS];

/* The defaults. */
void options_start(struct options *o);

/* The defaults of who has settings in a file; called when it is known which that is. */
void options_start_again(struct options *o);

struct option_entry {
	char letter;              /* 0: none */
	const char *name;
	const char *argument;     /* what it is called in the help; NULL: takes none */
	const char *help;
	bool (*take)(struct options *o, const char *argument, struct err *e);
};

const struct option_entry *options_all(size_t *count);

/* The same for "ramtop run", and for "ramtop containers --docker". */
const struct option_entry *run_options_all(size_t *count);
const struct option_entry *docker_options_all(size_t *count);

/* When all have been taken: what only then is known to fit together. */
bool options_settle(struct options *o, struct err *e);
bool run_options_settle(const struct options *o, struct err *e);

void options_free(struct options *o);

#endif

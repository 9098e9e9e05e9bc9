/* options.h - the command line. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "settings.h"
#include "sink.h"

struct options {
	struct settings settings;
	const char *mode;         /* the name of one: see mode.h */
	const struct sink *sink;
	const char *proc;         /* the procfs to read */
	const char *cgroup;       /* the directory with the control groups; NULL: where they are mounted */
	double pss_percent;       /* of one CPU, that reading PSS may take on the screen */
	bool mlock;               /* our own memory is kept in RAM */
	const char *list;         /* the table to print */
	const char *columns, *sort;   /* as they were asked for; NULL: they were not */
	const char *operand;      /* what follows a command: see mode.h */
	enum origin { ORIGIN_AUTO, ORIGIN_BPF, ORIGIN_PROC } origin;   /* where tasks are to come from */
};

/* Reads the command line; false with one line that names the wrong word. Borrows argv's strings. */
bool options_parse(struct options *o, int argc, char **argv, struct err *e);

void options_free(struct options *o);

/* Prints each option and what it does. */
void options_help(FILE *out);

/* One option a line: how it is written, two or more spaces, what it does. */
void options_list(FILE *out);

#endif

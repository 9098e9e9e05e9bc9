/* usage.h - what the program says of its command line. */
#ifndef USAGE_H
#define USAGE_H

#include <stdio.h>

#include "options.h"

/* Prints each command, each option and what it does, in lines of 80 cells. */
void usage_help(const struct options *o, FILE *out);

/* The same of "ramtop run", and of "ramtop containers --docker". */
void usage_run_help(FILE *out);
void usage_docker_help(FILE *out);

/* One a line: how it is written, two or more spaces, what it does. */
void usage_list_options(FILE *out, const struct option_entry *(*all)(size_t *count));
void usage_list_commands(const struct options *o, FILE *out);

#endif

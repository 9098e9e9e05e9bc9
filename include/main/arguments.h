/* arguments.h - the words of the command line. */
#ifndef ARGUMENTS_H
#define ARGUMENTS_H

#include "options.h"

/* Reads them into the options; false with one line that names the wrong word. Borrows argv's strings. The options are to be freed
 * in any case. */
bool arguments_parse(struct options *o, const struct command *(*command_at)(size_t i), int argc, char **argv, struct err *e);

#endif

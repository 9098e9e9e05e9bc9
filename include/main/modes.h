/* modes.h - what each mode with a file of its own does; mode.c names them. Each returns the exit status. */
#ifndef MODES_H
#define MODES_H

#include "mode.h"

int list_run(struct options *o);        /* prints a table of ramtop's own */
int show_run(struct options *o);        /* one process in depth */
int ledger_run(struct options *o);      /* the machine's memory as one balance */
int docker_run(struct options *o);      /* what docker stats prints */
int run_run(struct options *o);         /* what a command and all that it starts took */
int oom_run(struct options *o);         /* who would be taken if memory ran out */

#endif
